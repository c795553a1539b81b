"""The list in the order of the alphabet, page by page."""

import pytest
from register_world import (
    act,
    acts_for,
    consumer,
    contact,
    firm,
    looking,
    person,
    technical,
)

from lupaus.guard import Refused
from lupaus.policy.vocabulary import State, SubjectKind
from lupaus.register import people, relations
from lupaus.register.listing import Count, Counting, Kind, Wanted, list_parties
from lupaus.register.values import Address, Firm, PersonName

pytestmark = pytest.mark.engine


def sheet(*purposes, wanted=None, **where):
    with looking(*purposes or ("relations",)) as r:
        return list_parties(r, wanted, **where)


def names(found):
    return [row.name for row in found.rows]


def test_the_alphabet_ends_in_its_own_letters_and_v_is_not_w(register):
    for family in ("Öhman", "Wirtanen", "Åberg", "Virtanen", "Äijälä", "Zidan", "Aalto"):
        consumer("Aino", family)
    assert [n.removesuffix(" Aino") for n in names(sheet())] == [
        *("Aalto", "Virtanen", "Wirtanen", "Zidan", "Åberg", "Äijälä", "Öhman")
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_pages_forward_and_back_show_everybody_once(register, size):
    parties = {consumer("Aino", "Virtanen") for _ in range(4)} | {
        firm(f"Oy {n}") for n in "abc"
    }
    seen, place, sheets = [], None, []
    while True:
        found = sheet(after=place, size=size)
        sheets.append(found)
        seen += [row.party for row in found.rows]
        if (place := found.after) is None:
            break
    assert len(seen) == len(parties)
    assert set(seen) == parties
    assert sheets[0].before is None
    back = sheets[-1]
    for expected in reversed(sheets[:-1]):
        back = sheet(before=back.before, size=size)
        assert back.rows == expected.rows
        assert back.after is not None
    assert back.before is None


def test_nobody_is_counted_unless_asked(register):
    consumer(), firm()
    assert sheet().count is None
    assert sheet(counted=Counting.WHOLE).count == Count(2)
    assert sheet(size=1, counted=Counting.WHOLE).count == Count(2)


def test_an_empty_register_is_an_empty_list(register):
    found = sheet(counted=Counting.WHOLE)
    assert (found.rows, found.before, found.after, found.count) == ((), None, None, Count(0))


def test_kinds(register):
    aino, bertta, kaarlo, oy = consumer(), contact(), technical(), firm()
    by_kind = {
        Kind.CONSUMER: aino,
        Kind.REPRESENTATIVE: bertta,
        Kind.TECHNICAL: kaarlo,
        Kind.ORGANISATION: oy,
    }
    for kind, party in by_kind.items():
        assert [r.party for r in sheet(wanted=Wanted(kind=kind)).rows] == [party]
    assert sheet(wanted=Wanted(kind=Kind.SOLE_TRADER)).rows == ()


def test_states(register):
    prospect, customer, former = consumer("A"), consumer("B"), consumer("C")
    for party in (customer, former):
        relations.begin_relation(act=act(), party=party)
    relations.end_relation(act=act(), party=former)
    for state, party in zip(State, (prospect, customer, former), strict=True):
        assert [r.party for r in sheet(wanted=Wanted(state=state)).rows] == [party]


@pytest.mark.parametrize("town", ["Hämeenlinna", "HÄMEENLINNA", " hämeenlinna "])
def test_towns_whole_and_in_any_case(register, town):
    for name, place in (("A", "Hämeenlinna"), ("B", "Uusi Hämeenlinnala"), ("C", "Linna")):
        people.add_details(
            act=act("delivery"),
            party=consumer(name, "X"),
            details=[Address("Hämeenlinna 5", "13100", place)],
        )
    assert names(sheet("delivery", wanted=Wanted(town=town))) == ["X A"]
    assert names(sheet("delivery", wanted=Wanted(town="%"))) == []


def test_roles_while_they_last(register):
    oy, bertta, kaarlo = firm(), contact(), contact("Kaarlo")
    acts_for(bertta, oy, "billing")
    row = acts_for(kaarlo, oy, "billing")
    relations.end_affiliation(act=act(), person=kaarlo, affiliation=row)
    assert [r.party for r in sheet(wanted=Wanted(role="billing")).rows] == [bertta]


def test_a_filter_by_what_the_reading_does_not_see_is_refused(register):
    with pytest.raises(Refused) as refused:
        sheet("relations", wanted=Wanted(town="Tampere"))
    assert refused.value.clause == "data.postal-address"


def test_a_sole_trader_stands_once_under_the_own_name(register):
    kinds = frozenset({SubjectKind.SOLE_TRADER, SubjectKind.CONSUMER})
    person(kinds, PersonName("Aino", "Äijälä"), Firm("Tmi Aino"))
    firm("Zoo Oy")
    assert names(sheet()) == ["Zoo Oy", "Äijälä Aino"]


def test_restricted_and_uncovered_persons_are_not_listed_nor_counted(register):
    aino, bertta = consumer(), contact()
    assert [r.party for r in sheet("marketing", counted=Counting.WHOLE).rows] == [bertta]
    people.restrict(act=act(), party=aino)
    assert sheet(counted=Counting.WHOLE).count == Count(1)


def test_a_list_is_one_statement_and_a_count_another(register, statements):
    consumer(), firm(), firm("Toinen Oy")
    with looking("relations") as r, statements() as counted:
        list_parties(r, size=2)
        assert len(counted) == 1
        list_parties(r, size=2, counted=Counting.WHOLE)
        assert len(counted) == 3
        list_parties(r)  # the last page looks for those without a name as well
        assert len(counted) == 5


def test_the_read_is_on_the_record(register):
    aino = consumer()
    with looking("relations") as r:
        list_parties(r)
        assert r.whose == {aino}
