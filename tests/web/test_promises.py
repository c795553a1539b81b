"""Every promise with its verdict, on a page."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from web_hands import NOW, person

from lupaus.guard import Act, Actor, in_force
from lupaus.policy.clause import Kind
from lupaus.policy.vocabulary import Mode, Section
from lupaus.proof import history
from lupaus.proof.check import check
from lupaus.proof.look.accounts import Wrong
from lupaus.proof.verdict import Judged, Verdict
from lupaus.register import messages
from lupaus.web.frame.visit import Visit
from lupaus.web.promises.examples import examples
from lupaus.web.promises.machinery import KEEPS, MODES, NONE_OF, cure, proved
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


# --- one truth: the list, the page of a clause and the home page ------------------------------


def _told(verdict: str, clause: str = "data.closed") -> None:
    """The last check, as if it had found a clause otherwise than it is now."""
    report = check(NOW)
    judged = tuple(
        replace(j, verdict=Verdict(verdict), broken=3) if j.id == clause else j
        for j in report.clauses
    )
    history.keep(replace(report, clauses=judged), actor="lupaus", at=NOW, via="worker")


def test_what_no_check_has_looked_at_has_a_count_and_a_filter_of_its_own(signed_in):
    client = signed_in()
    page = client.get("/lupaukset").content.decode()
    assert 'href="?tulos=unchecked"' in page
    only = client.get("/lupaukset?tulos=unchecked").content.decode()
    assert only.count('href="/lupaukset/') >= len(in_force().clauses)
    client.post("/lupaukset/tarkista")
    assert "tulos=unchecked" not in client.get("/lupaukset").content.decode()


def test_the_page_of_a_clause_says_what_the_list_says_and_what_it_sees_otherwise(signed_in):
    client = signed_in()
    _told("broken")
    page = client.get("/lupaukset/data.closed").content.decode()
    assert page.index('class="badge broken"') < page.index("Juuri nyt katsottuna:")
    after = client.post("/lupaukset/tarkista", {"clause": "data.closed"}, follow=True)
    assert after.redirect_chain[-1][0] == "/lupaukset/data.closed"
    assert "Juuri nyt katsottuna:" not in after.content.decode()
    assert history.reports(1)[0].clauses["data.closed"][2] == 0


def test_a_clause_that_is_none_leads_back_to_the_list_after_a_check(signed_in):
    answer = signed_in().post("/lupaukset/tarkista", {"clause": "//example.com"})
    assert answer.headers["Location"] == "/lupaukset"


def test_looking_at_a_clause_writes_no_report(signed_in):
    client = signed_in()
    client.get("/lupaukset/data.closed")
    assert not history.reports(1)


def test_what_is_confirmed_is_confirmed_on_the_list_at_once(signed_in):
    client = signed_in()
    clause = next(c.id for c in in_force().clauses if c.mode is Mode.ATTEST)
    client.post(f"/lupaukset/{clause}", {"on": "2026-03-02", "evidence": "kansio 4"})
    assert history.reports(1)[0].clauses[clause][0] == str(Verdict.KEPT)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", sorted(NONE_OF))
def test_that_there_is_none_is_said_only_where_none_was_found(kind, language):
    with translation.override(language):
        none = str(KEEPS[kind][1])
        assert proved(kind, _judged(kind, Verdict.KEPT)) == none
        head = none.rpartition(":")[0]
        assert proved(kind, _judged(kind, Verdict.BROKEN, 19)) == f"{head}: 19."
        assert proved(kind, _judged(kind, Verdict.NOT_TESTED)) != none


def _judged(kind: Kind, verdict: Verdict, broken: int = 0) -> Judged:
    return Judged("x", Section.RETENTION, Mode.PURGE, kind, verdict, 20, broken)


# --- what breaks one --------------------------------------------------------------------------

LATE = "/lupaukset/retention.relations"


def _late() -> int:
    """Somebody whose note should have gone years ago, and of whom other things stay."""
    act = Act("bertta", "relations", NOW - timedelta(days=365 * 9), "web")
    party = person("Aino", "Äijälä", act=act)
    messages.write_note(act=act, party=party, text="toivoo puhelua")
    return party


def test_what_breaks_a_promise_is_said_in_words_and_leads_to_the_card(signed_in):
    party, client = _late(), signed_in()
    [told] = [one for one in _broken(client) if one[1].startswith("Merkintä")]
    number = _number(client, party)
    assert told == (f"/asiakkaat/{party}", f"Merkintä, asiakas {number}")
    assert f"of customer {number}" in check(NOW).of("retention.relations").examples[0]


def _broken(client) -> list[tuple[str, str]]:
    page = client.get(LATE).content.decode()
    shown = page.split("<h2>Poikkeamia</h2>")[1].split("</ul>")[0]
    assert "#" not in shown
    return re.findall(r'<a class="grow" href="([^"]+)">([^<]+)</a>', shown)


def _number(client, party) -> str:
    found = re.search(r"nro (\d+)", client.get(f"/asiakkaat/{party}").content.decode())
    assert found
    return found[1]


def test_what_breaks_a_promise_leads_nobody_to_whom_they_may_not_see(signed_in):
    _late()
    client = signed_in("sales")
    client.post("/tarkoitus", {"purpose": "marketing"})
    assert not _broken(client)
    assert re.search(r"Merkintä, asiakas \d+", client.get(LATE).content.decode())


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("personname#7 of customer 999", "Nimi, asiakas 999"),
        ("emailaddress#7 of party#999999", "Sähköposti, asiakas, jolla ei ole numeroa"),
        ("invoice#7", "Lasku"),
        ("customer 999", "Asiakas 999"),
        ("party#999999", "Asiakas, jolla ei ole numeroa"),
        ("user aino", "Tunnus aino"),
        ("list of bans", "Estolista"),
    ],
)
def test_every_form_of_a_reference_has_words(site, told, said):
    [shown] = examples(_visit(), [told])
    assert (shown.text, shown.url, shown.is_code) == (said, "", False)


@pytest.mark.parametrize("told", ["trigger aside on records_note", "x#7", ""])
def test_what_has_no_words_is_shown_as_it_is(site, told):
    [shown] = examples(_visit(), [told])
    assert (shown.text, shown.is_code) == (told, True)


def _visit() -> Visit:
    adopted = in_force()
    purposes = adopted.purposes_of("owner")
    return Visit(Actor("aino", "owner", purposes), NOW, purposes, adopted, "fi")
