"""A person confirms what no register can see; the confirmation ages."""

from datetime import UTC, date, datetime

import pytest
from proof_world import NOW, put_in_force

from lupaus.guard import Refused
from lupaus.policy.templates import template
from lupaus.proof import history, models
from lupaus.proof.attest import attest
from lupaus.proof.check import check
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.engine

PAPER = "protection.locked-paper"  # confirmed yearly


@pytest.fixture
def retailer(committed_register):
    put_in_force(template("retailer"))
    yield
    models.Attestation.objects.all().delete()
    models.Report.objects.all().delete()


def verdict(day):
    return check(day, clauses=[PAPER]).of(PAPER)


def test_what_nobody_confirmed_is_not_tested(retailer):
    assert verdict(NOW.date()).verdict is Verdict.NOT_TESTED


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 2), Verdict.KEPT),
        (date(2027, 3, 2), Verdict.KEPT),  # its last day
        (date(2027, 3, 3), Verdict.BROKEN),
    ],
)
def test_a_confirmation_goes_stale_after_its_year(retailer, day, expected):
    attest(PAPER, on=NOW.date(), by="aino", evidence="kansio 4", at=NOW)
    assert verdict(day).verdict is expected


def test_a_seeded_confirmation_counts_for_nothing(retailer):
    attest(PAPER, on=NOW.date(), by="demo", evidence="demo", at=NOW, seeded=True)
    judged = verdict(NOW.date())
    assert judged.verdict is Verdict.NOT_TESTED
    assert "demo" in judged.note


@pytest.mark.parametrize(
    ("clause", "evidence", "on"),
    [
        ("sources.closed", "kansio 4", NOW.date()),  # the register keeps it by itself
        ("purpose.sales", "kansio 4", NOW.date()),  # nothing can check it
        (PAPER, "  ", NOW.date()),
        (PAPER, "kansio 4", date(2026, 3, 3)),  # tomorrow
    ],
)
def test_what_cannot_be_confirmed_is_refused(retailer, clause, evidence, on):
    with pytest.raises(Refused):
        attest(clause, on=on, by="aino", evidence=evidence, at=NOW)


def test_the_history_holds_verdicts_and_no_references(retailer):
    report = check(NOW)
    history.keep(report, actor="aino", at=NOW, via="cli")
    [stored] = history.reports()
    assert stored.clauses[PAPER] == ["not tested", 0, 0]
    assert (stored.kept, stored.broken) == (report.summary["kept"], report.summary["broken"])


def test_just_past_midnight_the_day_is_that_of_finland(retailer):
    past_midnight = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # 0.30 on the 3rd
    attest(PAPER, on=date(2026, 3, 3), by="aino", evidence="kansio 4", at=past_midnight)
    assert check(past_midnight, clauses=[PAPER]).of(PAPER).verdict is Verdict.KEPT
