"""The ledger in words, found by whom, what, when and whose; verified and handed out."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils.translation import override
from web_hands import NOW, person

from lupaus.guard import Act, staff
from lupaus.ledger import keys, pages
from lupaus.ledger.append import append
from lupaus.ledger.chain import Kind
from lupaus.ledger.entry import Entry, Event, whose_of
from lupaus.ledger.keys import Keys
from lupaus.register.values import Email
from lupaus.register.wanted import Column
from lupaus.web.events import faults, words
from lupaus.web.events.asked import Asked

pytestmark = pytest.mark.engine
DAY = timedelta(days=1)
LATER = datetime(2031, 3, 2, 10, 0, tzinfo=UTC)


def write(event=Event.RECORD_CORRECTED, whose=(), at=NOW, actor="bertta", **more):
    with transaction.atomic():
        append([Entry(actor, event, whose_of(whose), at, **more)])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def found(answer) -> int:
    return answer.content.count(b"data-row")


# --- words -----------------------------------------------------------------------------------


def test_every_event_is_in_exactly_one_group():
    grouped = [event for group in words.GROUPS.values() for event in group.events]
    assert sorted(grouped) == sorted(Event)


def test_every_fault_has_words_and_a_cure():
    assert set(faults.WORDS) == set(Kind)


def test_every_reason_and_every_look_of_the_program_has_words():
    """A page or a job that looks under a new name is named here first."""
    for reason in staff.FactorLost:
        assert words.reason_label(f"reason.{reason}")
    assert words.about_label("customer-card") == "asiakkaan kortti"
    assert words.about_label("x-y") == "x-y"


# --- the list --------------------------------------------------------------------------------


def test_the_columns_of_a_file_have_words_in_the_language_of_the_page():
    columns = [column.value for column in Column]
    for language in ("fi", "sv", "en"):
        with override(language):
            said = words.fields_said(columns)
        assert not {"last-contact", "open-invoices"} & set(said)
    with override("fi"):
        assert words.fields_said(["town", "last-contact"]) == [
            "paikkakunta",
            "viimeisin yhteys",
        ]


def test_an_entry_says_who_what_whose_why_and_how(signed_in):
    client = signed_in()
    party = person("Bertta", "Åkerblom", Email("bertta@example.fi"))
    write(
        whose=[party],
        purpose="relations",
        via="web",
        fields=("emailaddress.address",),
        counts={"rows": 2},
    )
    page = text(client.get("/tapahtumat"))
    assert "<strong>bertta</strong> korjasi:" in page
    assert f'<a href="/asiakkaat/{party}">Bertta Åkerblom</a>' in page
    assert "sähköposti: sähköpostiosoite" in page
    assert "tietoja 2" in page
    assert "selaimessa" in page
    assert "bertta@example.fi" not in page  # names of fields, never values


def test_a_clause_is_a_link_with_its_sentence_and_a_strange_one_is_none(signed_in):
    client = signed_in()
    write(clause="retention.relations")
    write(clause="policy.0123abc")
    page = text(client.get("/tapahtumat"))
    assert 'href="/lupaukset/retention.relations"' in page
    assert "policy.0123abc" not in page


def test_an_account_that_an_entry_is_about_is_named(signed_in):
    client = signed_in()
    staff.add("kaarlo", "sales", act=Act("aino", "", NOW, "web"), pledged_on=NOW.date())
    assert "kutsui työntekijän <strong>kaarlo</strong>" in text(client.get("/tapahtumat"))


def test_whom_the_reading_does_not_see_is_not_named(signed_in):
    client = signed_in()
    write(whose=[4711])
    page = text(client.get("/tapahtumat"))
    assert "1 hävitetty tai piilossa" in page
    assert "4711" not in page


def test_of_many_the_first_few_are_named_and_the_rest_counted(signed_in):
    client = signed_in()
    seven = [person("Aino", f"Äijälä{n}") for n in range(7)]
    write(Event.IMPORT_FLIPPED, whose=seven)
    write(Event.PURGED, whose=range(1000, 2000))
    page = text(client.get("/tapahtumat"))
    assert "ja 2 muuta" in page
    assert "1\xa0000 asiakasta" in page or "1 000 asiakasta" in page


def test_looking_at_the_ledger_is_recorded_with_those_who_were_named(signed_in):
    client = signed_in()
    party = person()
    write(whose=[party])
    client.get("/tapahtumat")
    page = text(client.get(f"/katselut?asiakas={party}"))
    assert "tapahtumat: <a href=" in page


def test_only_the_main_user_reads_it(signed_in):
    client = signed_in("sales", name="bertta")
    for address in ("/tapahtumat", "/tapahtumat/tarkistus", "/katselut"):
        assert client.get(address).status_code == 403
    assert client.post("/tapahtumat/vienti").status_code == 403


# --- asking ----------------------------------------------------------------------------------


@pytest.fixture
def lived(site, signed_in):
    """Entries of two people on two days, one about a customer. A ledger is in the order of
    time: what other claims have left in it is older."""
    client = signed_in()
    party = person("Bertta", "Åkerblom", act=Act("aino", "relations", LATER - 4 * DAY, "web"))
    write(Event.OBJECTION_MADE, whose=[party], actor="kaarlo", at=LATER - 3 * DAY)
    write(Event.PURGED, whose=[1, party], actor="lupaus", at=LATER - 2 * DAY)
    return client, party


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kuka=kaarlo", 1),
        ("kuka=kaarl", 0),
        ("alku=2031-01-01&ryhma=luvat", 1),
        ("alku=2031-01-01&ryhma=havitys", 1),
        ("alku=2031-02-27&loppu=2031-02-27", 1),
        ("alku=2031-02-27&loppu=2031-02-28", 2),
        ("alku=2031-01-01&loppu=2031-02-25", 0),
        ("kuka=kaarlo&ryhma=havitys", 0),
    ],
)
def test_it_is_filtered_by_who_what_and_when(lived, query, count):
    client, _party = lived
    assert found(client.get(f"/tapahtumat?{query}")) == count


def test_it_is_filtered_by_a_customer_whose_number_stays_out_of_the_address(lived):
    client, party = lived
    number = client.get(f"/tapahtumat?asiakas={party}").context["customer"].number
    answer = client.post("/tapahtumat", {"customer": f" {number} "})
    assert answer.headers["Location"] == f"/tapahtumat?asiakas={party}"
    page = client.get(answer.headers["Location"])
    assert {"kaarlo", "lupaus"} <= {
        ln.actor for _day, some in page.context["days"] for ln in some
    }


@pytest.mark.parametrize(
    "typed", ["0", "99999999", "-1", "Åkerblom", "1" * 20, "%", "\x00", "²"]
)
def test_a_number_that_nobody_has_is_told_beside_the_field(lived, typed):
    client, _party = lived
    answer = client.post("/tapahtumat", {"customer": typed})
    assert answer.status_code == 422
    assert "Asiakasnumero" in text(answer)


def test_days_the_wrong_way_round_are_told(lived):
    client, _party = lived
    answer = client.post("/tapahtumat", {"since": "2026-03-02", "until": "2026-03-01"})
    assert answer.status_code == 422
    assert "Loppu on ennen alkua." in text(answer)
    assert client.post("/tapahtumat", {"since": "2026-02-30"}).status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        "kuka=<b>&ryhma=x&alku=eilen&loppu=9999-99-99&asiakas=1%27",
        "ennen=-1",
        "ennen=" + "9" * 400,
        "alku=0001-01-01&loppu=9999-12-31",
        "kuka=" + "a" * 4000,
        "asiakas=" + "1" * 40,
        "kuka=%00",
    ],
)
def test_an_address_that_says_nonsense_is_answered(lived, query):
    client, _party = lived
    answer = client.get(f"/tapahtumat?{query}")
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()
    assert client.get(f"/katselut?{query}").status_code == 200


def test_a_day_is_finlands_from_midnight_to_midnight():
    wanted = Asked(since=date(2026, 3, 29), until=date(2026, 3, 29)).wanted()  # clocks forward
    assert wanted.since.astimezone(UTC) == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert wanted.until.astimezone(UTC) == datetime(2026, 3, 29, 21, tzinfo=UTC)


def test_an_address_says_what_was_asked():
    asked = Asked("aino", "luvat", date(2026, 3, 1), date(2026, 3, 2), 7)
    said = dict(pair.split("=") for pair in asked.query().split("&"))
    assert Asked.of(said) == asked


def test_pages_go_back_by_number_and_every_entry_is_on_one(signed_in):
    client = signed_in()
    for minute in range(120):
        write(at=NOW + timedelta(minutes=minute), actor="kaarlo")
    seen, address = [], "/tapahtumat?kuka=kaarlo"
    while address:
        page = client.get(address)
        seen += [ln.seq for _day, lines in page.context["days"] for ln in lines]
        older = page.context["older"]
        address = f"/tapahtumat?{older}" if older else ""
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, reverse=True)


def test_statements_do_not_grow_with_the_entries(signed_in, statements):
    client = signed_in()
    client.get("/tapahtumat")
    with statements() as few:
        client.get("/tapahtumat")
    for _ in range(60):
        write(whose=[person()])
    with statements() as many:
        client.get("/tapahtumat")
    assert len(few) <= 9
    assert len(many) <= len(few) + 2  # who they are, and the note that they were shown


# --- verifying and handing out ---------------------------------------------------------------


def test_an_unbroken_chain_is_said_to_be_one(signed_in):
    client = signed_in()
    write()
    for part in ("all", "new"):
        page = text(client.post("/tapahtumat/tarkistus", {"part": part}))
        assert "Tapahtumat ovat ehjät" in page


def test_a_broken_chain_says_where_and_what_to_do(signed_in, monkeypatch):
    """The head is sealed with other keys than those at hand."""
    client = signed_in()
    write()
    other = Keys.generate()
    monkeypatch.setattr(keys, "current", lambda: other)
    page = text(client.post("/tapahtumat/tarkistus", {"part": "all"}))
    assert "Tapahtumissa on vikaa" in page
    assert "viimeisessä tapahtumassa ei ole meidän sinettiämme" in page
    assert "Tarkista ensin, että käytössä on oikea avainkansio" in page
    assert client.post("/tapahtumat/vienti").headers["Location"] == "/tapahtumat/tarkistus"


def test_keys_that_are_missing_are_told_with_the_cure(signed_in, monkeypatch):
    client = signed_in()
    monkeypatch.setattr(keys, "current", lambda: Keys.load(Path("/nowhere")))
    answer = client.post("/tapahtumat/tarkistus", {"part": "all"})
    assert answer.status_code == 200
    assert "Tapahtumia ei voi tarkistaa" in text(answer)


def test_the_verifier_alone_verifies_what_was_taken_out(signed_in, tmp_path):
    client = signed_in()
    write()
    answer = client.post("/tapahtumat/vienti")
    exported = tmp_path / "export.jsonl"
    exported.write_bytes(b"".join(answer.streaming_content))
    assert "attachment" in answer.headers["Content-Disposition"]
    program = client.get("/tapahtumat/tarkistin")
    assert b"".join(program.streaming_content)[:2] in {b"PK", b"#!"}
    first = json.loads(exported.read_text().splitlines()[0])
    assert first["key"] in text(client.get("/tapahtumat/tarkistus"))


def test_that_the_ledger_was_taken_out_is_in_the_ledger(signed_in):
    client = signed_in()
    b"".join(client.post("/tapahtumat/vienti").streaming_content)
    line = pages.page(pages.Wanted(actor="aino")).lines[0]
    assert (line.event, line.fields, line.via) == (Event.EXPORTED, ("ledger",), "web")
