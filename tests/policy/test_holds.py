"""What keeps a thing that is due, and what becomes of the person when nothing is left."""

from datetime import date

import pytest
from retention_case import TWO_YEARS, VOUCHERS, a_policy, a_world, add, goes, said
from retention_world import DAY, EMAIL, INVOICE, LINE, PERMISSION, SCHEMA, World, ask, fill, ids

from lupaus.policy import meaning, retention, sql, views
from lupaus.policy.vocabulary import Hold

pytestmark = pytest.mark.engine

WAITS = {"rights": {"erasure": {"except": ["open-invoice"]}}}
SERVICE = {"email": {"for": ["delivery"]}, "vouchers": {"for": ["accounting"]}}
DELIVERED = {"purpose": "delivery", "at_most": "2 years", "after": "relation ended"}
LONG_AGO = {"relation_ended_on": date(2001, 1, 1)}
TODAY = date(2026, 3, 5)


def holds_on(run, world: World, holding) -> dict[str, tuple[int, int]]:
    fill(run, world)
    counts = ask(run, sql.held_counts(holding, world.policy, world.today))
    return {hold: (rows, parties) for hold, _, rows, parties in counts}


@pytest.mark.parametrize("status", ["open", "collection", "disputed"])
def test_an_unsettled_invoice_holds_the_address_where_the_policy_says_so(run, status):
    world = a_world(a_policy(DELIVERED, data=SERVICE, **WAITS), TODAY, **LONG_AGO)
    add(world, "records_invoice", issued_on=date(2001, 1, 1), status=status)
    assert not goes(run, world, EMAIL, TODAY)
    (hold,) = holds_on(run, world, EMAIL)
    assert hold == {"open": "open-invoice", "disputed": "dispute"}.get(status, status)
    world.rows["records_invoice"][0]["status"] = "paid"
    assert goes(run, world, EMAIL, TODAY)


def test_an_open_invoice_does_not_hold_the_address_where_nothing_was_said(run):
    world = a_world(a_policy(DELIVERED, data=SERVICE), TODAY, **LONG_AGO)
    add(world, "records_invoice", issued_on=date(2001, 1, 1), status="open")
    assert goes(run, world, EMAIL, TODAY)


def test_an_open_invoice_holds_itself_and_its_lines_always(run):
    world = a_world(a_policy(VOUCHERS), TODAY)
    invoice = add(world, "records_invoice", issued_on=date(2001, 1, 1), status="open")
    add(world, "records_invoiceline", invoice_id=invoice, text="Ylläpito")
    assert not goes(run, world, INVOICE, TODAY)
    assert not goes(run, world, LINE, TODAY)
    world.rows["records_invoice"][0]["status"] = "credited"
    assert goes(run, world, INVOICE, TODAY)
    assert goes(run, world, LINE, TODAY)


def test_what_only_marketing_wanted_pays_no_invoice_and_is_not_held_for_one(run):
    world = a_world(a_policy(TWO_YEARS, **WAITS), TODAY, disputed=True, **LONG_AGO)
    add(world, "records_invoice", issued_on=date(2001, 1, 1), status="open")
    assert goes(run, world, EMAIL, TODAY)


def test_a_restricted_person_loses_nothing_and_is_seen_by_claims_alone(run):
    policy = a_policy(
        TWO_YEARS,
        data={"email": {"for": ["marketing", "claims"]}},
        roles={"boss": {"purposes": ["claims", "marketing"]}},
    )
    world = a_world(policy, TODAY, restricted=True)
    fill(run, world)
    seen = {
        name
        for name, grant in views.grants(policy, SCHEMA).items()
        if EMAIL in grant.holdings and run(views.select(grant, EMAIL, policy), {})
    }
    assert seen == {"claims"}
    alone = a_world(a_policy(TWO_YEARS), TODAY, restricted=True, **LONG_AGO)
    assert not goes(run, alone, EMAIL, TODAY)
    assert holds_on(run, alone, EMAIL) == {"restriction": (1, 1)}


