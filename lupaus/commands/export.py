"""``lupaus export``: the whole register as files, as far as the role may see it."""
# ruff: noqa: PLC0415 - what needs Django is imported once the register is open

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lupaus.commands.opening import now, open_register
from lupaus.commands.outcome import CannotRun, put, stays_outside
from lupaus.intake.unusable import Unusable

app = typer.Typer(add_completion=False)


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


@app.command(name="export")
def export(
    *,
    to: Annotated[Path, typer.Option(help="A folder for CSV, a file for JSON; new.")],
    format_: Annotated[Format, typer.Option("--format", "-f")] = Format.CSV,
    who: Annotated[str, typer.Option("--as", metavar="NAME", help="Who does it.")] = "owner",
    protected: Annotated[
        str,
        typer.Option(
            metavar="REASON", help="Protected addresses, too; the reason why they may go out."
        ),
    ] = "",
) -> None:
    """Hand out the whole register: one CSV per table, or one JSON.

    It holds what your role may see. Cells that a spreadsheet would run begin with an
    apostrophe; identity codes are masked. Of persons whose address is protected (turvakielto)
    addresses, numbers, billing details, roles and services are left out.
    """
    opened = open_register()
    stays_outside(to, opened.path, opened.keys, opened.journal)
    from lupaus.commands.keyboard import at_the_keyboard
    from lupaus.guard import NoPolicy, Refused
    from lupaus.intake.export import export_csv, export_json

    try:
        actor, act = at_the_keyboard(who, at=now(), via="cli")
        write = export_csv if format_ is Format.CSV else export_json
        done = write(
            to, actor=actor, act=replace(act, why=protected), protected=bool(protected)
        )
    except (Unusable, Refused, NoPolicy) as wrong:
        raise CannotRun(str(wrong)) from None
    said = f"{done.parties} parties, {sum(done.tables.values())} rows: {to}\n"
    if done.withheld:
        said += (
            f"{done.withheld} with a protected address: what they could be found by is left "
            "out (--protected REASON takes it along)\n"
        )
    put(said, None)
