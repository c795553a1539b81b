"""A purge destroys what is due, all of it, and nothing else."""

from datetime import date, timedelta

import pytest
from keeping_hands import DAY, act, two_years

from lupaus.guard import in_force
from lupaus.keeping import holds
from lupaus.keeping.finish import finish
from lupaus.keeping.plan import plan, preview, what_if
from lupaus.keeping.purge import execute
from lupaus.keeping.runs import CannotPurge
from lupaus.policy.vocabulary import Hold

pytestmark = pytest.mark.engine
ENDED = date(2024, 3, 5)
GONE: set[str] = set()


def purged(day: date):
    """Plan and carry out, as the worker does on a day."""
    found = plan(day, act(day))
    result = execute(found.run, today=day, act=act(day))
    assert result.destroyed + result.saved >= found.rows
    finish(found.run, act=act(day), compacting=False)
    return result


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 3, 4), {"party", "personname", "emailaddress", "note"}),
        (date(2026, 3, 5), GONE),
        (date(2026, 3, 6), GONE),
    ],
)
def test_relation_ended_5_3_2024_is_gone_on_5_3_2026_and_not_the_day_before(hands, day, left):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=ENDED)
    purged(day)
    assert hands.tables(aino) == left


def test_relation_that_ended_on_a_leap_day_is_gone_on_the_last_of_february(hands):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=date(2024, 2, 29))
    purged(date(2026, 2, 27))
    assert hands.tables(aino)
    purged(date(2026, 2, 28))
    assert hands.tables(aino) == GONE


@pytest.mark.parametrize(
    ("day", "left"), [(date(2025, 12, 30), 4), (date(2025, 12, 31), 0), (date(2026, 1, 1), 0)]
)
def test_a_december_window_purges_at_the_last_december_that_keeps_the_promise(hands, day, left):
    text = two_years()
    for purpose in ("relations", "claims", "marketing"):
        text = text.replace(
            f"{{purpose: {purpose}, at_most: 2 years, after: relation ended}}",
            f"{{purpose: {purpose}, at_most: 2 years, after: relation ended, window: 31.12.}}",
        )
    if "window: 31.12." in text:
        text = text.replace("window: 31.12.", "window: 12-31")
    hands.adopt(text)
    aino = hands.person("Aino", relation_ended_on=ENDED)
    purged(day)
    assert len(hands.tables(aino)) == left


@pytest.mark.parametrize(
    ("day", "kept"),
    [(date(2030, 12, 30), True), (date(2030, 12, 31), True), (date(2031, 1, 1), False)],
)
def test_vouchers_of_the_fiscal_year_to_31_3_2024_stay_through_2030(hands, day, kept):
    hands.adopt(two_years(**{"{ends: 12-31}": "{ends: 03-31}"}))
    aino = hands.person("Aino", relation_ended_on=ENDED, last_invoice_on=date(2024, 3, 1))
    hands.invoice(aino, date(2024, 3, 1))
    purged(day)
    assert hands.tables(aino) == ({"party", "invoice", "invoiceline"} if kept else GONE)


def test_an_invoice_of_the_next_fiscal_year_stays_a_year_longer(hands):
    hands.adopt(two_years(**{"{ends: 12-31}": "{ends: 03-31}"}))
    aino = hands.person("Aino", relation_ended_on=ENDED, last_invoice_on=date(2024, 4, 1))
    hands.invoice(aino, date(2024, 3, 31))
    hands.invoice(aino, date(2024, 4, 1))
    result = purged(date(2031, 1, 1))
    assert hands.tables(aino) == {"party", "invoice", "invoiceline"}
    assert result.destroyed == 5  # name, address, note, one invoice and its line
    purged(date(2032, 1, 1))
    assert hands.tables(aino) == GONE


def test_a_new_contact_after_the_plan_saves_the_rows(hands):
    relations = "{purpose: relations, at_most: 2 years, after: "
    contact = relations + "last contact with person}"
    hands.adopt(two_years(**{relations + "relation ended}": contact}))
    aino = hands.person("Aino", relation_ended_on=ENDED, last_contact_on=ENDED)
    bertta = hands.person("Bertta", relation_ended_on=ENDED, last_contact_on=ENDED)
    found = plan(date(2026, 3, 5), act())
    hands.change("party", aino, last_contact_on=date(2026, 3, 5))
    result = execute(found.run, today=date(2026, 3, 5), act=act())
    assert hands.tables(aino) == {"party", "personname", "emailaddress", "note"}
    assert hands.tables(bertta) == GONE
    assert (result.destroyed, result.saved) == (4, 4)


def test_a_restriction_after_the_plan_saves_the_rows(hands):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=ENDED)
    found = plan(date(2026, 3, 5), act())
    hands.change("party", aino, restricted=True)
    assert execute(found.run, today=date(2026, 3, 5), act=act()).destroyed == 0
    assert len(hands.tables(aino)) == 4


def test_an_open_invoice_holds_and_once_paid_the_next_run_finishes_by_itself(hands):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=date(2018, 3, 5))
    invoice = hands.invoice(aino, date(2018, 3, 1), status="open")
    day = date(2026, 3, 5)
    purged(day)
    assert hands.tables(aino) == {"party", "invoice", "invoiceline"}
    [held] = [h for h in holds.summary(in_force(), day) if h.hold is Hold.OPEN_INVOICE]
    assert (held.rows, held.parties, held.lifts_on) == (2, 1, None)
    hands.change("invoice", invoice, status="paid", paid_on=day)
    purged(day + timedelta(days=1))
    assert hands.tables(aino) == GONE


