"""Who enters, what of them, and how it is mended."""

import pytest
from register_world import (
    CONSUMER,
    DAY,
    NOW,
    TODAY,
    act,
    consumer,
    contact,
    firm,
    looking,
    technical,
)

from lupaus.guard import Refused
from lupaus.register import people
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.people import NewPerson
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import (
    Address,
    Billing,
    Email,
    Firm,
    PersonName,
    Phone,
    Web,
)

pytestmark = pytest.mark.engine


def page(party, *purposes):
    with looking(*purposes or ("relations",)) as r:
        return person_page(r, party, today=TODAY)


def add(*details, purpose="relations", source=""):
    new = NewPerson(PersonName("Aino", "Äijälä"), CONSUMER, details)
    return people.add_person(act=act(purpose), person=new, source=source)


def test_a_person_enters_with_source_and_day_on_every_value(register):
    added = add(Email("aino@example.fi"), Phone("040 123 4567"), Web("example.fi"))
    seen = page(added.party)
    for value in (*seen.names, *seen.emails, *seen.phones, *seen.webs):
        assert (value.source, value.sourced_on) == ("customer", TODAY)
    assert (seen.title, seen.number) == ("Aino Äijälä", 10_000 + added.party)


def test_what_the_purpose_does_not_need_stays_out_and_is_named(register):
    added = add(Email("aino@example.fi"), Address("Katu 1", "33100", "Tampere"))
    assert [(r.field, r.clause) for r in added.rejected] == [
        ("postaladdress", "data.postal-address")
    ]
    assert page(added.party, "delivery").addresses == ()
    assert [e.address for e in page(added.party).emails] == ["aino@example.fi"]


def test_nobody_enters_of_whom_nothing_may_be_known(register):
    new = NewPerson(PersonName("Aino", "Äijälä"), CONSUMER)
    with pytest.raises(Refused) as refused:
        people.add_person(act=act("marketing"), person=new)
    assert refused.value.clause == "data.name"
    assert consumer("Kaarlo") is not None  # the register is as it was, and open


def test_an_act_for_an_unknown_purpose_is_refused(register):
    with pytest.raises(Refused):
        add(purpose="curiosity")


def test_a_source_that_the_policy_does_not_declare_is_refused(register):
    with pytest.raises(Unfit, match="customer"):
        add(source="hearsay")


def test_a_person_without_a_kind_does_not_enter(register):
    with pytest.raises(Unfit, match="kinds"):
        people.add_person(act=act(), person=NewPerson(PersonName("Aino", ""), frozenset()))


def test_a_customer_number_is_given_once(register):
    consumer("Aino", number=7)
    with pytest.raises(Unfit, match="number"):
        consumer("Bertta", number=7)


def test_a_number_of_ones_own_does_not_stand_in_the_way_of_the_next(register):
    first = consumer("Aino")
    consumer("Bertta", number=10_000 + first + 2)
    third, fourth = consumer("Kaarlo"), consumer("Eeva")
    numbers = {page(third).number, page(fourth).number}
    assert len(numbers) == 2


def test_details_are_added_later(register):
    aino = consumer()
    people.add_details(
        act=act(), party=aino, details=[Phone("09 123 456"), Email("a@example.fi")]
    )
    seen = page(aino)
    assert ([p.e164 for p in seen.phones], [e.address for e in seen.emails]) == (
        ["+3589123456"],
        ["a@example.fi"],
    )


def test_details_that_no_purpose_needs_are_refused_whole(register):
    aino = consumer()
    with pytest.raises(Refused):
        people.add_details(act=act("marketing"), party=aino, details=[Phone("09 123 456")])


def test_a_correction_takes_the_place_and_the_day(register):
    aino = consumer("Aino", "Äijälä", Email("aino@exmaple.fi"))
    row = page(aino).emails[0].id
    later = act(at=NOW + DAY)
    people.correct(act=later, row=row, to=Email("aino@example.fi"))
    (email,) = page(aino).emails
    assert (email.id, email.address, email.sourced_on) == (row, "aino@example.fi", TODAY + DAY)


def test_a_correction_under_a_purpose_that_does_not_need_it_is_refused(register):
    aino = consumer("Aino", "Äijälä", Phone("09 123 456"))
    with pytest.raises(Refused):
        people.correct(
            act=act("marketing"), row=page(aino).phones[0].id, to=Phone("09 123 457")
        )


def test_an_address_is_taken_away(register):
    aino = consumer("Aino", "Äijälä", Phone("09 123 456"))
    people.remove(act=act(), table="phonenumber", row=page(aino).phones[0].id)
    assert page(aino).phones == ()


