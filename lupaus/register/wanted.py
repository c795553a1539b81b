"""Which of the register is wanted, in which order, with which columns: values without a row.

What somebody filters by is told in one spelling, so that a saved view and an address in the
browser's line mean the same thing. A spelling that no longer fits the register or its policy
gives a list without that filter and says which part was left out, never an error.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from lupaus.policy.vocabulary import State, SubjectKind
from lupaus.records.models.people import ROLES

_LONGEST: Final = 100


class Kind(StrEnum):
    """What is listed: organisations, or persons of a kind."""

    ORGANISATION = "organisation"
    CONSUMER = SubjectKind.CONSUMER.value
    REPRESENTATIVE = SubjectKind.REPRESENTATIVE.value
    SOLE_TRADER = SubjectKind.SOLE_TRADER.value
    TECHNICAL = SubjectKind.TECHNICAL.value


class Side(StrEnum):
    """Organisations alone, or persons alone."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Money(StrEnum):
    """Which unpaid invoices a party has."""

    OPEN = "open"  # any that is not settled
    COLLECTION = "collection"


class Marketable(StrEnum):
    """What the decisions on record say of marketing by e-mail. Whether a message may be sent
    is decided when it is sent, from more than these."""

    MAY = "may"
    OBJECTED = "objected"
    NO_CONSENT = "no-consent"


class Sort(StrEnum):
    NAME = "name"
    NUMBER = "number"
    TOWN = "town"
    CONTACT = "last-contact"
    STARTED = "relation-start"
    OPEN = "open-invoices"
    CREATED = "created"


class Column(StrEnum):
    NAME = "name"
    NUMBER = "number"
    TOWN = "town"
    PHONE = "phone"
    EMAIL = "email"
    ROLES = "roles"
    SERVICES = "services"
    CONTACT = "last-contact"
    OPEN = "open-invoices"
    STATE = "state"
    PERMISSIONS = "permissions"


@dataclass(frozen=True, slots=True)
class Order:
    """What sorts the list. Parties without it come last, whichever way it runs."""

    sort: Sort = Sort.NAME
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.sort}" if self.descending else str(self.sort)

    @classmethod
    def read(cls, text: str) -> "Order":
        """By name unless it says something that sorts."""
        bare = text.removeprefix("-")
        return cls(Sort(bare), text != bare) if bare in set(Sort) else cls()


@dataclass(frozen=True, slots=True)
class Stray:
    """A part of a query that was left out: which, what it said, and how to mend it."""

    field: str
    said: str
    cure: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the register. A filter that the reading may not see by is refused."""

    q: str = ""
    side: Side | None = None
    kind: Kind | None = None
    state: State | None = None
    town: str = ""
    role: str = ""
    service: str = ""  # part of the name of an order or a service
    money: Money | None = None
    marketing: Marketable | None = None
    source: str = ""  # whence the name came
    contact_before: date | None = None
    contact_after: date | None = None
    ended_before: date | None = None  # the relation
    gone_before: date | None = None  # the last term of this reading passes before the day

    def __str__(self) -> str:
        """The one spelling: ``kind=consumer&town=Tampere``. Nothing wanted is empty."""
        return urlencode([(name, str(v)) for name, v in _said(self) if v not in {None, ""}])

    def __bool__(self) -> bool:
        return self != Wanted()

    @classmethod
    def read(cls, text: str) -> tuple["Wanted", tuple[Stray, ...]]:
        """Out of a spelling, ours or a browser's, what it wants; what was left out, besides."""
        return cls.of(dict(parse_qsl(text[:_SPELLING])))

    @classmethod
    def of(cls, said: Mapping[str, str]) -> tuple["Wanted", tuple[Stray, ...]]:
        """Likewise, out of named texts. Names that are no filter are passed over."""
        values: dict[str, Any] = {}
        strays = []
        for name, read in _READ.items():
            if not (text := said.get(name, "").strip()[:_LONGEST]):
                continue
            try:
                values[name] = read(text)
            except ValueError:
                strays.append(Stray(name, text, _CURES[name]))
        return cls(**values), tuple(strays)


_SPELLING: Final = 4_000


def _said(wanted: Wanted) -> list[tuple[str, Any]]:
    return [(one.name, getattr(wanted, one.name)) for one in fields(wanted)]


def _role(text: str) -> str:
    if text not in ROLES:
        raise ValueError(text)
    return text


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable())


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "q": _plain,
    "side": Side,
    "kind": Kind,
    "state": State,
    "town": _plain,
    "role": _role,
    "service": _plain,
    "money": Money,
    "marketing": Marketable,
    "source": _plain,
    "contact_before": date.fromisoformat,
    "contact_after": date.fromisoformat,
    "ended_before": date.fromisoformat,
    "gone_before": date.fromisoformat,
}
_DAY: Final = "write a day as 2026-03-31"
_CURES: Final[Mapping[str, str]] = {
    "q": "search for something else",
    "side": f"choose one of {', '.join(Side)}",
    "kind": f"choose one of {', '.join(Kind)}",
    "state": f"choose one of {', '.join(State)}",
    "town": "write a town",
    "role": f"choose one of {', '.join(ROLES)}",
    "service": "write part of a service's name",
    "money": f"choose one of {', '.join(Money)}",
    "marketing": f"choose one of {', '.join(Marketable)}",
    "source": "choose a source of the policy",
    "contact_before": _DAY,
    "contact_after": _DAY,
    "ended_before": _DAY,
    "gone_before": _DAY,
}
