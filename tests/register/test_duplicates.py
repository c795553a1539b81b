"""Who may be in the register already, while somebody types and afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_world import act, consumer, contact, firm, looking, sees

from lupaus.register import duplicates, likeness
from lupaus.register.duplicates import Draft, Match, Rule
from lupaus.register.unfit import Unfit
from lupaus.register.values import Address, Email, Phone

pytestmark = pytest.mark.usefixtures("register")

HOME = Address("Katu 1", "33100", "Tampere")


def found(draft, purpose="relations", **more):
    return sees(purpose, lambda r: duplicates.likely(r, draft, **more))


def parties(draft, purpose="relations", **more):
    return [one.party for one in found(draft, purpose, **more)]


def pairs(purpose="delivery", **more):
    return sees(purpose, lambda r: duplicates.pairs(r, **more))


@pytest.mark.parametrize(
    ("draft", "match"),
    [
        (Draft(emails=("AINO@Example.fi",)), Match.EMAIL),
        (Draft(phones=("+358 40 1234567",)), Match.PHONE),
        (Draft(given="Aino", family="Äijälä"), Match.NAME),
        (Draft(given="Äijälä", family="Aino"), Match.NAME),
        (Draft(given="Aino", family="Äijäla"), Match.NAME),
        (Draft(given="Aino Maria", family="Äijälä"), Match.NAME),
    ],
)
def test_whatever_is_typed_first_finds_her(draft, match):
    aino = consumer("Aino", "Äijälä", Email("aino@example.fi"), Phone("040-123 4567"))
    (one,) = found(draft)
    assert (one.party, one.matches, one.name) == (aino, (match,), "Aino Äijälä")


@pytest.mark.parametrize(
    "draft",
    [
        Draft(),
        Draft(family="Äijälä"),
        Draft(given="Ai", family="Ä"),
        Draft(given="Bertta", family="Äijälä"),
        Draft(emails=("aino", "@", "", "x" * 10_000)),
        Draft(phones=("0", "abc", "'; DROP TABLE")),
        Draft(given='"', family="%_\\"),
        Draft(given="\x00", family="\ud800"),
        Draft(business_id="1234567-1"),
        Draft(organisation="Oy"),
    ],
)
def test_what_says_too_little_finds_nobody(draft):
    consumer("Aino", "Äijälä", Email("aino@example.fi"), Phone("040-123 4567"))
    firm("Esimerkki Oy")
    assert found(draft) == ()


@pytest.mark.parametrize("name", ["Kukka Oy", "KUKKA AB", "Oy Kukka Ab", "Kukka", "Tmi Kukka"])
def test_the_form_of_a_company_counts_for_nothing(name):
    kukka = firm("Kukka Oy Ab")
    assert parties(Draft(organisation=name)) == [kukka]


def test_a_y_tunnus_is_sure_however_it_is_spelt_and_whatever_the_name():
    kukka = firm("Kukka Oy", business_id="1234567-1")
    (one,) = found(Draft(organisation="Aivan Muu Ky", business_id="FI12345671"))
    assert one.party == kukka
    assert one.certain
    assert one.matches == (Match.BUSINESS_ID,)


def test_an_address_alone_is_for_people_and_with_the_name_for_machines():
    aino = consumer("Aino", "Äijälä", Email("info@example.fi"))
    shared = Draft(given="Kaarlo", family="Kukka", emails=("info@example.fi",))
    same = Draft(given="Aino", family="Äijälä", emails=("info@example.fi",))
    assert parties(shared) == [aino]
    assert parties(shared, rule=Rule.NARROW) == []
    assert parties(same, rule=Rule.NARROW) == [aino]


def test_more_that_agrees_makes_likelier_and_the_likeliest_is_first():
    by_mail = consumer("Kaarlo", "Kukka", Email("aino@example.fi"))
    by_name = consumer("Aino", "Äijälä")
    by_both = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    draft = Draft(given="Aino", family="Äijälä", emails=("aino@example.fi",))
    assert parties(draft) == [by_both, by_mail, by_name]
    assert len(parties(draft, limit=1)) == 1
    assert parties(draft, limit=0) == []


def test_what_the_reading_does_not_see_is_neither_looked_at_nor_found():
    consumer("Aino", "Äijälä", Email("aino@example.fi"), Phone("040 123 4567"))
    bertta = contact("Bertta", "Öhman", Phone("040 765 4321"), Email("bertta@example.fi"))
    assert parties(Draft(emails=("aino@example.fi",)), "marketing") == []
    assert parties(Draft(phones=("040 765 4321",)), "marketing") == []
    assert parties(Draft(emails=("bertta@example.fi",)), "marketing") == [bertta]


def test_likely_takes_two_statements(statements):
    consumer("Aino", "Äijälä", Email("aino@example.fi"))
    draft = Draft(
        "Aino", "Äijälä", "Kukka", ("aino@example.fi",), ("040 123 4567",), "1234567-1"
    )
    with looking("relations") as r, statements() as counted:
        assert duplicates.likely(r, draft)
    assert len([sql for sql in counted if "SELECT" in sql]) == 2


def test_whom_somebody_told_apart_is_not_shown_together_until_that_is_taken_back():
    aino = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    other = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    draft = Draft(emails=("aino@example.fi",), party=other)
    assert parties(draft) == [aino]
    assert [pair.place for pair in pairs().rows] == [(aino, other)]
    for _twice in range(2):
        duplicates.are_different(act=act(), one=other, other=aino)
    assert parties(draft) == []
    assert pairs().rows == ()
    duplicates.are_undecided(act=act(), one=aino, other=other)
    assert parties(draft) == [aino]
    assert [pair.place for pair in pairs().rows] == [(aino, other)]


def test_nobody_is_told_apart_from_herself():
    aino = consumer()
    with pytest.raises(Unfit):
        duplicates.are_different(act=act(), one=aino, other=aino)


def test_pairs_are_of_the_same_address_number_or_name_at_one_address():
    one = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    two = consumer("Aino", "Aijala", Email("aino@example.fi"), Phone("040 123 4567"))
    three = consumer("A", "Äijälä", Phone("+358401234567"), HOME, act=act("delivery"))
    four = consumer("A", "Äijälä", HOME, act=act("delivery"))
    consumer("Aino", "Äijälä")  # a namesake, somewhere
    found_ = {pair.place: pair.matches for pair in pairs().rows}
    assert found_ == {
        (one, two): (Match.EMAIL, Match.NAME),
        (two, three): (Match.PHONE, Match.NAME),
        (three, four): (Match.NAME,),
    }


def test_a_person_and_an_organisation_are_no_pair():
    consumer("Aino", "Äijälä", Email("info@example.fi"))
    firm("Kukka Oy", Email("info@example.fi"))
    assert pairs("relations").rows == ()


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_pages_of_pairs_together_are_all_pairs_once(size):
    for _ in range(5):
        consumer("Aino", "Äijälä", Email("aino@example.fi"))
    firm("Kukka Oy")
    firm("Kukka Ab")
    firm("Kukka Oy")
    everything, after = [], (0, 0)
    while after is not None:
        page = pairs("relations", limit=size, after=after)
        everything += [pair.place for pair in page.rows]
        assert len(page.rows) <= size
        after = page.after
    assert len(everything) == len(set(everything)) == 10 + 1
    assert everything == sorted(everything)


def test_pairs_go_on_beyond_a_window(monkeypatch):
    monkeypatch.setattr("lupaus.register.pairs._WINDOW", 2)
    first = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    for _ in range(5):
        consumer("Kaarlo", "Kukka")
    last = consumer("Aino", "Äijälä", Email("aino@example.fi"))
    assert [pair.place for pair in pairs().rows] == [(first, last)]


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_the_same_both_ways_and_never_more_than_whole(name, other):
    for alike in (likeness.of_persons, likeness.of_organisations):
        assert alike(name, other) == pytest.approx(alike(other, name))
        assert 0.0 <= alike(name, other) <= 100.0


def test_one_word_in_common_is_not_the_same_name():
    assert likeness.of_persons("Ari Lindqvist-Holmström", "Jan Lindqvist-Holmström") < 85
    assert likeness.of_persons("Virtanen Matti", "Matti Juhani Virtanen") == 100
    assert likeness.of_persons("M Virtanen", "Matti Virtanen") >= likeness.LIKELY
    assert likeness.of_persons("M Virtanen", "Aino Virtanen") == 0
    assert likeness.of_persons("Virtanen", "Aino Virtanen") == 0
