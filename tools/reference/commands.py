"""docs/reference/commands.md: every command of ``lupaus``, from the commands themselves."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer

from lupaus.commands.main import COMMANDS

_INTRODUCTION = """# Commands

Generated from the program: `lupaus COMMAND --help` says the same.

`lupaus -C DIR COMMAND` names the controller's folder; so does `LUPAUS_DIR`.

Exit codes: 0 fine, 1 found something (a broken promise, a line that failed, people who must be
told), 2 could not run.

`LUPAUS_PATIENCE` is how many seconds to wait for another writer of an SQLite register (20);
`LUPAUS_OWNER_URL` is the owner's login on PostgreSQL.
"""


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    for name, command in COMMANDS.items():
        found: Any = typer.main.get_command(import_module(command.module).app)
        yield from _command(f"lupaus {name}", found)


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"## `{name}`\n"
    yield f"{_sentence(command.help)}\n"
    yield from _parameters(command)
    for sub_name, sub in getattr(command, "commands", {}).items():
        yield f"### `{name} {sub_name}`\n"
        yield f"{_sentence(sub.help)}\n"
        yield from _parameters(sub)


def _parameters(command: Any) -> Iterator[str]:
    rows = [_row(each) for each in command.params if each.name != "help"]
    if rows:
        yield "| argument or option | meaning |"
        yield "| --- | --- |"
        yield from rows
        yield ""


def _row(each: Any) -> str:
    if each.param_type_name == "argument":
        said = each.make_metavar_name() if hasattr(each, "make_metavar_name") else each.metavar
        written = said or each.name.upper()
    else:
        metavar = "" if each.is_flag else f" {each.metavar or each.name.strip('_').upper()}"
        written = ", ".join((*each.opts, *each.secondary_opts)) + metavar
    default = each.default
    shown = default not in (None, "", False, ()) and not callable(default)
    tail = f" Default: {_plain(default)}." if shown and not each.required else ""
    return f"| `{written}` | {_sentence(getattr(each, 'help', None))}{tail} |"


def _plain(value: object) -> str:
    return f"`{getattr(value, 'value', value)}`"


def _sentence(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")
