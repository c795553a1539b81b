"""The card of a customer: what is seen, whence, until when, and what is not."""

import re
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from card_world import CODE, DAY, SECRET, TODAY, act, contact, full, person
from django.db import connection
from house import ENGINE

from lupaus.policy.vocabulary import Channel
from lupaus.register import messages, people, permissions, protected, relations
from lupaus.register.permissions import Given
from lupaus.register.values import Email, PersonName, Web
from lupaus.register.wanted import Wanted
from lupaus.web.customers.card_timeline import folded
from lupaus.web.customers.context import Asked

pytestmark = pytest.mark.engine


def _card(client, party, **asked):
    return client.get(f"/asiakkaat/{party}", asked)


def _text(client, party, **asked):
    return _card(client, party, **asked).content.decode()


# --- what is seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        'href="tel:+358401234567"',
        "040 123 4567",
        'href="mailto:aino@example.fi"',
        'href="https://www.example.fi"',
        "33100 Tampere",
        "FI2112345600000785",
        "Kotisivut",
        "2026-7",
        "sopimus.pdf",
        "soita tarjouksesta",
        "toivoo puhelua aamulla",
        "Lähettäisittekö tarjouksen?",
        "131052-****",
    ],
)
def test_everything_that_the_purposes_need_is_on_one_page(signed_in, piece):
    assert piece in _text(signed_in(), full())


def test_no_secret_stands_on_the_card(signed_in):
    page = _text(signed_in(), full())
    assert CODE not in page
    assert SECRET not in page


def test_beside_each_value_stand_its_source_its_day_and_its_end_with_the_clause(signed_in):
    party = person(None, Email("aino@example.fi"))
    relations.begin_relation(act=act(), party=party, on=TODAY - DAY)
    relations.end_relation(act=act(), party=party, on=TODAY)
    page = _text(signed_in("sales"), party)
    value = page.split('href="mailto:aino@example.fi"')[1].split("</li>")[0]
    assert "asiakas itse 2.3.2026" in value
    assert "Poistuu aikaisintaan 2.3.2029" in value
    assert "/lupaukset/retention.relations" in value


def test_an_invoice_that_is_late_says_so_and_what_it_holds_up(signed_in):
    page = _text(signed_in(), full())
    invoice = page.split(">2026-7<")[1].split("</li>")[0]
    assert "myöhässä" in invoice
    assert "avoin lasku" in invoice


def test_the_state_is_told_with_its_days(signed_in):
    begun = TODAY - 300 * DAY
    assert f"asiakas {begun.day}.{begun.month}.{begun.year}–" in _text(signed_in(), full())


def test_a_role_leads_to_the_firm_and_back(signed_in):
    one, firm = contact()
    client = signed_in("sales")
    assert f'href="/asiakkaat/{firm}"' in _text(client, one)
    page = _text(client, firm)
    assert f'href="/asiakkaat/{one}"' in page
    assert "Johtaja" in page
    assert "1234567-1" in page


def test_a_section_without_rows_is_no_box_but_a_quiet_offer(signed_in):
    page = _text(signed_in("sales"), person())
    assert ">Roolit<" not in page
    assert "/lisaa/affiliation" in page


# --- what is not ------------------------------------------------------------------------------


def test_what_is_hidden_is_told_with_its_clause(signed_in):
    page = _text(signed_in("bookkeeping"), full())
    assert "aino@example.fi" not in page
    assert "toivoo puhelua" not in page
    assert "Sähköpostiosoite: tarkoituksesi eivät tarvitse tätä." in page
    assert "/lupaukset/data.email" in page


@pytest.mark.parametrize("role", ["bookkeeping", "owner"])
def test_a_clause_is_led_to_by_its_words_and_not_by_its_code(signed_in, role):
    page = _text(signed_in(role), full())
    led = re.findall(r'<a href="/lupaukset/([^"]+)"[^>]*>([^<]+)</a>', page)
    assert len(led) > 3
    assert not [said for clause, said in led if said == clause]
    assert re.search(r'title="[^"]+ \([a-z]+\.[a-z.-]+\)"', page)  # for whoever wants the code


def test_somebody_may_narrow_the_work_to_one_purpose(signed_in):
    client, (party, _firm) = signed_in("sales"), contact()
    page = client.post(
        "/tarkoitus", {"purpose": "marketing", "next": f"/asiakkaat/{party}"}, follow=True
    ).content.decode()
    assert "Olet täällä vain tätä varten: suoramarkkinointi" in page
    assert "Puhelinnumero: tarkoitus suoramarkkinointi ei tarvitse tätä." in page


