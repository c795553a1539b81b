"""The list in every order: both ways, page by page, and nobody lost who has nothing to be
sorted by."""

from datetime import timedelta

import pytest
from register_world import DAY, NOW, TODAY, act, consumer, contact, firm, looking, technical

from lupaus.guard import Refused
from lupaus.policy.vocabulary import Channel
from lupaus.register import messages, people, permissions, relations, trade
from lupaus.register.listing import (
    Column,
    Count,
    Counting,
    Neighbours,
    Order,
    Place,
    Sort,
    Wanted,
    count_parties,
    list_parties,
    neighbours,
)
from lupaus.register.protected import protect
from lupaus.register.values import Address, Email, Phone
from lupaus.register.values import Order as Service

pytestmark = pytest.mark.engine


@pytest.fixture
def world(register):
    """Eight parties; a town, an unpaid invoice and a relation have some of them."""
    parties = {}
    for n, family in enumerate(("Aalto", "Öhman", "Åberg", "Virtanen", "Wirtanen")):
        at = NOW - n * DAY
        parties[family] = consumer("Aino", family, act=act(at=at))
    parties["Oy"] = firm("Esimerkki Oy")
    parties["Bertta"], parties["Kaarlo"] = contact(), technical()
    for family, town in (("Aalto", "Öja"), ("Öhman", "Äänekoski"), ("Åberg", "Tampere")):
        people.add_details(
            act=act("delivery"),
            party=parties[family],
            details=[Address("Katu 1", "33100", town), Address("Toinen 2", "00100", "Aapa")],
        )
    for family, days in (("Aalto", 30), ("Virtanen", 20), ("Wirtanen", 20)):
        relations.begin_relation(
            act=act(), party=parties[family], on=TODAY - timedelta(days=days)
        )
    for family, cents in (("Aalto", 5_000), ("Åberg", 12_000), ("Åberg", 1_000)):
        invoiced(parties[family], cents)
    return parties


def invoiced(party, cents):
    return trade.issue_invoice(
        act=act("accounting"),
        party=party,
        invoice=trade.NewInvoice(f"L-{party}-{cents}", (trade.Line("työ", cents),), TODAY),
    )


def walked(r, order, size, **more):
    """The parties forwards, page by page; they are the same backwards."""
    pages, place = [], None
    while True:
        found = list_parties(r, order=order, after=place, size=size, **more)
        pages.append([row.party for row in found.rows])
        if (place := found.after) is None:
            break
    back, place = [pages[-1]], found.before
    while place:
        found = list_parties(r, order=order, before=place, size=size, **more)
        back.insert(0, [row.party for row in found.rows])
        place = found.before
    assert [p for page in back for p in page] == [p for page in pages for p in page]
    return [party for page in pages for party in page]


@pytest.mark.parametrize("size", [1, 3, 8])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", Sort)
def test_every_order_shows_everybody_once_both_ways(world, sort, descending, size):
    with looking(*seeing(sort)) as r:
        found = walked(r, Order(sort, descending), size)
    assert sorted(found) == sorted(world.values())


@pytest.mark.parametrize("size", [1, 2, 3, 4, 20])
@pytest.mark.parametrize("descending", [False, True])
def test_who_goes_by_a_firms_name_stands_among_the_persons(
    world, monkeypatch, descending, size
):
    firms = [firm(f"{name} Oy") for name in ("Aakkonen", "Björk", "Yli", "Öst")]
    names = Order(Sort.NAME, descending)
    with looking(*SUPPORT) as r:
        whole = walked(r, names, 100)
        monkeypatch.setattr("lupaus.register.ordering._PERSONS", {None})  # as for persons
        assert walked(r, names, size) == whole
    assert {*firms} < {*whole}


SUPPORT = ("delivery", "relations")


def seeing(sort):
    return ("accounting",) if sort is Sort.OPEN else SUPPORT


def order_of(world, sort, *, descending=False, among):
    with looking(*seeing(sort)) as r:
        found = walked(r, Order(sort, descending), 3)
    names = {party: name for name, party in world.items()}
    return [names[party] for party in found if names[party] in among]


def test_towns_by_the_alphabet_and_none_last_whichever_way(world):
    towns = ["Åberg", "Öhman", "Aalto"]  # Tampere, Äänekoski, Öja
    assert order_of(world, Sort.TOWN, among={*towns, "Oy"}) == [*towns, "Oy"]
    down = order_of(world, Sort.TOWN, descending=True, among={*towns, "Oy"})
    assert down == [*reversed(towns), "Oy"]


