"""Invented customers are the same every time, in every state, and nobody real."""

from collections import Counter
from datetime import date

from stdnum.fi import ytunnus

from lupaus.commands.demo.invented import Rows, invented

TODAY = date(2026, 11, 22)


def _all(count: int, **options) -> Rows:
    whole = Rows()
    for rows in invented(count, today=TODAY, **options):
        for table, found in rows.by_table.items():
            whole.by_table.setdefault(table, []).extend(found)
    return whole


def test_a_larger_register_begins_with_the_smaller_one():
    small, large = _all(150), _all(1200)
    for table, rows in small.by_table.items():
        assert large.by_table[table][: len(rows)] == rows


def test_every_state_of_a_customer_is_there():
    rows = _all(2000).by_table
    people = [p for p in rows["records_party"] if not p["is_organisation"]]
    started = Counter(p["relation_started_on"] is not None for p in people)
    ended = [p["relation_ended_on"] for p in people if p["relation_ended_on"]]
    assert min(started.values()) > 100
    assert any(e < date(2023, 11, 22) for e in ended)
    assert any(e > date(2025, 11, 22) for e in ended)
    assert {i["status"] for i in rows["records_invoice"]} == {"open", "paid", "collection"}
    assert any(i["issued_on"].year <= 2018 for i in rows["records_invoice"])
    assert {p["decision"] for p in rows["records_permission"]} == {
        "granted",
        "objected",
        "withdrawn",
    }
    assert any(p["restricted"] for p in people)


def test_a_representative_stands_in_the_relation_of_the_organisation():
    rows = _all(700).by_table
    parties = {p["id"]: p for p in rows["records_party"]}
    for role in rows["records_affiliation"]:
        person, organisation = parties[role["party_id"]], parties[role["organisation_id"]]
        assert organisation["is_organisation"]
        if person["is_representative"]:
            assert person["relation_started_on"] == organisation["relation_started_on"]
            assert person["relation_ended_on"] == organisation["relation_ended_on"]


def test_business_ids_are_valid_and_addresses_are_nobodys():
    rows = _all(3000).by_table
    assert all(ytunnus.is_valid(o["business_id"]) for o in rows["records_organisation"])
    assert all(e["address"].endswith("@example.fi") for e in rows["records_emailaddress"])
    assert all(e["address"].isascii() for e in rows["records_emailaddress"])


def test_nothing_is_dated_after_today():
    rows = _all(1000).by_table
    assert max(r["sourced_on"] for table in rows.values() for r in table) <= TODAY
