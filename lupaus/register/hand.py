"""The hand that changes one row after another within one act: what :mod:`edit` is done by.

A row is locked, read through the views of the act's own purpose, compared with what its author
saw, and only then changed; so no change rests on what was not there any more.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from lupaus.finland import day_of
from lupaus.guard import Act, Machinery, Refused, Writing, staff, system_grant, writing
from lupaus.ledger.entry import Event
from lupaus.register import anchors, bans
from lupaus.register.admission import Admission, owner_of, refuse_restricted
from lupaus.register.before import BATCH, Columns, RowBefore, digest, entered, stored, typed
from lupaus.register.facts import Facts, known
from lupaus.register.neighbours import beside
from lupaus.register.sections import Loose
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.wrong import Mistaken, wrong_of

#: Rows by which the spine is dated, and rows that bans hang on.
_DATING = frozenset({"affiliation", "message", "note", "order", "relationship"})
_REACHING = frozenset(bans.REACHED_BY.values())
#: Decided by beginning and ending; the days of a relation are mended, never taken away.
_STAYING = frozenset({"relationship"})
#: Who wrote it, which nobody types.
_AUTHORED = frozenset({"note", "followup"})


class Changed(Exception):  # noqa: N818 - somebody was faster; nothing was stored
    """The row is not as its author saw it. Three sides, each by column: what stands now (None:
    it was taken away), what was to be stored, and what was seen (None where only a digest of
    it was handed in). They hold values; the message does not."""

    def __init__(
        self,
        table: str,
        row: int,
        *,
        current: Columns | None,
        yours: Columns,
        original: Columns | None,
    ) -> None:
        super().__init__(f"{table} {row} was changed meanwhile: look at it again")
        self.table = table
        self.row = row
        self.current = current
        self.yours = yours
        self.original = original


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """A row as it is to be. No columns: it is to go."""

    table: str
    row: int
    columns: Columns
    seen: Columns | str
    source: str


class Hand:
    """Changes under way in one act on one party."""

    def __init__(self, w: Writing, act: Act, facts: Facts, shown: set[int]) -> None:
        self.w, self.act, self.facts = w, act, facts
        self.shown = shown
        self.today = day_of(act.at)
        self.admission = Admission(w, act, facts.id, facts.subject)

    @classmethod
    @contextmanager
    def at_work(cls, act: Act, facts: Facts, shown: set[int]) -> Iterator[Self]:
        with writing(act) as w:
            refuse_restricted(facts, w.adopted.policy, act)
            yield cls(w, act, facts, shown)

    @classmethod
    @contextmanager
    def of_row(cls, act: Act, table: str, row: int) -> Iterator[Self]:
        """At work on one row, locked. Raises Unknown for one that the purpose does not see,
        and Refused for a table that it does not need."""
        with writing(act) as w:
            facts = owner_of(w, act, table, row)
            w.lock(table, row)
            yield cls(w, act, facts, set())

    def now(self, table: str, row: int) -> dict[str, Any]:
        """Every column of the row. Raises Unknown where the purpose does not see it."""
        if (found := self._now(table, row)) is None:
            raise Unknown(f"there is no {table} {row}, or not for this purpose")
        return found

    # --- what edit asks for ------------------------------------------------------------------

    def sees(self, wanted: Wanted) -> bool:
        """Is the row this party's, and within sight of the purpose? One that is gone counts as
        seen: what has become of it is told by whoever wants to change it."""
        found = self.w.lock(wanted.table, wanted.row)
        if found is None:
            return True
        return found.party == self.facts.id and self._now(wanted.table, wanted.row) is not None

    def add(self, wanted: Wanted) -> list[RowBefore]:
        table, slug = wanted.table, self.admission.require(wanted.table, wanted.source)
        if table in _STAYING:
            raise Unfit("state", _RELATION)
        self._fits(table, wanted.columns)
        columns = {**wanted.columns, "source": slug, "sourced_on": self._day(table, wanted)}
        if table in _AUTHORED:
            columns["author"] = self.act.actor
        [row] = self._insert(table, columns)
        self._after(table, wanted.columns, Event.RECORD_CREATED, (table,))
        return [RowBefore(table, row, None, digest(table, wanted.columns))]

    def correct(self, wanted: Wanted) -> list[RowBefore]:
        table = wanted.table
        slug = self.admission.require(table, wanted.source)
        before = self._compared(wanted)
        changed = _differing(before, wanted.columns)
        if not (_entered(table, changed) or (wanted.source and slug != before["source"])):
            return []
        self._fits(table, wanted.columns)
        touched = [self._mend(table, wanted.row, before, wanted.columns, slug)]
        if table == "relationship":
            touched += self._beside(wanted, before, slug)
        names = tuple(f"{table}.{name}" for name in _entered(table, changed)) or (table,)
        self._after(table, {**before, **wanted.columns}, Event.RECORD_CORRECTED, names)
        return touched

    def remove(self, wanted: Wanted) -> list[RowBefore]:
        before = self._compared(wanted)
        self._take_away(wanted.table, wanted.row, before)
        return [RowBefore(wanted.table, wanted.row, before, "")]

    def back(self, one: RowBefore) -> list[RowBefore] | None:
        """Take one row back to how it stood; None where the purpose does not see it."""
        found = self.w.lock(one.table, one.row)
        if found is not None and found.party != self.facts.id:
            return None
        current = self._now(one.table, one.row) if found else None
        if found and current is None:
            return None
        if (digest(one.table, current) if current else "") != one.after:
            yours = entered(one.table, one.before) if one.before else {}
            raise self._told(one.table, one.row, current, yours, None)
        if one.before is None and current is not None:
            self._take_away(one.table, one.row, current)
            return [RowBefore(one.table, one.row, current, "")]
        assert one.before is not None  # noqa: S101 - what was nothing and is nothing is no change
        return [self._restore(one.table, one.row, current, one.before)]

    # --- how it is done ----------------------------------------------------------------------

    def _compared(self, wanted: Wanted) -> Columns:
        """How the row stands, when that is what was seen. Raises Changed."""
        found = self._now(wanted.table, wanted.row)
        original = None if isinstance(wanted.seen, str) else wanted.seen
        now = entered(wanted.table, found) if found else None
        same = now is not None and (
            digest(wanted.table, now) == wanted.seen
            if isinstance(wanted.seen, str)
            else all(now[name] == typed(name, value) for name, value in wanted.seen.items())
        )
        if found is None or not same:
            yours = entered(wanted.table, wanted.columns) if wanted.columns else {}
            raise self._told(wanted.table, wanted.row, found, yours, original)
        return found

    def _told(
        self,
        table: str,
        row: int,
        found: Columns | None,
        yours: Columns,
        original: Columns | None,
    ) -> Changed:
        if found is not None:
            self.shown.add(self.facts.id)
        current = entered(table, found) if found else None
        return Changed(table, row, current=current, yours=yours, original=original)

    def _now(self, table: str, row: int) -> dict[str, Any] | None:
        """Every column of the row, as the purpose of the act sees it."""
        names = stored(table)
        said = ", ".join(f't."{name}"' for name in names)
        with self.w.seeing() as r:
            sql = f"SELECT {said} FROM {r.view(table)} t WHERE t.id = %s AND t.party_id = %s"
            found = r.one(Loose, sql, [row, self.facts.id])
        if found is None:
            return None
        columns = {n: typed(n, value) for n, value in zip(names, found, strict=True)}
        locked = self.w.lock(table, row)
        return columns | {BATCH: locked.batch if locked else None}

    def _mend(self, table: str, row: int, before: Columns, to: Columns, slug: str) -> RowBefore:
        """What somebody has changed by hand no longer belongs to an import."""
        on = day_of(to["at"]) if table == "message" else self.today
        said = {**to, "source": slug, "sourced_on": on, BATCH: None}
        self.w.update(table, said, {"id": row})
        return RowBefore(table, row, before, digest(table, {**before, **to}))

    def _beside(self, wanted: Wanted, before: Columns, slug: str) -> list[RowBefore]:
        """States follow upon one another without a gap: the row beside moves along."""
        others = {
            row: found
            for row, _party in self.w.keys("relationship", {"party_id": self.facts.id})
            if row != wanted.row and (found := self._now("relationship", row)) is not None
        }
        return [
            self._mend("relationship", row, others[row], {**others[row], **to}, slug)
            for row, to in beside(before, wanted.columns, others)
        ]

    def _take_away(self, table: str, row: int, before: Columns) -> None:
        if self.facts.disputed:
            raise Refused("a claim is pending: what may prove it stays", clause="right.erasure")
        if table in _STAYING:
            raise Unfit("state", _RELATION)
        named = "organisation" if self.facts.is_organisation else "personname"
        if table == named and len(self.w.keys(table, {"party_id": self.facts.id})) == 1:
            raise Mistaken((wrong_of(table, Unfit("", _LAST)),))
        self.w.delete(table, {"id": row})
        self._after(table, before, Event.RECORD_REMOVED, (table,))

    def _restore(
        self, table: str, row: int, current: Columns | None, before: Columns
    ) -> RowBefore:
        """Values, source and day as they were, if the policy still lets them in."""
        self.admission.require(table, before["source"])
        columns = {**before, BATCH: before[BATCH] if _in_sight(before[BATCH]) else None}
        if current is None:
            self._insert(table, {"id": row, **columns})
            self._after(table, before, Event.RECORD_CREATED, (table,))
            return RowBefore(table, row, None, digest(table, before))
        self.w.update(table, columns, {"id": row})
        changed = _entered(table, _differing(current, before))
        names = tuple(f"{table}.{name}" for name in changed) or (table,)
        self._after(table, {**current, **before}, Event.RECORD_CORRECTED, names)
        return RowBefore(table, row, current, digest(table, before))

    def _insert(self, table: str, columns: Columns) -> list[int]:
        row = {"party_id": self.facts.id, **columns}
        return list(self.w.insert(table, tuple(row), [tuple(row.values())]))

    def _day(self, table: str, wanted: Wanted) -> Any:
        return day_of(wanted.columns["at"]) if table == "message" else self.today

    def _fits(self, table: str, columns: Columns) -> None:
        """What only the register can tell of what was typed."""
        if table == "affiliation":
            firm = known(columns["organisation_id"])
            if self.facts.is_organisation or not firm.is_organisation:
                raise Unfit("organisation_id", _FIRM)
        if table == "followup" and (name := columns["assigned_to"]):
            try:
                staff.actor(name)
            except Refused:
                raise Unfit("assigned_to", "nobody works here by this name") from None

    def _after(self, table: str, columns: Columns, event: Event, names: Iterable[str]) -> None:
        """What follows from a change: the spine, the bans, the ledger."""
        if table in _DATING:
            firm = columns.get("organisation_id")
            anchors.recompute([self.facts.id, *([firm] if firm else [])])
        if table in _REACHING and event is not Event.RECORD_REMOVED:
            bans.inherit(self.facts.id, act=self.act)
        self.w.log(event, whose=[self.facts.id], fields=tuple(names))


_RELATION = "the relation is begun and ended, not added or taken away"
_LAST = "it is the last name that there is: mend it instead"
_FIRM = "a person acts for an organisation, not otherwise"


def _differing(before: Columns, to: Columns) -> dict[str, Any]:
    return {name: value for name, value in to.items() if before[name] != value}


def _entered(table: str, changed: Columns) -> tuple[str, ...]:
    """The names of those that somebody types."""
    from lupaus.register.fields import FIELDS  # noqa: PLC0415 - a leaf function

    return tuple(one.column for one in FIELDS[table] if one.column in changed)


def _in_sight(batch: int | None) -> bool:
    """A row is not put back into an import that has been undone: nobody would see it."""
    if batch is None:
        return False
    with system_grant(Machinery.SPINE, why="an import that a row came in") as part:
        sql = "SELECT id FROM records_batch WHERE id = %s AND state = 'visible'"
        return bool(part.execute(sql, [batch]))
