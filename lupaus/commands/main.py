"""The command ``lupaus``.

A command is one line in COMMANDS: its module is imported when it is called and not before, so
that ``lupaus --help`` and ``lupaus policy lint`` start at once. The module holds ``app``, a
Typer application made with ``add_completion=False``: with one command it is that command, with
several it is a group.
"""

import errno
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from lupaus import __version__
from lupaus.commands.outcome import CANNOT_RUN, FINE, FOUND, INTERRUPTED, CannotRun
from lupaus.folder import FolderError


@dataclass(frozen=True, slots=True)
class Command:
    module: str
    help: str


COMMANDS: Mapping[str, Command] = {
    "demo": Command("lupaus.commands.demo.tour", "A register with invented customers."),
    "init": Command("lupaus.commands.init", "Make a new controller's folder."),
    "adopt": Command("lupaus.commands.adopt", "Put the folder's policy in force."),
    "policy": Command("lupaus.commands.policy", "Read, check and print a policy file."),
    "import": Command("lupaus.commands.import_", "Take customers in from a CSV or XLSX file."),
    "export": Command("lupaus.commands.export", "Hand out the whole register as files."),
    "check": Command("lupaus.commands.check", "Was each promise of the notice kept?"),
    "attest": Command("lupaus.commands.attest", "Confirm what no register can see."),
    "ledger": Command("lupaus.commands.ledger", "Show, verify and export what was done."),
    "purge": Command("lupaus.commands.purge", "Destroy what nobody needs any more."),
    "worker": Command("lupaus.commands.worker", "Do what is due, every day."),
    "serve": Command("lupaus.commands.serve", "Serve the notice."),
    "user": Command("lupaus.commands.user", "Who works with the register, in which role."),
    "upgrade": Command("lupaus.commands.upgrade", "Bring the register to this version."),
}


class SeenEnough(Exception):  # noqa: N818 - it is no error
    """The reader of our output has gone away."""


class Lazy(TyperGroup):
    """Lists the commands without importing them; imports the one that is called."""

    def invoke(self, ctx: Any) -> Any:
        """A reader that has gone away is told apart from a finding: typer ends with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise SeenEnough from None

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click asks so
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - click asks so
        command = COMMANDS.get(cmd_name)
        return command and TyperCommand(cmd_name, help=command.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        if name is None:  # only while a shell completes half a line
            return name, None, rest
        found: typer.Typer = import_module(COMMANDS[name].module).app
        command = typer.main.get_command(found)
        command.name = name
        _unwrap(command)
        return name, command, rest


def _unwrap(command: Any) -> None:
    """Line ends of a docstring are no line ends of the help; its paragraphs are."""
    for each in (command, *getattr(command, "commands", {}).values()):
        each.help = re.sub(r"(?<!\n)\n(?!\n)", " ", each.help or "")


app = typer.Typer(
    cls=Lazy,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version_asked(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"lupaus {__version__}")
        raise typer.Exit


@app.callback(help="A customer register that keeps the promises of its privacy notice.")
def lupaus(
    directory: Annotated[
        Path | None,
        typer.Option("-C", metavar="DIR", help="The controller's folder; else LUPAUS_DIR."),
    ] = None,
    *,
    version: Annotated[  # noqa: ARG001 - its callback has done the work
        bool, typer.Option("--version", callback=_version_asked, is_eager=True)
    ] = False,
) -> None:
    if directory is not None:
        os.environ["LUPAUS_DIR"] = str(directory)


#: What the rooms say no with: module, class, exit code. Named, because a command that needs
#: none of these rooms must not pay for loading them.
_SAID = (
    ("lupaus.guard.refused", "Refused", FOUND),
    ("lupaus.guard.refused", "NoPolicy", CANNOT_RUN),
    ("lupaus.guard.refused", "PolicyChanged", CANNOT_RUN),
    ("lupaus.guard.vault", "VaultError", CANNOT_RUN),
    ("lupaus.ledger.keys", "KeyFileError", CANNOT_RUN),
    ("lupaus.ledger.checkpoint", "JournalError", CANNOT_RUN),
    ("lupaus.ledger.append", "LedgerBrokenError", CANNOT_RUN),
)


#: Nobody's bug, wherever it strikes.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def _told(wrong: Exception) -> tuple[str, int] | None:
    """The line and the exit code for what is not our bug; None for what is."""
    for module, name, code in _SAID:
        if module in sys.modules and isinstance(wrong, getattr(sys.modules[module], name)):
            return str(wrong), code
    if isinstance(wrong, OSError) and wrong.errno in _FULL:
        _forget_output()
        return (
            f"{wrong.filename or 'the output'} cannot be written: {wrong.strerror}",
            CANNOT_RUN,
        )
    database = sys.modules.get("django.db.utils")
    if database is None or not isinstance(wrong, database.DatabaseError):
        return None
    from lupaus.commands.opening import because, missing_table  # noqa: PLC0415 - likewise

    if isinstance(wrong, database.OperationalError) or missing_table(wrong):
        return because(wrong), CANNOT_RUN
    return None


def _flush() -> None:
    """Here, where what becomes of the output can still be told."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as wrong:
        _forget_output()
        raise CannotRun(f"the output cannot be written: {wrong.strerror}") from None


def _forget_output() -> None:
    """What nobody takes must not be tried again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Entry point. The user's mistakes end in one line and exit code 2, our own in a
    traceback."""
    # Nothing else that is installed here looks into policies; and 30 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # an arrow must not stop an old terminal
            stream.reconfigure(errors="replace")
    try:
        try:
            app(prog_name="lupaus")
        finally:
            _flush()
    except (CannotRun, FolderError) as wrong:
        typer.echo(f"lupaus: {wrong}", err=True)
        sys.exit(CANNOT_RUN)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except (BrokenPipeError, SeenEnough):
        _forget_output()
        sys.exit(FINE)
    except Exception as wrong:
        if (told := _told(wrong)) is None:
            raise
        line, code = told
        typer.echo(f"lupaus: {line}", err=True)
        sys.exit(code)
