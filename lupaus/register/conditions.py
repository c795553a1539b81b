"""Each filter of the list as a condition over the reading's own views.

A filter by what the reading may not see would tell by its count what may not be shown: every
condition names views, and a view that the reading does not have is Refused with its clause.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lupaus.guard import Reading, Refused
from lupaus.guard.readings import like
from lupaus.policy.vocabulary import State
from lupaus.register import leaving, marketable
from lupaus.register.anywhere import qualified, typed_anywhere
from lupaus.register.wanted import Kind, Marketable, Money, Side, Wanted
from lupaus.text import fold

#: Statuses of an invoice that still asks for money.
UNPAID: Final = ("open", "collection", "disputed")

STATES: Final = {
    State.PROSPECT: "d.relation_started_on IS NULL AND d.relation_ended_on IS NULL",
    State.CUSTOMER: "d.relation_started_on IS NOT NULL AND d.relation_ended_on IS NULL",
    State.FORMER: "d.relation_ended_on IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """``sql`` is about ``p``, the party. ``indexed``: an index finds those whom it is about,
    so that nobody else need be looked at."""

    sql: str
    bound: tuple[object, ...] = ()
    indexed: bool = False


def conditions(r: Reading, wanted: Wanted) -> tuple[Condition, ...]:
    """All of them must hold. Raises Refused for a filter by what the reading does not see."""
    return tuple(one for said in _FILTERS for one in said(r, wanted))


def _among(selected: str, *bound: object) -> Condition:
    return Condition(f"p.id IN ({selected})", bound, indexed=True)


def _what(_r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.side:
        yield Condition(
            f"p.is_organisation = {'TRUE' if wanted.side is Side.ORGANISATION else 'FALSE'}"
        )
    if wanted.kind:
        flag = "organisation" if wanted.kind is Kind.ORGANISATION else str(wanted.kind)
        yield Condition(f"p.is_{flag.replace('-', '_')} = TRUE")


def _typed(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.q and (found := typed_anywhere(r, wanted.q)):
        yield _among(found[0], *found[1])


def _service(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if service := fold(wanted.service):
        orders = r.view("order")
        if len(service) > 2:
            condition, bound = r.matching(service)
            yield _among(
                f"SELECT s.party_id AS party_id FROM {r.search('order')} s"
                f" WHERE {qualified(condition)}",
                *bound,
            )
        else:
            yield Condition(
                f"EXISTS (SELECT 1 FROM {orders} o WHERE o.party_id = p.id"
                " AND o.folded LIKE %s ESCAPE '\\')",
                (f"%{like(service)}%",),
            )


def _money(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.money:
        said = UNPAID if wanted.money is Money.OPEN else (str(wanted.money),)
        statuses = ", ".join(f"'{status}'" for status in said)
        yield _among(
            f"SELECT i.party_id AS party_id FROM {r.view('invoice')} i"
            f" WHERE i.status IN ({statuses})"
        )


def _town(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    """The town ends the folded address: whole, in any case."""
    if not (town := fold(wanted.town)):
        return
    view, ends = r.view("postaladdress"), f"% {like(town)}"
    if len(town) < 3:
        yield Condition(
            f"EXISTS (SELECT 1 FROM {view} a WHERE a.party_id = p.id"
            " AND (a.folded = %s OR a.folded LIKE %s ESCAPE '\\'))",
            (town, ends),
        )
        return
    condition, bound = r.matching(town)
    yield _among(
        f"SELECT a.party_id AS party_id FROM {r.search('postaladdress')} s JOIN {view} a"
        f" ON a.id = s.row_id WHERE {qualified(condition)}"
        " AND (a.folded = %s OR a.folded LIKE %s ESCAPE '\\')",
        *bound,
        town,
        ends,
    )


def _state(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.state:
        yield Condition(_related(r, STATES[wanted.state]))


def _related(r: Reading, said: str) -> str:
    return f"EXISTS (SELECT 1 FROM {r.view('relation')} d WHERE d.id = p.id AND {said})"


def _role(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.role:
        yield _among(
            f"SELECT f.party_id FROM {r.view('affiliation')} f"
            " WHERE f.role = %s AND f.ended_on IS NULL",
            wanted.role,
        )


def _source(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if not wanted.source:
        return
    named = [table for table in ("personname", "organisation") if r.sees(table)]
    if not named:
        r.view("personname")  # raises Refused with its clause
    said = " UNION ALL ".join(
        f"SELECT n.party_id FROM {r.view(table)} n WHERE n.source = %s" for table in named
    )
    yield _among(said, *[wanted.source] * len(named))


def _days(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    for column, sign, day in (
        ("last_contact_on", "<", wanted.contact_before),
        ("last_contact_on", ">", wanted.contact_after),
        ("relation_ended_on", "<", wanted.ended_before),
    ):
        if day:
            yield Condition(_related(r, f"d.{column} {sign} %s"), (day,))


def _leaving(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.gone_before:
        yield Condition(*leaving.before(r, wanted.gone_before))


def _marketing(r: Reading, wanted: Wanted) -> Iterator[Condition]:
    if wanted.marketing:
        if not r.sees("permission"):
            raise Refused(
                "this reading does not see who has forbidden marketing",
                clause="data.permissions",
            )
        said = marketable.condition(r, wanted.marketing)
        yield Condition(said, indexed=wanted.marketing is Marketable.OBJECTED)


#: In the order in which they are said: those that an index finds first.
_FILTERS: Final[tuple[Callable[[Reading, Wanted], Iterator[Condition]], ...]] = (
    *(_typed, _service, _money, _town, _days),
    *(_what, _state, _role, _source, _leaving, _marketing),
)
