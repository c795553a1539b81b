"""``lupaus check``: for every sentence of the notice, was it kept?"""
# ruff: noqa: PLC0415 - Django is set up when a register has been opened

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lupaus.commands.opening import folder, now, open_register
from lupaus.commands.outcome import FINE, FOUND, CannotRun, today
from lupaus.commands.policy import Report as Format
from lupaus.commands.policy import Reporting

if TYPE_CHECKING:  # importing these needs Django to be set up
    from lupaus.proof.selftest import Outcome
    from lupaus.proof.verdict import Report

app = typer.Typer(add_completion=False)
_FIRST, _LAST = 1900, 2100


@app.command(help="Give every promise a verdict. Exit 1 when one is broken.")
def check(
    format_: Reporting = Format.TEXT,
    at: Annotated[
        str, typer.Option("--at", metavar="DATE", help="Another day than today: 2026-11-22.")
    ] = "",
    clause: Annotated[
        list[str] | None, typer.Option("--clause", metavar="ID", help="Only this clause.")
    ] = None,
    *,
    self_test: Annotated[
        bool,
        typer.Option("--self-test", help="First break each promise in a sandbox and see."),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Print the clauses that are only declared, too.")
    ] = False,
) -> None:
    opened = open_register()
    outcome = _self_test() if self_test else None
    report = _checked(_day(at), clause)
    whole = not clause and not at
    if whole:
        from lupaus.proof.history import keep

        keep(report, actor="lupaus", at=now(), via="cli")
    if format_ is Format.JSON:
        said = report.as_json()
        if outcome is not None:
            said["self_test"] = outcome.as_json()
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        from lupaus.commands.promises import print_outcome, print_report

        if outcome is not None:
            print_outcome(outcome)
        print_report(report, directory=str(opened.path or ""), every=every or bool(clause))
    red = report.broken or (outcome is not None and outcome.missed)
    raise typer.Exit(FOUND if red else FINE)


def _checked(day: date | datetime, clauses: list[str] | None) -> "Report":
    from lupaus.guard import NoPolicy
    from lupaus.proof.check import check as look

    try:
        return look(day, clauses=clauses)
    except NoPolicy as missing:
        raise CannotRun(str(missing)) from None
    except KeyError as unknown:
        raise CannotRun(
            f"the policy in force has no clause {unknown.args[0]}:"
            f" {folder().typed('check --all')} lists them"
        ) from None


def _self_test() -> "Outcome":
    from lupaus.guard import NoPolicy
    from lupaus.proof.selftest import CannotTest, self_test

    try:
        return self_test(now())
    except (CannotTest, NoPolicy) as wrong:
        raise CannotRun(str(wrong)) from None


def _day(text: str) -> date:
    if not text:
        return today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CannotRun(f"{text} is no day: write it as 2026-11-22") from None
    if not _FIRST <= day.year <= _LAST:
        raise CannotRun(f"{text} is too far: name a day between {_FIRST} and {_LAST}")
    return day
