"""Undo sorts what an import did into three piles: reversed, kept because somebody has worked on
it since, and what could not be reversed, with the reason."""

from datetime import timedelta

import pytest
from intake_hands import (
    BASE,
    LATER,
    NOW,
    act,
    asked,
    by_hand,
    change,
    left_over,
    party,
    taken,
    values,
)

from lupaus.guard import Act, system_grant
from lupaus.intake.batch import BANS_STAY, Undone, clear_dead, foresee
from lupaus.intake.batch import undo as undo_at_once
from lupaus.intake.reverting import FORGOTTEN
from lupaus.intake.revise import Change
from lupaus.intake.unusable import Unusable
from lupaus.keeping import passing
from lupaus.register.people import add_details, correct
from lupaus.register.values import Phone

pytestmark = pytest.mark.engine
NEW = (
    "Nimi;Asiakasnumero;Puh.;Sähköposti;Osoite\n"
    "Aino Virtanen;7;050 999 8887;uusi@example.fi;Öljytie 5, 00100 Helsinki\n"
    "Bertta Mäkinen;9;050 111 2223;bertta@example.fi;\n"
    "Uusi Åke;11;;ake@example.fi;\n"
)
EVERYTHING = (
    "SELECT party_id, typed, e164, digits, source, sourced_on FROM records_phonenumber",
    "SELECT party_id, address, folded, source, sourced_on FROM records_emailaddress",
    "SELECT party_id, street, town, folded, source, sourced_on FROM records_postaladdress",
    "SELECT party_id, given, family, folded FROM records_personname",
    "SELECT id, number, last_contact_on, last_contact_any_on FROM records_party",
)


def undo(batch: int, *, act: Act) -> Undone:
    """Undo, and claim that it was foreseen to the last row: what is shown is what happens."""
    before = whole_register(), left_over()
    foreseen = foresee(batch)
    assert (whole_register(), left_over()) == before, "who looks ahead changes nothing"
    undone = undo_at_once(batch, act=act)
    assert foreseen == undone
    return undone


def whole_register():
    return [sorted(map(tuple, asked(sql))) for sql in EVERYTHING]


@pytest.fixture
def overwritten(register):
    """The register as it was, and the import that has changed it."""
    taken(BASE)
    before = whole_register()
    report = taken(NEW, "*=overwrite", at=LATER)
    assert (report.overwritten, report.filled, report.new) == (5, 2, 1)
    return before, report.batch


def test_an_undone_update_leaves_everything_as_it_was(overwritten):
    before, batch = overwritten
    assert whole_register() != before
    undone = undo(batch, act=act(LATER))
    assert whole_register() == before
    assert (undone.restored, undone.edited, undone.lost, undone.kept) == (3, (), (), ())
    assert left_over() == 0, "what stood there is kept no longer than it is needed"


def test_the_dates_of_who_was_there_go_back_too(register):
    taken(BASE)
    before = whole_register()
    report = taken(
        "Nimi;Asiakasnumero;Palvelu;Tilattu\nAino Virtanen;7;kotisivut;3.3.2026\n", at=LATER
    )
    assert values(7, "order", "id")
    assert whole_register() != before, "an order is a contact"
    undo(report.batch, act=act(LATER))
    assert whole_register() == before
    assert values(7, "order", "id") == []


def test_what_staff_have_edited_since_is_kept_and_told(overwritten):
    _before, batch = overwritten
    [row] = values(7, "phonenumber", "id")
    by_hand("phonenumber", row, typed="09 1", e164="+35891", digits="91")
    undone = undo(batch, act=act(LATER))
    assert values(7, "phonenumber", "typed") == ["09 1"]
    assert values(7, "emailaddress", "address") == ["aino@example.fi"]
    [kept] = undone.edited
    assert (kept.party, kept.table, kept.row) == (party(7), "phonenumber", row)
    assert undone.restored == 2


def test_a_row_that_the_import_added_and_staff_have_edited_is_kept(overwritten):
    _before, batch = overwritten
    [row] = values(9, "phonenumber", "id")
    by_hand("phonenumber", row, typed="09 2", e164="+35892", digits="92")
    undone = undo(batch, act=act(LATER))
    assert values(9, "phonenumber", "typed") == ["09 2"]
    assert values(9, "emailaddress", "address") == []
    assert [ref.table for ref in undone.edited] == ["phonenumber"]


def test_a_correction_through_the_register_counts_as_an_edit(overwritten):
    _before, batch = overwritten
    [row] = values(7, "phonenumber", "id")
    correct(act=act(LATER), row=row, to=Phone("050 000 1112"), source="customer")
    assert len(undo(batch, act=act(LATER)).edited) == 1
    assert values(7, "phonenumber", "e164") == ["+358500001112"]


def test_what_has_been_removed_since_could_not_be_put_back(overwritten):
    _before, batch = overwritten
    [row] = values(7, "phonenumber", "id")
    with system_grant("seed", why="a test removes") as seed:
        seed.delete("phonenumber", {"id": row})
    undone = undo(batch, act=act(LATER))
    assert dict(undone.reasons) == {"it has been removed since": 1}
    assert undone.restored == 2


def test_nothing_is_changed_of_who_has_been_restricted_since(overwritten):
    _before, batch = overwritten
    change(7, "restricted", True)
    undone = undo(batch, act=act(LATER))
    assert values(7, "emailaddress", "address") == ["uusi@example.fi"]
    assert dict(undone.reasons) == {"the person's data are restricted": 3}


