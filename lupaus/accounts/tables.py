"""The tables of the accounts' database: made, and brought up to date."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from lupaus.accounts.router import ACCOUNTS


def migrate(*, verbosity: int = 0) -> None:
    """Bring the accounts' tables to the newest form. The first time, make them."""
    call_command(
        "migrate", database=ACCOUNTS, verbosity=verbosity, interactive=False, skip_checks=True
    )
    call_command("createcachetable", database=ACCOUNTS, verbosity=verbosity)


def is_current() -> bool:
    """No migration waits."""
    executor = MigrationExecutor(connections[ACCOUNTS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
