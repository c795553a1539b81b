"""One box finds by whatever is known, and never more than the reading may see."""

import pytest
from register_world import act, consumer, contact, firm, looking

from lupaus.register import people, trade
from lupaus.register.pages import person_page
from lupaus.register.search import Place, Rank, search
from lupaus.register.values import Address, Email, Order, Phone, Web

pytestmark = pytest.mark.engine


@pytest.fixture
def somebody(register):
    """Aino with everything by which she can be found."""
    aino = consumer(
        "Aino",
        "Äijälä",
        Email("aino.aijala@esimerkki.example"),
        Phone("040 123 4567"),
        Web("https://www.äijälä.example/verkkokauppa"),
    )
    delivery = act("delivery")
    people.add_details(
        act=delivery, party=aino, details=[Address("Rantatie 5 B 12", "13100", "Hämeenlinna")]
    )
    trade.place_order(act=delivery, party=aino, order=Order("Kotisivut", "T-2026/7"))
    invoice = trade.NewInvoice("2026-0417", (trade.Line("työ", 12_400),), act().at.date())
    trade.issue_invoice(act=act("accounting"), party=aino, invoice=invoice)
    return aino


def found(text, *purposes):
    with looking(*purposes or ("relations",)) as r:
        return [hit.party for hit in search(r, text).hits]


@pytest.mark.parametrize(
    "text",
    [
        "Aino",
        "äijälä",
        "ÄIJÄLÄ",
        "äijälä aino",
        "Aino Äijälä",
        "  aino   äij ",
        "ijäl",
        "ä",
        "äi",
        "aino ä",
        "+358 40 123 4567",
        "00358401234567",
        "040-1234567",
        "(040) 123 4567",
        "1234567",
        "401",
        "358401234567",
        "358 40 123",
        "358401",
        "aijala@esim",
        "esimerkki.example",
        "verkkokauppa",
        "äijälä.example",
    ],
)
def test_a_person_is_found_by_any_part_and_spelling(somebody, text):
    assert found(text) == [somebody]


@pytest.mark.parametrize("text", ["aijalä aino", "Jäijälä", "040 123 4568", "zz", "xyz"])
def test_who_is_called_otherwise_is_not_found(somebody, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["hämeenlinna", "13100", "linna", "Rantatie 5", "kotisiv", "T-2026/7"]
)
def test_town_street_and_order_are_found_where_they_are_needed(somebody, text):
    assert found(text, "delivery") == [somebody]
    assert found(text, "relations") == []


@pytest.mark.parametrize("text", ["2026-0417", "2026-04", "202"])
def test_an_invoice_is_found_by_the_beginning_of_its_number(somebody, text):
    assert found(text, "accounting") == [somebody]


def test_a_customer_number_finds_its_own_first(register):
    first, second = consumer("Aino", number=512), consumer("Kaarlo", "Katu 512")
    assert found("512") == [first, second]


@pytest.mark.parametrize(
    "text", ["2859693-4", "28596934", "FI28596934", "fi 2859693-4", "2859693", "285"]
)
def test_an_organisation_is_found_by_any_spelling_of_its_y_tunnus(register, text):
    pietari = firm("Pähkinäpuu Oy", business_id="2859693-4")
    assert found(text) == [pietari]


def test_the_exact_stands_before_the_beginning_before_the_inside(register):
    inside = consumer("Kaino", "Saarinen")
    beginning = consumer("Ainokaisa", "Öhman")
    exact = consumer("", "Aino")
    word = consumer("Aino", "Äijälä")
    with looking("relations") as r:
        hits = search(r, "aino").hits
    assert [(h.party, h.rank) for h in hits] == [
        (exact, Rank.EXACT),
        (word, Rank.PREFIX),
        (beginning, Rank.WORD),
        (inside, Rank.INSIDE),
    ]


def test_a_name_is_shown_as_it_is_spoken(somebody):
    with looking("relations") as r:
        (hit,) = search(r, "äijälä").hits
    assert (hit.name, hit.number, hit.place) == ("Aino Äijälä", 10_000 + somebody, Place.NAME)


def test_what_matched_is_told_where_it_is_not_the_name(somebody):
    with looking("relations") as r:
        (hit,) = search(r, "040 123").hits
    assert (hit.place, hit.text) == (Place.PHONE, "040 123 4567")