def test_open_invoices_by_their_sum(world):
    owing = order_of(world, Sort.OPEN, descending=True, among={"Aalto", "Åberg", "Oy"})
    assert owing == ["Åberg", "Aalto", "Oy"]


def test_the_relation_by_its_start_and_equals_by_who_came_first(world):
    since = order_of(world, Sort.STARTED, among={"Aalto", "Virtanen", "Wirtanen", "Oy"})
    assert since == ["Aalto", "Virtanen", "Wirtanen", "Oy"]


def test_last_contact_moves_somebody_to_the_front(world):
    spoken = messages.Spoken(NOW, "in", "phone")
    messages.record_message(act=act(), party=world["Wirtanen"], message=spoken)
    found = order_of(world, Sort.CONTACT, descending=True, among={"Wirtanen", "Öhman", "Åberg"})
    assert found == ["Wirtanen", "Öhman", "Åberg"]


def test_an_order_by_what_the_reading_does_not_see_is_refused(world):
    for purpose, sort, clause in (
        ("relations", Sort.TOWN, "data.postal-address"),
        ("relations", Sort.OPEN, "data.vouchers"),
        ("delivery", Sort.CONTACT, "data.relation"),
    ):
        with looking(purpose) as r, pytest.raises(Refused) as refused:
            list_parties(r, order=Order(sort))
        assert refused.value.clause == clause


# --- places ----------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", Sort)
def test_a_place_in_an_address_holds_the_party_alone_and_leads_on(world, sort):
    with looking(*seeing(sort)) as r:
        whole = list_parties(r, order=Order(sort))
        for n, row in enumerate(whole.rows[:-1]):
            said = str(row.place)
            assert said == f"p{row.party:x}"
            place = Place.read(said)
            found = list_parties(r, order=Order(sort), after=place)
            assert [x.party for x in found.rows] == [x.party for x in whole.rows[n + 1 :]]
            assert not found.lost


@pytest.mark.parametrize(
    "said", ["", "p", "p0", "p-1", "px", "q1", "p1 ", "pFF", "p" + "f" * 40]
)
def test_what_is_no_place_is_none(said):
    assert Place.read(said) is None


def test_a_place_that_is_gone_leads_to_the_first_page_and_says_so(world):
    gone = world["Virtanen"]
    people.restrict(act=act(), party=gone)
    with looking("relations") as r:
        found = list_parties(r, after=Place(gone), size=2)
        assert found.lost
        assert found.rows == list_parties(r, size=2).rows
        assert found.before is None


# --- columns ---------------------------------------------------------------------------------


def cells_of(party, *columns, purposes=None):
    with looking(*purposes or SUPPORT) as r:
        found = list_parties(r, columns=columns)
        return next(row.cells for row in found.rows if row.party == party), found.hidden


def test_columns_show_what_is_there_and_nothing_where_nothing_is(world):
    aalto = world["Aalto"]
    details = [Email("aino@example.fi"), Phone("040 123 4567")]
    people.add_details(act=act(), party=aalto, details=details)
    permissions.object_to(
        act=act(),
        party=aalto,
        purpose="marketing",
        channel=Channel.EMAIL,
        given=permissions.Given("phone"),
    )
    cells, hidden = cells_of(aalto, *Column)
    assert [h.column for h in hidden] == [Column.OPEN]
    assert cells[Column.TOWN] == ("Öja", "Aapa")
    assert cells[Column.EMAIL] == ("aino@example.fi",)
    assert cells[Column.PHONE] == ("040 123 4567",)
    assert str(cells[Column.STATE]) == "customer"
    assert cells[Column.CONTACT] == TODAY
    assert [ban.channel for ban in cells[Column.PERMISSIONS].bans] == [Channel.EMAIL]
    empty, _ = cells_of(world["Kaarlo"], *Column)
    assert empty[Column.TOWN] == empty[Column.ROLES] == ()


def test_unpaid_invoices_are_summed_and_collection_is_told(world):
    trade.send_to_collection(act=act("accounting"), invoice=invoiced(world["Åberg"], 7).ids[0])
    cells, _ = cells_of(world["Åberg"], Column.OPEN, purposes=["accounting"])
    owed = cells[Column.OPEN]
    assert (owed.cents, owed.invoices, owed.collection) == (13_007, 3, True)
    assert cells_of(world["Oy"], Column.OPEN, purposes=["accounting"])[0] == {Column.OPEN: None}


