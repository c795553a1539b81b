"""``lupaus purge``: see what is due, destroy it, and prove it."""
# ruff: noqa: PLC0415 - Django is set up when a register has been opened

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer
from rich.console import Console
from rich.table import Table

from lupaus.commands.opening import complain, folder, now, open_register, say
from lupaus.commands.outcome import CANNOT_RUN, CannotRun, by_name, put, today
from lupaus.commands.policy import Report, Reporting, Speaking, Today
from lupaus.policy.model import Language

if TYPE_CHECKING:  # these need Django to be set up
    from lupaus.guard import Act
    from lupaus.keeping.certificate import Certificate
    from lupaus.keeping.plan import Preview
    from lupaus.keeping.runs import Run

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Destroy what nobody needs any more."
)


class PrintedAs(StrEnum):
    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


Who = Annotated[str, typer.Option("--as", metavar="NAME", help="Who does it.")]
Number = Annotated[int | None, typer.Argument(metavar="RUN", help="Its number; else the last.")]


@app.command()
def plan(today_: Today = None, format_: Reporting = Report.TEXT, who: Who = "owner") -> None:
    """Write down what is due and show it. With --today only show what would be due."""
    open_register()
    from lupaus.keeping import plan as planning

    with _told():
        if today_ is not None and today_.date() != today():
            shown = planning.what_if(today_.date())
        else:
            shown = planning.preview(planning.plan(today(), _act(who)).run)
    _show(shown, format_, stored=today_ is None or today_.date() == today())


@app.command()
def run(
    number: Number = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    expect: Annotated[
        int | None,
        typer.Option("--expect", metavar="N", min=0, help="Do it if exactly N rows are due."),
    ] = None,
    format_: Reporting = Report.TEXT,
    who: Who = "owner",
) -> None:
    """Destroy what is planned, or plan first; verify it and write its certificate."""
    open_register()
    from lupaus.keeping import finish, purge
    from lupaus.keeping.plan import planned_or_new, preview

    with _told():
        open_ = planned_or_new(number, today=today(), act=_act(who))
        if open_.state == "planned":
            shown = preview(open_.id)
            _agree(shown, format_, yes=yes, expect=expect)
        if open_.state in {"planned", "running"}:
            purge.execute(open_.id, today=today(), act=_act(who), clock=now)
        done = finish.finish(open_.id, act=_act(who), clock=now)
    if format_ is Report.JSON:
        typer.echo(done.text())
    else:
        say(
            f"Purge {done.run}: {done.rows} rows of {done.parties} parties are destroyed, "
            f"{done.whole} parties entirely; verified."
            f" {folder().typed(f'purge certificate {done.run}')}"
        )


@app.command()
def show(
    number: Number = None,
    format_: Reporting = Report.TEXT,
    last: Annotated[int, typer.Option("--last", "-n", min=1, max=10_000)] = 20,
) -> None:
    """The latest purges, or the plan of one that has not been carried out."""
    open_register()
    from lupaus.guard import system_grant
    from lupaus.keeping import runs
    from lupaus.keeping.plan import preview

    if number is not None:
        with _told():
            with system_grant("keeping", why="a purge is shown") as part:
                if runs.find(part, number).state == "dropped":
                    raise runs.dropped(number)
            _show(preview(number), format_, stored=True)
        return
    with system_grant("keeping", why="purges are listed") as part:
        found = runs.latest(part, last)
    if format_ is Report.JSON:
        typer.echo(json.dumps([_tree(each) for each in found], indent=2, default=str))
        return
    table = _table("purge", "day", "state", "planned", "destroyed", "spared", "by")
    for each in found:
        cells = (each.id, each.day, each.state, each.planned, each.destroyed, each.saved)
        table.add_row(*map(str, cells), each.purged_by or each.planned_by)
    _print(table) if found else say("Nothing has been purged yet.")


@app.command()
def certificate(
    number: Number = None,
    format_: Annotated[
        PrintedAs | None,
        typer.Option(
            "--format", "-f", help="When left out: as the name of the file ends, else text."
        ),
    ] = None,
    language: Speaking = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
) -> None:
    """Print the certificate of destruction."""
    open_register()
    from lupaus.guard import in_force
    from lupaus.keeping import finish

    with _told():
        found = finish.certificate(finish.last_certified() if number is None else number)
    printed_as = format_ or by_name(output, PrintedAs.TEXT)
    put(_printed(found, printed_as, language or in_force().policy.languages[0]), output)


