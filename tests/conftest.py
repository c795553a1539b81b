"""Real engines for the tests: SQLite in a file, or a PostgreSQL started here.

``LUPAUS_TEST_ENGINE=postgresql pytest`` runs the same claims on PostgreSQL. Every worker starts
a cluster of its own, because roles are cluster-wide. The register is migrated once a session,
with the sample policy adopted; a test that takes ``register`` leaves it as it was.
"""

import copy
import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import override_settings
from house import ENGINE, SAMPLE, adopt_sample, lift_bans
from hypothesis import settings

from lupaus.ledger import reads
from tools.postgres import HOST, Cluster, NoPostgresError, cluster

# Tests make much that soon goes: looking for circles in it took a sixth of their time.
gc.set_threshold(100_000, 50, 100)

# No claim depends on how busy the machine is.
settings.register_profile("lupaus", deadline=None)
settings.load_profile("lupaus")


@pytest.fixture(scope="session")
def postgres(postgres_cluster: Cluster) -> dict[str, str]:
    """Where the cluster answers, and to whom."""
    return {"HOST": HOST, "PORT": postgres_cluster.port, "USER": "postgres"}


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A cluster without durability; gone after the session."""
    try:
        with cluster() as running:
            yield running
    except NoPostgresError as missing:
        pytest.exit(str(missing), returncode=4)


def _two_logins(server: Cluster) -> None:
    """A database, its owner, and a runtime login without rights; Django told of both."""
    server.create_register("lupaus")
    where = {"NAME": "lupaus", "HOST": HOST, "PORT": server.port}
    runtime = connections["default"].settings_dict
    runtime.update(where, USER="lupaus_runtime")
    connections.databases["owner"] = copy.deepcopy(runtime) | {"USER": "lupaus_owner"}


#: A password is meant to cost a third of a second; every claim about a page makes one.
_QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(request, tmp_path_factory, django_db_blocker):
    """The register of this session: migrated, with the sample policy in force."""
    from lupaus.accounts import tables  # noqa: PLC0415 - needs Django to be set up
    from lupaus.guard import migrate  # noqa: PLC0415 - likewise

    with django_db_blocker.unblock():
        if ENGINE == "postgresql":
            _two_logins(request.getfixturevalue("postgres_cluster"))
        else:
            file = tmp_path_factory.mktemp("register") / "register.sqlite3"
            connections["default"].settings_dict["NAME"] = str(file)
        accounts = tmp_path_factory.mktemp("accounts") / "accounts.sqlite3"
        connections["accounts"].settings_dict["NAME"] = str(accounts)
        migrate()
        tables.migrate()
        adopt_sample()
    with override_settings(PASSWORD_HASHERS=_QUICK):
        yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def register(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The register within a transaction that is rolled back. Who has looked at whom goes too:
    on SQLite it waits in a file beside, and the next test's parties have the same ids."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        if ENGINE == "sqlite":
            place = reads.waiting()
            place.discard(place.take(100_000))


@pytest.fixture
def committed_register(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The register without a transaction around it, for claims about several connections or
    about adoption. Emptied afterwards, and back under the sample policy."""
    from lupaus.guard import in_force, system_grant  # noqa: PLC0415 - needs Django set up
    from lupaus.proof.models import Report, SelfTest  # noqa: PLC0415 - likewise
    from lupaus.records.catalogue import CLAIMS  # noqa: PLC0415 - likewise

    with django_db_blocker.unblock():
        yield
        for kept in (Report, SelfTest):
            kept.objects.all().delete()
        with system_grant("seed", why="emptied after a test") as seed:
            for claim in reversed(CLAIMS):
                seed.changed(f"DELETE FROM {claim.table} WHERE id IS NOT NULL")
            for table in ("records_suppression", "records_party", "records_batch"):
                seed.changed(f"DELETE FROM {table} WHERE id IS NOT NULL")
        lift_bans()
        if in_force().text != SAMPLE.read_text(encoding="utf-8"):
            adopt_sample()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One for the whole session: Playwright runs once a process. Without a browser the claims
    that want it fail: they do not skip."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - browser claims only

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("no browser to look with: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()


#: Rooms whose every claim is about an engine; elsewhere a test says so by what it asks for.
_OF_THE_ENGINE = ("guard", "ledger", "records", "test_bypass.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that touches a register: it runs on PostgreSQL too. Not so where a page
    is all that is claimed and what it asks of the engine is claimed elsewhere (one_engine)."""
    here = Path(__file__).parent
    for item in items:
        if item.get_closest_marker("one_engine"):
            continue
        room = item.path.relative_to(here).parts[0]
        asked = getattr(item, "fixturenames", ())
        if room in _OF_THE_ENGINE or "django_db_setup" in asked or "postgres" in asked:
            item.add_marker("engine")


def _counts(reporter: pytest.TerminalReporter) -> dict[str, int]:
    kinds = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
    return {kind: len(reporter.stats.get(kind, ())) for kind in kinds}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With LUPAUS_NO_SKIPS a test that did not run fails the session: CI has everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("LUPAUS_NO_SKIPS"):
        return
    counts = _counts(reporter)
    if counts["skipped"] or counts["xfailed"]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many claims were tried on which engine."""
    counts = _counts(terminalreporter)
    if counts["passed"] or counts["failed"]:
        skipped = f", {counts['skipped']} NOT RUN" if counts["skipped"] else ""
        terminalreporter.write_line(f"on {ENGINE}: {counts['passed']} tests passed{skipped}")
