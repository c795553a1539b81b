"""The table: one line for each operation, engine and size."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

_HEADINGS = ("operation", "engine", "N", "rows", "raw", "floor", "ours", "×raw", "growth")


def print_table(results: Sequence[Mapping[str, Any]], *, width: int | None = None) -> None:
    """``growth`` is how much longer it takes than at the smallest size of the run."""
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate((*_HEADINGS, "goal", "met")):
        numeric = 2 <= place < len(_HEADINGS)
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=True)
    first: dict[tuple[str, str], Mapping[str, Any]] = {}
    for result in sorted(results, key=lambda r: r["people"]):
        first.setdefault((result["operation"], result["engine"]), result)
    order = list(dict.fromkeys(result["operation"] for result in results))
    for result in sorted(
        results,
        key=lambda r: (order.index(r["operation"]), r["engine"] != "sqlite", r["people"]),
    ):
        table.add_row(*_cells(result, first[result["operation"], result["engine"]]))
    console = Console(width=width or 150)
    console.print(table)
    for line in _notes(results):
        console.print(line)


def _cells(result: Mapping[str, Any], smallest: Mapping[str, Any]) -> tuple[str, ...]:
    growth = ""
    if smallest["people"] != result["people"] and smallest["product"]:
        growth = f"×{result['product'] / smallest['product']:.1f}"
    met = {True: "yes", False: "NO", None: ""}[result["met"]]
    return (
        result["operation"],
        result["engine"],
        f"{result['people']:,}".replace(",", " "),
        f"{result['rows']:g}",
        duration(result["raw"]),
        duration(result["floor"]),
        duration(result["product"]),
        f"{result['ratio']:.1f}",
        growth,
        result["goal"],
        met,
    )


def duration(seconds: float | None) -> str:
    """Three digits and a unit."""
    if seconds is None:
        return ""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def _notes(results: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        f"{r['operation']}, {r['engine']}, {r['people']}: "
        + ", ".join(f"{name} {value:g}" for name, value in r["notes"].items())
        for r in results
        if r["notes"]
    ]
