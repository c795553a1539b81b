"""A list in an address, and as one word beside a customer: the same list comes out again, and
nothing that was typed can be read on the way."""

from datetime import date
from urllib.parse import unquote_plus

import pytest
from django.http import QueryDict
from web_hands import NOW, person

from lupaus.guard import Actor, in_force, reading
from lupaus.policy.vocabulary import State
from lupaus.register.listing import Column, Kind, Order, Place, Sort, Wanted
from lupaus.web.customers.context import Asked, beside, unpacked

FULL = Asked(
    Wanted(
        q="Äijälä & co",
        kind=Kind.CONSUMER,
        town="Hämeenlinna",
        contact_before=date(2024, 2, 29),
    ),
    Order(Sort.CONTACT, descending=True),
    (Column.NAME, Column.TOWN),
    after=Place(31),
)


def read(address: str) -> Asked:
    return Asked.read(QueryDict(address.partition("?")[2]).dict())[0]


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        FULL,
        Asked(view=3, as_saved=True),
        Asked(view=3, as_saved=True, before=Place(7)),
        Asked(view=3),
        Asked(Wanted(state=State.FORMER), view=3),
    ],
)
def test_the_list_that_went_in_comes_out_again(asked):
    assert read(asked.address) == asked
    assert unpacked(asked.packed) == asked


@pytest.mark.parametrize(
    "asked", [Asked(), FULL, Asked(view=3, as_saved=True), Asked(Wanted(state=State.FORMER))]
)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", Kind.CONSUMER),
        ("state", State.FORMER),
        ("role", "billing"),
        ("gone_before", date(2027, 1, 1)),
    ],
)
def test_a_choice_of_the_menu_is_the_list_with_that_filter(asked, name, value):
    address, is_on = asked.links()(name, value)
    assert read(address) == asked.filtered(**{name: value})
    assert is_on == (getattr(asked.wanted, name) == value)
    assert "meenlinna" not in unquote_plus(address)


@pytest.mark.parametrize("word", [FULL.address, FULL.packed])
def test_what_was_typed_cannot_be_read_on_the_way(word):
    plain = unquote_plus(word).casefold()
    assert "äijälä" not in plain
    assert "hämeenlinna" not in plain


def test_what_is_chosen_stands_in_the_address_as_it_is():
    asked = Asked(Wanted(kind=Kind.CONSUMER), Order(Sort.CONTACT))
    assert asked.address == "/asiakkaat?kind=consumer&sort=last-contact"
    assert Asked().address == "/asiakkaat"


def test_what_stands_typed_in_an_address_is_not_believed():
    assert read("/asiakkaat?q=aino&town=Turku&kind=consumer") == Asked(
        Wanted(kind=Kind.CONSUMER)
    )


@pytest.mark.parametrize(
    "changed",
    [
        FULL.without("q"),
        FULL.sorted_by(Order()),
        FULL.with_columns(()),
        FULL.filtered(side=None),
    ],
)
def test_another_list_begins_at_its_beginning(changed):
    assert changed.after is None


def test_a_changed_view_says_all_that_it_lists():
    changed = Asked(view=3, as_saved=True).filtered(state=State.CUSTOMER)
    assert changed.address == "/asiakkaat?view=3&state=customer&sort=name"


@pytest.mark.parametrize(
    "word", ["", "x", "aGVq", "ö", "a" * 5000, "=" * 7, FULL.packed[:-2], FULL.packed + "A"]
)
def test_a_word_that_is_none_of_ours_is_no_list(word):
    assert unpacked(word) is None


@pytest.mark.parametrize(
    "address",
    ["view=-1", "view=9999999999999999999", "view=٣", "after=p0", "after=%00", "before='",
     "sort=;drop", "columns=,,x", "kind=%F0%9F%98%80", "contact_before=2026-02-30"],
)  # fmt: skip
def test_nonsense_in_an_address_is_the_whole_list(address):
    assert read(f"?{address}").wanted == Wanted()
    assert read(f"?{address}").after is None


@pytest.mark.engine
def test_previous_and_next_follow_the_list(register):
    first, second, third = (person("Aino", name) for name in ("Aalto", "Äijälä", "Öhman"))
    purposes = in_force().purposes_of("owner")
    actor = Actor("bertta", "owner", purposes)

    with reading(actor, purposes, at=NOW) as r:
        found = beside(r, Asked(), second, counted=True)
        assert (found.before, found.after, found.position) == (first, third, 2)
        turned = beside(r, Asked(order=Order(descending=True)), second)
        assert (turned.before, turned.after) == (third, first)
        assert beside(r, Asked(), 999_999) is None


@pytest.mark.engine
def test_a_list_by_what_may_not_be_seen_has_no_neighbours(register):
    party = person()
    actor = Actor("bertta", "sales", in_force().purposes_of("sales"))

    with reading(actor, actor.purposes, at=NOW) as r:
        assert beside(r, Asked(order=Order(Sort.OPEN)), party) is None
