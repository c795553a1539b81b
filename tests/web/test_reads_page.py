"""Who looked at whom is shown by the hour and the person; looking here is looking."""

from datetime import timedelta

import pytest
from web_hands import NOW, person

from lupaus.ledger.reads import record_read
from lupaus.web.events.reads import MANY

pytestmark = pytest.mark.engine
MINUTE = timedelta(minutes=1)


def look(*whose, at=NOW, actor="kaarlo", about="customer-card", purposes=("relations",)):
    record_read(actor=actor, purposes=purposes, at=at, about=about, whose=whose)


def hours(client, query="kuka=kaarlo"):
    days = client.get(f"/katselut?{query}").context["days"]
    return [hour for _day, some in days for hour in some]


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_look_says_who_whom_when_why_and_from_where(signed_in):
    client = signed_in()
    party = person("Bertta", "Åkerblom")
    look(party)
    page = text(client.get("/katselut?kuka=kaarlo"))
    assert f'asiakkaan kortti: <a href="/asiakkaat/{party}">Bertta Åkerblom</a>' in page
    assert "<h3>kaarlo</h3>" in page
    assert "klo 12–13" in page
    assert "odottaa sinetöintiä" in page


def test_looks_are_gathered_by_the_hour_and_the_person(signed_in):
    client = signed_in()
    look(person(), at=NOW)
    look(person(), at=NOW + MINUTE)
    look(person(), at=NOW + 2 * MINUTE, actor="daavid")
    look(person(), at=NOW + 61 * MINUTE)
    assert [(h.actor, h.opened, len(h.looked)) for h in hours(client)] == [
        ("kaarlo", 1, 1),
        ("kaarlo", 2, 1),
    ]


@pytest.mark.parametrize(("count", "marked"), [(MANY - 1, False), (MANY, True)])
def test_many_different_customers_in_an_hour_are_a_count_that_is_marked(
    signed_in, count, marked
):
    client = signed_in()
    for party in range(1, count + 1):
        look(party, at=NOW + MINUTE)
        look(party, at=NOW + 2 * MINUTE)  # again is not another
    [hour] = hours(client)
    assert (hour.opened, hour.is_marked) == (count, marked)


def test_a_list_of_hundreds_is_one_look_and_marks_nobody(signed_in):
    client = signed_in()
    look(*range(1, 900), about="customer-list")
    look(*range(1, 100), about="customer-list")
    [hour] = hours(client)
    assert (hour.opened, hour.is_marked, hour.looked[0].count) == (0, False, 899)


def test_the_count_of_an_hour_is_of_all_that_were_shown_and_of_those_opened(signed_in):
    client = signed_in()
    look(*range(1, 55), about="customer-list")
    for party in (1, 2, 3, 60):
        look(party)
    [hour] = hours(client)
    assert (hour.shown, hour.opened) == (55, 4)
    page = text(client.get("/katselut?kuka=kaarlo"))
    assert "55 eri asiakasta" in page
    assert "4 avattu yksitellen" in page


def test_whoever_looked_at_one_customer_is_found_by_the_number(signed_in):
    client = signed_in()
    party, other = person("Bertta", "Åkerblom"), person("Kaarlo", "Öhman")
    look(party, other)
    look(other, actor="daavid")
    number = client.get(f"/katselut?asiakas={party}").context["customer"].number
    answer = client.post("/katselut", {"customer": str(number), "who": ""})
    assert answer.headers["Location"] == f"/katselut?asiakas={party}"
    page = client.get(answer.headers["Location"])
    assert "Öhman" not in text(page)
    actors = {h.actor for _day, some in page.context["days"] for h in some}
    assert "kaarlo" in actors
    assert "daavid" not in actors


def test_looking_at_the_reads_is_itself_among_them(signed_in):
    client = signed_in()
    party = person()
    look(party)
    client.get("/katselut?kuka=kaarlo")
    [hour] = hours(client, f"kuka=aino&asiakas={party}")
    assert [str(look.about) for look in hour.looked] == ["katselut"]


def test_many_purposes_are_counted_and_unfold(signed_in):
    client = signed_in()
    look(person(), purposes=("relations", "delivery", "marketing"))
    page = text(client.get("/katselut?kuka=kaarlo"))
    assert "<summary>3 tarkoitusta</summary>" in page


def test_pages_end_with_whole_hours(signed_in):
    client = signed_in()
    for minute in range(350):
        look(minute + 1, at=NOW + minute * MINUTE)
    seen, query = 0, "kuka=kaarlo"
    while query:
        page = client.get(f"/katselut?{query}")
        found = [h for _day, some in page.context["days"] for h in some]
        assert all(h.opened in {60, 50} for h in found)
        seen += sum(h.opened for h in found)
        query = page.context["older"]
    assert seen == 350


def test_statements_do_not_grow_with_the_looks(signed_in, statements):
    client = signed_in()
    client.get("/katselut?kuka=kaarlo")
    with statements() as few:
        client.get("/katselut?kuka=kaarlo")
    for _ in range(40):
        look(person())
    with statements() as many:
        client.get("/katselut?kuka=kaarlo")
    assert len(few) <= 9
    assert len(many) <= len(few) + 2  # who they are, and the note that they were shown
