"""The reader of the notice may open the promises that are kept, when the main user has said so;
of the others the page tells nothing."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from house import adopt_sample
from policy_hands import AGENCY
from test_public_notice import PAGES
from web_hands import NOW

from lupaus import __version__
from lupaus.accounts.models import Undo
from lupaus.guard import in_force
from lupaus.ledger.entry import Event
from lupaus.ledger.history import last_of
from lupaus.policy.phrases.kept import SUMMARY
from lupaus.proof import models
from lupaus.proof.check import check
from lupaus.proof.history import keep
from lupaus.proof.public import FRESH, setting, show
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.one_engine
NOTICE, SWITCH = PAGES["fi"], "/seloste/julkinen"
CLAUSE = "reading.relations"
OPENS = '<details class="kept">'
DAY = timedelta(days=1)


def checked(at=NOW, **verdicts):
    report = check(at)
    clauses = tuple(
        replace(j, verdict=verdicts[j.id]) if j.id in verdicts else j for j in report.clauses
    )
    keep(replace(report, clauses=clauses), actor="lupaus", at=at, via="worker")


@pytest.fixture
def reader(site) -> Client:
    """Anybody, after a check that kept most promises."""
    checked()
    return site


@pytest.fixture
def switched_on(reader) -> Client:
    show(True, by="aino", at=NOW, via="web")
    return reader


def page(client, address=NOTICE, **headers):
    return client.get(address, headers=headers).content.decode()


def later(monkeypatch, at):
    monkeypatch.setattr("lupaus.web.frame.middleware.now", lambda: at)


# --- what the reader sees ---------------------------------------------------------------------


def test_it_is_off_by_default(reader):
    assert "<details" not in page(reader)


def test_switched_on_the_kept_promises_unfold(switched_on):
    opened = page(switched_on)
    assert f'aria-describedby="c-{CLAUSE}"' in opened
    assert "2.3.2026, eikä poikkeamia löytynyt" in opened


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.KEPT])
def test_a_promise_of_any_other_verdict_looks_as_it_does_without(reader, verdict):
    off = page(reader)
    show(True, by="aino", at=NOW, via="web")
    checked(NOW + timedelta(minutes=1), **{CLAUSE: verdict})
    on = page(reader)
    said = re.escape(next(line for line in off.splitlines() if f'id="c-{CLAUSE}"' in line))
    unfolds = r'<details class="kept">.*?</details>'
    [line] = [one for one in on.splitlines() if f'id="c-{CLAUSE}"' in one]
    assert re.fullmatch(said, re.sub(unfolds, "", line))
    assert f'aria-describedby="c-{CLAUSE}"' not in on
    assert OPENS in on


def test_no_verdict_but_kept_can_be_told_from_another(switched_on):
    seen = set()
    others = [v for v in Verdict if v is not Verdict.KEPT]
    for minute, verdict in enumerate(others, start=1):
        checked(NOW + timedelta(minutes=minute), **{CLAUSE: verdict})
        answer = switched_on.get(NOTICE)
        seen.add((answer.content, answer.headers["ETag"]))
    assert len(seen) == 1


def test_no_count_and_no_word_of_a_failure_gets_out(switched_on):
    checked(NOW + timedelta(minutes=1), **{CLAUSE: Verdict.BROKEN})
    unfolded = re.findall(r'<details class="kept">(.*?)</details>', page(switched_on))
    text = re.sub(r"<[^>]+>", " ", " ".join(unfolded))
    assert not re.findall(r"\d+", text.replace("2.3.2026", ""))
    assert not re.search(r"rikottu|koettele|aino|bertta", text)


def test_a_check_that_has_grown_old_is_as_none(switched_on, monkeypatch):
    later(monkeypatch, NOW + FRESH * DAY)
    assert OPENS in page(switched_on)
    later(monkeypatch, NOW + (FRESH + 1) * DAY)
    assert "<details" not in page(switched_on)


def test_where_nothing_can_be_told_the_page_is_the_one_that_is_switched_off(site):
    off = site.get(NOTICE)
    show(True, by="aino", at=NOW, via="web")
    on = site.get(NOTICE)
    assert (on.content, on.headers["ETag"]) == (off.content, off.headers["ETag"])


def test_it_is_told_in_every_language_of_the_notice(committed_register, site):
    adopt_sample(AGENCY)
    try:
        checked()
        show(True, by="aino", at=NOW, via="web")
        for language in in_force().policy.languages:
            opened = page(site, PAGES[language])
            own = SUMMARY.everywhere()[language]
            assert f">{own}</summary>" in opened
            assert not [one for one in SUMMARY if one != own and one in opened]
    finally:
        models.Report.objects.all().delete()
        models.PublicKeeping.objects.all().delete()


def test_it_needs_no_script_and_passes_the_strict_policy(switched_on):
    opened = page(switched_on)
    assert "<script" not in opened
    assert " style=" not in opened
    assert " on" not in re.sub(r">[^<]*<", "><", opened)


def test_the_printed_document_is_the_same(reader):
    off = reader.get(f"{NOTICE}.pdf")
    show(True, by="aino", at=NOW, via="web")
    on = reader.get(f"{NOTICE}.pdf", headers={"If-None-Match": off.headers["ETag"]})
    assert on.status_code == 304


# --- and what a cache holds -------------------------------------------------------------------


def test_the_stamp_of_the_page_changes_with_the_setting_and_with_the_check(reader):
    off = reader.get(NOTICE).headers["ETag"]
    show(True, by="aino", at=NOW, via="web")
    on = reader.get(NOTICE).headers["ETag"]
    checked(NOW + timedelta(minutes=1), **{CLAUSE: Verdict.BROKEN})
    after = reader.get(NOTICE).headers["ETag"]
    assert len({off, on, after}) == 3
    show(False, by="aino", at=NOW, via="web")
    assert reader.get(NOTICE).headers["ETag"] == off


def test_the_stamp_changes_on_the_day_when_the_check_grows_old(switched_on, monkeypatch):
    fresh = switched_on.get(NOTICE).headers["ETag"]
    later(monkeypatch, NOW + (FRESH + 1) * DAY)
    old = switched_on.get(NOTICE, headers={"If-None-Match": fresh})
    assert old.status_code == 200


def test_a_returning_reader_of_an_unfolding_page_gets_a_not_modified(switched_on):
    first = switched_on.get(NOTICE)
    again = switched_on.get(NOTICE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("shown", "asked"), [(False, 2), (True, 3)])
def test_the_page_stays_cheap(reader, statements, shown, asked):
    """The policy in force and the setting; where it is on, the last check."""
    show(shown, by="aino", at=NOW, via="web")
    reader.get(NOTICE)
    with statements() as counted:
        reader.get(NOTICE)
    assert len(counted) == asked


# --- who switches it --------------------------------------------------------------------------


def test_the_main_user_switches_it_and_the_ledger_says_so(signed_in, reader):
    client = signed_in()
    answer = client.post(SWITCH, {"shown": "yes"}, follow=True)
    assert "Selosteen lukija voi nyt avata pidetyt lupaukset." in answer.content.decode()
    assert OPENS in page(reader)
    _seq, entry = last_of(Event.SETTING_CHANGED)
    assert (entry["actor"], entry["fields"], entry["counts"], entry["via"]) == (
        "aino", ["public_keeping"], {"on": 1}, "web",
    )  # fmt: skip
    client.post(SWITCH, {"shown": "no"})
    assert OPENS not in page(reader)


def test_nobody_else_switches_it_or_sees_the_page(signed_in, reader):
    other = signed_in("sales", name="bertta")
    assert other.post(SWITCH, {"shown": "yes"}).status_code == 403
    assert other.get(SWITCH).status_code == 403
    assert reader.post(SWITCH, {"shown": "yes"}).headers["Location"].startswith("/kirjaudu")
    assert not setting().shown


def test_looking_at_the_page_changes_nothing(signed_in, reader):
    client = signed_in()
    client.get(SWITCH)
    client.get(f"{SWITCH}?shown=yes")
    assert setting().since is None


@pytest.mark.parametrize("sent", [{}, {"shown": ""}, {"shown": "maybe"}, {"shown": "yes\r\n"}])
def test_a_form_that_says_neither_changes_nothing(signed_in, reader, sent):
    assert signed_in().post(SWITCH, sent).status_code == 422
    assert setting().since is None


def test_a_form_that_is_sent_twice_switches_once(signed_in, reader):
    client = signed_in()
    client.post(SWITCH, {"shown": "yes"})
    again = client.post(SWITCH, {"shown": "yes"}, follow=True)
    assert "Asetus oli jo tämä." in again.content.decode()
    assert setting().shown
    assert Undo.objects.count() == 1


def _undo(client, answer):
    [token] = re.findall(r'name="token" value="([^"]+)"', answer.content.decode())
    return client.post("/kumoa", {"token": token}, follow=True).content.decode()


@pytest.mark.parametrize(("before", "sent"), [(False, "yes"), (True, "no")])
def test_the_switch_can_be_undone(signed_in, reader, before, sent):
    show(before, by="aino", at=NOW - DAY, via="web")
    client = signed_in()
    answer = client.post(SWITCH, {"shown": sent}, follow=True)
    assert setting().shown is not before
    assert "Kumottu." in _undo(client, answer)
    assert setting().shown is before


def test_what_somebody_has_switched_since_is_not_undone(signed_in, reader, monkeypatch):
    client = signed_in()
    answer = client.post(SWITCH, {"shown": "yes"}, follow=True)
    for minute, shown in enumerate((False, True), start=1):
        show(shown, by="bertta", at=NOW + timedelta(minutes=minute), via="web")
    assert "sen jälkeen" in _undo(client, answer)
    assert setting().shown


def test_whoever_is_main_user_no_more_undoes_nothing(signed_in, reader):
    from lupaus.guard import Act, staff  # noqa: PLC0415 - needs Django to be set up

    client = signed_in()
    answer = client.post(SWITCH, {"shown": "yes"}, follow=True)
    signed_in(name="kaarlo")
    staff.change_role("aino", "sales", act=Act("kaarlo", "", NOW, "cli"))
    _undo(client, answer)
    assert setting().shown


# --- what the main user is told ---------------------------------------------------------------


def test_the_page_shows_before_switching_what_would_open(signed_in, reader):
    told = signed_in().get(SWITCH).content.decode()
    on_the_notice = show(True, by="aino", at=NOW, via="web") and page(reader)
    for line in set(re.findall(r"<p>([^<]*eikä poikkeamia löytynyt\.)</p>", on_the_notice)):
        assert f"<p>{line}</p>" in told


def test_before_a_check_the_page_says_that_there_is_nothing_to_tell(signed_in):
    told = signed_in().get(SWITCH).content.decode()
    assert "Nyt ei ole kerrottavaa mistään lauseesta" in told
    assert "ei ole tarkistettu viime aikoina" in told


def test_the_switch_is_found_from_the_policy_and_from_the_promises(signed_in, reader):
    client = signed_in()
    for address in ("/seloste/versiot", "/lupaukset"):
        assert f'href="{SWITCH}"' in client.get(address).content.decode()
    other = signed_in("sales", name="bertta")
    assert f'href="{SWITCH}"' not in other.get("/lupaukset").content.decode()


def test_the_ledger_page_says_it_in_words(signed_in, reader):
    client = signed_in()
    client.post(SWITCH, {"shown": "yes"})
    client.post(SWITCH, {"shown": "no"})
    told = client.get("/tapahtumat?ryhma=seloste").content.decode()
    assert "lupausten pitäminen julkisessa selosteessa" in told
    assert "pois päältä" in told


def test_the_page_asks_little_however_many_clauses_there_are(
    signed_in, reader, django_assert_max_num_queries
):
    client = signed_in()
    assert len(in_force().clauses) > 30
    with django_assert_max_num_queries(14):
        client.get(SWITCH)


def test_the_page_says_when_the_guards_were_tried_and_asks_for_no_command(signed_in):
    client = signed_in()
    models.SelfTest.objects.all().delete()
    before = page(client, SWITCH)
    assert "ei ole vielä koeteltu" in before
    assert "--self-test" not in before
    said = {"policy_version": in_force().version, "program": __version__}
    models.SelfTest.objects.create(clause="x", breaker="y", caught_by="z", at=NOW, **said)
    assert "Valvonta on viimeksi koeteltu" in page(client, SWITCH)
