"""Every promise with its verdict, on a page."""

import pytest
from web_hands import NOW

from lupaus.guard import in_force
from lupaus.policy.clause import Kind
from lupaus.policy.vocabulary import Mode
from lupaus.proof import history
from lupaus.proof.check import check
from lupaus.proof.look.accounts import Wrong
from lupaus.web.promises.machinery import KEEPS, MODES, cure
from lupaus.web.promises.notes import worded

pytestmark = pytest.mark.engine


def test_every_kind_of_promise_says_what_keeps_it():
    assert set(KEEPS) == set(Kind)
    assert set(MODES) == set(Mode)


@pytest.mark.parametrize("mode", [m for m in Mode if m is not Mode.DECLARE])
def test_a_broken_promise_of_any_mode_has_a_cure(mode):
    assert cure(Kind.STATEMENT, mode)


def test_before_the_first_check_nothing_claims_to_be_kept(signed_in):
    page = signed_in().get("/lupaukset").content.decode()
    assert "ei ole vielä tarkistettu" in page
    assert 'class="badge kept"' not in page


def test_the_main_user_checks_now_and_sees_the_verdicts(signed_in):
    client = signed_in()
    page = client.post("/lupaukset/tarkista", follow=True).content.decode()
    report = history.reports(1)[0]
    assert "Lupaukset tarkistettiin" in page
    assert f'<span class="count">{report.kept}</span>' in page


def test_somebody_else_does_not_start_a_check(signed_in):
    client = signed_in("sales", name="bertta")
    assert client.get("/lupaukset").status_code == 200
    assert client.post("/lupaukset/tarkista").status_code == 403
    assert not history.reports(1)


def test_the_list_can_be_narrowed_to_what_is_kept(signed_in):
    client = signed_in()
    client.post("/lupaukset/tarkista")
    page = client.get("/lupaukset?tulos=kept").content.decode()
    assert 'class="badge kept"' in page
    assert 'class="badge untested"' not in page


@pytest.mark.parametrize("clause", ["data.closed", "retention.marketing"])
def test_a_promise_says_what_enforces_it_and_what_shows_it(signed_in, clause):
    page = signed_in().get(f"/lupaukset/{clause}").content.decode()
    assert "Valvoo" in page
    assert "Näyttää" in page


def test_every_clause_in_force_has_its_page(signed_in):
    client = signed_in()
    assert in_force().clauses
    wrong = [
        clause.id
        for clause in in_force().clauses
        if client.get(f"/lupaukset/{clause.id}").status_code != 200
    ]
    assert not wrong


def test_a_clause_that_is_none_is_not_found(signed_in):
    assert signed_in().get("/lupaukset/<b>ei</b>").status_code == 404


def test_notes_that_the_check_makes_today_have_finnish_words(site):
    noted = [j for j in check(NOW).clauses if j.note]
    assert len(noted) > 10
    assert not [j.id for j in noted if worded(j.note) == f"{j.note}."]


def test_notes_about_accounts_have_finnish_words():
    notes = [str(wrong) for wrong in Wrong]
    assert not [note for note in notes if worded(note) == f"{note}."]
    assert len({worded("; ".join(notes)), *map(worded, notes)}) == len(notes) + 1
    assert worded("2 of those who work here have no account yet").endswith(": 2.")


def test_the_page_asks_for_no_more_when_there_are_more_clauses(
    signed_in, django_assert_max_num_queries
):
    client = signed_in()
    with django_assert_max_num_queries(8):
        answer = client.get("/lupaukset")
    clauses = len(in_force().clauses)
    assert clauses > 30
    assert answer.content.decode().count('href="/lupaukset/') >= clauses
