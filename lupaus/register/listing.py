"""The register as a list in the order of the Finnish alphabet, page by page in both directions.

A page is found by where the last one ended, never by counting off rows, so that the hundredth
is as quick as the first. How many there are is counted only when asked.
"""

from dataclasses import dataclass
from enum import StrEnum

from lupaus.guard import Reading
from lupaus.guard.readings import like
from lupaus.policy.vocabulary import State, SubjectKind
from lupaus.register.sections import Loose
from lupaus.text import fold

MOST = 200


class Kind(StrEnum):
    """What is listed: organisations, or persons of a kind."""

    ORGANISATION = "organisation"
    CONSUMER = SubjectKind.CONSUMER.value
    REPRESENTATIVE = SubjectKind.REPRESENTATIVE.value
    SOLE_TRADER = SubjectKind.SOLE_TRADER.value
    TECHNICAL = SubjectKind.TECHNICAL.value


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list: after the last row of a page, or before its first."""

    sort_key: str
    party: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the register. A filter that the reading may not see by is refused."""

    kind: Kind | None = None
    state: State | None = None
    town: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    party: int
    number: int | None
    is_organisation: bool
    name: str
    sort_key: str

    @property
    def place(self) -> Place:
        return Place(self.sort_key, self.party)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the list. ``before`` and ``after`` are where to go on; None at an end."""

    rows: tuple[Listed, ...]
    before: Place | None
    after: Place | None
    count: int | None = None


def list_parties(  # noqa: PLR0913 - how a list is asked for
    r: Reading,
    wanted: Wanted | None = None,
    *,
    after: Place | None = None,
    before: Place | None = None,
    size: int = 50,
    counted: bool = False,
) -> Sheet:
    """One page of the list: the first, the one after a place, or the one before it."""
    if after and before:
        raise ValueError("a page is after a place or before one")
    size = max(1, min(size, MOST))
    source, bound = _sources(r, wanted or Wanted())
    if not source:
        return Sheet((), None, None, 0 if counted else None)
    rows = _rows(r, source, bound, after, before, size)
    more = len(rows) > size
    rows = rows[:size]
    if before:
        rows = rows[::-1]
    first, last = (rows[0].place, rows[-1].place) if rows else (None, None)
    count = _count(r, source, bound) if counted else None
    r.viewed(row.party for row in rows)
    if before:
        return Sheet(rows, first if more else None, last, count)
    return Sheet(rows, first if after else None, last if more else None, count)


_NAMES = {
    "personname": "trim(t.given || ' ' || t.family)",
    "organisation": "t.name",
}


def _sources(r: Reading, wanted: Wanted) -> tuple[list[str], list[object]]:
    """A SELECT without its place and order for each kind of name that the reading sees; the
    parameters are the same for each."""
    conditions, bound = _conditions(r, wanted)
    found = []
    for table, name in _NAMES.items():
        if not r.sees(table):
            continue
        own = list(conditions)
        if table == "organisation" and r.sees("personname"):
            # A sole trader stands under the own name, if it is known.
            own.append(
                "(p.is_organisation = TRUE OR NOT EXISTS (SELECT 1 FROM"
                f" {r.view('personname')} o WHERE o.party_id = p.id))"
            )
        found.append(
            "SELECT t.party_id AS party, p.number AS number,"
            f" p.is_organisation AS organisation, {name} AS name, t.sort_key AS sort_key"
            f" FROM {r.view(table)} t JOIN {r.view('party')} p ON p.id = t.party_id"
            f" WHERE {' AND '.join(own) or '1 = 1'}"
        )
    return found, bound


def _conditions(r: Reading, wanted: Wanted) -> tuple[list[str], list[object]]:
    said: list[str] = []
    bound: list[object] = []
    if wanted.kind:
        said.append(f"p.is_{wanted.kind.value.replace('-', '_')} = TRUE")
    if wanted.state:
        said.append(
            f"EXISTS (SELECT 1 FROM {r.view('relation')} d WHERE d.id = p.id"
            f" AND {_STATE[wanted.state]})"
        )
    if wanted.town:
        town = fold(wanted.town)
        said.append(
            f"EXISTS (SELECT 1 FROM {r.view('postaladdress')} a WHERE a.party_id = p.id"
            " AND (a.folded = %s OR a.folded LIKE %s ESCAPE '\\'))"
        )
        bound += [town, f"% {like(town)}"]
    if wanted.role:
        said.append(
            f"EXISTS (SELECT 1 FROM {r.view('affiliation')} f WHERE f.party_id = p.id"
            " AND f.role = %s AND f.ended_on IS NULL)"
        )
        bound.append(wanted.role)
    return said, bound


_STATE = {
    State.PROSPECT: "d.relation_started_on IS NULL AND d.relation_ended_on IS NULL",
    State.CUSTOMER: "d.relation_started_on IS NOT NULL AND d.relation_ended_on IS NULL",
    State.FORMER: "d.relation_ended_on IS NOT NULL",
}


def _rows(  # noqa: PLR0913, PLR0917 - where a page begins
    r: Reading,
    source: list[str],
    bound: list[object],
    after: Place | None,
    before: Place | None,
    size: int,
) -> tuple[Listed, ...]:
    place = after or before
    sign, way = ("<", "DESC") if before else (">", "ASC")
    at = f" AND (t.sort_key, t.party_id) {sign} (%s, %s)" if place else ""
    key = [place.sort_key, place.party] if place else []
    order = f"ORDER BY sort_key {way}, party {way} LIMIT {size + 1}"
    parts = [
        f"SELECT * FROM ({one}{at} ORDER BY t.sort_key {way}, t.party_id {way}"
        f" LIMIT {size + 1}) q{number}"
        for number, one in enumerate(source)
    ]
    found = r.rows(Loose, f"{' UNION ALL '.join(parts)} {order}", [*bound, *key] * len(parts))
    return tuple(
        Listed(party, number, bool(organisation), name.strip(), sort_key)
        for party, number, organisation, name, sort_key in found
    )


def _count(r: Reading, source: list[str], bound: list[object]) -> int:
    """Exactly how many: every one of them is looked at."""
    said = " UNION ALL ".join(source)
    row = r.one(Loose, f"SELECT count(*) FROM ({said}) c", bound * len(source))
    assert row is not None  # noqa: S101 - a count has a row
    return int(row[0])
