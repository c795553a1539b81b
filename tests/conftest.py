"""Real engines for the tests: SQLite in memory, or a PostgreSQL started here.

``LUPAUS_TEST_ENGINE=postgresql pytest`` runs the same claims on PostgreSQL. Every worker starts
a cluster of its own, because roles are cluster-wide.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")


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
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A cluster without durability on a free loopback port; gone after the session."""
    programs = _postgres_bin()
    home = tmp_path_factory.mktemp("postgres")
    cluster = home / "cluster"
    user: dict[str, str] = {}
    if os.geteuid() == 0:  # initdb refuses root
        shutil.chown(home, "postgres")
        for parent in home.parents:
            if parent == Path("/tmp"):  # noqa: S108 - walks up to it only
                break
            parent.chmod(parent.stat().st_mode | 0o011)
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
    yield {"HOST": "127.0.0.1", "PORT": port, "USER": "postgres"}
    run(str(programs / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "-w", "stop")
