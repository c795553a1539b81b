"""``lupaus attest``: confirm by hand what no register can see."""
# ruff: noqa: PLC0415 - Django is set up when a register has been opened

from datetime import date
from typing import Annotated

import typer

from lupaus.commands.opening import now, open_register, say
from lupaus.commands.outcome import FOUND, CannotRun, today

app = typer.Typer(add_completion=False)


@app.command(help="Confirm one promise, and say where the evidence is.")
def attest(
    clause: Annotated[
        str, typer.Argument(metavar="CLAUSE", help="Its id; without one they are listed.")
    ] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", "-e", help="Where the evidence is: folder 4, list.")
    ] = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day it was seen; today if unsaid.")
    ] = "",
    who: Annotated[str, typer.Option("--as", metavar="NAME", help="Who confirms.")] = "owner",
) -> None:
    open_register()
    from lupaus.commands.keyboard import known
    from lupaus.guard import NoPolicy, Refused, in_force
    from lupaus.proof.attest import attest as confirm
    from lupaus.proof.attest import attestable

    try:
        if not clause:
            language = in_force().policy.languages[0]
            for each in attestable():
                say(f"{each.id}: {each.sentences[language]}")
            return
        confirm(clause, on=_day(on), by=known(who), evidence=evidence, at=now())
    except NoPolicy as missing:
        raise CannotRun(str(missing)) from None
    except Refused as refused:
        say(refused.reason)
        raise typer.Exit(FOUND) from None
    say(f"{clause}: confirmed by {who} on {_day(on)}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise CannotRun(f"{text} is no day: write it as 2026-11-22") from None
