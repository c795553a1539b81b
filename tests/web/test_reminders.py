"""A reminder is marked as done by whoever sees it, whatever the policy calls its purposes."""

import pytest
from house import adopt_sample
from web_hands import NOW, entered

from lupaus.guard import Act, Actor, Refused, in_force, reading
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import Category, SubjectKind
from lupaus.register import agenda, followups
from lupaus.register.followups import FollowUp
from lupaus.register.unfit import Unfit

pytestmark = pytest.mark.one_engine


def _reminded(party: int, purpose: str, whose: str = "") -> int | None:
    todo = FollowUp("soita", NOW.date(), whose)
    for source in in_force().policy.sources:
        try:
            act = Act("bertta", purpose, NOW, "web")
            return followups.add(act=act, party=party, followup=todo, source=source).ids[0]
        except (Refused, Unfit):
            continue
    return None


def _every_reminder(whose: str = "") -> list[int]:
    """One of every purpose that may remind of anybody, of everybody there may be."""
    found = []
    for kind in SubjectKind:
        for customer in (True, False):
            party = entered(kind, customer=customer)
            if party is not None:
                found += [_reminded(party, one, whose) for one in in_force().policy.purposes]
    return [one for one in found if one is not None]


def _keeps_notes() -> bool:
    """A reminder is a note that looks forward; one of the trades writes none."""
    return Category.NOTES in in_force().policy.data


def _whose(name: str) -> int:
    who = Actor("aino", "owner", frozenset(in_force().policy.purposes))
    with reading(who, who.purposes, at=NOW, about="test") as r:
        return len(agenda.assigned(r, name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_reminder_of_every_template_is_marked_as_done(
    committed_register, signed_in, name
):
    adopt_sample(template(name))
    client = signed_in()
    reminders = _every_reminder()
    assert bool(reminders) == _keeps_notes()
    answers = [client.post(f"/tehtava/{one}/tehty") for one in reminders]
    assert {answer.status_code for answer in answers} <= {302}
    assert "soita" not in client.get("/").content.decode()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_reminder_of_whoever_leaves_goes_to_somebody_else(
    committed_register, signed_in, name
):
    adopt_sample(template(name))
    owner = signed_in()
    signed_in(name="bertta")
    reminders = _every_reminder("bertta")
    assert bool(reminders) == _keeps_notes()
    assert _whose("bertta") == len(reminders)
    given = {"typed": "bertta", "reminders": "aino"}
    owner.post("/henkilosto/tunnus/bertta/paata", given)
    assert (_whose("bertta"), _whose("aino")) == (0, len(reminders))


def test_a_reminder_that_no_purpose_of_the_visitor_sees_is_not_there(signed_in):
    task = _reminded(entered(SubjectKind.CONSUMER, customer=True), "relations")
    answer = signed_in("bookkeeping", name="kaarlo").post(f"/tehtava/{task}/tehty")
    assert answer.status_code in {403, 404}
    assert "soita" in signed_in("sales", name="bertta").get("/").content.decode()
