"""``lupaus demo``: a register from a template, filled, purged, checked and served.

The tour runs the same commands that anybody would type, and prints them, so that whatever it
shows can be done again by hand.
"""
# ruff: noqa: PLC0415 - Django is set up when the folder is there

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from lupaus.commands.opening import now, open_register, say
from lupaus.commands.outcome import CANNOT_RUN, FINE, CannotRun, today
from lupaus.policy.templates import TEMPLATES

app = typer.Typer(add_completion=False)
_MOST = 1_000_000


@app.command(help="A register filled with invented customers: purged, checked and served.")
def demo(
    template: Annotated[
        str, typer.Option("--template", "-t", help=f"One of: {', '.join(TEMPLATES)}.")
    ] = "communications-agency",
    people: Annotated[
        int, typer.Option("--people", "-n", min=1, max=_MOST, help="How many are invented.")
    ] = 1000,
    directory: Annotated[
        Path | None, typer.Option("--dir", help="Keep it here; else it is thrown away.")
    ] = None,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0: any.")] = 8000,
    *,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the notice at the end.")
    ] = True,
) -> None:
    if template not in TEMPLATES:
        raise CannotRun(
            f"there is no template '{template}'; choose one of {', '.join(TEMPLATES)}"
        )
    place = Path(tempfile.mkdtemp(prefix="lupaus-demo-"))
    try:
        _tour((directory or place / "demo").resolve(), template, people)
        if serve:
            _run(directory or place / "demo", "serve", "--port", str(port))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _tour(directory: Path, template: str, people: int) -> None:
    _step("1. A controller's folder from a starter template")
    _run(None, "init", str(directory), "--template", template)
    _step("2. The promises are put in force: views, grants, deadlines, notice")
    _run(directory, "adopt", quiet=True)
    _step(f"3. {people} invented customers, in every state")
    os.environ["LUPAUS_DIR"] = str(directory)
    open_register()
    from lupaus.commands.demo.accounts import staffed
    from lupaus.commands.demo.filling import fill
    from lupaus.commands.demo.reminders import reminded
    from lupaus.proof.forecast import look_ahead

    rows = fill(people, today=today(), at=now())
    say(f"   {rows} rows, each with its source and day")
    accounts = staffed(at=now())
    reminded(today=today(), at=now())
    _step("4. What should have gone by today: shown, destroyed, verified")
    _run(directory, "purge", "plan")
    _run(directory, "purge", "run", "--yes")
    look_ahead(now(), today())
    _step("5. Every promise of the notice, and whether it is kept")
    _run(directory, "check", "--self-test")
    _step("6. The record of what was done, followed from end to end")
    _run(directory, "ledger", "verify")
    _step("7. Who works here, and how they sign in")
    for account in accounts:
        say(f"   {account.name:<10} {account.password:<30} {account.role}")


def _step(title: str) -> None:
    say()
    typer.secho(title, bold=True)


def _run(directory: Path | None, *command: str, quiet: bool = False) -> None:
    """Run a command of ours as its user would, and show it. Its failure ends the tour."""
    where = [] if directory is None else ["-C", str(directory)]
    typer.secho(f"   $ lupaus {shlex.join((*where, *command))}", dim=True)
    sys.stdout.flush()
    environment = {k: v for k, v in os.environ.items() if k != "LUPAUS_DIR"}
    done = subprocess.run(  # noqa: S603 - our own program, by this interpreter
        [sys.executable, "-m", "lupaus", *where, *command],
        env=environment,
        stdout=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
    )
    if quiet and done.stdout:
        say(f"   {done.stdout.splitlines()[0]}")
    if done.returncode < 0:
        raise KeyboardInterrupt
    if done.returncode != FINE:
        say(f"   (ended with exit code {done.returncode})")
        raise typer.Exit(done.returncode or CANNOT_RUN)
