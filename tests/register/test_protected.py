"""A protected address (turvakielto) is marked where it is seen, and leaves for a reason."""

import csv
import io
import json
from dataclasses import replace

import pytest
from django.db import connection
from register_world import DAY, NOW, TODAY, act, consumer, contact, firm, looking

from lupaus.guard import Actor, Refused, in_force
from lupaus.intake.export import export_csv, export_json
from lupaus.ledger.entry import Event
from lupaus.policy.vocabulary import Channel
from lupaus.register import people, protected, relations, trade
from lupaus.register.allowed import Ground, is_allowed
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.rows import Protected
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import Address, Email, Order, Phone

pytestmark = pytest.mark.engine

REACHED = (Email("aino@example.fi"), Phone("040 123 4567"))
STREET = Address("Salakuja 1", "00100", "Helsinki")


def events():
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_payload ORDER BY seq")
        return [bytes(row[0]).decode() for row in cursor.fetchall()]


def page(party, purpose="relations"):
    with looking(purpose) as r:
        return person_page(r, party, today=TODAY)


@pytest.fixture
def aino(register):
    aino = consumer("Aino", "Äijälä", *REACHED)
    people.add_details(act=act("delivery"), party=aino, details=[STREET])
    protected.protect(act=act(), party=aino, source="customer", since=TODAY - DAY)
    return aino


@pytest.fixture
def kaarlo(register):
    return consumer("Kaarlo", "Åberg", Email("kaarlo@example.fi"), Phone("050 123 4567"))


# --- the mark ---------------------------------------------------------------------------------


def test_the_mark_says_since_when_and_from_whom_and_is_on_the_record(aino):
    assert page(aino).protected == Protected(TODAY - DAY, "customer")
    assert str(Event.ADDRESS_PROTECTED) in events()[-1]


@pytest.mark.parametrize("purpose", ["delivery", "relations", "accounting", "claims"])
def test_every_purpose_that_sees_the_person_sees_the_mark(aino, purpose):
    assert page(aino, purpose).protected is not None


def test_nobody_has_it_who_was_not_said_to(kaarlo):
    assert page(kaarlo).protected is None
    oy = firm()
    with looking("relations") as r:
        assert organisation_page(r, oy, today=TODAY).protected is None


def test_staff_who_need_the_address_still_see_it(aino):
    assert page(aino, "delivery").addresses[0].street == "Salakuja 1"
    assert page(aino).phones[0].e164 == "+358401234567"


def test_told_again_the_first_day_stays(aino):
    protected.protect(act=act(), party=aino, source="customer")
    assert page(aino).protected.since == TODAY - DAY


def test_it_ends_by_an_act_that_says_why(aino):
    with pytest.raises(Refused, match="say why"):
        protected.end_protection(act=act(why="  "), party=aino)
    assert page(aino).protected is not None
    protected.end_protection(act=act(why="päättynyt, asiakas ilmoitti"), party=aino)
    assert page(aino).protected is None
    assert str(Event.ADDRESS_PROTECTION_ENDED) in events()[-1]
    with pytest.raises(Unfit, match="nothing to end"):
        protected.end_protection(act=act(why="uudestaan"), party=aino)


@pytest.mark.parametrize(
    "wrong",
    [{"source": "naapuri"}, {"source": ""}, {"source": "customer", "since": TODAY + DAY}],
)
def test_a_mark_without_a_source_or_of_the_future_is_refused_with_its_cure(kaarlo, wrong):
    with pytest.raises(Unfit):
        protected.protect(act=act(), party=kaarlo, **wrong)
    assert page(kaarlo).protected is None


def test_an_organisation_has_none_and_nobody_is_no_person(register):
    with pytest.raises(Unfit, match="organisation"):
        protected.protect(act=act(), party=firm(), source="customer")
    with pytest.raises(Unknown):
        protected.protect(act=act(), party=10**9, source="customer")


