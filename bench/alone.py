"""One operation in a process of its own, to see how far it drives the memory.

``python -m bench.alone FOLDER import FILE``, or ``purge DAY``, prints MiB as JSON.
"""

import json
import resource
import sys
from datetime import date
from pathlib import Path

from bench.measure import peak
from bench.product import actor, open_folder
from bench.world import AT

_MIB = 1024 * 1024


def main() -> None:
    folder, what, which = sys.argv[1:]
    open_folder(Path(folder))
    actor()  # what every process loads is not the operation's
    with peak() as memory:
        if what == "import":
            import_file(Path(which))
        else:
            _purge(date.fromisoformat(which))
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    found = {"grown_mib": round(memory.grown / _MIB, 1), "peak_mib": round(whole / _MIB, 1)}
    sys.stdout.write(json.dumps(found))


def import_file(file: Path) -> int:
    """Take the list in, as ``lupaus import`` does. Returns how many rows that was."""
    from lupaus.guard import Act  # noqa: PLC0415 - Django is set up first
    from lupaus.intake.columns import recognise  # noqa: PLC0415 - likewise
    from lupaus.intake.table import open_table  # noqa: PLC0415 - likewise
    from lupaus.intake.take import Order, take_in  # noqa: PLC0415 - likewise

    table = open_table(file)
    columns = recognise(table.headings, {})
    act = Act("aino", "relations", AT, "bench")
    order = Order(table, columns, actor(), act, source="earlier-register", again=True)
    return take_in(order).rows


def _purge(day: date) -> None:
    from bench.operations.purge import Spent, finished, purge  # noqa: PLC0415 - likewise

    purge(day)
    finished(day, Spent())


if __name__ == "__main__":
    main()