def test_of_a_protected_person_the_list_shows_the_mark_and_no_town(world):
    protect(act=act(), party=world["Aalto"], source="customer")
    with looking(*SUPPORT) as r:
        rows = list_parties(r, columns=(Column.TOWN,)).rows
    assert {row.party for row in rows if row.protected} == {world["Aalto"]}
    towns = {row.party: row.cells[Column.TOWN] for row in rows}
    assert towns[world["Aalto"]] == ()
    assert towns[world["Öhman"]] == ("Äänekoski", "Aapa")


def test_roles_name_the_firm_and_services_their_state(world):
    made = relations.affiliate(
        act=act(), person=world["Bertta"], role=relations.Role(world["Oy"], "billing")
    )
    assert made.ids
    trade.place_order(act=act("delivery"), party=world["Oy"], order=Service("Verkkosivut"))
    cells, _ = cells_of(world["Bertta"], Column.ROLES)
    assert [(h.role, h.organisation) for h in cells[Column.ROLES]] == [
        ("billing", "Esimerkki Oy")
    ]
    cells, _ = cells_of(world["Oy"], Column.SERVICES)
    assert [s.name for s in cells[Column.SERVICES]] == ["Verkkosivut"]


def test_a_column_out_of_sight_is_told_with_its_clause_and_not_asked_for(world):
    cells, hidden = cells_of(
        world["Aalto"], Column.TOWN, Column.OPEN, Column.STATE, purposes=["relations"]
    )
    assert set(cells) == {Column.STATE}
    assert [(h.column, h.clause) for h in hidden] == [
        (Column.TOWN, "data.postal-address"),
        (Column.OPEN, "data.vouchers"),
    ]


def test_a_page_with_everything_is_at_most_eight_statements(world, statements):
    with looking(*SUPPORT) as r:
        place = Place(list_parties(r, size=6).rows[-1].party)
        with statements() as counted:
            found = list_parties(
                r,
                Wanted(q="a", town="a"),
                columns=tuple(Column),
                after=place,
                counted=Counting.WHOLE,
            )
            assert len(counted) <= 8
        with statements() as counted:
            found = list_parties(r, columns=tuple(Column), after=place, counted=Counting.WHOLE)
            assert found.rows
            assert len(counted) == 7  # place, two stretches, three for the columns, count


def test_a_column_not_shown_costs_nothing(world, statements):
    with looking(*SUPPORT) as r:
        for columns, cost in (((), 1), ((Column.EMAIL,), 2), ((Column.EMAIL, Column.STATE), 3)):
            with statements() as counted:
                list_parties(r, columns=columns, size=3)
            assert len(counted) == cost


# --- beside one another ----------------------------------------------------------------------


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", Sort)
def test_neighbours_are_those_of_the_list_and_count_from_one(world, sort, descending):
    order = Order(sort, descending)
    with looking(*seeing(sort)) as r:
        listed = [row.party for row in list_parties(r, order=order).rows]
        for n, party in enumerate(listed):
            found = neighbours(r, Wanted(), order, party, counted=True)
            assert found == Neighbours(
                listed[n - 1] if n else None,
                listed[n + 1] if n + 1 < len(listed) else None,
                n + 1,
            )


def test_who_fell_out_of_the_list_still_stands_between_neighbours(world):
    with looking(*SUPPORT) as r:
        among = Wanted(q="aino")
        found = neighbours(r, among, Order(), world["Bertta"])
        assert (found.before, found.after) == (world["Öhman"], None)
        assert neighbours(r, Wanted(), Order(), max(world.values()) + 1) is None


def test_counts_stop_being_exact_beyond_ten_thousand():
    assert str(Count(9_999)) == "9\N{NO-BREAK SPACE}999"
    assert str(Count(10_000, exact=False)) == "10\N{NO-BREAK SPACE}000+"


def test_the_count_stops_counting(world, monkeypatch):
    monkeypatch.setattr("lupaus.register.listing.COUNTED", 7)
    with looking("relations") as r:
        assert count_parties(r) == Count(7, exact=False)
    monkeypatch.setattr("lupaus.register.listing.COUNTED", 8)
    with looking("relations") as r:
        assert count_parties(r) == Count(8, exact=True)