@pytest.mark.parametrize(
    ("text", "purpose", "place", "kept"),
    [
        ("RANTATIE", "delivery", Place.ADDRESS, "Rantatie 5 B 12, 13100 Hämeenlinna"),
        ("kotisivut", "delivery", Place.ORDER, "Kotisivut T-2026/7"),
        ("verkkokauppa", "relations", Place.WEB, "https://www.äijälä.example/verkkokauppa"),
    ],
)
def test_what_matched_is_told_as_it_is_kept(somebody, text, purpose, place, kept):
    with looking(purpose) as r:
        (hit,) = search(r, text).hits
    assert (hit.place, hit.text) == (place, kept)


# --- what a reading may not see --------------------------------------------------------------


def test_marketing_finds_nothing_by_phone_and_is_told_why(register):
    contact("Bertta", "Öhman", Phone("040 123 4567"))
    with looking("marketing") as r:
        answer = search(r, "040 123 4567")
    assert answer.hits == ()
    clauses = {(n.place, n.clause) for n in answer.not_searched}
    assert (Place.PHONE, "data.phone") in clauses


def test_a_search_tells_only_of_places_into_which_it_would_have_looked(register):
    with looking("marketing") as r:
        assert search(r, "öh").not_searched == ()


def test_marketing_does_not_find_a_consumer(somebody):
    assert found("aino", "marketing") == []


def test_a_restricted_person_is_found_by_nobody(somebody):
    people.restrict(act=act(), party=somebody)
    for text in ("aino", "040 123", "ä", "äijälä.example", "aijala@"):
        assert found(text) == []
    assert found(str(10_000 + somebody)) == []
    people.lift_restriction(act=act(), party=somebody)
    assert found("aino") == [somebody]


def test_whom_a_search_showed_is_on_the_record(somebody):
    with looking("relations") as r:
        search(r, "aino")
        assert r.whose == {somebody}


def test_a_name_that_was_corrected_is_found_by_the_new_one_alone(somebody):
    with looking("relations") as r:
        (hit,) = search(r, "aino").hits
    row = _name_row(somebody)
    people.correct(act=act(), row=row, to=people.PersonName("Aino", "Öhman"))
    assert hit.party == somebody
    assert found("äijälä aino") == []
    assert found("öhman") == [somebody]


def _name_row(party):
    with looking("relations") as r:
        return person_page(r, party, today=act().at.date()).names[0].id


# --- hostile ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "%",
        "%%%",
        "___",
        '"',
        '""" OR """',
        "'; DROP TABLE records_party; --",
        "* NEAR(a b)",
        "hit:aino",
        "\\",
        "-",
        "()",
        "🙂🙂🙂",
        "\u202eonia",
        "\ud800",
        "9" * 400,
        "a" * 100_000,
        "a " * 5_000,
        "٣٤٥٦٧",
    ],
)
def test_nothing_that_is_typed_breaks_the_search_or_finds_everybody(somebody, text):
    assert found(text) == []


def test_signs_of_a_pattern_stand_for_themselves(register):
    percent = firm("Sataprosenttia 100 % Oy")
    firm("Satatuhatta 100 tuhatta Oy")
    assert found("100 % oy") == [percent]


def test_an_emoji_and_letters_from_right_to_left_are_found(register):
    smiling = firm("Hymy 🙂🙂🙂 Oy")
    hebrew = firm("שלום עליכם Oy")
    assert found("🙂🙂🙂") == [smiling]
    assert found("שלום") == [hebrew]


def test_a_zero_byte_within_is_passed_over(somebody):
    assert found("ai\x00no") == [somebody]


def test_never_more_than_twenty(register):
    for number in range(25):
        consumer("Aino", f"Virtanen {number}")
    assert len(found("virtanen")) == 20
    assert len(set(found("aino"))) == 20


@pytest.mark.parametrize(("text", "count"), [("aino", 2), ("040 123", 3)])
def test_a_search_is_two_statements_and_one_for_what_is_not_a_name(
    somebody, statements, text, count
):
    with looking("relations") as r, statements() as counted:
        search(r, text)
    assert len(counted) == count
