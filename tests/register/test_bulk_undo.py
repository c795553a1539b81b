"""A bulk act is taken back of everybody, and of whom it is not is said with the reason.

Under the policy of a hosting company: many purposes keep what is said to a customer, each for a
time of its own after the relation has ended.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from bulk_hands import told
from house import adopt_sample
from register_world import CONSUMER, DAY, NOW, REPRESENTATIVE
from register_world import act as sample_act

import lupaus
from lupaus.guard import Actor, in_force, writing
from lupaus.register import bulk, messages, people, relations
from lupaus.register.bulk import Stays, select
from lupaus.register.facts import known
from lupaus.register.values import Firm, PersonName

pytestmark = pytest.mark.engine
TEMPLATE = Path(lupaus.__file__).parent / "policy" / "templates" / "hosting-company.yaml"
SPOKEN = messages.Spoken(NOW, "out", "post", "Kirje")
LETTER = bulk.RecordContact(SPOKEN)


@pytest.fixture
def hosting(committed_register):
    adopt_sample(TEMPLATE.read_text(encoding="utf-8"))


def act(purpose="claims", at=NOW):
    return sample_act(purpose, at=at)


def former(ago):
    """A consumer, and a firm with its representative, who all left so long ago."""
    began, over = NOW - ago - 900 * DAY, NOW - ago
    since = (began.date(), None)
    name = PersonName("Aino", "Äijälä")
    private = people.NewPerson(name, CONSUMER, days=since)
    aino = _entered(people.add_person, "delivery", began, person=private)
    company = people.NewOrganisation(Firm("Esimerkki Oy", ""), days=since)
    oy = _entered(people.add_organisation, "relations", began, organisation=company)
    acting = people.NewPerson(PersonName("Bertta", "Öhman"), REPRESENTATIVE, days=since)
    bertta = _entered(people.add_person, "relations", began, person=acting)
    role = relations.Role(oy, "decision-maker")
    then = act("relations", began)
    relations.affiliate(act=then, person=bertta, role=role, source="subject")
    for party, purpose in ((aino, "delivery"), (oy, "relations")):
        relations.end_relation(act=act(purpose, over), party=party, on=over.date())
    return aino, oy, bertta


def _entered(add, purpose, at, **new):
    return add(act=act(purpose, at), source="subject", **new).party


def days(parties):
    return {p: (known(p).last_contact_on, known(p).last_contact_any_on) for p in parties}


def letter(parties, purpose):
    """To all of them, chosen from the list of somebody who sees everything."""
    purposes = in_force().purposes_of("owner")
    common = {
        "act": act(purpose),
        "actor": Actor("bertta", "owner", purposes),
        "purposes": purposes,
        "selection": select(parties),
        "action": LETTER,
    }
    return bulk.apply(**common, agreed=bulk.preview(**common).whom)


@pytest.mark.parametrize("purpose", ["improvement", "claims"])
@pytest.mark.parametrize("ago", [1, 80, 100, 400, 1000])
def test_a_contact_with_former_customers_is_taken_back_of_all(hosting, ago, purpose):
    parties = former(timedelta(days=ago))
    before = days(parties)
    applied = letter(parties, purpose)
    assert applied.count == len(parties)
    assert days(parties) != before
    undone = bulk.undo(act=act(purpose), token=applied.undo)
    assert undone == bulk.Undone(len(parties))
    assert days(parties) == before


def test_whom_it_stays_with_is_said_with_the_reason(hosting):
    aino, oy, bertta = former(timedelta(days=400))
    applied = letter((aino, oy, bertta), "improvement")
    with writing(act("claims")) as w:
        row_of = {party: row for row, party in w.keys("message", {"party_id": [aino, oy]})}
        w.update("message", {"subject": "Toinen"}, {"id": row_of[aino]})
        w.delete("message", {"id": row_of[oy]})
    people.restrict(act=act(), party=bertta)
    undone = bulk.undo(act=act("improvement"), token=applied.undo)
    assert (undone.count, told(undone)) == (
        0,
        {Stays.CHANGED: 1, Stays.GONE: 1, Stays.RESTRICTED: 1},
    )
    assert [one.numbers for one in undone.stayed] == [
        (known(party).number,) for party in (aino, oy, bertta)
    ]
