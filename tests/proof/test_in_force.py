"""What is in force is what was adopted, and the views are those of this very program."""

import hashlib
from contextlib import contextmanager

import pytest
from django.db import connection
from proof_world import SAMPLE, TODAY, put_in_force

from lupaus.guard import PolicyChanged, in_force, migrate, probe
from lupaus.ledger.entry import Event
from lupaus.ledger.history import last_of
from lupaus.policy import views
from lupaus.proof.check import check
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.engine

TEXT = SAMPLE.read_text(encoding="utf-8")
WEAKER = TEXT.replace(
    "purpose: relations, at_most: 3 years", "purpose: relations, at_most: 9 years"
)
STAMP = "UPDATE guard_stamp SET statement = ?, seal = ?"


@pytest.fixture
def adopted(committed_register):
    """A version of this test's own; afterwards the sample is in force, whatever was done."""
    yield put_in_force()
    put_in_force()


def _stamp() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, seal FROM guard_stamp")
        return cursor.fetchone()


def _swap(by_hand, version: int, text: str) -> None:
    """The text of a version and the digest that it is held to, both."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    by_hand(
        "UPDATE guard_policyversion SET text = ?, digest = ? WHERE version = ?",
        *(text, digest, version),
    )


def test_a_text_changed_together_with_its_digest_is_told_by_the_check(adopted, by_hand):
    assert WEAKER != TEXT
    _swap(by_hand, adopted.version, WEAKER)
    with pytest.raises(PolicyChanged, match=f"version {adopted.version} was changed"):
        check(TODAY)
    _swap(by_hand, adopted.version, TEXT)
    assert check(TODAY).broken == ()


def test_a_stamp_that_was_made_to_fit_is_not_sealed_by_us(adopted, by_hand):
    statement, seal = _stamp()
    _swap(by_hand, adopted.version, WEAKER)
    forged = statement.replace(adopted.digest, hashlib.sha256(WEAKER.encode()).hexdigest())
    assert forged != statement
    for mark in (seal, "", "0" * 64):
        by_hand(STAMP, forged, mark)
        with pytest.raises(PolicyChanged):
            check(TODAY)


def test_a_version_taken_away_is_missed(adopted, by_hand):
    later = put_in_force(WEAKER)
    by_hand("DELETE FROM guard_policyversion WHERE version = ?", later.version)
    with pytest.raises(PolicyChanged):
        in_force()


def test_an_earlier_version_put_back_with_its_own_stamp_is_told_by_the_ledger(adopted, by_hand):
    earlier = _stamp()
    later = put_in_force(WEAKER)
    by_hand("DELETE FROM guard_policyversion WHERE version = ?", later.version)
    by_hand(STAMP, *earlier)
    assert in_force().version == adopted.version
    judged = check(TODAY).of("protection.reads-recorded")
    assert judged.verdict is Verdict.BROKEN
    assert judged.broken == 1
    assert "not the one adopted then" in judged.examples[0]


def test_the_ledger_commits_to_the_text_that_was_adopted(adopted):
    seq_and_said = last_of(Event.POLICY_ADOPTED)
    assert seq_and_said is not None
    assert seq_and_said[1]["clause"] == f"policy.{adopted.digest}"
    assert seq_and_said[1]["counts"]["version"] == adopted.version


def test_an_upgrade_makes_nothing_from_a_text_that_was_not_adopted(adopted, by_hand):
    before = _views()
    _swap(by_hand, adopted.version, WEAKER)
    by_hand("DELETE FROM guard_stamp WHERE id = 1")
    with pytest.raises(PolicyChanged):
        migrate()
    assert _views() == before  # nobody is shut out either


def test_an_upgrade_that_was_cut_short_before_the_stamp_is_completed_by_the_next(
    adopted, by_hand
):
    by_hand("DELETE FROM guard_stamp WHERE id = 1")
    migrate()
    assert in_force().version == adopted.version
    assert check(TODAY).broken == ()


# --- another program --------------------------------------------------------------------------


@contextmanager
def _another_program(monkeypatch):
    """One that writes the same views in other words."""
    with monkeypatch.context() as patch:
        select = views.party_select
        patch.setattr(views, "party_select", lambda *asked: select(*asked) + " AND 1 = 1")
        patch.setattr(probe, "source", lambda: "another")
        _forget()
        yield
    _forget()


def _forget() -> None:
    probe.made.cache_clear()
    probe._fingerprint.cache_clear()


def _views() -> int:
    of_engine = {
        "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'view'",
        "postgresql": "SELECT COUNT(*) FROM pg_views WHERE schemaname = current_schema()",
    }
    with connection.cursor() as cursor:
        cursor.execute(of_engine[connection.vendor])
        return int(cursor.fetchone()[0])


def test_views_of_an_earlier_program_are_nobodys_deed_and_the_upgrade_makes_them(
    adopted, aino, monkeypatch
):
    with _another_program(monkeypatch):
        stamp = probe.stale()
        assert stamp is not None
        judged = check(TODAY).of("reading.relations")
        assert judged.verdict is Verdict.BROKEN
        assert "lupaus -C DIR upgrade" in judged.note
        assert "find out who" not in judged.note
        migrate(today=TODAY)
        assert probe.stale() is None
        assert check(TODAY).broken == ()
    assert probe.stale() is not None  # and back again
    migrate(today=TODAY)
    assert probe.stale() is None


def test_a_program_that_would_make_the_same_views_asks_for_no_upgrade(adopted, monkeypatch):
    monkeypatch.setattr(probe, "source", lambda: "another")
    assert probe.stale() is None
    assert probe.differences(in_force()) == ()


def test_a_view_changed_by_hand_is_tampering_under_the_same_program_and_under_another(
    adopted, by_hand, monkeypatch
):
    name = "relations__party"
    if connection.vendor == "sqlite":
        by_hand(f"DROP VIEW {name}")
    else:
        by_hand(f"ALTER VIEW {name} RENAME TO {name}_before")
    by_hand(f"CREATE VIEW {name} AS SELECT id FROM records_party")
    assert any(not found.stale for found in probe.differences(in_force()))
    with _another_program(monkeypatch):
        found = probe.differences(in_force())
        assert [each.stale for each in found] == [True, False]
        assert "not the ones that adoption made" in found[1].what
        judged = check(TODAY).of("reading.relations")
        assert "find out who" in judged.note


def test_the_cut_offs_are_those_of_the_program_that_upgrades(adopted, by_hand):
    by_hand("DELETE FROM guard_cutoff WHERE rule = ?", "retention.relations")
    assert check(TODAY).broken
    migrate(today=TODAY)
    assert check(TODAY).broken == ()
