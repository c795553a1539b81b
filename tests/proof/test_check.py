"""What the check says when something is changed by hand."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from proof_world import NOW, SAMPLE, TODAY, put_in_force

from lupaus.guard import Act, in_force, system_grant
from lupaus.policy.clause import Kind
from lupaus.policy.vocabulary import Mode
from lupaus.proof.check import check
from lupaus.proof.looks import LOOKS
from lupaus.proof.verdict import Verdict
from lupaus.register import messages

pytestmark = pytest.mark.engine

RULE = "retention.relations"  # three years after the last contact with anybody there


def test_nothing_is_broken_in_a_fresh_register(aino):
    report = check(TODAY)
    assert report.broken == ()
    assert report.of(RULE).verdict is Verdict.KEPT
    assert report.of(RULE).checked > 0


@pytest.mark.parametrize(
    ("contact", "verdict"),
    [
        (date(2023, 3, 3), Verdict.KEPT),  # closes tomorrow
        (date(2023, 3, 2), Verdict.KEPT),  # closes today: gone with tonight's purge
        (date(2023, 3, 1), Verdict.BROKEN),  # should have gone yesterday
    ],
)
def test_one_date_changed_by_hand_names_the_clause_and_the_record(
    aino, by_hand, contact, verdict
):
    by_hand(
        "UPDATE records_party SET last_contact_any_on = ?, last_contact_on = ?,"
        " relation_ended_on = ? WHERE id = ?",
        *(contact, contact, contact, aino),
    )
    # The facts that the date stands for are changed alike, or the spine itself is found wrong.
    by_hand("UPDATE records_note SET written_on = ? WHERE party_id = ?", contact, aino)
    judged = check(TODAY).of(RULE)
    assert judged.verdict is verdict
    if verdict is Verdict.BROKEN:
        assert judged.broken == 1
        assert judged.examples[0].startswith("note#")
        assert judged.examples[0].endswith("of customer 1001")
        assert check(TODAY).of("retention.daily").verdict is Verdict.BROKEN


def test_a_spine_behind_its_rows_is_found(aino, by_hand):
    called = messages.Spoken(NOW, "in", "phone")
    act = Act("bertta", "relations", NOW, "cli")
    messages.record_message(act=act, party=aino, message=called)
    by_hand(
        "UPDATE records_party SET last_contact_any_on = ? WHERE id = ?",
        *(date(2023, 3, 10), aino),  # closes in a week, although there is a call of today
    )
    judged = check(TODAY).of(RULE)
    assert judged.verdict is Verdict.BROKEN
    assert judged.examples == ("customer 1001",)


def test_a_shorter_period_changes_the_verdict(aino, by_hand):
    contact = TODAY - timedelta(days=500)
    by_hand(
        "UPDATE records_party SET last_contact_any_on = ?, last_contact_on = ?,"
        " relation_ended_on = ? WHERE id = ?",
        *(contact, contact, contact, aino),
    )
    by_hand("UPDATE records_note SET written_on = ? WHERE party_id = ?", contact, aino)
    assert check(TODAY).of(RULE).verdict is Verdict.KEPT
    text = SAMPLE.read_text(encoding="utf-8")
    shorter = text.replace(
        "purpose: relations, at_most: 3 years", "purpose: relations, at_most: 1 years"
    )
    put_in_force(shorter)
    assert check(TODAY).of(RULE).verdict is Verdict.BROKEN


def test_a_changed_ledger_row_breaks_the_record_of_reads(aino, by_hand):
    assert check(TODAY).of("protection.reads-recorded").verdict is Verdict.KEPT
    if connection.vendor == "postgresql":
        off = "ALTER TABLE ledger_payload DISABLE TRIGGER ledger_payload_unchanged"
        on = "ALTER TABLE ledger_payload ENABLE TRIGGER ledger_payload_unchanged"
    else:
        [[on]] = _rows("SELECT sql FROM sqlite_master WHERE name = 'ledger_payload_unchanged'")
        off = "DROP TRIGGER ledger_payload_unchanged"
    [[seq, payload]] = _rows(
        "SELECT seq, payload FROM ledger_payload ORDER BY seq DESC LIMIT 1"
    )
    by_hand(off)
    by_hand("UPDATE ledger_payload SET payload = ? WHERE seq = ?", b"{}", seq)
    try:
        judged = check(TODAY).of("protection.reads-recorded")
        assert judged.verdict is Verdict.BROKEN
        assert judged.examples[0].startswith(f"ledger#{seq}:")
    finally:
        by_hand("UPDATE ledger_payload SET payload = ? WHERE seq = ?", bytes(payload), seq)
        by_hand(on)


def test_a_source_that_the_notice_does_not_name_is_found(aino, by_hand):
    by_hand("UPDATE records_note SET source = 'hearsay' WHERE party_id = ?", aino)
    judged = check(TODAY).of("sources.closed")
    assert judged.verdict is Verdict.BROKEN
    assert judged.examples[0].startswith("note#")


def test_a_view_made_wider_by_hand_is_found(aino, by_hand):
    wider = "CREATE OR REPLACE VIEW" if connection.vendor == "postgresql" else "CREATE VIEW"
    columns = _view_columns("marketing__emailaddress")
    select = f"SELECT {columns} FROM records_emailaddress t"
    if connection.vendor == "sqlite":
        by_hand("DROP VIEW marketing__emailaddress")
    by_hand(f"{wider} marketing__emailaddress AS {select}")
    try:
        report = check(TODAY)
        assert report.of("reading.marketing").verdict is Verdict.BROKEN
        assert "marketing__emailaddress" in report.of("reading.marketing").examples[0]
        assert report.of("reading.accounting").verdict is Verdict.KEPT
    finally:
        put_in_force()


def test_a_guard_that_lets_a_table_through_is_found(aino, monkeypatch):
    """The authorizer, or the role, does not refuse any more."""
    from lupaus.guard import probe, scope  # noqa: PLC0415 - changed here only

    everything = scope.machinery(scope.Machinery.EXPORT)
    monkeypatch.setattr(probe.scope, "reading", lambda _opening: everything)
    judged = check(TODAY).of("reading.marketing")
    assert judged.verdict is Verdict.BROKEN
    assert any("read past the views" in example for example in judged.examples)


def test_a_missing_voucher_is_found(aino, by_hand):
    by_hand("UPDATE records_party SET last_invoice_on = ? WHERE id = ?", TODAY, aino)
    judged = check(TODAY).of("retention.accounting.minimum")
    assert judged.verdict is Verdict.BROKEN
    assert judged.examples == ("customer 1001",)


def test_machinery_that_is_not_built_is_not_tested(aino):
    report = check(TODAY)
    for judged in report.clauses:
        if judged.mode not in (Mode.DECLARE, Mode.ATTEST) and not LOOKS[judged.kind].built:
            assert judged.verdict is Verdict.NOT_TESTED, judged.id


def test_declared_only_is_for_what_nothing_can_check(aino):
    for judged in check(TODAY).clauses:
        declared = judged.verdict is Verdict.DECLARED_ONLY
        assert declared == (judged.mode is Mode.DECLARE), judged.id


def test_kept_needs_records(committed_register):
    """An empty register keeps nothing of its retention."""
    assert check(TODAY).of(RULE).verdict is Verdict.NOT_TESTED


def test_every_clause_of_the_policy_has_a_verdict(aino):
    report = check(TODAY)
    assert [j.id for j in report.clauses] == [c.id for c in in_force().clauses]
    assert sum(report.summary.values()) == len(report.clauses)


def test_the_report_is_json_without_a_value(aino):
    with system_grant("seed", why="a value to look for") as seed:
        own = {"party_id": aino, "source": "customer", "sourced_on": TODAY}
        row = {**own, "address": "aino@example.fi", "folded": "aino@example.fi", "kind": ""}
        seed.insert("emailaddress", tuple(row), [tuple(row.values())])
    text = json.dumps(check(TODAY).as_json())
    assert "aino" not in text
    assert "compliant" not in text


def test_one_clause_can_be_asked_for(aino):
    report = check(NOW, clauses=[RULE])
    assert [j.id for j in report.clauses] == [RULE]
    with pytest.raises(KeyError, match=r"retention\.nothing"):
        check(NOW, clauses=["retention.nothing"])


def test_every_kind_says_what_is_looked_at():
    assert set(LOOKS) == set(Kind)


def _rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _view_columns(view):
    from lupaus.guard.tables import holdings  # noqa: PLC0415 - needs Django set up

    [holding] = [h for h in holdings() if h.suffix == view.partition("__")[2]]
    first = ["t.id", "t.party_id"]
    rest = [f"t.{c}" for c in holding.columns if c not in ("id", "party_id")]
    return ", ".join([*first, *rest])
