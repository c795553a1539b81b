"""The views through which everything is read: what a set of purposes may see, as CREATE VIEW.

A view that says too much shows a person to somebody whose purpose has closed. What stands
against it: row rules come from the same predicates as the purge and are compared with
:func:`lupaus.policy.meaning.visible` on both engines; cut-offs are read from the table that the
guard renews daily, and where a cut-off is missing there, the row is not shown.

Names: ``SET__HOLDING``, ``SET__party``, ``SET__relation``, ``SET__oldnumber`` and
``SET__HOLDING_search``. A set is
one purpose, or all purposes of one role of staff (``role_ROLE``). Texts are the same for the
same policy and schema, whatever the day.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lupaus.policy import holding as names
from lupaus.policy import meaning, predicate, retention
from lupaus.policy.holding import RELATION, Holding, Schema
from lupaus.policy.model import Policy
from lupaus.policy.predicate import Need, Passed, all_of, any_of
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Anchor, Category
from lupaus.policy.widest import widest

PARTY_VIEW = "party"
RELATION_VIEW = "relation"
OLD_NUMBER_VIEW = "oldnumber"

#: The role of the main user, which a policy need not name: then it has every purpose.
OWNER = "owner"

#: PostgreSQL cuts names at 63 bytes without a word; the longest suffix is well under 24.
_ROLE = "role_"
_LONGEST_SET = 63 - 24 - len("__")


class Engine(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class View:
    name: str
    select: str

    @property
    def create(self) -> str:
        return f"CREATE VIEW {self.name} AS\n{self.select}"

    @property
    def drop(self) -> str:
        return f"DROP VIEW IF EXISTS {self.name}"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one set of purposes opens. ``views`` and ``searches`` are by table."""

    name: str
    purposes: frozenset[str]
    categories: frozenset[Category]
    may_write: frozenset[Category]
    holdings: tuple[Holding, ...]
    party: str  # name of the party view
    relation: str | None  # the dates of the relation, where they are granted
    numbers: str  # the numbers that the parties in sight had before they were merged
    views: Mapping[str, str]
    searches: Mapping[str, str]
    sees_restricted: bool = False

    @property
    def all_views(self) -> tuple[str, ...]:
        found = (
            self.party,
            self.relation,
            self.numbers,
            *self.views.values(),
            *self.searches.values(),
        )
        return tuple(name for name in found if name)


# --- sets ------------------------------------------------------------------------------------


def set_name(slug: str, *, role: bool = False) -> str:
    """A name that both engines take as it is: long ones are cut and told apart by a digest,
    and so is a purpose that is named as the sets of roles are."""
    plain = slug.replace("-", "_")
    name = f"{_ROLE}{plain}" if role else plain
    mistakable = not role and name.startswith(_ROLE)
    if len(name) <= _LONGEST_SET and not mistakable:
        return name
    mark = hashlib.sha256(f"{role} {slug}".encode()).hexdigest()[:8]
    kept = name.removeprefix(_ROLE) if mistakable else name
    return f"{kept[: _LONGEST_SET - len(mark) - 1]}_{mark}"


def grants(policy: Policy, schema: Schema) -> Mapping[str, Grant]:
    """By name of the set: one for each purpose, one for each role of staff, and one of all
    purposes for the main user, unless the policy says what that role has."""
    sets = {set_name(purpose): frozenset({purpose}) for purpose in policy.purposes}
    for slug, role in policy.roles.items():
        known = frozenset(p for p in role.purposes if p in policy.purposes)
        sets[set_name(slug, role=True)] = known
    every = frozenset(policy.purposes)
    if OWNER not in policy.roles and every not in sets.values():
        sets[set_name(OWNER, role=True)] = every
    return {name: _grant(name, purposes, policy, schema) for name, purposes in sets.items()}


def _grant(name: str, purposes: frozenset[str], policy: Policy, schema: Schema) -> Grant:
    categories = frozenset(
        c for c in policy.data if purposes & frozenset(retention.needing(policy, c))
    )
    opened = tuple(h for h in schema if h.category in categories and h.table != names.PARTY)
    return Grant(
        name=name,
        purposes=purposes,
        categories=categories,
        may_write=categories,
        holdings=opened,
        party=f"{name}__{PARTY_VIEW}",
        relation=f"{name}__{RELATION_VIEW}" if Category.RELATION in categories else None,
        numbers=f"{name}__{OLD_NUMBER_VIEW}",
        views={h.table: f"{name}__{h.suffix}" for h in opened},
        searches={h.table: f"{name}__{h.suffix}_search" for h in opened if h.search},
        sees_restricted=meaning.sees_restricted(policy, purposes),
    )


# --- texts -----------------------------------------------------------------------------------


def views(policy: Policy, schema: Schema, engine: Engine) -> tuple[View, ...]:
    """Every view of the policy, in the order in which to create them; none rests on another."""
    found: list[View] = []
    for grant in grants(policy, schema).values():
        found.append(View(grant.party, party_select(grant, policy)))
        found.append(View(grant.numbers, numbers_select(grant, policy)))
        if grant.relation:
            found.append(View(grant.relation, select(grant, RELATION, policy)))
        for holding in grant.holdings:
            found.append(View(grant.views[holding.table], select(grant, holding, policy)))
            if holding.search:
                text = search_select(grant, holding, policy, engine)
                found.append(View(grant.searches[holding.table], text))
    return tuple(found)