def test_somebody_restricted_can_be_protected(kaarlo):
    people.restrict(act=act(), party=kaarlo)
    protected.protect(act=act(), party=kaarlo, source="customer")
    people.lift_restriction(act=act(), party=kaarlo)
    assert page(kaarlo).protected == Protected(TODAY, "customer")


# --- what leaves the register -----------------------------------------------------------------


def support():
    return Actor("bertta", "support", in_force().purposes_of("support"))


def exported(folder, **more):
    done = export_csv(folder, actor=support(), act=more.pop("act", act()), **more)
    cells = {}
    for table in ("personname", "emailaddress", "phonenumber", "postaladdress", "party"):
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells[table] = list(csv.DictReader(file, delimiter=";"))
    return done, cells


def test_an_export_leaves_out_by_what_they_could_be_found_and_says_of_how_many(
    aino, kaarlo, tmp_path
):
    done, cells = exported(tmp_path / "vienti")
    assert [row["address"] for row in cells["emailaddress"]] == ["kaarlo@example.fi"]
    assert [row["party_id"] for row in cells["phonenumber"]] == [str(kaarlo)]
    assert cells["postaladdress"] == []
    assert len(cells["personname"]) == 2
    marks = {row["id"]: row["protected_on"] for row in cells["party"]}
    assert marks == {str(aino): str(TODAY - DAY), str(kaarlo): ""}
    assert done.withheld == 1
    assert done.tables["emailaddress"] == 1


def test_where_somebody_works_and_what_is_done_for_them_stays_here_too(aino, kaarlo, tmp_path):
    for party in (aino, kaarlo):
        relations.affiliate(
            act=act("delivery"), person=party, role=relations.Role(firm(), "user")
        )
        trade.place_order(act=act("delivery"), party=party, order=Order("Kotikäynti"))
    exported(tmp_path / "vienti")
    for table in ("affiliation", "order"):
        file = tmp_path / "vienti" / f"{table}.csv"
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
        assert [row["party_id"] for row in rows] == [str(kaarlo)]


def test_the_same_as_one_json(aino, kaarlo, tmp_path):
    file = tmp_path / "vienti.json"
    done = export_json(file, actor=support(), act=act())
    text = file.read_text(encoding="utf-8")
    parties = {p["id"]: p for p in json.loads(text)["parties"]}
    assert "emailaddress" not in parties[aino]
    assert parties[kaarlo]["emailaddress"][0]["address"] == "kaarlo@example.fi"
    assert "Salakuja" not in text
    assert "401234567" not in text
    assert done.withheld == 1


def test_it_goes_out_by_an_act_that_says_why_and_that_is_on_the_record(aino, kaarlo, tmp_path):
    with pytest.raises(Refused, match="say why"):
        export_csv(tmp_path / "vienti", actor=support(), act=act(), protected=True)
    assert list(tmp_path.iterdir()) == []
    why = replace(act(), why="siirto uuteen järjestelmään")
    done, cells = exported(tmp_path / "vienti", act=why, protected=True)
    assert len(cells["emailaddress"]) == 2
    assert done.withheld == 0
    assert any(str(Event.EXCEPTION_OPENED) in event for event in events())


def test_nothing_is_released_where_nobody_is_protected(kaarlo, tmp_path):
    why = replace(act(), why="siirto")
    exported(tmp_path / "vienti", act=why, protected=True)
    assert not any(str(Event.EXCEPTION_OPENED) in event for event in events())


def test_a_list_for_marketing_leaves_them_out_and_a_service_message_reaches_them(register):
    bertta = contact("Bertta", "Öhman", Email("bertta@example.fi"))

    def may(purpose):
        return is_allowed(act=act(), party=bertta, purpose=purpose, channel=Channel.EMAIL)

    assert may("marketing")
    protected.protect(act=act(), party=bertta, source="customer")
    barred = may("marketing")
    assert [reason.ground for reason in barred.reasons] == [Ground.PROTECTED]
    assert barred.reasons[0].since == NOW.date()
    assert may("relations")
