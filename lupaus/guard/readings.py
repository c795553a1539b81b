"""Reading: for a set of purposes, through the views of that set, on the record."""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from lupaus.finland import day_of
from lupaus.guard import cutoffs, scope
from lupaus.guard.acts import Act, Actor
from lupaus.guard.force import Adopted
from lupaus.guard.grant import Grant
from lupaus.guard.refused import Refused
from lupaus.guard.session import here, opened
from lupaus.ledger.reads import record_read
from lupaus.policy import views
from lupaus.policy.holding import PARTY
from lupaus.policy.views import OLD_NUMBER_VIEW, PARTY_VIEW, RELATION_VIEW
from lupaus.policy.vocabulary import Category

Row = TypeVar("Row")
Parameters = Sequence[Any] | Mapping[str, Any]


class Reading:
    """What a set of purposes may see, for as long as it is open.

    Rows are fetched whole. Statements name views, by :meth:`view`; a table is refused.
    """

    def __init__(self, adopted: Adopted, opening: views.Grant) -> None:
        self.adopted = adopted
        self.purposes = opening.purposes
        self._opening = opening
        self._whose: set[int] = set()

    def sees(self, table: str) -> bool:
        """May this reading see anything of the table (``emailaddress``), ``party`` or
        ``relation``? Only the policy is asked, no row."""
        return self._named(table) is not None

    def view(self, table: str) -> str:
        """The view of a table. Raises Refused when none of the purposes needs its category."""
        found = self._named(table)
        if found is None:
            raise Refused(
                f"{', '.join(sorted(self.purposes))} does not need {table}",
                clause=f"data.{_category(table)}",
            )
        return found

    def search(self, table: str) -> str:
        """The view that searches a table. SQLite: ``hit MATCH``; PostgreSQL: ``folded LIKE``;
        :meth:`matching` writes the condition for either."""
        self.view(table)
        return self._opening.searches[f"records_{table}"]

    def matching(self, *terms: str) -> tuple[str, list[str]]:
        """A condition on a search view, and its parameters: the rows whose folded text
        contains every one of the folded terms, each of three letters or more."""
        if here().vendor == "postgresql":
            patterns = [f"%{like(term)}%" for term in terms]
            return " AND ".join(["folded LIKE %s"] * len(patterns)), patterns
        quoted = ('"' + term.replace('"', '""') + '"' for term in terms)
        return "hit MATCH %s", [" AND ".join(quoted)]

    def bytewise(self, expression: str) -> str:
        """The expression compared byte by byte, as SQLite does by nature."""
        return f'{expression} COLLATE "C"' if here().vendor == "postgresql" else expression

    def listed(self, ids: Iterable[int]) -> tuple[str, Any]:
        """A source of rows with one column, ``id``, and the one parameter that it takes: many
        ids at once, without a placeholder for each."""
        if here().vendor == "postgresql":
            return "(SELECT unnest(%s::bigint[]) AS id)", list(ids)
        return "(SELECT value AS id FROM json_each(%s))", json.dumps(list(ids))

    def rows(self, row: type[Row], sql: str, parameters: Parameters = ()) -> tuple[Row, ...]:
        """Every row of the statement, as ``row(*columns)``."""
        with here().reading_cursor(sql) as cursor:
            cursor.execute(sql, adapted(parameters))
            return whole(row, cursor.fetchall())

    def one(self, row: type[Row], sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row, or None."""
        found = self.rows(row, sql, parameters)
        return found[0] if found else None

    def viewed(self, parties: Iterable[int]) -> None:
        """Whose data were shown; goes into the record of who looked."""
        self._whose.update(parties)

    @property
    def whose(self) -> frozenset[int]:
        return frozenset(self._whose)

    def _named(self, table: str) -> str | None:
        if table == PARTY_VIEW:
            return self._opening.party
        if table == RELATION_VIEW:
            return self._opening.relation
        if table == OLD_NUMBER_VIEW:
            return self._opening.numbers
        return self._opening.views.get(f"records_{table}")


def _category(table: str) -> str:
    from lupaus.records.catalogue import claims  # noqa: PLC0415 - only for a refusal

    if table == RELATION_VIEW:
        return str(Category.RELATION)
    claim = claims().get(f"records_{table}")
    return str(claim.category) if claim else PARTY


@contextmanager
def reading(
    actor: Actor, purposes: Iterable[str], *, at: datetime, about: str = ""
) -> Iterator[Reading]:
    """Open a reading for purposes of the actor's role.

    ``about`` says what for (``search``, ``person-page``); it goes into the record of reads with
    the parties that :meth:`Reading.viewed` was told. Raises Refused for a purpose that the
    role does not have under the policy in force, and for a set that is neither one purpose nor
    all of a role.
    """
    wanted = frozenset(purposes)
    adopted = cutoffs.in_force_on(day_of(at))
    actor.require(wanted)
    Actor(actor.name, actor.role, adopted.purposes_of(actor.role)).require(wanted)
    opening = adopted.opening(wanted)
    reads = Reading(adopted, opening)
    try:
        with opened(_granted(adopted, opening.name).another()):
            yield reads
    finally:
        _record(actor, reads, at=at, about=about)


@lru_cache(maxsize=256)
def _granted(adopted: Adopted, name: str) -> Grant:
    return scope.reading(adopted.sets[name])


def _record(actor: Actor, reads: Reading, *, at: datetime, about: str) -> None:
    """Who looked at whom. Waits its turn apart; a page does not wait for it. A page that
    failed has been looked at all the same."""
    if reads.whose:
        record_read(
            actor=actor.name, purposes=reads.purposes, at=at, about=about, whose=reads.whose
        )


def looked(act: Act, whose: Iterable[int], *, about: str) -> None:
    """Record that an act has shown somebody what was there. Outside of its transaction: what
    was shown stays shown when the act is undone."""
    record_read(
        actor=act.actor,
        purposes=frozenset({act.purpose}),
        at=act.at,
        about=about,
        whose=whose,
    )


def whole(row: type[Row], found: Iterable[Sequence[Any]]) -> tuple[Row, ...]:
    """Rows as values, their moments with a time zone on either engine."""
    moments = _moments(cast("Hashable", row))
    if moments and here().vendor == "sqlite":
        found = (_aware(values, moments) for values in found)
    return tuple(row(*values) for values in found)


@cache
def _moments(row: Any) -> tuple[int, ...]:
    """The places of a row that hold a moment: SQLite keeps no time zone with it."""
    try:
        declared = fields(row)
    except TypeError:
        return ()
    return tuple(i for i, field in enumerate(declared) if "datetime" in str(field.type))


def _aware(values: Sequence[Any], moments: tuple[int, ...]) -> tuple[Any, ...]:
    changed = list(values)
    for i in moments:
        value = changed[i]
        if isinstance(value, datetime) and value.tzinfo is None:
            changed[i] = value.replace(tzinfo=UTC)
    return tuple(changed)


def like(text: str) -> str:
    """The text as it stands for itself in a pattern of LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def adapted(parameters: Parameters) -> Any:
    """Parameters as the engine stores their like: SQLite keeps days and moments as text."""
    if here().vendor != "sqlite":
        return parameters
    if isinstance(parameters, Mapping):
        return {name: stored(value) for name, value in parameters.items()}
    return [stored(value) for value in parameters]


def stored(value: Any) -> Any:
    """One value as SQLite stores it, the way Django's own fields do."""
    if isinstance(value, datetime):
        moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return moment.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else value
