"""Taking away what is not mended in place: secrets, files, checks of credit information.

What must not happen: that a thing is gone which law or a claim keeps, or that it is gone by a
slip. So nothing goes while a claim is pending, and the act gives back what it took: sealed as
it was, held by the caller for as long as the undo may be wanted (see :mod:`.before`), never
printed and never kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lupaus.guard import Act, Refused, Writing, writing
from lupaus.ledger.entry import Event
from lupaus.register.admission import Admission, owner_of
from lupaus.register.before import BATCH, stored, typed
from lupaus.register.facts import known
from lupaus.register.sections import Loose
from lupaus.register.unfit import Unfit, Unknown

DISCARDED = frozenset({"identitycode", "credential", "file", "creditcheck"})


@dataclass(frozen=True, slots=True, repr=False)
class Discarded:
    """What was taken away, whole. Holds values, the secret ones sealed."""

    party: int
    table: str
    row: int
    columns: Mapping[str, Any]


def discard(*, act: Act, table: str, row: int) -> Discarded:
    """Take the row away. Raises Refused while a claim is pending or where the purpose does not
    need the table, and Unknown for a row that it does not see."""
    if table not in DISCARDED:
        raise Unfit("table", f"only these are taken away so: {', '.join(sorted(DISCARDED))}")
    with writing(act) as w:
        facts = owner_of(w, act, table, row)
        if facts.disputed:
            raise Refused("a claim is pending: what may prove it stays", clause="right.erasure")
        columns = _whole(w, table, row)
        w.delete(table, {"id": row})
        w.log(Event.RECORD_REMOVED, whose=[facts.id], fields=(table,))
    return Discarded(facts.id, table, row, columns)


def put_back(*, act: Act, discarded: Discarded) -> None:
    """As it was, with its source and its day, if the policy still lets it in."""
    table = discarded.table
    with writing(act) as w:
        facts = known(discarded.party)
        Admission(w, act, facts.id, facts.subject).require(table, discarded.columns["source"])
        if w.lock(table, discarded.row) is not None:
            return
        row = {"id": discarded.row, "party_id": facts.id, **discarded.columns, BATCH: None}
        w.insert(table, tuple(row), [tuple(row.values())])
        w.log(Event.RECORD_CREATED, whose=[facts.id], fields=(table,))


def _whole(w: Writing, table: str, row: int) -> dict[str, Any]:
    names = stored(table)
    said = ", ".join(f't."{name}"' for name in names)
    with w.seeing() as r:
        found = r.one(Loose, f"SELECT {said} FROM {r.view(table)} t WHERE t.id = %s", [row])
    if found is None:
        raise Unknown(f"there is no {table} {row}, or not for this purpose")
    return {
        name: bytes(value) if isinstance(value, memoryview) else typed(name, value)
        for name, value in zip(names, found, strict=True)
    }
