"""Whose last term passes before a day: who will be out of this reading's sight by then.

A wrong text here would promise that somebody goes who stays, or the other way; the same
predicates say it as close the views, with the cut-offs of the day asked about instead of
today's. Holds (an open invoice, a statute) may keep rows for longer without showing them.
"""

import re
from datetime import date
from typing import Final

from lupaus.guard import Reading
from lupaus.policy import holding as names
from lupaus.policy import predicate, retention
from lupaus.policy.holding import Holding
from lupaus.policy.predicate import Need, all_of, any_of
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Anchor

_BY_ROW: Final = frozenset(
    {Anchor.COLLECTED, Anchor.SERVICE_ENDED, Anchor.REQUEST_CLOSED, Anchor.DECISION}
)
_MARK: Final = re.compile(r"\{cut:([^}]*)\}")


def of_the_spine(r: Reading, said: str) -> str:
    """What the words of the rules say of their ``p``, as a condition on the ``p`` of a list.
    Raises Refused where the reading does not see the relation."""
    flags = ", ".join(f"q.{flag}" for flag in (names.ORGANISATION, *names.KINDS.values()))
    days = ", ".join(f"d.{column}" for column in names.RELATION.columns)
    spine = (
        f"(SELECT q.id AS id, {flags}, {days} FROM {r.view('party')} q"
        f" JOIN {r.view('relation')} d ON d.id = q.id)"
    )
    own = re.sub(r"\bp\.", "v.", said)
    return f"EXISTS (SELECT 1 FROM {spine} v WHERE v.id = p.id AND {own})"


def before(r: Reading, day: date) -> tuple[str, tuple[object, ...]]:
    """A condition on ``p.id``, and what it binds: on the day before ``day`` no purpose of the
    reading needs anything of the party any more."""
    policy, fiscal = r.adopted.policy, r.adopted.policy.fiscal_calendar
    rules: dict[str, Rule] = {}

    def cut(rule: Rule) -> str:
        rules[rule.id] = rule
        return f"{{cut:{rule.id}}}"

    needs = {
        need
        for category in policy.data
        for need in predicate.needs(policy, Holding(names.PARTY, category, (), party="id"), cut)
        if need.purpose in r.purposes
    }
    said = all_of(sorted(_over(need) for need in needs))
    bound: list[object] = []

    def bind(found: re.Match[str]) -> str:
        bound.append(retention.closing_cutoff(rules[found[1]], _eve(day), fiscal))
        return "%s"

    said = _MARK.sub(bind, through_views(r, said))
    return of_the_spine(r, said), tuple(bound)


def through_views(r: Reading, sql: str) -> str:
    """The words of the rules name the table of decisions; a reading has its view."""
    if names.PERMISSION not in sql:
        return sql
    return re.sub(rf"\b{names.PERMISSION}\b", r.view("permission"), sql)


def _over(need: Need) -> str:
    """The purpose does not need the party: it is not of such, or a term has passed."""
    closed = (c.yes for c in need.closings if c.rule.anchor not in _BY_ROW)
    return any_of([need.misses, *closed])


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1) if day > date.min else day
