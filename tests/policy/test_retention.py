"""When a thing goes: the golden vectors, in plain meaning and on the engine alike."""

import random
from datetime import date, timedelta

import pytest
import retention_draw
from retention_case import TWO_YEARS, VOUCHERS, a_policy, a_world, add, goes, last_day, said
from retention_world import EMAIL, INVOICE, LINE, SCHEMA, names

from lupaus.policy import meaning, retention, views
from lupaus.policy.model import Policy
from lupaus.policy.period import FiscalCalendar, Period, YearDay
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Anchor, Category, SubjectKind

pytestmark = pytest.mark.engine

DAY = timedelta(days=1)
# --- golden vectors -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fiscal_year_ends", "sale", "kept_through"),
    [
        ("12-31", date(2025, 1, 1), date(2031, 12, 31)),
        ("12-31", date(2025, 12, 31), date(2031, 12, 31)),
        ("03-31", date(2023, 4, 1), date(2030, 12, 31)),
        ("03-31", date(2024, 3, 31), date(2030, 12, 31)),
        ("03-31", date(2024, 4, 1), date(2031, 12, 31)),
        ("06-30", date(2024, 11, 15), date(2031, 12, 31)),
    ],
)
def test_vouchers_are_kept_six_years_from_the_year_in_which_the_fiscal_year_ended(
    run, fiscal_year_ends, sale, kept_through
):
    policy = a_policy(VOUCHERS, fiscal_years=[{"ends": fiscal_year_ends}])
    world = a_world(policy, sale)
    add(world, "records_invoice", issued_on=sale, status="paid")
    assert last_day(run, world, INVOICE, kept_through)


def test_the_lines_of_an_invoice_go_with_it_and_not_before(run):
    world = a_world(a_policy(VOUCHERS, fiscal_years=[{"ends": "03-31"}]), date(2024, 1, 1))
    invoice = add(world, "records_invoice", issued_on=date(2024, 3, 31), status="paid")
    add(world, "records_invoiceline", invoice_id=invoice, text="Ylläpito")
    assert last_day(run, world, LINE, date(2030, 12, 31))


def test_books_of_account_are_kept_ten_years_from_the_end_of_the_fiscal_year():
    rule = Rule(
        "retention.books", "accounting", (), Anchor.FISCAL_YEAR, at_least=Period(months=120)
    )
    fiscal = FiscalCalendar.yearly(YearDay(3, 31))
    assert retention.held_until(rule, date(2024, 3, 31), fiscal) == date(2034, 3, 31)
    assert retention.held_until(rule, date(2023, 4, 1), fiscal) == date(2034, 3, 31)


def test_six_years_from_the_end_of_the_fiscal_year_end_nine_months_too_early():
    rule = Rule("published", "accounting", (), Anchor.FISCAL_YEAR, at_least=Period(months=72))
    fiscal = FiscalCalendar.yearly(YearDay(3, 31))
    assert retention.held_until(rule, date(2024, 3, 31), fiscal) == date(2030, 3, 31)


def test_law_keeps_vouchers_whatever_the_policy_promises(run):
    short = {"purpose": "accounting", "at_most": "1 year", "after": "collected"}
    world = a_world(a_policy(short, fiscal_years=[{"ends": "03-31"}]), date(2024, 1, 1))
    add(world, "records_invoice", issued_on=date(2024, 3, 31), status="paid")
    assert last_day(run, world, INVOICE, date(2030, 12, 31))


def test_a_private_person_keeps_no_books_by_law(run):
    short = {"purpose": "accounting", "at_most": "1 year", "after": "end of fiscal year"}
    world = a_world(a_policy(short, controller="person"), date(2024, 1, 1))
    add(world, "records_invoice", issued_on=date(2024, 3, 31), status="paid")
    assert last_day(run, world, INVOICE, date(2025, 12, 30))


def test_two_years_from_the_end_of_the_relation_end_on_the_anniversary(run):
    world = a_world(a_policy(TWO_YEARS), date(2026, 1, 1), relation_ended_on=date(2024, 3, 5))
    assert last_day(run, world, EMAIL, date(2026, 3, 4))


def test_a_december_purge_takes_the_last_december_that_keeps_the_promise(run):
    policy = a_policy({**TWO_YEARS, "window": "12-31"})
    world = a_world(policy, date(2025, 1, 1), relation_ended_on=date(2024, 3, 5))
    assert last_day(run, world, EMAIL, date(2025, 12, 30))


def test_a_term_that_ends_on_the_window_itself_is_purged_on_that_day(run):
    policy = a_policy({**TWO_YEARS, "window": "12-31"})
    world = a_world(policy, date(2025, 1, 1), relation_ended_on=date(2023, 12, 31))
    assert last_day(run, world, EMAIL, date(2025, 12, 30))


