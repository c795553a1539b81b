"""The tables of the accounts' database: made, and brought up to date."""

from django.core.management import call_command

from lupaus.accounts.router import ACCOUNTS


def migrate(*, verbosity: int = 0) -> None:
    """Bring the accounts' tables to the newest form. The first time, make them."""
    call_command(
        "migrate", database=ACCOUNTS, verbosity=verbosity, interactive=False, skip_checks=True
    )
    call_command("createcachetable", database=ACCOUNTS, verbosity=verbosity)