@app.command()
def compact() -> None:
    """Write the database anew, so that nothing destroyed is left in its files. Nobody can use
    the register meanwhile."""
    open_register()
    from lupaus.keeping.compaction import compact as write_anew

    done = write_anew(vacuum=True)
    say(f"{len(done.tables)} tables are written anew. {done.left}".strip())


def _printed(found: "Certificate", format_: PrintedAs, language: Language) -> str | bytes:
    from lupaus.keeping.printing.layout import lay_out

    match format_:
        case PrintedAs.JSON:
            return found.text() + "\n"
        case PrintedAs.TEXT:
            from lupaus.keeping.printing import text

            return text.render(lay_out(found, language))
        case PrintedAs.HTML:
            from lupaus.keeping.printing import html

            return html.render(lay_out(found, language))
        case PrintedAs.PDF:
            from lupaus.keeping.printing import pdf

            return pdf.render(lay_out(found, language))
        case _:
            assert_never(format_)


def _act(who: str) -> "Act":
    from lupaus.commands.keyboard import known
    from lupaus.guard import Act

    return Act(known(who), "", now(), "cli")


@contextmanager
def _told() -> Iterator[None]:
    """What keeping refuses, in one line."""
    from lupaus.guard import NoPolicy
    from lupaus.keeping.runs import CannotPurge

    try:
        yield
    except (CannotPurge, NoPolicy) as wrong:
        raise CannotRun(str(wrong)) from None


def _agree(shown: "Preview", format_: Report, *, yes: bool, expect: int | None) -> None:
    """Nothing is destroyed that nobody has counted."""
    rows = shown.plan.rows
    if expect is not None and expect != rows:
        complain(f"{rows} rows are due, not {expect}: nothing was done")
        raise typer.Exit(CANNOT_RUN)
    if yes or expect is not None or not rows:
        return
    if format_ is Report.TEXT:
        _show(shown, format_, stored=True)
    answer = typer.prompt(f"Destroy for good? Type the number of rows ({rows})", err=True)
    if answer.strip() != str(rows):
        complain("That is not the number: nothing was done. The plan stays.")
        raise typer.Exit(CANNOT_RUN)


def _show(shown: "Preview", format_: Report, *, stored: bool) -> None:
    found = shown.plan
    if format_ is Report.JSON:
        tree = {**asdict(found), "held": [asdict(each) for each in shown.held]}
        typer.echo(json.dumps(tree, indent=2, default=str))
        return
    head = f"Purge {found.run}" if stored else "What if"
    if not found.rows:
        say(f"{head}, {found.day}: nothing has to go.")
    else:
        say(
            f"{head}, {found.day}: {found.rows} rows of {found.parties} parties are due; "
            f"of {found.whole} parties nothing will be left."
        )
        clauses = _table("clause", "rows", "parties", "oldest")
        for each in found.by_clause:
            clauses.add_row(
                each.name, str(each.rows), str(each.parties), str(each.oldest or "")
            )
        tables = _table("table", "rows", "parties")
        for each in found.by_table:
            name = each.name.removeprefix("records_")
            tables.add_row(name, str(each.rows), str(each.parties))
        _print(clauses, tables)
    if shown.held:
        held = _table("held", "rows", "parties", "goes at the earliest")
        for hold in shown.held:
            reason = f"{hold.hold} ({hold.clause})" if hold.clause else str(hold.hold)
            lifts = str(hold.lifts_on or "when it is settled")
            held.add_row(reason, str(hold.rows), str(hold.parties), lifts)
        _print(held)
    if stored and found.rows:
        say(f"Nothing is destroyed yet: {folder().typed('purge run')} does it.")


def _table(first: str, *rest: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold")
    for name in rest:
        table.add_column(name, justify="right")
    return table


def _print(*tables: Table) -> None:
    console = Console(highlight=False)
    for table in tables:
        console.print(table)
        console.print()


def _tree(run_: "Run") -> dict[str, object]:
    hidden = {"claim", "certificate", "phase", "through"}
    return {name: value for name, value in asdict(run_).items() if name not in hidden}