@pytest.mark.parametrize(("days", "there"), [(29, True), (30, False), (31, False)])
def test_what_stood_there_is_gone_after_thirty_days(overwritten, days, there):
    _before, batch = overwritten
    with system_grant("keeping", why="a test") as part:
        for one in passing.PASSING:
            if one.table == "intake_change":
                last = passing.last_day(one, LATER.date() + timedelta(days=days))
                part.changed(f"DELETE FROM {one.table} WHERE {one.day} <= %s", [last])
    assert bool(left_over()) is there
    undone = undo(batch, act=act(LATER + timedelta(days=days)))
    assert values(7, "emailaddress", "address") == (
        ["aino@example.fi"] if there else ["uusi@example.fi"]
    )
    assert dict(undone.reasons) == ({} if there else {FORGOTTEN: 3})


def test_what_stood_there_goes_with_anything_of_the_party_that_is_destroyed(overwritten):
    with system_grant("keeping", why="a test") as part:
        passing.forget(part, "SELECT id FROM records_party WHERE id = %(p)s", {"p": party(7)})
    found = asked("SELECT DISTINCT party_id FROM intake_change")
    assert found
    assert (party(7),) not in found


def test_what_stood_there_lies_sealed(overwritten):
    found = asked("SELECT before, after FROM intake_change")
    for text in (b"aino@example.fi", b"uusi@example.fi", b"Katu 1", b"+358"):
        assert all(text not in bytes(cell) for row in found for cell in row)


def test_undoing_twice_says_so(overwritten):
    before, batch = overwritten
    assert not undo(batch, act=act(LATER)).already
    again = undo(batch, act=act(LATER))
    assert again.already
    assert (again.rows, again.restored) == (0, 0)
    assert whole_register() == before


def test_bans_that_a_list_brought_stay_and_are_told(register):
    taken(BASE)
    report = taken("Nimi;Asiakasnumero;Markkinointikielto\nAino Virtanen;7;x\n", at=LATER)
    bans = asked("SELECT count(*) FROM records_suppression")
    undone = undo(report.batch, act=act(LATER))
    assert values(7, "permission", "decision") == []
    assert asked("SELECT count(*) FROM records_suppression") == bans != [(0,)]
    assert dict(undone.reasons) == {BANS_STAY: 1}


def test_a_restored_address_inherits_what_was_forbidden_meanwhile(overwritten):
    _before, batch = overwritten
    taken("Nimi;Asiakasnumero;Markkinointikielto\nAino Virtanen;7;x\n", at=LATER)
    bans = asked("SELECT count(*) FROM records_suppression")[0][0]
    undo(batch, act=act(LATER))
    assert asked("SELECT count(*) FROM records_suppression")[0][0] > bans


def test_a_later_import_over_the_same_rows_is_an_edit(overwritten):
    _before, batch = overwritten
    taken("Nimi;Asiakasnumero;Puh.\nAino Virtanen;7;050 333 4445\n", "*=overwrite", at=LATER)
    undone = undo(batch, act=act(LATER))
    assert values(7, "phonenumber", "e164") == ["+358503334445"]
    assert [ref.table for ref in undone.edited] == ["phonenumber"]


def test_an_import_that_dies_changes_nobody_and_leaves_nothing_sealed(register, monkeypatch):
    taken(BASE)
    before = whole_register()

    def die(_lines):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken(NEW, "*=overwrite", at=LATER, progress=die)
    assert whole_register()[1] != before[1], "new rows are staged, out of sight"
    assert values(7, "emailaddress", "address") == ["aino@example.fi"]
    assert left_over() > 0
    clear_dead(act(LATER + timedelta(days=2)), origin="")
    assert whole_register() == before
    assert left_over() == 0


def test_an_import_cleared_while_it_runs_can_not_come_into_sight(register):
    taken(BASE)
    before = whole_register()

    def cleared(_lines):
        clear_dead(act(NOW + timedelta(days=9)), origin="")

    with pytest.raises(Unusable, match="taken the place"):
        taken(NEW, "*=overwrite", at=LATER, progress=cleared)
    assert values(7, "emailaddress", "address") == ["aino@example.fi"]
    clear_dead(act(LATER), origin="")
    assert whole_register() == before


def test_a_change_holds_whole_rows():
    """What is compared is everything, so that no edit goes unseen."""
    assert {"before", "after"} <= set(Change.__slots__)


def test_whoever_stays_keeps_the_name_under_which_what_was_added_is_found(register):
    """A customer without a name would be in the register, and nobody would find it."""
    report = taken(NEW)
    new = party(11)
    added = act(LATER)
    add_details(act=added, party=new, details=[Phone("050 123 4567")])
    undone = undo(report.batch, act=added)
    assert undone.kept == (new,)
    names = asked("SELECT given, family, batch_id FROM records_personname")
    assert names == [("Åke", "Uusi", None)]
    assert asked("SELECT count(*) FROM records_emailaddress") == [(0,)]
    assert asked("SELECT typed FROM records_phonenumber") == [("050 123 4567",)]


def test_of_no_import_nothing_is_foreseen(register):
    with pytest.raises(Unusable, match="no import 77"):
        foresee(77)
