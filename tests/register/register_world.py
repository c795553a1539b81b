"""The moments and people of the register's tests: Aino is a consumer, Bertta acts for a firm,
Kaarlo looks after its servers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from lupaus.guard import Act, Actor, Reading, in_force, reading
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import people, relations
from lupaus.register.values import Firm, PersonName

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)

CONSUMER = frozenset({SubjectKind.CONSUMER})
REPRESENTATIVE = frozenset({SubjectKind.REPRESENTATIVE})
TECHNICAL = frozenset({SubjectKind.TECHNICAL})


def act(purpose: str = "relations", *, at: datetime = NOW, why: str = "") -> Act:
    return Act("bertta", purpose, at, "cli", why)


def looking(*purposes: str, role: str = "owner") -> AbstractContextManager[Reading]:
    actor = Actor("bertta", role, in_force().purposes_of(role))
    return reading(actor, purposes, at=NOW, about="test")


def sees(purpose: str, look: Callable[[Reading], Any]) -> Any:
    with looking(purpose) as r:
        return look(r)


def person(kinds: frozenset[SubjectKind], name: PersonName, *details: Any, **more: Any) -> int:
    new = people.NewPerson(name, kinds, details, more.pop("number", None))
    return people.add_person(act=more.pop("act", act()), person=new, **more).party


def consumer(given: str = "Aino", family: str = "Äijälä", *details: Any, **more: Any) -> int:
    return person(CONSUMER, PersonName(given, family), *details, **more)


def contact(given: str = "Bertta", family: str = "Öhman", *details: Any, **more: Any) -> int:
    return person(REPRESENTATIVE, PersonName(given, family), *details, **more)


def technical(given: str = "Kaarlo", family: str = "Åberg", *details: Any, **more: Any) -> int:
    return person(TECHNICAL, PersonName(given, family), *details, **more)


def firm(name: str = "Esimerkki Oy", *details: Any, business_id: str = "", **more: Any) -> int:
    new = people.NewOrganisation(Firm(name, business_id), details)
    return people.add_organisation(act=more.pop("act", act()), organisation=new, **more).party


def acts_for(person: int, organisation: int, role: str = "decision-maker", **more: Any) -> int:
    made = relations.affiliate(
        act=act(), person=person, role=relations.Role(organisation, role, **more)
    )
    return made.ids[0]