@pytest.mark.parametrize("table", ["invoice", "permission", "party", "records_party", "x; --"])
def test_vouchers_and_decisions_are_not_taken_away_one_by_one(register, table):
    with pytest.raises(Unfit):
        people.remove(act=act(), table=table, row=1)


def test_a_row_or_a_party_that_is_not_there_is_unknown(register):
    with pytest.raises(Unknown):
        people.remove(act=act(), table="phonenumber", row=10**9)
    with pytest.raises(Unknown):
        people.add_details(act=act(), party=10**9, details=[Email("a@example.fi")])


def test_a_restricted_person_is_neither_seen_nor_changed(register):
    aino = consumer("Aino", "Äijälä", Phone("09 123 456"))
    row = page(aino).phones[0].id
    people.restrict(act=act(), party=aino)
    assert page(aino) is None
    with pytest.raises(Refused, match="restricted"):
        people.add_details(act=act(), party=aino, details=[Email("a@example.fi")])
    with pytest.raises(Refused, match="restricted"):
        people.remove(act=act(), table="phonenumber", row=row)
    people.lift_restriction(act=act(), party=aino)
    assert page(aino) is not None


def test_a_pending_claim_keeps_what_may_prove_it(register):
    aino = consumer("Aino", "Äijälä", Phone("09 123 456"))
    row = page(aino).phones[0].id
    people.open_claim(act=act(), party=aino)
    with pytest.raises(Refused, match="claim"):
        people.remove(act=act(), table="phonenumber", row=row)
    people.settle_claim(act=act(), party=aino)
    people.remove(act=act(), table="phonenumber", row=row)


def test_an_organisation_has_no_page_as_a_person_nor_the_other_way(register):
    oy, aino = firm(), consumer()
    with looking("relations") as r:
        assert person_page(r, oy, today=TODAY) is None
        assert organisation_page(r, aino, today=TODAY) is None
        assert organisation_page(r, oy, today=TODAY).title == "Esimerkki Oy"


def test_contacts_and_technical_persons_enter_as_such(register):
    assert page(contact()).is_representative
    assert page(technical()).is_technical


# --- values -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "column", "kept"),
    [
        (PersonName("  Aino   Maria ", "Äijälä"), "given", "Aino Maria"),
        (PersonName("Aino", "A\u0308ija\u0308la\u0308"), "family", "Äijälä"),
        (PersonName("Aino", "\u202eÄijälä"), "family", "Äijälä"),
        (Firm("Oy", "FI28596934"), "business_id", "2859693-4"),
        (Firm("Oy", "112038-9"), "business_id", "0112038-9"),
        (Firm("Oy", "28596934"), "business_id", "2859693-4"),
        (Email(" Aino@Example.FI "), "address", "Aino@Example.FI"),
        (Phone("+358 (0)40 123 4567"), "e164", "+358401234567"),
        (Phone("0400-123456"), "typed", "0400-123456"),
        (Address("Katu 1", "00100", "helsinki"), "town", "helsinki"),
        (Billing(iban="FI21 1234 5600 0007 85"), "iban", "FI2112345600000785"),
    ],
)
def test_what_was_typed_is_cleaned_and_nothing_is_guessed(value, column, kept):
    assert value.columns()[column] == kept


@pytest.mark.parametrize(
    "value",
    [
        PersonName("", " "),
        PersonName("A" * 201, ""),
        PersonName("Ai\x00no", ""),
        PersonName("\ud800", ""),
        PersonName("\x1b[31m", ""),
        Firm(""),
        Firm("Oy", "2859693-5"),
        Firm("Oy", "12345"),
        Firm("Oy", association_id="rek"),
        Email("aino"),
        Email("a@b@c"),
        Email("aino @example.fi"),
        Email("a" * 250 + "@b.fi"),
        Phone("12"),
        Phone("soita"),
        Phone("0" * 40),
        Address(),
        Address("Katu 1", "1234"),
        Address("Katu 1", country="F1"),
        Web("javascript:alert(1)"),
        Web(" "),
        Billing(),
        Billing(iban="FI21 1234 5600 0007 86"),
        Billing(email="x"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_field_and_without_its_value(value):
    with pytest.raises(Unfit) as unfit:
        value.columns()
    assert unfit.value.field
    assert "alert" not in str(unfit.value)


@pytest.mark.parametrize("letter", ["ß", "ﬃ", "İ", "🙂", "ŋ"])
def test_the_longest_name_of_any_letter_fits_its_columns(register, letter):
    long = consumer(letter * 200, letter * 200)
    assert page(long).names[0].family == letter * 200