def _same(page: bytes) -> str:
    """Without what differs every time: tokens, and the number in the address."""
    text = re.sub(r'(csrfmiddlewaretoken" value|CSRFToken": ")[^>]*', "", page.decode())
    return re.sub(r"/asiakkaat/\d+", "", text)


def test_who_is_out_of_sight_looks_like_who_is_not_there(signed_in):
    party = person()
    people.restrict(act=act(), party=party)
    client = signed_in("sales")
    hidden, absent = _card(client, party), _card(client, 999_999)
    assert hidden.status_code == absent.status_code == 404
    assert _same(hidden.content) == _same(absent.content)
    assert "Asiakas ei näy sinulle" in hidden.content.decode()


def test_who_is_restricted_is_seen_in_the_purpose_of_claims_alone(signed_in):
    party = person()
    people.restrict(act=act(), party=party)
    client = signed_in()
    assert "Katso tarkoituksessa:" in _text(client, party)
    client.post("/tarkoitus", {"purpose": "claims"})
    page = _text(client, party)
    assert "käsittely rajoitettu" in page
    assert "Poista rajoitus" in page


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("<script>alert(1)</script>", "Äijälä"),
        ("Ai\u200fno", "שלום עולם"),
        ("🙂", "x" * 200),
        ('"><img src=x>', "'"),
    ],
)
def test_whatever_somebody_is_called_stands_there_as_text(signed_in, given, family):
    page = _text(signed_in("sales"), person(PersonName(given, family)))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'dir="auto"' in page


def test_a_web_address_leads_to_the_web_and_nowhere_else(signed_in):
    party = person(None, Web("javascript:1//example.fi/%0aalert(1)"))
    page = _text(signed_in("sales"), party)
    assert 'href="javascript' not in page
    assert "javascript:1//example.fi/" in page


def test_a_protected_address_is_told_above_everything(signed_in):
    party = person()
    protected.protect(act=act(), party=party, source="customer")
    page = _text(signed_in("sales"), party)
    assert page.index("Osoite on suojattu 2.3.2026 alkaen") < page.index("Aikajana")


# --- permissions ------------------------------------------------------------------------------


def test_each_channel_says_yes_or_no_and_why_with_the_clause(signed_in):
    party, _firm = contact()
    permissions.object_to(
        act=act(),
        party=party,
        purpose="marketing",
        channel=Channel.EMAIL,
        given=Given("lomake"),
    )
    page = _text(signed_in("sales"), party)
    section = page.split('id="luvat"')[1].split("</section>")[0]
    email, post = section.split("permission-channel")[1:]
    assert "kielletty" in email
    assert "2.3.2026, lomakkeella" in email
    assert "/lupaukset/object.marketing" in email
    assert "ei koske" in post  # the policy sends no marketing by letter to anybody


def test_a_consumer_whom_marketing_does_not_concern_is_told_in_one_line(signed_in):
    page = _text(signed_in("sales"), person(None, Email("aino@example.fi")))
    assert "Ei koske tällaisia asiakkaita." in page


# --- the list that it was opened from ---------------------------------------------------------


def test_previous_and_next_follow_the_list(signed_in):
    one, two, three = (
        person(PersonName(name, "Äijälä")) for name in ("Aino", "Bertta", "Eino")
    )
    word = Asked(wanted=Wanted(q="äijälä")).packed
    page = _text(signed_in("sales"), two, l=word)
    assert re.search(rf'rel="prev" href="/asiakkaat/{one}\?l=', page)
    assert re.search(rf'rel="next" href="/asiakkaat/{three}\?l=', page)
    assert "Luetteloon" in page
    addresses = [unquote(one).casefold() for one in re.findall(r'href="([^"]*)"', page)]
    assert sum("?l=" in one for one in addresses) >= 2
    assert not any("äijälä" in one for one in addresses)


def test_a_word_that_is_no_list_is_passed_over(signed_in):
    assert _card(signed_in("sales"), person(), l="roskaa", k="x").status_code == 200


# --- the timeline -----------------------------------------------------------------------------


def _notes(party: int, count: int) -> None:
    for n in range(count):
        messages.write_note(act=act(), party=party, text=f"muistiinpano {n:02}")


def test_the_timeline_goes_on_page_by_page_without_a_gap(signed_in):
    party, client = person(), signed_in("sales")
    _notes(party, 45)
    page, found = _text(client, party), []
    for _ in range(5):
        timeline = page.split("timeline")[-1]
        found += re.findall(r"muistiinpano \d\d", timeline)
        onward = re.search(r'href="([^"]*/aika[^"]*)"', timeline)
        if onward is None:
            break
        page = client.get(onward[1].replace("&amp;", "&")).content.decode()
    assert found == [f"muistiinpano {n:02}" for n in reversed(range(45))]


