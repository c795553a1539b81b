"""The ledger, beside one chained row and its commit."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction

from bench import audit
from bench.audit import Audit
from bench.goal import milliseconds, per_second, times_raw
from bench.measure import Result, Trial, compare
from bench.world import AT, Cell
from lupaus.ledger.append import append
from lupaus.ledger.checkpoint import checkpoint
from lupaus.ledger.entry import Entry, Event
from lupaus.ledger.verify import verify

_BATCH = 1000
_PER_PERSON = 3  # records that an ordinary life leaves


class BrokenError(AssertionError):
    """The ledger of the bench itself does not verify."""


def measured(cell: Cell) -> Iterator[Result]:
    raw = Audit(cell.raw)
    yield _single(cell, raw)
    yield _within(cell, raw)
    yield _batched(cell, raw)
    _level(cell, raw)
    yield _whole(cell)
    yield _last(cell, raw)


def _entries(first: int, count: int) -> list[Entry]:
    parties = range(first, first + count)
    return [
        Entry(
            "aino", Event.RECORD_CORRECTED, (party,), AT, "relations", "web", ("phonenumber",)
        )
        for party in parties
    ]


def _records(first: int, count: int) -> list[tuple[str, str, int]]:
    return [("aino", "corrected", party) for party in range(first, first + count)]


def _append(first: int, count: int) -> int:
    with transaction.atomic():
        return len(append(_entries(first, count)))


def _append_raw(cell: Cell, raw: Audit, first: int, count: int) -> int:
    with cell.raw.transaction():
        return raw.append(_records(first, count))


def _single(cell: Cell, raw: Audit) -> Result:
    timing = compare(
        lambda turn: _append(turn, 1),
        lambda turn: _append_raw(cell, raw, turn, 1),
        times=cell.times(500),
    )
    return per_second(3000, 2000).judged("ledger: append, 1 per commit", cell, timing)


def _within(cell: Cell, raw: Audit) -> Result:
    """What the record adds to an act that is a transaction already."""
    with transaction.atomic(), cell.raw.transaction():
        timing = compare(
            lambda turn: len(append(_entries(turn, 1))),
            lambda turn: raw.append(_records(turn, 1)),
            times=cell.times(500),
        )
    return times_raw(2).judged("ledger: append within an act", cell, timing)


def _batched(cell: Cell, raw: Audit) -> Result:
    timing = compare(
        lambda turn: _append(turn, _BATCH),
        lambda turn: _append_raw(cell, raw, turn, _BATCH),
        times=cell.times(40),
    )
    return per_second(50_000, 50_000).judged("ledger: append, 1000 per commit", cell, timing)


def _level(cell: Cell, raw: Audit) -> None:
    """Both chains as long as each other, and as a register of this size would have them."""
    ours, theirs = verify().checked, audit.verify(cell.raw)
    least = 3_000 if cell.quick else 60_000
    wanted = max(_PER_PERSON * cell.people, least, ours, theirs)
    for first in range(ours, wanted, _BATCH):
        _append(first, min(_BATCH, wanted - first))
    for first in range(theirs, wanted, _BATCH):
        _append_raw(cell, raw, first, min(_BATCH, wanted - first))


def _whole(cell: Cell) -> Result:
    def product(_turn: int) -> int:
        return _checked(verify(progress=None))

    timing = compare(product, lambda _turn: audit.verify(cell.raw), times=5)
    return per_second(200_000, 200_000).judged("ledger: verify the whole", cell, timing)


def _last(cell: Cell, raw: Audit) -> Result:
    """A thousand new entries since the last checkpoint."""
    checkpoint(at=AT)
    after = cell.raw.value(f"SELECT max(seq) FROM {audit.TABLE}")
    _append(0, _BATCH)
    _append_raw(cell, raw, 0, _BATCH)

    def product(_turn: int) -> int:
        return _checked(verify(since_checkpoint=True))

    timing = compare(
        product, Trial(lambda _turn: audit.verify(cell.raw, after)), times=cell.times(40)
    )
    checkpoint(at=AT + timedelta(minutes=1))
    goal = milliseconds(20, 20)
    return goal.judged("ledger: verify 1000 since a checkpoint", cell, timing)


def _checked(found: object) -> int:
    if not getattr(found, "ok", False):
        raise BrokenError(str(found))
    return int(getattr(found, "checked", 0))
