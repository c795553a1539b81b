"""One engine at one size, in a process of its own: fill it, or measure it.

The harness starts this; nobody else needs to.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bench import audit
from bench.product import fill, open_folder
from bench.raw import Raw
from bench.world import Cell


def main() -> None:
    asked = _arguments()
    open_folder(asked.folder)
    if asked.fill:
        fill(asked.people)
        return
    raw = Raw(asked.engine, asked.address)
    cell = Cell(asked.engine, asked.people, asked.folder, asked.copy, raw, asked.quick)
    audit.create(raw)
    from bench.operations import operations  # noqa: PLC0415 - Django is set up now

    for name, measured in operations().items():
        if asked.only and name not in asked.only:
            continue
        for result in measured(cell):
            tree = {**asdict(result), "ratio": result.ratio, "met": result.met}
            sys.stdout.write(json.dumps(tree) + "\n")
            sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.cell")
    parser.add_argument("engine")
    parser.add_argument("people", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copy", default="")
    parser.add_argument("--address", default="")
    parser.add_argument("--only", action="append")
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--quick", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
