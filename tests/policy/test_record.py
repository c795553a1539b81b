"""The record of processing activities says per purpose what Art. 30(1) asks for."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from promises import RICH, compiled, policy

from lupaus.policy.model import LANGUAGES
from lupaus.policy.record import record
from lupaus.policy.render import record as render
from lupaus.policy.templates import TEMPLATES, template


def _record(text: str = RICH):
    return record(policy(text), compiled(text))


def _activity(purpose: str):
    return next(a for a in _record().activities if a.purpose == purpose)


def test_every_purpose_is_an_activity():
    assert [a.purpose for a in _record().activities] == list(policy().purposes)


def test_an_activity_names_its_recipients_transfers_and_periods():
    found = _activity("relations")
    assert any("Postia Inc." in line.fi for line in found.recipients)
    assert any("Yhdysvallat" in line.fi and "20.2.2026" in line.fi for line in found.transfers)
    assert "enintään kolme vuotta" in found.retention[0].fi.lower()


def test_a_recipient_gets_only_what_the_purpose_has():
    lines = [line.fi for line in _activity("surveys").recipients]
    assert not any("laskut" in line for line in lines)


def test_no_transfer_is_said_and_not_left_blank():
    assert _activity("accounting").transfers[0].fi == "Ei siirtoja"


def test_security_holds_what_the_notice_keeps_short():
    named = {clause for clause, _ in _record().security}
    assert {"protection.locked-paper", "recipient.accountant.agreement"} <= named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_it_prints_in_every_form(name, language):
    found = _record(template(name))
    rows = list(csv.reader(io.StringIO(render.as_csv(found, language)), delimiter=";"))
    assert len(rows) == len(found.activities) + 1
    assert len({len(row) for row in rows}) == 1
    HTMLParser().feed(render.as_html(found, language, stylesheet="/s.css"))
    assert render.as_markdown(found, language).startswith("# ")
    assert len(json.loads(render.as_json(found))["activities"]) == len(found.activities)


def test_a_formula_is_inert_in_a_spreadsheet():
    text = RICH.replace("name: Uutiskirje", 'name: "=HYPERLINK(1)"')
    assert "'=HYPERLINK(1)" in render.as_csv(_record(text), "fi")
