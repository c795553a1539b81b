"""``python -m bench``: make registers, measure, print the table, write bench.json."""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from bench.registers import Register, registers
from bench.table import print_table

_ENGINES = ("sqlite", "postgresql")


def main() -> None:
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("the bench was ended before its end"))
    results: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="lupaus-bench-") as folder:
        Path(folder).chmod(0o755)
        _say(f"filling {asked.people} × {asked.engine}")
        try:
            with registers(Path(folder), asked.engine, asked.people, _say) as made:
                for register in made:
                    results.extend(_measured(register, asked))
        finally:
            _write(results, asked.out)


def _write(results: list[dict[str, Any]], out: Path) -> None:
    """The table and the file; of a run that was ended, what it had found by then."""
    print_table(results)
    tree = {"machine": _machine(), "seconds": round(monotonic() - _STARTED), "results": results}
    out.write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")
    _say(f"{out}: {len(results)} results in {tree['seconds']} s")


def _measured(register: Register, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """One cell at a time: they would slow each other down."""
    _say(f"measuring {register.engine}, {register.people} persons")
    more = ["--copy", register.copy, "--address", register.address]
    more += ["--quick"] if asked.quick else []
    more += [word for name in asked.only or () for word in ("--only", name)]
    with subprocess.Popen(  # noqa: S603 - our own words
        register.command(*more), stdout=subprocess.PIPE, text=True
    ) as cell:
        assert cell.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in cell.stdout:
            result = json.loads(line)
            _say(f"  {result['operation']}: ×{result['ratio']:.2f}")
            yield result
    if cell.returncode:
        raise SystemExit(f"the cell {register.engine} {register.people} failed: see above")


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "python": platform.python_version(),
        "system": platform.platform(),
    }


_STARTED = monotonic()


def _say(line: str) -> None:
    """With the minutes since the start: the whole takes a quarter of an hour."""
    minutes, seconds = divmod(round(monotonic() - _STARTED), 60)
    sys.stderr.write(f"{minutes:2}:{seconds:02} {line}\n")
    sys.stderr.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--people",
        type=lambda text: [int(n) for n in text.split(",")],
        default=[10_000, 100_000],
        metavar="N,N",
        help="sizes, 10000,100000 when left out; 1000000 takes an hour",
    )
    parser.add_argument(
        "--engine",
        type=lambda text: [_engine(name) for name in text.split(",")],
        default=list(_ENGINES),
        metavar="NAME,NAME",
        help="sqlite,postgresql",
    )
    parser.add_argument("--only", action="append", metavar="NAME", help="one group: guard, …")
    parser.add_argument("--quick", action="store_true", help="fewer turns, for a look")
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    return parser.parse_args()


def _engine(name: str) -> str:
    if name not in _ENGINES:
        raise argparse.ArgumentTypeError(f"{name}: one of {', '.join(_ENGINES)}")
    return name


if __name__ == "__main__":
    main()
