"""Whom a bulk act means, and who of them is left out."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lupaus.guard import Reading
from lupaus.register.ordering import Ordered
from lupaus.register.sections import Loose
from lupaus.register.wanted import Order, Sort, Wanted


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter, or parties one by one. Nothing is looked up before the act."""

    wanted: Wanted | None = None
    ids: tuple[int, ...] = ()


def select(chosen: Wanted | Iterable[int]) -> Selection:
    """All that a filter leaves, or these."""
    if isinstance(chosen, Wanted):
        return Selection(wanted=chosen)
    return Selection(ids=tuple(dict.fromkeys(chosen)))


class Why(StrEnum):
    """Why somebody is left out."""

    OUT_OF_SIGHT = "out-of-sight"  # gone, or not seen by this reading any more
    RESTRICTED = "restricted"
    NOT_NEEDED = "not-needed"  # the purpose needs nothing such of somebody like this
    ALREADY = "already"
    NO_CUSTOMER = "no-customer"
    TOO_EARLY = "too-early"  # the day is before what it would end or follow
    NO_PERSON = "no-person"
    NO_ROLE = "no-role"
    FORBIDDEN = "forbidden"  # by the person, or for them: what the list is for
    NO_CONSENT = "no-consent"  # where one is needed
    PROTECTED = "protected"  # the address (turvakielto), and it goes on no such list
    UNREACHED = "unreached"  # no address that works, of those that the list would show


@dataclass(frozen=True, slots=True)
class Left:
    """How many are left out for one reason."""

    why: Why
    count: int
    clause: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One party's reason."""

    why: Why
    clause: str = ""
    law: str = ""


def told(reasons: Iterable[Reason]) -> tuple[Left, ...]:
    """The reasons by number, the commonest first."""
    counted = Counter(reasons)
    found = (Left(r.why, n, r.clause, r.law) for r, n in counted.items())
    return tuple(sorted(found, key=lambda left: (-left.count, left.why, left.clause)))


def digest_of(parties: Iterable[int]) -> str:
    """These parties and no others, in whatever order. Small sets can be guessed from it: a face
    seals it."""
    listed = "\n".join(map(str, sorted(set(parties))))
    return hashlib.sha256(listed.encode()).hexdigest()


def resolve(r: Reading, selection: Selection) -> Sequence[int]:
    """The parties, as this reading sees them now."""
    if selection.wanted is not None:
        return Ordered(r, selection.wanted, Order(Sort.NUMBER)).everybody()
    listed, bound = r.listed(selection.ids)
    sql = f"SELECT p.id FROM {listed} c CROSS JOIN {r.view('party')} p WHERE p.id = c.id"
    return sorted(row[0] for row in r.rows(Loose, sql, [bound]))
