"""``lupaus upgrade``: bring an older register to the tables of this version."""

import typer

from lupaus.commands.opening import open_register, say

app = typer.Typer(add_completion=False)


@app.command(help="Bring the register to this version. Back it up first.")
def upgrade() -> None:
    open_register(migrating=True)
    from lupaus.guard import migrate  # noqa: PLC0415 - Django is set up now

    migrate()
    say("The register is of this version.")
