"""The columns of the list: what each shows of the parties of a page.

What a page shows costs at most three statements, however many the rows: everything that is
text in one, the relation in one, permissions in one. A column that the reading does not see
costs none, and is told with the clause that hides it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import Any, Final

from lupaus.guard import Reading
from lupaus.policy.vocabulary import State
from lupaus.register.admission import category_of
from lupaus.register.bans import Said, origin_of
from lupaus.register.conditions import UNPAID
from lupaus.register.sections import Loose, a_day, a_moment
from lupaus.register.standing import Ban, standing_bans
from lupaus.register.wanted import Column


@dataclass(frozen=True, slots=True)
class HiddenColumn:
    """A column that the reading does not see, and the clause that hides it."""

    column: Column
    clause: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role, with the organisation where it is held; empty where that is not seen."""

    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What is not settled, and whether any of it is in collection."""

    cents: int
    invoices: int
    collection: bool


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is forbidden of each class on each channel, and what was last agreed to: purpose
    and channel, an empty channel being every one."""

    bans: tuple[Ban, ...] = ()
    granted: tuple[tuple[str, str], ...] = ()


Cell = (
    None | date | State | Unpaid | Allowed
    | tuple[str, ...] | tuple[Held, ...] | tuple[Service, ...]
)  # fmt: skip

#: Rows of a column that stay out of it, by their ids.
Without = Mapping[Column, Collection[int]]
_NOTHING: Final[Without] = MappingProxyType({})

#: Columns -> the table without which there is nothing to show.
TABLES: Final = {
    Column.TOWN: "postaladdress",
    Column.PHONE: "phonenumber",
    Column.EMAIL: "emailaddress",
    Column.ROLES: "affiliation",
    Column.SERVICES: "order",
    Column.OPEN: "invoice",
    Column.CONTACT: "relation",
    Column.STATE: "relation",
    Column.PERMISSIONS: "permission",
}


def hidden(r: Reading, columns: Sequence[Column]) -> tuple[HiddenColumn, ...]:
    """Those of the columns that the reading does not see."""
    return tuple(
        HiddenColumn(column, _clause(column)) for column in columns if not _seen(r, column)
    )


def _seen(r: Reading, column: Column) -> bool:
    if column is Column.NAME:
        return r.sees("personname") or r.sees("organisation")
    return column is Column.NUMBER or r.sees(TABLES[column])


def _clause(column: Column) -> str:
    table = TABLES.get(column, "personname")
    return f"data.{'relation' if table == 'relation' else category_of(table)}"


def cells(
    r: Reading,
    parties: Sequence[int],
    columns: Sequence[Column],
    without: Without = _NOTHING,
) -> dict[int, dict[Column, Cell]]:
    """What the columns show, by party. Columns out of sight are not in it, nor the rows of a
    column that are to be left out."""
    wanted = [c for c in columns if c in TABLES and _seen(r, c)]
    found: dict[int, dict[Column, Cell]] = {party: {} for party in parties}
    if not parties or not wanted:
        return found
    looks = (
        _texts(r, parties, wanted, without),
        _relation(r, parties, wanted),
        _permissions(r, parties, wanted),
    )
    for party, column, cell in chain(*looks):
        found[party][column] = cell
    return found


Found = Iterator[tuple[int, Column, Cell]]


def _among(parties: Sequence[int]) -> str:
    return f"({', '.join(['%s'] * len(parties))})"


# --- what is text ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """How a column is looked up: two texts and a sum of its rows, and what they become."""

    columns: tuple[str, str, str]
    make: Callable[[list[tuple[str, str, int]]], Cell]
    where: str = ""


def _first_texts(rows: list[tuple[str, str, int]]) -> Cell:
    return tuple(dict.fromkeys(row[0] for row in rows))


def _held(rows: list[tuple[str, str, int]]) -> Cell:
    return tuple(Held(role, (name or "").strip()) for role, name, _cents in rows)


def _services(rows: list[tuple[str, str, int]]) -> Cell:
    return tuple(Service(name, status) for name, status, _cents in rows)


def _unpaid(rows: list[tuple[str, str, int]]) -> Cell:
    if not rows:
        return None
    cents = sum(int(row[2]) for row in rows)
    return Unpaid(cents, len(rows), any(row[0] == "collection" for row in rows))