def test_a_pending_claim_holds_what_may_settle_it(run):
    world = a_world(a_policy(DELIVERED, data=SERVICE), TODAY, disputed=True, **LONG_AGO)
    assert not goes(run, world, EMAIL, TODAY)
    assert holds_on(run, world, EMAIL) == {"dispute": (1, 1)}


def test_a_person_s_page_says_what_it_waits_for(run):
    world = a_world(a_policy(DELIVERED, data=SERVICE), TODAY, disputed=True, **LONG_AGO)
    (thing,) = world.things(EMAIL)
    departure = meaning.departure(thing, world.policy, TODAY)
    assert departure.day is None
    assert [s.hold for s in departure.waits_for] == [Hold.DISPUTE]


# --- the person as a whole ------------------------------------------------------------------


def parties_to_go(run, world: World, **among: str) -> list[int]:
    fill(run, world)
    return ids(ask(run, sql.due_parties(SCHEMA, world.policy, world.today, **among)))


def test_a_person_goes_when_nothing_is_left_and_takes_the_permissions_along(run):
    world = a_world(a_policy(TWO_YEARS), TODAY, **LONG_AGO)
    said(world, 1, "objected", date(2020, 1, 1))
    assert parties_to_go(run, world) == []
    assert not goes(run, world, PERMISSION, TODAY)
    world.rows["records_emailaddress"].clear()
    assert parties_to_go(run, world) == [1]
    assert PERMISSION in sql.following(SCHEMA, world.policy)
    assert parties_to_go(run, world, among="SELECT id FROM records_party WHERE id = 2") == []


def test_an_organisation_stays_while_somebody_s_role_points_at_it(run):
    world = a_world(a_policy(TWO_YEARS, data={"role": {"for": ["delivery"]}}), TODAY)
    world.rows["records_emailaddress"].clear()
    aino = world.rows["records_party"][0]
    world.rows["records_party"].append({**aino, "id": 2, "number": 2, "is_organisation": True})
    add(world, "records_affiliation", organisation_id=2)
    assert parties_to_go(run, world) == []


def test_the_dates_of_the_relation_stay_as_long_as_a_purpose_needs_them(run):
    policy = a_policy(
        {"purpose": "claims", "at_most": "3 years", "after": "relation ended"},
        data={"relation": {"for": ["claims"]}},
    )
    world = a_world(policy, TODAY, relation_ended_on=TODAY - 700 * DAY)
    world.rows["records_emailaddress"].clear()
    assert parties_to_go(run, world) == []
    world.rows["records_party"][0]["relation_ended_on"] = date(2023, 3, 5)
    assert parties_to_go(run, world) == [1]


# --- the register as a whole ----------------------------------------------------------------


def test_a_row_that_was_due_yesterday_and_is_still_here_is_overdue(run):
    world = a_world(a_policy(TWO_YEARS), TODAY, relation_ended_on=date(2024, 3, 5))
    fill(run, world)
    overdue = [
        bool(ask(run, sql.overdue_rows(EMAIL, world.policy, day)))
        for day in (TODAY - DAY, TODAY, TODAY + DAY)
    ]
    assert overdue == [False, False, True]


def test_a_due_row_names_the_rules_that_closed_it(run):
    policy = a_policy(TWO_YEARS, {**DELIVERED, "at_most": "3 years"}, data=SERVICE)
    world = a_world(policy, TODAY, **LONG_AGO)
    fill(run, world)

    def by(rule: str) -> bool:
        return bool(ask(run, sql.due_rows(EMAIL, policy, TODAY, by=rule)))

    assert by("retention.delivery")
    assert not by("retention.marketing")


def test_a_check_knows_how_many_rows_a_rule_is_about(run):
    policy = a_policy(
        {**TWO_YEARS, "subjects": ["consumer"]},
        subjects={"consumer": {"kind": "consumer"}},
    )
    world = a_world(policy, TODAY)
    fill(run, world)
    rule = retention.effective(policy)[0]
    assert ask(run, sql.subject_rows(EMAIL, rule)) == [(1,)]
    assert ask(run, sql.subject_rows(INVOICE, rule)) == [(0,)]
