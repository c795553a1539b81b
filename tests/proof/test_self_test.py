"""Every promise that the register keeps by itself can be broken, and that is seen."""

import pytest
from django.db import connection
from proof_world import NOW, SAMPLE, TODAY, put_in_force

from lupaus.guard import Adopted, in_force
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import Category
from lupaus.proof import models, selftest
from lupaus.proof.breakers import Breaker
from lupaus.proof.check import check
from lupaus.proof.look import recorded
from lupaus.proof.selftest import self_test
from lupaus.proof.verdict import Finding, Verdict

pytestmark = pytest.mark.engine

JOURNAL = "protection: [{measure: journal-elsewhere}]\n"

#: Categories that no table of parties holds: nothing can be planted there.
_NO_TABLE = {Category.VISITS, Category.RECORDS_OF_ACCOUNT, Category.LOGS, Category.REQUESTS}


def _has_no_table(clause):
    data = clause.params.get("data")
    return isinstance(data, list) and bool(data) and set(data) <= {str(c) for c in _NO_TABLE}


#: Without a breaker for a reason, and so not tested by it.
_EXCUSED = {
    "never.third-party-marketing": "disclosures come later",
    "never.sale-of-data": "likewise",
    "never.automated-decisions": "likewise",
    "never.profiling": "likewise",
    "never.publication": "likewise",
    "never.transfers-outside-eea": "likewise",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_breaker_is_caught(committed_register, nobody_before, name):
    put_in_force(template(name))
    outcome = self_test(NOW)
    assert outcome.missed == ()
    clauses = {c.id: c for c in in_force().clauses}
    unexplained = [
        clause
        for clause in outcome.untried
        if clause not in _EXCUSED and not _has_no_table(clauses[clause])
    ]
    assert unexplained == []
    report = check(TODAY)
    assert {t.clause for t in outcome.trials} <= {
        j.id for j in report.clauses if j.verdict is Verdict.KEPT
    }


def test_the_sandbox_leaves_the_register_as_it_was(aino):
    before = _counts()
    self_test(NOW, store=False)
    assert _counts() == before
    assert check(TODAY, tested=False).broken == ()


def test_what_nobody_notices_turns_the_clause_red(aino, monkeypatch):
    def unseen(_bench, _clause):
        yield Breaker("something that nothing looks at", lambda _at: "")

    kind = next(c.kind for c in in_force().clauses if c.id == "sources.closed")
    monkeypatch.setitem(selftest.BREAKERS, kind, unseen)
    outcome = self_test(NOW)
    assert [t.clause for t in outcome.missed] == ["sources.closed"]
    judged = check(TODAY).of("sources.closed")
    assert judged.verdict is Verdict.BROKEN
    assert "something that nothing looks at" in judged.note
    models.SelfTest.objects.all().delete()


def test_an_engine_that_does_not_refuse_is_missed(aino, monkeypatch):
    """The trial itself must be able to fail: the guard is switched off."""
    from lupaus.guard import scope  # noqa: PLC0415 - changed here only

    everything = scope.machinery(scope.Machinery.EXPORT)
    monkeypatch.setattr(scope, "reading", lambda _opening: everything)
    outcome = self_test(NOW, clauses=["reading.marketing"], store=False)
    assert "a table read past the views" in {t.breaker for t in outcome.missed}


def test_a_guard_that_lets_any_role_in_is_missed(aino, monkeypatch):
    everything = frozenset(in_force().policy.purposes)
    monkeypatch.setattr(Adopted, "purposes_of", lambda _self, _role: everything)
    text = SAMPLE.read_text(encoding="utf-8") + "protection: [{measure: need-to-know}]\n"
    put_in_force(text)
    outcome = self_test(NOW, clauses=["protection.need-to-know"], store=False)
    assert "somebody let in by hand with a role that does not exist" in {
        t.breaker for t in outcome.missed
    }


def test_a_journal_is_really_moved_and_every_trial_begins_with_one(aino, monkeypatch):
    """The trial itself must be able to fail: nobody looks where the journal is."""
    put_in_force(SAMPLE.read_text(encoding="utf-8") + JOURNAL)
    clause = "protection.journal-elsewhere"
    caught = self_test(NOW, clauses=[clause], store=False)
    assert [t.caught_by for t in caught.trials] == ["the check", "the check"]
    monkeypatch.setattr(recorded, "place_of", lambda _folder: Finding(1))
    missed = self_test(NOW, clauses=[clause], store=False)
    assert len(missed.missed) == 2


def test_results_of_another_policy_count_for_nothing(aino):
    self_test(NOW)
    assert check(TODAY).of("retention.holds").verdict is Verdict.KEPT
    put_in_force()
    assert check(TODAY).of("retention.holds").verdict is Verdict.NOT_TESTED
    models.SelfTest.objects.all().delete()


def test_each_clause_that_is_tested_is_block_or_purge(aino):
    assert {str(c.mode) for c in selftest.testable(in_force())} == {"block", "purge"}


def _counts():
    tables = ("guard_cutoff", "guard_policyversion", "ledger_entry", "proof_selftest")
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            found.append(cursor.fetchone()[0])
    return found