@pytest.mark.parametrize(
    ("ended", "period", "last"),
    [
        (date(2024, 2, 29), "2 years", date(2026, 2, 27)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 28)),
        (date(2023, 2, 28), "1 year", date(2024, 2, 27)),
        (date(2025, 8, 31), "6 months", date(2026, 2, 27)),
        (date(2025, 8, 31), "1 month", date(2025, 9, 29)),
        (date(2025, 12, 31), "28 days", date(2026, 1, 27)),
    ],
)
def test_leap_days_and_month_ends(run, ended, period, last):
    policy = a_policy({**TWO_YEARS, "at_most": period})
    assert last_day(run, a_world(policy, ended, relation_ended_on=ended), EMAIL, last)


def test_an_address_that_a_contract_needs_stays_but_marketing_does_not_see_it(run):
    policy = a_policy(
        TWO_YEARS,
        {"purpose": "delivery", "at_most": "3 years", "after": "relation ended"},
        data={"email": {"for": ["marketing", "delivery"]}},
    )
    today = date(2026, 3, 5)
    world = a_world(policy, today, relation_ended_on=date(2024, 3, 5))
    assert not goes(run, world, EMAIL, today)
    opened = views.grants(policy, SCHEMA)
    assert run(views.select(opened["marketing"], EMAIL, policy), {}) == []
    assert run(views.party_select(opened["marketing"], policy), {}) == []
    assert len(run(views.select(opened["delivery"], EMAIL, policy), {})) == 1


# --- anchors --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "column"),
    [
        ("relation ended", "relation_ended_on"),
        ("last contact with person", "last_contact_on"),
        ("last contact with person or organisation", "last_contact_any_on"),
        ("last invoice", "last_invoice_on"),
        ("service ended", "relation_ended_on"),
    ],
)
def test_party_level_anchors_run_from_the_spine(run, anchor, column):
    world = a_world(
        a_policy({**TWO_YEARS, "after": anchor}), date(2026, 1, 1), **{column: date(2024, 3, 5)}
    )
    assert last_day(run, world, EMAIL, date(2026, 3, 4))


def test_collected_runs_from_the_row_and_not_from_the_party(run):
    policy = a_policy({**TWO_YEARS, "after": "collected"})
    world = a_world(policy, date(2026, 1, 1))
    world.rows["records_emailaddress"][0]["sourced_on"] = date(2024, 3, 5)
    assert last_day(run, world, EMAIL, date(2026, 3, 4))


def test_a_name_waits_for_the_fiscal_year_in_which_its_owner_was_last_invoiced(run):
    policy = a_policy(
        {**TWO_YEARS, "after": "end of fiscal year last invoiced"},
        fiscal_years=[{"ends": "03-31"}],
    )
    world = a_world(policy, date(2026, 1, 1), last_invoice_on=date(2023, 4, 1))
    assert last_day(run, world, EMAIL, date(2026, 3, 30))


def test_an_obligation_alone_closes_its_purpose_the_day_after_it_ends(run):
    policy = a_policy({**VOUCHERS, "data": ["email"]}, data={"email": {"for": ["accounting"]}})
    world = a_world(policy, date(2026, 1, 1), last_invoice_on=date(2025, 6, 1))
    assert last_day(run, world, EMAIL, date(2031, 12, 31))


def test_a_minimum_that_is_no_obligation_never_closes(run):
    policy = a_policy({"purpose": "marketing", "at_least": "1 year", "after": "relation ended"})
    world = a_world(policy, date(2026, 1, 1), relation_ended_on=date(2001, 1, 1))
    assert not goes(run, world, EMAIL, date(2026, 1, 1))


def test_a_relation_that_has_not_ended_closes_nothing(run):
    assert not goes(
        run, a_world(a_policy(TWO_YEARS), date(2099, 1, 1)), EMAIL, date(2099, 1, 1)
    )


def test_of_two_rules_the_earlier_maximum_closes(run):
    policy = a_policy({**TWO_YEARS, "at_most": "9 years"}, TWO_YEARS)
    world = a_world(policy, date(2026, 1, 1), relation_ended_on=date(2024, 3, 5))
    assert last_day(run, world, EMAIL, date(2026, 3, 4))


def test_a_purpose_without_a_rule_never_closes(run):
    world = a_world(a_policy(), date(2026, 1, 1), relation_ended_on=date(1999, 1, 1))
    assert not goes(run, world, EMAIL, date(2026, 1, 1))


def test_what_no_purpose_needs_goes_at_once(run):
    world = a_world(a_policy(data={"vouchers": {"for": ["accounting"]}}), date(2026, 1, 1))
    assert goes(run, world, EMAIL, date(2026, 1, 1))


CONSENT = {"purpose": "marketing", "at_most": "1 month", "after": "consent withdrawn"}


def test_a_month_after_consent_was_withdrawn_the_address_goes(run):
    world = a_world(a_policy(CONSENT), date(2026, 1, 1))
    said(world, 1, "granted", date(2020, 1, 1))
    said(world, 2, "withdrawn", date(2026, 1, 31))
    assert last_day(run, world, EMAIL, date(2026, 2, 27))


