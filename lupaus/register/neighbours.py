"""States of a relation follow upon one another: the end of one is the beginning of the next."""

from collections.abc import Iterator, Mapping
from typing import Any

from lupaus.register.unfit import Unfit

Columns = Mapping[str, Any]


def beside(
    before: Columns, to: Columns, others: Mapping[int, Columns]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows that move along when one row's days are mended, and what they become.

    Raises Unfit where a relation would be begun or ended by it, which is no correction, or
    where the row beside would end before it begins.
    """
    if (before["until"] is None) is not (to["until"] is None):
        raise Unfit("until", "end or begin the relation instead: this only mends its days")
    for row, other in sorted(others.items()):
        moved: dict[str, Any] = {}
        if before["until"] is not None and other["since"] == before["until"]:
            moved["since"] = to["until"]
        elif other["until"] is not None and other["until"] == before["since"]:
            moved["until"] = to["since"]
        if not moved or all(other[name] == day for name, day in moved.items()):
            continue
        became = {**other, **moved}
        if became["until"] and became["until"] < became["since"]:
            name = "until" if "since" in moved else "since"
            raise Unfit(name, "it does not end before it begins: so would the state beside it")
        yield row, moved
