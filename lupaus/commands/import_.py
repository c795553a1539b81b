"""``lupaus import``: customers from a CSV or XLSX file, and the way back."""
# ruff: noqa: PLC0415 - what needs Django is imported once the register is open

import gc
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lupaus.commands.opening import now, open_register
from lupaus.commands.outcome import FINE, FOUND, CannotRun, put, stays_outside
from lupaus.intake.columns import Column, parse_override, recognise
from lupaus.intake.rules import parse_rules
from lupaus.intake.table import Table, open_table
from lupaus.intake.unusable import Unusable

if TYPE_CHECKING:
    from lupaus.guard import Act
    from lupaus.intake.report import Report
    from lupaus.intake.take import Order

app = typer.Typer(add_completion=False)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


Show = typer.Option("--preview", help="Show, take nothing in.")
Yes = typer.Option("--yes", "-y", help="Do not ask.")
Again = typer.Option("--again", help="Although this very file has been taken in.")
Prospects = typer.Option("--prospects", help="They are not customers yet.")
Failed = typer.Option(metavar="FILE", help="Lines that fail go here, with reasons.")
Undo = typer.Option(metavar="IMPORT", help="Take a whole import out again.")
Source = typer.Option(help="Where the list comes from: a source of the policy.")
Said = typer.Option(metavar="HEADING=FIELD", help="What a column is; - leaves it out.")
Rules = typer.Option(
    "--rule",
    metavar="HEADING=RULE",
    help="What it may do to who is there: leave, fill, overwrite, never. * is every column.",
)
Who = typer.Option("--as", metavar="NAME", help="Who does it.")


@app.command(name="import")
def take_in(  # noqa: PLR0913 - the options of a command
    file: Annotated[Path | None, typer.Argument(help="A CSV or XLSX file.")] = None,
    *,
    source: Annotated[str, Source] = "",
    column: Annotated[list[str] | None, Said] = None,
    rule: Annotated[list[str] | None, Rules] = None,
    sheet: Annotated[str, typer.Option(help="Which sheet of a workbook.")] = "",
    preview: Annotated[bool, Show] = False,
    yes: Annotated[bool, Yes] = False,
    again: Annotated[bool, Again] = False,
    prospects: Annotated[bool, Prospects] = False,
    failed: Annotated[Path | None, Failed] = None,
    undo: Annotated[int | None, Undo] = None,
    who: Annotated[str, Who] = "owner",
    format_: Annotated[Format, typer.Option("--format", "-f")] = Format.TEXT,
) -> None:
    """Take customers in from a CSV or XLSX file.

    Nothing is in sight until all of it is; then everything at once. Who is in the register
    already gets what is empty filled in, unless a --rule says otherwise. What the policy does
    not allow stays out and is told. Exit 1 when a line failed or a value was left out.
    """
    if file is None and undo is None:
        raise CannotRun("name a file: lupaus -C DIR import FILE")
    if failed is not None and failed.exists():
        raise CannotRun(f"{failed} exists: name another file for lines that fail")
    opened = open_register()
    stays_outside(failed, opened.path, opened.keys, opened.journal)
    from lupaus.commands.keyboard import at_the_keyboard
    from lupaus.guard import NoPolicy, Refused

    report = None
    try:
        actor, act = at_the_keyboard(who, at=now(), via="import")
        if undo is not None:
            _undo(undo, act, format_)
        elif file is not None:
            from lupaus.intake.take import Order

            table, columns = _read(file, sheet, column or [])
            rules = parse_rules(table.headings, rule or [])
            order = Order(
                table, columns, actor, act, source, not prospects, again, failed, rules
            )
            report = (
                _preview(order, format_) if preview else _take_in(order, format_, ask=not yes)
            )
    except (Unusable, Refused, NoPolicy) as wrong:
        raise CannotRun(str(wrong)) from None
    raise typer.Exit(FINE if report is None or report.is_clean else FOUND)


def _read(file: Path, sheet: str, said: list[str]) -> tuple[Table, tuple[Column, ...]]:
    """Columns that are named by number alone say that the file has no headings."""
    overrides = dict(parse_override(text) for text in said)
    numbered = bool(overrides) and all(name.isdecimal() for name in overrides)
    try:
        table = open_table(file, sheet=sheet)
    except Unusable:
        if not numbered:
            raise
        table = open_table(file, sheet=sheet, without_headings=True)
    return table, recognise(table.headings, overrides)


def _preview(order: "Order", format_: Format) -> "Report":
    from lupaus.intake import told
    from lupaus.intake.preview import preview

    found = preview(order)
    if format_ is Format.JSON:
        _put_json(told.preview_as_tree(found))
        return found.report
    lines = [*told.columns_in_words(found.report), ""]
    for shown in found.shown:
        lines += told.shown_in_words(shown)
    _put_lines([*lines, "", *told.in_words(found.report, staged=False)])
    return found.report


def _take_in(order: "Order", format_: Format, *, ask: bool) -> "Report | None":
    from lupaus.intake import told
    from lupaus.intake.take import take_in

    if ask and sys.stdin.isatty():
        _preview(order, Format.TEXT)
        if not typer.confirm("Take them in?"):
            return None
    gc.freeze()  # what is loaded by now stays; the collector need not walk it for every chunk
    with _progress() as bar:
        task = bar.add_task("lines", total=None)
        report = take_in(order, progress=lambda lines: bar.update(task, completed=lines))
    if format_ is Format.JSON:
        _put_json(told.as_tree(report))
    else:
        _put_lines(told.in_words(report, staged=True))
    return report


def _undo(batch: int, act: "Act", format_: Format) -> None:
    from lupaus.intake import told
    from lupaus.intake.batch import undo

    undone = undo(batch, act=act)
    if format_ is Format.JSON:
        _put_json(told.undone_as_tree(undone))
    else:
        _put_lines(told.undone_in_words(undone))


def _progress() -> Progress:
    """On the terminal only, and beside the output."""
    from rich.console import Console

    columns = (SpinnerColumn(), TextColumn("{task.completed} lines"), TimeElapsedColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


def _put_json(tree: object) -> None:
    put(json.dumps(tree, ensure_ascii=False, indent=2) + "\n", None)


def _put_lines(lines: Iterable[str]) -> None:
    put("\n".join(lines) + "\n", None)
