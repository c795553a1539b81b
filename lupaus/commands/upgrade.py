"""``lupaus upgrade``: bring an older register to the tables of this version."""

import typer

from lupaus.commands.opening import complain, open_register, say
from lupaus.commands.outcome import FOUND, today

app = typer.Typer(add_completion=False)


@app.command(help="Bring the register to this version. Back it up first.")
def upgrade() -> None:
    open_register(migrating=True)
    from lupaus.accounts import tables as accounts  # noqa: PLC0415 - Django is set up now
    from lupaus.guard import migrate  # noqa: PLC0415 - likewise

    changed = _changed()
    migrate(today=today())
    accounts.migrate()
    say("The register is of this version.")
    for what in changed:
        complain(f"{what}: made anew. Find out who changed it past the program")
    if changed:
        raise typer.Exit(FOUND)


def _changed() -> tuple[str, ...]:
    """What somebody has changed in the engine: it is mended in a moment, and then nothing
    would tell of it any more."""
    from django.db import DatabaseError  # noqa: PLC0415 - Django is set up now

    from lupaus.guard import NoPolicy, in_force  # noqa: PLC0415 - likewise
    from lupaus.guard.probe import differences  # noqa: PLC0415 - likewise

    try:
        found = differences(in_force())
    except (NoPolicy, DatabaseError):  # an older register has no stamp to compare with
        return ()
    return tuple(each.what for each in found if not each.stale)