def test_a_statute_says_when_it_lifts(hands):
    text = two_years().replace("at_least: 6 years", "at_most: 1 years")
    hands.adopt(text)
    aino = hands.person("Aino", relation_ended_on=ENDED)
    hands.invoice(aino, date(2024, 3, 1))
    [held] = holds.summary(in_force(), date(2026, 3, 5))
    assert (held.hold, held.clause) == (Hold.STATUTE, "law.vouchers")
    assert held.lifts_on == date(2031, 1, 1)
    standing = {(s.table, s.until) for s in holds.of(aino, in_force(), date(2026, 3, 5))}
    assert ("records_invoice", date(2030, 12, 31)) in standing


def test_permissions_go_with_their_party_even_one_made_after_the_plan(hands):
    text = two_years()
    start = text.index("  permissions: {for")
    hands.adopt(text[:start] + text[text.index("  files: {for") :])
    aino = hands.person("Aino", relation_ended_on=ENDED)
    hands.permission(aino)
    found = plan(date(2026, 3, 5), act())
    assert found.whole == 1
    hands.permission(aino)
    execute(found.run, today=date(2026, 3, 5), act=act())
    assert hands.tables(aino) == GONE


def test_an_organisation_stays_while_somebody_is_affiliated_to_it(hands):
    hands.adopt(two_years())
    firm = hands.party(is_organisation=True, relation_ended_on=ENDED)
    hands.named(firm)
    aino = hands.party(is_representative=True, relation_started_on=date(2020, 1, 1))
    role = hands.held("affiliation", aino, organisation_id=firm, role="user", title="")
    purged(date(2026, 3, 5))
    assert hands.tables(firm) == {"party"}
    hands.change("party", aino, relation_ended_on=ENDED)
    purged(date(2026, 3, 6))
    assert hands.tables(firm) == hands.tables(aino) == GONE
    assert role


def test_an_organisation_goes_together_with_its_last_contact(hands):
    hands.adopt(two_years())
    firm = hands.party(is_organisation=True, relation_ended_on=ENDED)
    hands.named(firm)
    aino = hands.party(is_representative=True, relation_ended_on=ENDED)
    hands.held("affiliation", aino, organisation_id=firm, role="user", title="")
    found = plan(date(2026, 3, 5), act())
    assert found.whole == 2
    purged(date(2026, 3, 5))
    assert hands.tables(firm) == hands.tables(aino) == GONE


def test_rows_of_an_import_under_way_are_left_to_it(hands):
    hands.adopt(two_years())
    batch = hands.put(
        "batch", state="staged", origin="x", source="customer", started_at=act().at, rows=0
    )
    aino = hands.person("Aino", relation_ended_on=ENDED)
    hands.held("note", aino, written_on=DAY, author="b", text="t", batch_id=batch)
    purged(date(2026, 3, 5))
    assert hands.tables(aino) == {"party", "note"}


def test_what_if_shows_a_day_to_come_and_leaves_no_plan(hands):
    hands.adopt(two_years())
    hands.person("Aino", relation_ended_on=ENDED)
    assert what_if(date(2026, 3, 4)).plan.rows == 0
    assert what_if(date(2026, 3, 5)).plan.whole == 1
    with pytest.raises(CannotPurge, match="no purge"):
        preview(what_if(date(2026, 3, 5)).plan.run)


def test_a_plan_for_a_day_to_come_is_not_carried_out(hands):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=ENDED)
    found = plan(date(2026, 3, 5), act())
    with pytest.raises(CannotPurge, match="not due before"):
        execute(found.run, today=date(2026, 3, 4), act=act())
    assert hands.tables(aino)


def test_a_plan_made_under_another_policy_is_dropped(hands):
    hands.adopt(two_years())
    aino = hands.person("Aino", relation_ended_on=ENDED)
    found = plan(date(2026, 3, 5), act())
    hands.adopt(two_years().replace("at_most: 2 years", "at_most: 3 years"))
    with pytest.raises(CannotPurge, match="plan again"):
        execute(found.run, today=date(2026, 3, 5), act=act())
    assert len(hands.tables(aino)) == 4
    assert plan(date(2026, 3, 5), act()).rows == 0


def test_the_preview_counts_by_clause_by_table_and_by_party(hands):
    hands.adopt(two_years())
    for name in ("Aino", "Bertta"):
        hands.person(name, relation_ended_on=ENDED)
    hands.person("Kaarlo", relation_ended_on=ENDED, restricted=True)
    shown = preview(plan(date(2026, 3, 5), act()).run)
    assert (shown.plan.rows, shown.plan.parties, shown.plan.whole) == (8, 2, 2)
    assert {c.name: c.rows for c in shown.plan.by_table} == {
        "records_personname": 2,
        "records_emailaddress": 2,
        "records_note": 2,
        "records_party": 2,
    }
    assert [(h.hold, h.rows, h.parties) for h in shown.held] == [(Hold.RESTRICTION, 3, 1)]
    assert all(c.name.startswith("retention.") for c in shown.plan.by_clause)
