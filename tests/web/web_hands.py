"""Names that the claims about pages share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lupaus.guard import Act, Refused, in_force
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import people
from lupaus.register.unfit import Unfit
from lupaus.register.values import PersonName

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "kuusi-lumi-halla-usva"


def person(given: str = "Aino", family: str = "Äijälä", *details: Any, **more: Any) -> int:
    """A consumer in the register; who it is."""
    new = people.NewPerson(
        PersonName(given, family), frozenset({SubjectKind.CONSUMER}), details
    )
    act = more.pop("act", Act("bertta", "relations", NOW, "web"))
    return people.add_person(act=act, person=new, **more).party


def entered(kind: SubjectKind, *, customer: bool) -> int | None:
    """Somebody of the kind, under the first purpose that may enter them; None for nobody."""
    policy = in_force().policy
    began = (NOW.date() - timedelta(days=30), None) if customer else (None, None)
    new = people.NewPerson(PersonName("Aino", "Äijälä"), frozenset({kind}), (), days=began)
    for purpose in policy.purposes:
        for source in policy.sources:
            try:
                act = Act("bertta", purpose, NOW, "web")
                return people.add_person(act=act, person=new, source=source).party
            except (Refused, Unfit):
                continue
    return None


def used_up(answer: Any) -> None:
    """Read a file that an answer hands out to its end, so that it is closed."""
    if answer.streaming:
        list(answer.streaming_content)
