"""Who may take a list in: one at a time, and nothing that the role does not cover."""

from datetime import timedelta

import pytest
from intake_hands import LATER, LIST, NOW, act, asked, owner, sales

from lupaus.guard import Act, Actor
from lupaus.intake import draft as drafts
from lupaus.intake.batch import undo
from lupaus.intake.draft import store
from lupaus.intake.draft.store import State
from lupaus.intake.field import Field
from lupaus.intake.preview import Outcome
from lupaus.intake.unusable import Unusable

pytestmark = pytest.mark.engine


@pytest.fixture
def draft(register):
    number = drafts.start(LIST, "asiakkaat.csv", act())
    drafts.choose(number, act(), source="customer")
    return number


def commit(number, **options):
    return drafts.commit(number, actor=owner(), act=act(), **options)


def test_a_claim_is_seen_before_the_work_begins_and_handed_on(draft):
    token = drafts.claim(draft, act=act())
    assert drafts.progress(draft, act()).state is State.COMMITTING
    with pytest.raises(Unusable, match="being taken in already"):
        drafts.claim(draft, act=act())
    with pytest.raises(Unusable, match="Hand it over again"):
        drafts.claim(draft, act=Act("kaarlo", "relations", NOW, "web"))
    assert commit(draft, token=token).persons == 2
    assert drafts.progress(draft, act()).state is State.DONE


def test_what_goes_wrong_before_the_first_line_is_told_too(register):
    number = drafts.start(LIST.splitlines(keepends=True)[1], "a.csv", act())
    drafts.choose(number, act(), source="customer")
    with pytest.raises(Unusable, match="like a customer"):
        commit(number)
    found = drafts.progress(number, act())
    assert found.state is State.OPEN
    assert "like a customer" in found.error


def test_a_list_whose_taking_in_has_died_can_be_corrected(draft):
    drafts.claim(draft, act=act())
    with pytest.raises(Unusable, match="nothing can be changed"):
        drafts.choose(draft, act(NOW + store.LEASE - timedelta(seconds=1)), customers=False)
    drafts.choose(draft, act(NOW + store.LEASE), customers=False)
    found = drafts.progress(draft, act(NOW + store.LEASE))
    assert (found.state, found.settings.customers) == (State.OPEN, False)


def test_nobody_takes_in_by_a_list_what_they_could_not_enter_by_hand(draft):
    """Invoices are not for sales: their columns stay out, and are proposed again all the same
    to whoever brings the next list."""
    lines = drafts.preview(draft, actor=sales(), act=act()).lines
    assert [line.outcome for line in lines] == [Outcome.NEW] * 3, "no day of an invoice is read"
    drafts.commit(draft, actor=sales(), act=act())
    assert asked("SELECT count(*) FROM records_invoice") == [(0,)]
    assert asked("SELECT count(*) FROM records_phonenumber")[0][0] > 0
    again = drafts.start(LIST.replace(b"Virtanen", b"Virta"), "muu.csv", act(LATER))
    assert drafts.recognise(again, act(LATER)).columns[3].column.field is Field.INVOICE_NUMBER


def test_what_people_have_forbidden_comes_in_whoever_brings_the_list(register):
    number = drafts.start(
        "Nimi;Sähköposti;Markkinointikielto\nAino Äijälä;aino@example.fi;kyllä\n".encode(),
        "a.csv",
        act(),
    )
    drafts.choose(number, act(), source="customer")
    bare = Actor("bertta", "sales", frozenset({"accounting"}))
    drafts.commit(number, actor=bare, act=act())
    assert asked("SELECT count(*) FROM records_permission WHERE decision = 'objected'")[0][0]


def test_the_very_same_list_is_known_again_until_its_import_is_undone(draft):
    assert drafts.taken_before(draft, act()) is None
    batch = commit(draft).batch
    again = drafts.start(LIST, "toinen nimi.csv", act(LATER))
    assert drafts.taken_before(again, act(LATER)).id == batch
    undo(batch, act=act(LATER))
    assert drafts.taken_before(again, act(LATER)) is None
