"""Registers to measure: made, filled and copied before anything is timed."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.raw import copy_sqlite
from bench.world import TEMPLATE
from tools.postgres import Cluster, cluster

#: As a small server would have it; autovacuum is replaced by a VACUUM ANALYZE after filling.
DURABLE: Mapping[str, str] = {
    "shared_buffers": "1GB",
    "work_mem": "64MB",
    "max_wal_size": "4GB",
    "jit": "off",
    "autovacuum": "off",
    "max_connections": "40",
}


@dataclass(frozen=True, slots=True)
class Register:
    """One engine at one size. ``copy`` and ``address``: the raw side's."""

    engine: str
    people: int
    folder: Path
    copy: str
    address: str

    def command(self, *more: str) -> tuple[str, ...]:
        """How to run something of this cell in a process of its own."""
        which = (self.engine, str(self.people), str(self.folder))
        return (sys.executable, "-m", "bench.cell", *which, *more)


@contextmanager
def registers(
    home: Path, engines: list[str], sizes: list[int], say: Callable[[str], None] = print
) -> Iterator[list[Register]]:
    """Filled registers, each with its copy. Gone afterwards. ``say`` is told how far it is."""
    with ExitStack() as stack:
        running = stack.enter_context(cluster(DURABLE)) if "postgresql" in engines else None
        made = [_make(home, engine, n, running) for n in sizes for engine in engines]
        _fill(made, say)
        for register in made:
            say(f"copying {register.engine}, {register.people} persons")
            _copy(register, running)
        yield made


def _fill(made: list[Register], say: Callable[[str], None]) -> None:
    """All at once, each in a process of its own."""
    filling = {r: subprocess.Popen(r.command("--fill")) for r in made}  # noqa: S603 - ours
    for register, process in sorted(filling.items(), key=lambda one: one[0].people):
        if process.wait():
            raise SystemExit("a register could not be filled: see above")
        say(f"filled {register.engine}, {register.people} persons")


def _make(home: Path, engine: str, people: int, running: Cluster | None) -> Register:
    name = f"people_{people}"
    folder = home / f"{engine}-{people}"
    copy, address = str(home / f"{engine}-{people}.copy.sqlite3"), ""
    options: tuple[str, ...] = ()
    if engine == "postgresql":
        assert running is not None  # noqa: S101 - started for this engine
        running.create_register(name)
        copy = f"{name}_copy"
        address = f"{running.superuser} dbname={copy}"
        options = ("--database", running.url("runtime", name))
        options += ("--owner", running.url("owner", name))
    init = (sys.executable, "-m", "lupaus", "init", str(folder), "--template", TEMPLATE)
    subprocess.run((*init, *options), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    if running is not None and engine == "postgresql":
        with (folder / "lupaus.toml").open("a", encoding="utf-8") as toml:
            toml.write(f'owner = "{running.url("owner", name)}"\n')
    return Register(engine, people, folder, copy, address or copy)


def _copy(register: Register, running: Cluster | None) -> None:
    if register.engine == "sqlite":
        copy_sqlite(register.folder / "register.sqlite3", Path(register.copy))
        return
    assert running is not None  # noqa: S101 - started for this engine
    name = register.copy.removesuffix("_copy")
    with psycopg.connect(f"{running.superuser} dbname={name}", autocommit=True) as superuser:
        superuser.execute("VACUUM ANALYZE")
    with psycopg.connect(f"{running.superuser} dbname=postgres", autocommit=True) as superuser:
        superuser.execute(f"CREATE DATABASE {register.copy} TEMPLATE {name}".encode())
    with psycopg.connect(register.address, autocommit=True) as superuser:
        superuser.execute("VACUUM ANALYZE")
