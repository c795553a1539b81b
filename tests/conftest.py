"""Real engines for the tests: SQLite in a file, or a PostgreSQL started here.

``LUPAUS_TEST_ENGINE=postgresql pytest`` runs the same claims on PostgreSQL. Every worker starts
a cluster of its own, because roles are cluster-wide. The register is migrated once a session,
with the sample policy adopted; a test that takes ``register`` leaves it as it was.
"""

import copy
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connections, transaction

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
SAMPLE = Path(__file__).with_name("sample.yaml")
ADOPTED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgres_bin() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = found[-1] if found else Path(shutil.which("initdb") or "")
    if not path.is_file():
        pytest.exit("PostgreSQL is not installed: apt-get install postgresql", returncode=4)
    return path.parent


@pytest.fixture(scope="session")
def postgres() -> Iterator[dict[str, str]]:
    """A cluster without durability on a free loopback port; gone after the session.

    In a folder of its own: pytest shuts its own to every other user whenever a session starts.
    """
    programs = _postgres_bin()
    home = Path(tempfile.mkdtemp(prefix="lupaus-postgres-"))
    cluster = home / "cluster"
    user: dict[str, str] = {}
    if os.geteuid() == 0:  # initdb refuses root
        shutil.chown(home, "postgres")
        user = {"user": "postgres"}
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    port = str(_free_port())

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, env=environment, cwd=home, stdout=subprocess.DEVNULL, **user
        )  # type: ignore[call-overload]  # user is a keyword

    run(str(programs / "initdb"), "-D", str(cluster), "-U", "postgres", "-A", "trust", "-N")
    settings = (
        f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    )
    log = str(home / "log")
    run(str(programs / "pg_ctl"), "-D", str(cluster), "-o", settings, "-l", log, "-w", "start")
    try:
        yield {"HOST": "127.0.0.1", "PORT": port, "USER": "postgres"}
    finally:
        run(str(programs / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _two_logins(server: dict[str, str]) -> None:
    """A database, its owner, and a runtime login without rights; Django told of both."""
    address = f"host={server['HOST']} port={server['PORT']} user={server['USER']}"
    with psycopg.connect(f"{address} dbname=postgres", autocommit=True) as superuser:
        superuser.execute("CREATE ROLE lupaus_owner LOGIN CREATEROLE")
        superuser.execute("CREATE ROLE lupaus_runtime LOGIN NOINHERIT")
        superuser.execute("CREATE DATABASE lupaus OWNER lupaus_owner")
    with psycopg.connect(f"{address} dbname=lupaus", autocommit=True) as superuser:
        superuser.execute("ALTER SCHEMA public OWNER TO lupaus_owner")
    where = {"NAME": "lupaus", "HOST": server["HOST"], "PORT": server["PORT"]}
    runtime = connections["default"].settings_dict
    runtime.update(where, USER="lupaus_runtime")
    connections.databases["owner"] = copy.deepcopy(runtime) | {"USER": "lupaus_owner"}


@pytest.fixture(scope="session")
def django_db_setup(request, tmp_path_factory, django_db_blocker):
    """The register of this session: migrated, with the sample policy in force."""
    from lupaus.guard import migrate  # noqa: PLC0415 - needs Django to be set up

    with django_db_blocker.unblock():
        if ENGINE == "postgresql":
            _two_logins(request.getfixturevalue("postgres"))
        else:
            file = tmp_path_factory.mktemp("register") / "register.sqlite3"
            connections["default"].settings_dict["NAME"] = str(file)
        migrate()
        adopt_sample()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def adopt_sample(text: str | None = None) -> None:
    """Put the sample policy in force, or another text, without asking the linter."""
    from lupaus.guard import Act, enforce  # noqa: PLC0415 - needs Django to be set up
    from lupaus.policy.read import read_policy  # noqa: PLC0415 - likewise

    text = SAMPLE.read_text(encoding="utf-8") if text is None else text
    policy, problems = read_policy(text)
    assert policy is not None, problems
    enforce(policy, text, Act("aino", "relations", ADOPTED_AT, "cli"))


@pytest.fixture
def register(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The register within a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def committed_register(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The register without a transaction around it, for claims about several connections or
    about adoption. Emptied afterwards, and back under the sample policy."""
    from lupaus.guard import in_force, system_grant  # noqa: PLC0415 - needs Django set up
    from lupaus.records.catalogue import CLAIMS  # noqa: PLC0415 - likewise

    with django_db_blocker.unblock():
        yield
        with system_grant("seed", why="emptied after a test") as seed:
            for claim in reversed(CLAIMS):
                seed.changed(f"DELETE FROM {claim.table} WHERE id IS NOT NULL")
            for table in ("records_suppression", "records_party", "records_batch"):
                seed.changed(f"DELETE FROM {table} WHERE id IS NOT NULL")
        if in_force().text != SAMPLE.read_text(encoding="utf-8"):
            adopt_sample()
