"""``lupaus ledger``: show what was done, verify that nothing was changed, export it."""
# ruff: noqa: PLC0415 - Django is set up when a register has been opened

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lupaus.commands.opening import now, open_register, say
from lupaus.commands.outcome import FINE, FOUND, CannotRun, stays_outside
from lupaus.commands.policy import Report, Reporting

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="What was done in the register."
)


@app.command()
def verify(
    format_: Reporting = Report.TEXT,
    *,
    since_checkpoint: Annotated[
        bool, typer.Option("--since-checkpoint", help="Only what was added after it.")
    ] = False,
) -> None:
    """Follow the chain and say where it is broken. Exit 1 when it is."""
    open_register()
    from lupaus.ledger.verify import verify as follow

    found = follow(since_checkpoint=since_checkpoint)
    if format_ is Report.JSON:
        typer.echo(json.dumps({**asdict(found), "ok": found.ok}, indent=2, default=str))
    else:
        for fault in found.problems:
            say(fault.sentence)
        if found.count > len(found.problems):
            say(f"… and {found.count - len(found.problems)} more")
        verdict = (
            "unbroken"
            if found.ok
            else f"BROKEN in {found.count} place{'s' if found.count > 1 else ''}"
        )
        say(
            f"{found.checked} entries, {found.checkpoints} checkpoints, "
            f"{found.unsealed} reads not sealed yet: {verdict}"
        )
    raise typer.Exit(FINE if found.ok else FOUND)


@app.command()
def show(
    last: Annotated[int, typer.Option("--last", "-n", min=1, max=10_000)] = 20,
    format_: Reporting = Report.TEXT,
) -> None:
    """The latest entries: who did what, to how many, for which purpose."""
    open_register()
    from lupaus.ledger.history import latest

    entries = latest(last)
    if format_ is Report.JSON:
        typer.echo(json.dumps([{"seq": seq, **said} for seq, said in entries], indent=2))
        return
    for seq, said in entries:
        say(f"{seq:>8}  {_line(said)}" if said else f"{seq:>8}  (payload has expired)")


def _line(said: dict[str, object]) -> str:
    whose = said.get("whose")
    if isinstance(whose, dict):
        concerned = f"{whose.get('count')} parties"
    elif isinstance(whose, list) and len(whose) == 1:
        concerned = f"party {whose[0]}"
    else:
        concerned = f"{len(whose)} parties" if isinstance(whose, list) and whose else ""
    counts = said.get("counts")
    numbers = (
        ", ".join(f"{k} {v}" for k, v in counts.items()) if isinstance(counts, dict) else ""
    )
    fields = said.get("fields")
    names = ", ".join(map(str, fields)) if isinstance(fields, list) else ""
    parts = (said.get("at"), said.get("actor"), said.get("event"), said.get("purpose"))
    return "  ".join(
        str(p) for p in (*parts, concerned, names, numbers, said.get("clause")) if p
    )


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines; must not exist.")],
) -> None:
    """Write the whole ledger for an auditor, who verifies it alone with verifier.pyz."""
    opened = open_register()
    stays_outside(file, opened.path, opened.keys, opened.journal)
    from lupaus.ledger.export import export as write
    from lupaus.ledger.export import handed_over, write_verifier
    from lupaus.ledger.keys import current

    verifier = file.with_name("verifier.pyz")
    if file.exists():
        raise CannotRun(f"{file} exists: name another file")
    try:
        count = write(file, at=now())
        handed_over(count, actor="owner", at=now(), via="cli")
        if not verifier.exists():
            write_verifier(verifier)
    except OSError as wrong:
        raise CannotRun(f"{file} cannot be written: {wrong.strerror}") from None
    say(f"{count} entries are in {file}. Anybody verifies them without this program:")
    say(f"  python {verifier.name} {file.name} --key {current().public.hex()}")


@app.command()
def seal() -> None:
    """Seal the reads that wait and sign a checkpoint. The worker does this by itself."""
    open_register()
    from lupaus.ledger.checkpoint import checkpoint
    from lupaus.ledger.reads import seal_reads

    say(f"{seal_reads(at=now())} reads sealed")
    point = checkpoint(at=now())
    say(f"checkpoint {point.number} signed" if point else "nothing new to sign")
