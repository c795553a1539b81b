"""The duty to keep accounts asks nothing of somebody who was never invoiced."""

from datetime import date

import pytest
from retention_case import VOUCHERS, a_policy, a_world, goes, last_day
from retention_world import EMAIL

pytestmark = pytest.mark.engine

ACCOUNTS = {**VOUCHERS, "data": ["email"]}
DATA = {"email": {"for": ["accounting"]}}


def test_a_former_customer_who_was_never_invoiced_is_not_kept_for_the_books(run):
    """Without an invoice the term would never begin, and so never end."""
    world = a_world(
        a_policy(ACCOUNTS, data=DATA),
        date(2026, 1, 1),
        relation_ended_on=date(2020, 1, 1),
        last_invoice_on=None,
    )
    assert goes(run, world, EMAIL, date(2026, 1, 1))


def test_the_first_invoice_opens_the_term(run):
    world = a_world(
        a_policy(ACCOUNTS, data=DATA), date(2026, 1, 1), last_invoice_on=date(2025, 6, 1)
    )
    assert last_day(run, world, EMAIL, date(2031, 12, 31))


def test_another_duty_still_waits_for_a_relation_that_goes_on(run):
    """Only an invoice that never was is a term that never began: a relation may yet end."""
    duty = {**ACCOUNTS, "at_least": "5 years", "after": "relation ended"}
    world = a_world(a_policy(duty, data=DATA), date(2026, 1, 1), relation_ended_on=None)
    assert not goes(run, world, EMAIL, date(2026, 1, 1))
