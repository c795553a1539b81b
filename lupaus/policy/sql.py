"""Which rows must go today, which are held and why: the rules as SQL text with bound dates.

A wrong text here plans the destruction of the wrong rows. What stands against it: the same
text is executed on both engines in ``tests/policy`` and compared row by row with
:mod:`lupaus.policy.meaning`, mutants of it are killed there, and nothing is destroyed by a
query of this module: they only select, for a plan that is shown before it is run.

Parameters are named, ``%(name)s``, and every value is a ``date``. Every text ends in the same
columns whatever the policy says, so that plans can be unions of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from lupaus.policy import holding as names
from lupaus.policy import predicate, retention
from lupaus.policy.holding import RELATION, Holding, Schema
from lupaus.policy.model import Policy
from lupaus.policy.period import FiscalCalendar
from lupaus.policy.predicate import Held, Need, Passed, all_of, any_of
from lupaus.policy.retention import EVERY_STATE, Rule, States, Who
from lupaus.policy.vocabulary import State


@dataclass(frozen=True, slots=True)
class Query:
    """SQL in the common dialect, and the days bound to it."""

    sql: str
    params: Mapping[str, date] = field(default_factory=dict, hash=False)


@dataclass(slots=True)
class _Binder:
    """Writes cut-offs as placeholders and remembers their days."""

    policy: Policy
    closing_day: date  # closed by then
    holding_day: date  # still held on this day
    params: dict[str, date] = field(default_factory=dict)
    _numbers: dict[str, int] = field(init=False)
    _fiscal: FiscalCalendar = field(init=False)

    def __post_init__(self) -> None:
        rules = retention.effective(self.policy)
        self._numbers = {rule.id: number for number, rule in enumerate(rules)}
        self._fiscal = self.policy.fiscal_calendar

    def closed(self, rule: Rule) -> str:
        return self._bind("closed", rule, self.day(rule))

    def kept(self, rule: Rule) -> str:
        fiscal = self.policy.fiscal_calendar
        return self._bind(
            "kept", rule, retention.holding_cutoff(rule, self.holding_day, fiscal)
        )

    def day(self, rule: Rule) -> date | None:
        return retention.closing_cutoff(rule, self.closing_day, self._fiscal)

    def needs(self, holding: Holding) -> tuple[Need, ...]:
        return predicate.needs(self.policy, holding, self.closed)

    def holds(self, holding: Holding) -> tuple[Held, ...]:
        return predicate.holds(self.policy, holding, self.kept)

    def query(self, sql: str) -> Query:
        used = {name: day for name, day in self.params.items() if f"%({name})s" in sql}
        return Query(sql, used)

    @property
    def merged(self) -> str:
        """Another party took this one in, and that can no longer be undone."""
        self.params["merged"] = self.closing_day - names.UNDOABLE
        return f"p.{names.MERGED} <= %(merged)s"

    def _bind(self, verb: str, rule: Rule, day: date | None) -> str:
        assert day is not None  # noqa: S101 - only rules that close or hold are asked
        name = f"{verb}_{self._numbers[rule.id]}"
        self.params[name] = day
        return f"%({name})s"


# --- what callers ask ------------------------------------------------------------------------


def due_rows(holding: Holding, policy: Policy, today: date, *, by: str | None = None) -> Query:
    """``id, party_id`` of the rows to destroy today: needed by no purpose and held by nothing.

    ``by`` keeps those for which this rule is one of the reasons.
    """
    return _due(holding, _Binder(policy, today, today), by)


def still_due(holding: Holding, policy: Policy, today: date, *, among: str) -> Query:
    """``id, party_id`` of the rows to destroy today out of those whose ids the SQL ``among``
    selects: for looking again just before destroying, at the price of those rows alone."""
    bind = _Binder(policy, today, today)
    if predicate.goes_with_party(holding, policy):
        return bind.query(_select(holding, _NOWHERE, ()))
    start = _Start(f"t.id IN ({among})", "t", "those of a plan")
    falls = [held.falls for held in bind.holds(holding)]
    return bind.query(_among(holding, bind, start, falls))


def overdue_rows(
    holding: Holding, policy: Policy, today: date, *, grace: int = 1, by: str | None = None
) -> Query:
    """``id, party_id`` of the rows that should have gone ``grace`` days ago and that nothing
    holds today: each of them is a broken promise."""
    return _due(holding, _Binder(policy, today - timedelta(days=grace), today), by)


def closed_rows(holding: Holding, policy: Policy, today: date) -> Query:
    """``id, party_id`` of the rows that no purpose needs, held or not."""
    bind = _Binder(policy, today, today)
    return bind.query(_closed(holding, bind, ()))


def closed_for(holding: Holding, policy: Policy, today: date, *, purpose: str) -> Query:
    """``id, party_id`` of the rows that this purpose once needed and no longer may see."""
    bind = _Binder(policy, today, today)
    need = next((n for n in bind.needs(holding) if n.purpose == purpose), None)
    starts = tuple(_start(c) for c in need.closings) if need and need.closings else (_NOWHERE,)
    covers = (need.covers,) if need else ()
    return bind.query("\nUNION\n".join(_select(holding, start, covers) for start in starts))


def held_rows(holding: Holding, policy: Policy, today: date) -> Query:
    """``id, party_id, hold, clause``: rows that no purpose needs and that stay all the same,
    once for each reason that holds them."""
    bind = _Binder(policy, today, today)
    return bind.query(_held(holding, bind))


def held_counts(holding: Holding, policy: Policy, today: date) -> Query:
    """``hold, clause, row_count, party_count`` of :func:`held_rows`, for previews."""
    bind = _Binder(policy, today, today)
    return bind.query(
        "SELECT hold, clause, COUNT(*) AS row_count, COUNT(DISTINCT party_id) AS party_count\n"
        f"FROM (\n{_held(holding, bind)}\n) AS held\n"
        "GROUP BY hold, clause ORDER BY hold, clause"
    )


def subject_rows(holding: Holding, rule: Rule) -> Query:
    """``row_count``: how many rows a rule is about, whatever their dates."""
    tables, ties = predicate.joined(holding)
    who = predicate.within(rule.who)
    where = all_of([ties, who]) if holding.category in rule.categories else "1 = 0"
    return Query(f"SELECT COUNT(*) AS row_count\nFROM {tables}\nWHERE {where}")


def due_parties(
    schema: Schema,
    policy: Policy,
    today: date,
    *,
    among: str | None = None,
    planned: Callable[[Holding], str] | None = None,
) -> Query:
    """``id, party_id`` of the parties of which nothing is left and that no purpose needs.

    Rows that follow their party (:func:`following`) do not keep it and go with it. ``among``
    is SQL that selects the ids to look at: those a purge has just emptied. Without it every
    party that the relation's own rules no longer need is looked at. ``planned`` says of a row
    ``x`` that it is about to go, and so counts for nothing.
    """
    bind = _Binder(policy, today, today)
    empty = [
        # LIMIT 1 keeps PostgreSQL on the index: NOT EXISTS it would join with the whole table.
        f"(SELECT 1 FROM {h.table} x WHERE x.{column} = p.id"
        f"{f' AND NOT {planned(h)}' if planned else ''} LIMIT 1) IS NULL"
        for h in schema
        if h.table != RELATION.table
        for column in ((h.party,) if not retention.follows(policy, h.category) else ())
        + h.refers
    ]
    falls = [held.falls for held in bind.holds(RELATION)]
    if among is None:
        return bind.query(_closed(RELATION, bind, (*falls, *empty), follow=False))
    start = _Start(f"p.id IN ({among})", "p", "those that may have been emptied")
    return bind.query(_among(RELATION, bind, start, (*falls, *empty)))


def following(schema: Schema, policy: Policy) -> Schema:
    """The holdings whose rows are destroyed with their party and not before."""
    return tuple(
        h for h in schema if h.table != RELATION.table and predicate.goes_with_party(h, policy)
    )


# --- how it is said --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Start:
    """Where to look first: what an index finds, and in which table."""

    condition: str
    alias: str
    why: str


_NOWHERE = _Start("1 = 0", "p", "never due by itself")
_EVERY_ROW = _Start("1 = 1", "t", "of nobody whom a purpose covers; goes through the rows")
_PROSPECTS: States = frozenset({State.PROSPECT})


def _among(holding: Holding, bind: _Binder, start: _Start, rest: Iterable[str]) -> str:
    """Those of a few rows that no purpose needs, one way or the other."""
    also = tuple(rest)
    unneeded = _select(holding, start, (*_nobody_needs(bind.needs(holding)), *also))
    return f"{unneeded}\nUNION\n{_select(holding, start, (bind.merged, *also))}"


def _due(holding: Holding, bind: _Binder, by: str | None) -> Query:
    extra = [held.falls for held in bind.holds(holding)]
    if by is not None:
        needs = bind.needs(holding)
        extra.append(any_of(c.yes for n in needs for c in n.closings if c.rule.id == by))
    return bind.query(_closed(holding, bind, extra))


def _closed(
    holding: Holding, bind: _Binder, extra: Iterable[str], *, follow: bool = True
) -> str:
    """The rows that no purpose needs: one SELECT for each place to start from, the whole
    condition in each, so that a start may find too much but never adds a row."""
    if follow and predicate.goes_with_party(holding, bind.policy):
        return _select(holding, _NOWHERE, ())
    needs, also = bind.needs(holding), tuple(extra)
    rest = (*_nobody_needs(needs), *also)
    why = f"merged into another; uses index {names.PARTY}({names.MERGED})"
    merged = _select(holding, _Start(bind.merged, "p", why), also)
    return "\nUNION\n".join(
        (*(_select(holding, start, rest) for start in _starts(bind, needs)), merged)
    )


def _nobody_needs(needs: tuple[Need, ...]) -> Iterable[str]:
    """Each purpose does not cover the party, or has closed. IS TRUE changes nothing but the
    plan: it keeps SQLite, which cannot know how many rows a date selects, on the start."""
    circles: dict[tuple[Who, ...], list[Need]] = {}
    for need in needs:
        circles.setdefault(need.who, []).append(need)
    for who, members in circles.items():
        closed = all_of(n.closed for n in members)
        yield any_of([members[0].misses, closed]) if who else f"({closed}) IS TRUE"


def _starts(bind: _Binder, needs: tuple[Need, ...]) -> Iterable[_Start]:
    """Every row that nobody needs is found from one of these.

    Its party bears marks (kinds, organisation) and stands in one state. All purposes that need
    the row for any of its marks have closed, so a start at one of them finds it: at the one
    whose term reaches back furthest, which fewest rows have passed. A party that bears no mark
    for which anybody needs the row is found by its flags.
    """
    found: dict[Passed, States] = {}
    for mark, state in product(predicate.MARKS, State):
        wanting = [n for n in needs if state in n.states_of((mark,))]
        if wanting and all(n.closings for n in wanting):
            for closing in _furthest(bind, wanting):
                found[closing] = found.get(closing, frozenset()) | {state}
    always = [n for n in needs if not n.who]
    if not always:
        unneeded = _unneeded(bind.policy, needs)
        yield unneeded
        if unneeded is _EVERY_ROW:  # with the whole condition there is nothing else to find
            return
    elif all(n.closings for n in always):
        found |= dict.fromkeys(_furthest(bind, always), EVERY_STATE)
    for closing, states in found.items():
        yield _start(closing, states)


def _furthest(bind: _Binder, needs: Iterable[Need]) -> tuple[Passed, ...]:
    def reach(need: Need) -> tuple[bool, date]:
        days = (bind.day(closing.rule) or date.max for closing in need.closings)
        return any(closing.wide for closing in need.closings), max(days)

    return min(needs, key=reach).closings


def _start(closing: Passed, states: States = EVERY_STATE) -> _Start:
    said = predicate.in_states(states)
    if states != _PROSPECTS:  # who has no dates: two columns of party_ended, then a third
        said = tuple(f"({one}) IS TRUE" for one in said)
    condition = all_of([closing.yes, *said])
    why = f"{closing.rule.id}: {closing.rule.anchor}; uses index {closing.index}"
    return _Start(condition, closing.alias, why)


def _unneeded(policy: Policy, needs: tuple[Need, ...]) -> _Start:
    """Rows of parties that no purpose covers, as each combination of flags.

    Where only such are left over as the policy expects none of, parties are few: the index on
    the flags finds them. Where a whole kind is that others need (a consumer's servers are not
    looked after), its parties may be many and the rows few: then the rows are gone through.
    """
    found, whole = [], False
    for flags in predicate.PROFILES:
        spare = EVERY_STATE - frozenset().union(*(n.states_of(flags) for n in needs))
        if spare:
            held = (f"p.{m} = {'TRUE' if m in flags else 'FALSE'}" for m in predicate.MARKS)
            found.append(all_of([*held, *predicate.in_states(spare)]))
            whole |= len(flags) == 1 and bool(spare & _expected(policy, flags[0]))
    if not needs or whole:
        return _EVERY_ROW
    index = ", ".join((*predicate.MARKS, names.STARTED, names.ENDED))
    why = f"of nobody whom a purpose covers; uses index {names.PARTY}({index})"
    return _Start(any_of(found), "p", why)


def _expected(policy: Policy, flag: str) -> States:
    """In which states some purpose or other is for parties with this flag."""
    served = (retention.served(policy, purpose) for purpose in policy.purposes)
    states = (predicate.marks(who).get(flag, frozenset()) for who in served)
    return frozenset().union(*states)


def _select(holding: Holding, start: _Start, rest: Iterable[str]) -> str:
    tables, ties = predicate.joined(holding, first=start.alias)
    where = (ties, start.condition, *rest)
    return (
        f"-- {start.why}\n"
        f"SELECT t.id AS id, t.{holding.party} AS party_id\nFROM {tables}\nWHERE "
        + "\n  AND ".join(dict.fromkeys(c for c in where if c != "1 = 1"))
    )


def _held(holding: Holding, bind: _Binder) -> str:
    tables, ties = predicate.joined(holding, first="t")
    each = "\nUNION ALL\n".join(
        f"SELECT c.id, c.party_id, '{held.hold}' AS hold, '{held.clause}' AS clause\n"
        f"FROM closed c CROSS JOIN {tables}\nWHERE t.id = c.id AND {ties} AND {held.stands}"
        for held in bind.holds(holding)
    )
    return f"WITH closed AS (\n{_closed(holding, bind, ())}\n)\n{each}"