def digest(found: Iterable[View]) -> str:
    """Changes whenever any view would: what the guard compares before it makes them anew."""
    return hashlib.sha256("\n".join(v.create for v in found).encode()).hexdigest()


def row_rule(grant: Grant, holding: Holding, policy: Policy) -> str:
    """Which rows of the holding the set may see: in sight, not restricted, still needed by one
    of its purposes."""
    needs = (n for n in predicate.needs(policy, holding, _today) if n.purpose in grant.purposes)
    return all_of([*_in_sight(grant, "t"), any_of(n.open for n in widest(needs))])


def select(grant: Grant, holding: Holding, policy: Policy) -> str:
    """The rows and columns of one holding that the set may see; ``id`` and ``party_id`` too."""
    shown = ("t.id AS id", f"t.{holding.party} AS party_id")
    rest = (c for c in holding.columns if c not in ("id", holding.party))
    said = ", ".join(dict.fromkeys((*shown, *(f"t.{c} AS {c}" for c in rest))))
    tables, ties = predicate.joined(holding)
    plain = tables.replace(" CROSS JOIN ", ", ")  # the reader's own condition drives
    return f"SELECT {said}\nFROM {plain}\nWHERE {_all(ties, grant, holding, policy)}"


def search_select(grant: Grant, holding: Holding, policy: Policy, engine: Engine) -> str:
    """``party_id``, ``row_id`` and ``folded``, the text that is matched, over the same rows.

    SQLite: ``hit MATCH …`` reaches the trigram index through the view, and drives. PostgreSQL:
    ``folded LIKE …`` with a trigram index.
    """
    said = f"SELECT t.{holding.party} AS party_id, t.id AS row_id"
    tables, ties = predicate.joined(holding, first="t")
    where = _all(ties, grant, holding, policy)
    match engine:
        case Engine.SQLITE:
            index = holding.index
            return (
                f"{said}, t.{holding.search} AS folded, f.{index} AS hit\n"
                f"FROM {index} f CROSS JOIN {tables}\n"
                f"WHERE t.id = f.rowid AND {where}"
            )
        case Engine.POSTGRESQL:
            plain = tables.replace(" CROSS JOIN ", ", ")
            # As an expression, which only the trigram index is of: it must answer no ``=``.
            folded = f"t.{holding.search} || '' AS folded"
            return f"{said}, {folded}\nFROM {plain}\nWHERE {where}"


def _all(ties: str, grant: Grant, holding: Holding, policy: Policy) -> str:
    return f"{ties} AND {row_rule(grant, holding, policy)}"


def party_select(grant: Grant, policy: Policy) -> str:
    """The parties of which the set may see anything at all."""
    columns = ", ".join(f"p.{column} AS {column}" for column in names.PARTY_COLUMNS)
    return f"SELECT {columns}\nFROM {names.PARTY} p\nWHERE {_party_rule(grant, policy)}"


def numbers_select(grant: Grant, policy: Policy) -> str:
    """The numbers by which the parties in sight were known before a merge."""
    return (
        "SELECT n.id AS id, n.party_id AS party_id, n.number AS number\n"
        f"FROM {names.OLD_NUMBER} n, {names.PARTY} p\n"
        f"WHERE n.party_id = p.id AND {_party_rule(grant, policy)}"
    )


def _party_rule(grant: Grant, policy: Policy) -> str:
    """Periods of the party close it here as they close its rows; periods of single rows do
    not, so that nothing is ever seen whose owner is not."""
    needs = widest(
        replace(n, closings=_of_the_party(n))
        for category in policy.data
        if category in grant.categories
        for n in predicate.needs(policy, _any_row(category), _today)
        if n.purpose in grant.purposes
    )
    return all_of([*_in_sight(grant, "p"), any_of(n.open for n in needs)])


def _of_the_party(need: Need) -> tuple[Passed, ...]:
    by_row = {
        Anchor.COLLECTED,
        Anchor.SERVICE_ENDED,
        Anchor.REQUEST_CLOSED,
        Anchor.DECISION,
    }
    return tuple(c for c in need.closings if c.rule.anchor not in by_row)


def _any_row(category: Category) -> Holding:
    return Holding(table=names.PARTY, category=category, columns=(), party="id")


def _today(rule: Rule) -> str:
    """A rule without its row in the table yields NULL, and what is compared with it is out of
    sight."""
    return f"(SELECT o.day FROM {names.CUTOFF} o WHERE o.rule = '{rule.id}')"


def _in_sight(grant: Grant, alias: str) -> tuple[str, ...]:
    batch = f"{alias}.{names.BATCH_COLUMN}"
    flipped = (
        f"({batch} IS NULL OR {batch} IN"
        f" (SELECT b.id FROM {names.BATCH} b WHERE b.state = '{names.VISIBLE}'))"
    )
    whole = (flipped, f"p.{names.MERGED} IS NULL")
    return whole if grant.sees_restricted else (*whole, f"p.{names.RESTRICTED} = FALSE")
