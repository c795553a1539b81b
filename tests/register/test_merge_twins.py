"""An address that two parties have alike is kept once, however it is spelt; an undo brings the
other one back."""

import pytest
from merge_world import everything, merged, taken_back
from register_world import TODAY, act, consumer, looking

from lupaus.guard import in_force, writing
from lupaus.register import merge, people
from lupaus.register.pages import person_page
from lupaus.register.values import Address, Email, Phone, Web

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("register")]

SAME = [
    (Phone("0407654321"), Phone("040 765 4321")),
    (Phone("0407654321"), Phone("+358407654321")),
    (Phone("0407654321", "work"), Phone("040 765 4321")),
    (Email("Kaarlo@example.fi"), Email("kaarlo@Example.fi")),
    (Address("Kuja 1", "00100", "Helsinki"), Address("KUJA  1", "00100", "HELSINKI")),
    (Web("https://Example.fi/"), Web("example.fi")),
]
OTHER = [
    (Phone("0407654321"), Phone("040 765 4322")),
    (Phone("0407654321", "home"), Phone("0407654321", "work")),
    (Email("kaarlo@example.fi"), Email("kaarlo@example.org")),
    (Email("müller@example.fi"), Email("muller@example.fi")),
    (Address("Kuja 1", "00100", "Helsinki"), Address("Kuja 1 A", "00100", "Helsinki")),
    (Web("https://example.fi/a"), Web("https://example.fi/A")),
]
SECTION = {
    "phonenumber": "phones",
    "emailaddress": "emails",
    "postaladdress": "addresses",
    "webaddress": "webs",
}


def everybodys():
    return looking(*in_force().purposes_of("owner"))


def two(ours, theirs):
    keep, gone = consumer("Kaarlo", "Åberg"), consumer("Kaarlo", "Aberg")
    entering = act("delivery" if ours.table == "postaladdress" else "relations")
    for party, detail in ((keep, ours), (gone, theirs)):
        people.add_details(act=entering, party=party, details=[detail])
    return keep, gone, SECTION[ours.table]


def rows_of(party, section):
    with everybodys() as r:
        return getattr(person_page(r, party, today=TODAY), section)


def compared(keep, gone, section):
    with everybodys() as r:
        found = merge.compare(r, keep, gone, today=TODAY)
    return next(one for one in found.sections if one.name == section)


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_the_same_in_two_spellings_is_said_to_be_and_kept_once(ours, theirs):
    keep, gone, section = two(ours, theirs)
    before = everything()["records_" + ours.table]
    assert len(compared(keep, gone, section).both) == 1
    own = rows_of(keep, section)
    done = merged(keep, gone)
    assert rows_of(keep, section) == own
    assert taken_back(done).whole
    assert len(rows_of(gone, section)) == 1
    assert everything()["records_" + ours.table] == before


@pytest.mark.parametrize(("ours", "theirs"), OTHER)
def test_what_is_another_or_says_more_is_kept_beside(ours, theirs):
    keep, gone, section = two(ours, theirs)
    assert not compared(keep, gone, section).both
    merged(keep, gone)
    assert len(rows_of(keep, section)) == 2


def test_what_was_taken_from_the_one_since_is_still_the_others_after_the_undo():
    keep, gone, section = two(*SAME[0])
    done = merged(keep, gone)
    with writing(act()) as w:
        w.delete("phonenumber", {"party_id": keep})
    taken_back(done)
    assert [len(rows_of(party, section)) for party in (keep, gone)] == [0, 1]
