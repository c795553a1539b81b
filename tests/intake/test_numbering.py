"""Whoever a list brings without a customer number gets one, as those entered by hand do."""

import pytest
from intake_hands import BASE, LATER, act, asked, party, taken

from lupaus.intake.batch import undo
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import merge, unmerge
from lupaus.register.people import FIRST_NUMBER, NewPerson, add_person
from lupaus.register.values import PersonName

pytestmark = pytest.mark.engine

TWO = "Nimi;Sähköposti\nAino Uusi;aino.uusi@example.fi\nBertta Uusi;bertta.uusi@example.fi\n"


@pytest.fixture(autouse=True)
def base(register):
    assert taken(BASE).failed == 0


def numbers(batch):
    sql = "SELECT id, number FROM records_party WHERE batch_id = %s ORDER BY id"
    return dict(asked(sql, [batch]))


def test_a_number_follows_the_id_and_the_lists_own_stay():
    text = "Nimi;Asiakasnumero\nAino Uusi;\nBertta Uusi;77\n"
    (one, own), (_other, given) = numbers(taken(text, at=LATER).batch).items()
    assert (own, given) == (FIRST_NUMBER + one, 77)


def test_nobody_gets_a_number_that_is_somebodys():
    last = max(numbers(taken("Nimi\nAino Eka\n").batch))
    text = (
        f"Nimi;Asiakasnumero\nAino Uusi;\nBertta Uusi;{FIRST_NUMBER + last + 2}\nAino Kolmas;\n"
    )
    found = numbers(taken(text, at=LATER).batch)
    assert None not in found.values()
    assert len(set(found.values())) == 3


def test_a_number_far_away_moves_nobodys():
    taken(f"Nimi;Asiakasnumero\nKaarlo Uusi;{10**18 - 1}\n")
    found = numbers(taken(TWO, at=LATER).batch)
    assert all(number == FIRST_NUMBER + one for one, number in found.items())


def test_nobody_gets_the_number_of_one_who_was_merged():
    last = max(numbers(taken("Nimi\nAino Eka\n").batch))
    wanted = FIRST_NUMBER + last + 2
    taken(f"Nimi;Asiakasnumero\nBertta Toka;{wanted}\n")
    merge.merge(act=act(via="cli"), keep=party(7), gone=party(wanted))
    found = numbers(taken(TWO, at=LATER).batch)
    assert wanted not in found.values()
    assert len(set(found.values())) == 2


def test_who_is_entered_by_hand_afterwards_gets_another():
    found = numbers(taken(TWO, at=LATER).batch)
    person = NewPerson(PersonName("Kaarlo", "Uusi"), frozenset({SubjectKind.CONSUMER}))
    made = add_person(act=act(LATER, "cli"), person=person, source="customer").party
    [(number,)] = asked("SELECT number FROM records_party WHERE id = %s", [made])
    assert number not in {None, *found.values()}


def test_numbers_go_with_their_import():
    batch = taken(TWO, at=LATER).batch
    given = set(numbers(batch).values())
    undo(batch, act=act(LATER))
    assert not given & {number for (number,) in asked("SELECT number FROM records_party")}


def test_one_of_a_list_is_merged_and_told_apart_again_with_the_number():
    (one, number), _ = numbers(taken(TWO, at=LATER).batch).items()
    merged = merge.merge(act=act(LATER, "cli"), keep=party(7), gone=one)
    assert asked("SELECT number FROM records_oldnumber") == [(number,)]
    unmerge.undo(act=act(LATER, "cli"), merge=merged.id)
    assert asked("SELECT number FROM records_party WHERE id = %s", [one]) == [(number,)]