def test_a_part_of_the_timeline_is_only_its_rows(signed_in):
    party = person()
    _notes(party, 2)
    part = signed_in("sales").get(f"/asiakkaat/{party}/aika", headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith("<li")


def test_a_long_note_is_folded_and_nothing_of_it_is_lost(signed_in):
    party, client = person(), signed_in("sales")
    words = [f"sana{n}" for n in range(2_500)]
    messages.write_note(act=act(), party=party, text=" ".join(words))
    page = _text(client, party).split('id="aika"')[1]
    begun, rest = page.split('<details class="more"><summary>Näytä loput tekstistä')[:2]
    rest = rest.split("</details>")[0]
    assert re.findall(r"sana\d+", begun) + re.findall(r"sana\d+", rest) == words
    assert 40 < len(re.findall(r"sana\d+", begun)) < 100


@pytest.mark.parametrize(
    ("text", "begins", "rest"),
    [
        ("x" * 1_000, "x" * 1_000, ""),
        ("x" * 1_001, "x" * 500, "x" * 501),
        ("ab " * 400, "ab " * 166 + "ab", None),
        ("a\n" * 19 + "a", "a\n" * 19 + "a", ""),
        ("a\n" * 20 + "a", "a\n" * 9 + "a", "a\n" * 10 + "a"),
        (" " * 2_000 + "a", "", "a"),
        ("", "", ""),
    ],
)
def test_a_text_is_folded_at_the_end_of_a_word(text, begins, rest):
    shown, hidden = folded(text)
    assert shown == begins.strip()
    assert rest is None or hidden == rest
    assert "".join((shown + hidden).split()) == "".join(text.split())


def test_a_mark_that_is_none_begins_at_the_beginning(signed_in):
    party = person()
    _notes(party, 1)
    page = signed_in("sales").get(f"/asiakkaat/{party}/aika", {"j": "x_y"}).content.decode()
    assert "muistiinpano 00" in page


def test_only_the_main_user_is_shown_who_has_looked(signed_in):
    party = full()
    owner, sales = signed_in(), signed_in("sales", name="kaarlo")
    _card(sales, party)
    assert "kaarlo katsoi" in _text(owner, party, katselut=1)
    assert "kaarlo katsoi" not in _text(owner, party)
    assert "katsoi" not in _text(sales, party, katselut=1)


def test_the_looks_that_find_no_room_are_counted_and_led_to(signed_in, monkeypatch):
    party = full()
    owner, sales = signed_in(), signed_in("sales", name="kaarlo")
    for _ in range(4):
        _card(sales, party)
    assert "ei mahtunut" not in _text(owner, party, katselut=1)
    monkeypatch.setattr("lupaus.register.timeline.LOOKED", 2)
    page = _text(owner, party, katselut=1)
    assert "3 vanhempaa katselua ei mahtunut tähän." in page
    [rest] = re.findall(r'href="(/katselut[^"]*)"', page.split("ei mahtunut tähän")[1])
    assert "kaarlo" in owner.get(rest.replace("&amp;", "&")).content.decode()


# --- what it costs ----------------------------------------------------------------------------


@contextmanager
def _statements():
    counted: list[str] = []

    def count(execute, sql, parameters, many, context):
        verb = sql.lstrip().partition(" ")[0].upper()
        if verb not in {"SAVEPOINT", "RELEASE", "ROLLBACK", "CLOSE", "SET", "RESET"}:
            counted.append(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(count):
        yield counted


def _cost(client, party) -> int:
    _card(client, party)  # what a worker learns once is learnt
    with _statements() as counted:
        assert _card(client, party).status_code == 200
    return len(counted)


def test_a_card_costs_as_many_statements_however_much_there_is(signed_in):
    """Four of the visit and its reading, ten of the page of the customer (fourteen at most:
    pinned with its reader), one of the facts, three of the timeline, two of what is to be
    done, five of what may be sent, one of whom it has taken in; on PostgreSQL
    one more, that notes who looked."""
    client, party = signed_in("support"), full()
    before = _cost(client, party)
    assert before <= MOST
    _notes(party, 30)
    assert _cost(client, party) == before


MOST = 26 + (ENGINE == "postgresql")


def test_a_look_at_a_card_changes_nothing_but_the_record_of_it(signed_in):
    client, party = signed_in(), full()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        [before] = cursor.fetchone()
    _card(client, party)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        assert cursor.fetchone() == (before,)


def test_no_card_is_kept_by_a_browser(signed_in):
    assert "no-store" in _card(signed_in(), full()).headers["Cache-Control"]
