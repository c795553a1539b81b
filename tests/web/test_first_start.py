"""The first hour: a link, a company, a notice, and a register that keeps it."""

from datetime import date

import pytest

from lupaus.policy.lint import lint
from lupaus.policy.problem import errors
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES
from lupaus.web.start.company import Company, written

COMPANY = Company(
    "Äiti & Öljy Oy: *#1*", "1234567-1", "Katu 1, 33100 Tampere", "tietosuoja@example.fi"
)


@pytest.mark.parametrize("trade", TEMPLATES)
def test_every_trade_can_be_put_in_force_as_it_is_written(trade):
    today = date(2028, 2, 29)
    policy, problems = read_policy(written(trade, COMPANY, today=today))
    assert policy is not None, problems
    assert not errors(lint(policy, today=today))
    assert policy.controller.name == COMPANY.name
    assert not policy.controller.brands


@pytest.mark.parametrize("trade", TEMPLATES)
def test_nothing_of_the_invented_company_is_left(trade):
    policy, _ = read_policy(written(trade, COMPANY, today=date(2026, 3, 2)))
    assert policy is not None
    assert "Esimerkki" not in str(policy.controller.model_dump())
    assert policy.controller.phone is None