_STATUSES: Final = ", ".join(f"'{status}'" for status in UNPAID)
_TEXTS: Final = {
    Column.TOWN: _Text(("t.town", "''", "0"), _first_texts, " AND t.town <> ''"),
    Column.PHONE: _Text(("t.typed", "''", "0"), _first_texts),
    Column.EMAIL: _Text(("t.address", "''", "0"), _first_texts),
    Column.ROLES: _Text(("t.role", "{firm}", "0"), _held, " AND t.ended_on IS NULL"),
    Column.SERVICES: _Text(
        ("t.name", "t.status", "0"), _services, " AND t.status IN ('open', 'running')"
    ),
    Column.OPEN: _Text(
        ("t.status", "''", "t.total_cents"), _unpaid, f" AND t.status IN ({_STATUSES})"
    ),
}


def _texts(
    r: Reading, parties: Sequence[int], wanted: Sequence[Column], without: Without
) -> Found:
    asked = [column for column in wanted if column in _TEXTS]
    if not asked:
        return
    among = _among(parties)
    firm = "''"
    if r.sees("organisation"):
        firm = (
            f"(SELECT n.name FROM {r.view('organisation')} n"
            " WHERE n.party_id = t.organisation_id ORDER BY n.id LIMIT 1)"
        )
    branches = [
        f"SELECT '{column}' AS what, t.party_id AS party, t.id AS row,"
        f" {', '.join(_TEXTS[column].columns).format(firm=firm)}"
        f" FROM {r.view(TABLES[column])} t WHERE t.party_id IN {among}{_TEXTS[column].where}"
        for column in asked
    ]
    sql = f"{' UNION ALL '.join(branches)} ORDER BY 2, 3"
    rows: dict[tuple[int, Column], list[tuple[str, str, int]]] = defaultdict(list)
    for what, party, row, *rest in r.rows(Loose, sql, [*parties] * len(asked)):
        if row not in without.get(Column(what), ()):
            rows[party, Column(what)].append((rest[0], rest[1], rest[2]))
    for column in asked:
        for party in parties:
            yield party, column, _TEXTS[column].make(rows[party, column])


# --- the relation and permissions ------------------------------------------------------------


def _relation(r: Reading, parties: Sequence[int], wanted: Sequence[Column]) -> Found:
    if not {Column.CONTACT, Column.STATE} & {*wanted}:
        return
    sql = (
        "SELECT d.id, d.last_contact_on, d.relation_started_on, d.relation_ended_on"
        f" FROM {r.view('relation')} d WHERE d.id IN {_among(parties)}"
    )
    for party, contact, started, ended in r.rows(Loose, sql, [*parties]):
        if Column.CONTACT in wanted:
            yield party, Column.CONTACT, a_day(contact)
        if Column.STATE in wanted:
            yield party, Column.STATE, _state(started, ended)


def _state(started: Any, ended: Any) -> State:
    if ended is not None:
        return State.FORMER
    return State.PROSPECT if started is None else State.CUSTOMER


@dataclass(slots=True)
class _Decisions:
    said: list[Said] = field(default_factory=list)
    last: dict[tuple[str, str], str] = field(default_factory=dict)


def _permissions(r: Reading, parties: Sequence[int], wanted: Sequence[Column]) -> Found:
    if Column.PERMISSIONS not in wanted:
        return
    sql = (
        "SELECT t.party_id, t.id, t.purpose, t.channel, t.decision, t.at, t.how"
        f" FROM {r.view('permission')} t WHERE t.party_id IN {_among(parties)}"
        " ORDER BY t.at, t.id"
    )
    found: dict[int, _Decisions] = defaultdict(_Decisions)
    for party, number, purpose, channel, decision, at, how in r.rows(Loose, sql, [*parties]):
        one = found[party]
        origin = origin_of(how, decision)
        one.said.append(Said(number, purpose, channel, decision, a_moment(at), origin))
        one.last[purpose, channel] = decision
    for party in parties:
        decided = found[party]
        granted = tuple(key for key, last in decided.last.items() if last == "granted")
        bans = standing_bans(r.adopted.policy, decided.said)
        yield party, Column.PERMISSIONS, Allowed(bans, granted)
