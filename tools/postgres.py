"""A PostgreSQL cluster of one's own, for the tests and for the bench.

It listens on the loopback only, trusts whoever reaches it there, and is gone afterwards.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

HOST = "127.0.0.1"
#: For tests: nothing survives a crash, and nothing waits for the disk.
FORGETFUL: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


class NoPostgresError(Exception):
    """PostgreSQL's programs are not on this machine."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster. ``superuser``: its address for psycopg, without a database."""

    port: str
    superuser: str = field(init=False)

    def __post_init__(self) -> None:
        address = f"host={HOST} port={self.port} user=postgres"
        object.__setattr__(self, "superuser", address)

    def create_register(self, name: str) -> None:
        """A database of this name, its owner's login, and a runtime login without rights:
        ``lupaus_owner`` and ``lupaus_runtime``, the same for every database."""
        with psycopg.connect(f"{self.superuser} dbname=postgres", autocommit=True) as superuser:
            known = {r for (r,) in superuser.execute("SELECT rolname FROM pg_roles").fetchall()}
            for role, rights in (("owner", "CREATEROLE"), ("runtime", "NOINHERIT")):
                if f"lupaus_{role}" not in known:
                    superuser.execute(f"CREATE ROLE lupaus_{role} LOGIN {rights}".encode())
            superuser.execute(f"CREATE DATABASE {name} OWNER lupaus_owner".encode())
        with psycopg.connect(f"{self.superuser} dbname={name}", autocommit=True) as superuser:
            superuser.execute("ALTER SCHEMA public OWNER TO lupaus_owner")

    def url(self, role: str, name: str) -> str:
        """``postgresql://…`` of ``owner`` or ``runtime``."""
        return f"postgresql://lupaus_{role}@{HOST}:{self.port}/{name}"


def programs() -> Path:
    """The folder of initdb and pg_ctl. Raises NoPostgresError."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = found[-1] if found else Path(shutil.which("initdb") or "")
    if not path.is_file():
        raise NoPostgresError("PostgreSQL is not installed: apt-get install postgresql")
    return path.parent


@contextmanager
def cluster(settings: Mapping[str, str] = FORGETFUL) -> Iterator[Cluster]:
    """A cluster on a free port, in a folder of its own: pytest shuts its own to every other
    user whenever a session starts."""
    where = programs()
    home = Path(tempfile.mkdtemp(prefix="lupaus-postgres-"))
    files, port = home / "cluster", _free_port()
    user: dict[str, str] = {}
    if os.geteuid() == 0:  # initdb refuses root
        shutil.chown(home, "postgres")
        user = {"user": "postgres"}
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}

    def run(program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - our own words
            (str(where / program), "-D", str(files), *arguments),
            check=True,
            env=environment,
            cwd=home,
            stdout=subprocess.DEVNULL,
            **user,
        )  # type: ignore[call-overload]  # user is a keyword

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-N")
        spoken = " ".join(f"-c {name}={value}" for name, value in settings.items())
        fixed = f"-c port={port} -c listen_addresses={HOST} -c unix_socket_directories="
        run("pg_ctl", "-o", f"{fixed} {spoken}", "-l", str(home / "log"), "-w", "start")
        try:
            yield Cluster(port)
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return str(probe.getsockname()[1])