@pytest.mark.parametrize(
    ("later", "channel"), [("granted", "email"), ("lifted", "email"), ("granted", "sms")]
)
def test_a_consent_that_stands_on_any_channel_keeps_the_purpose_open(run, later, channel):
    world = a_world(a_policy(CONSENT), date(2026, 1, 1))
    said(world, 1, "withdrawn", date(2020, 1, 31))
    said(world, 2, later, date(2020, 2, 1), channel)
    assert not goes(run, world, EMAIL, date(2026, 1, 1))


def test_a_withdrawal_for_every_channel_ends_the_consent_of_each(run):
    world = a_world(a_policy(CONSENT), date(2026, 1, 1))
    said(world, 1, "granted", date(2020, 1, 1), "sms")
    said(world, 2, "withdrawn", date(2026, 1, 31), "")
    assert last_day(run, world, EMAIL, date(2026, 2, 27))


def test_consent_withdrawn_for_one_purpose_says_nothing_of_another(run):
    world = a_world(a_policy({**CONSENT, "purpose": "delivery"}), date(2026, 1, 1))
    said(world, 1, "withdrawn", date(2020, 1, 31))
    assert not goes(run, world, EMAIL, date(2026, 1, 1))


# --- whom -----------------------------------------------------------------------------------


def _for_consumers(**data: object) -> Policy:
    return a_policy(
        TWO_YEARS,
        subjects={"consumer": {"kind": "consumer"}, "contact": {"kind": "representative"}},
        purposes={"marketing": {"class": "marketing", "subjects": ["consumer"]}},
        data={"email": {"for": ["marketing"], **data}},
    )


@pytest.mark.parametrize("kind", sorted({*SubjectKind} - {SubjectKind.CONSUMER}))
def test_of_a_kind_that_no_purpose_covers_nothing_is_kept(run, kind):
    flags = {"is_consumer": False, names.KINDS[kind]: True}
    assert goes(
        run, a_world(_for_consumers(), date(2026, 1, 1), **flags), EMAIL, date(2026, 1, 1)
    )


def test_who_is_both_is_kept_for_the_sake_of_the_one_that_is_covered(run):
    world = a_world(_for_consumers(), date(2026, 1, 1), is_representative=True)
    assert not goes(run, world, EMAIL, date(2026, 1, 1))


@pytest.mark.parametrize(("subjects", "gone"), [([], False), (["consumer"], True)])
def test_an_organisation_passes_unless_the_data_are_of_consumers_alone(run, subjects, gone):
    flags = {"is_consumer": False, "is_organisation": True}
    world = a_world(_for_consumers(subjects=subjects), date(2026, 1, 1), **flags)
    assert goes(run, world, EMAIL, date(2026, 1, 1)) == gone


def test_a_purpose_for_prospects_needs_nothing_once_they_are_customers(run):
    policy = a_policy(
        TWO_YEARS,
        subjects={"lead": {"kind": "consumer", "state": "prospect"}},
        purposes={"marketing": {"class": "marketing", "subjects": ["lead"]}},
    )
    world = a_world(policy, date(2026, 1, 1))
    assert not goes(run, world, EMAIL, date(2026, 1, 1))
    world.rows["records_party"][0]["relation_started_on"] = date(2025, 12, 31)
    assert goes(run, world, EMAIL, date(2026, 1, 1))


TODAY = date(2026, 3, 5)


def test_promises_without_a_number_or_without_an_anchor_are_no_rules():
    policy = a_policy(
        {"purpose": "marketing", "at_most": "2 years"},
        {"purpose": "marketing", "after": "relation ended", "as_long_as": "needed"},
        controller="person",
    )
    assert retention.effective(policy) == ()


def test_the_table_of_cut_offs_has_a_day_for_every_rule_that_closes():
    policy = a_policy(TWO_YEARS, VOUCHERS, {**TWO_YEARS, "window": "12-31"})
    assert retention.cutoffs(policy, TODAY) == {
        "retention.marketing": date(2024, 3, 5),
        "retention.accounting": date(2019, 12, 31),
        "retention.marketing.2": date(2024, 12, 30),
    }


def test_the_day_foretold_is_the_first_day_on_which_a_thing_is_due():
    for seed in range(8):
        draw = random.Random(seed)
        world = retention_draw.draw_world(retention_draw.draw_policy(draw), draw, parties=15)
        for thing in world.things(EMAIL):
            day = meaning.departure(thing, world.policy, world.today).day
            if day is not None:
                assert meaning.due(thing, world.policy, day)
                assert day == world.today or not meaning.due(thing, world.policy, day - DAY)


def test_a_category_is_needed_in_the_order_in_which_the_policy_names_its_purposes():
    policy = a_policy(data={"email": {"for": ["delivery", "marketing", "unknown"]}})
    assert retention.needing(policy, Category.EMAIL) == ("delivery", "marketing")
    assert retention.needing(policy, Category.PHONE) == ()
