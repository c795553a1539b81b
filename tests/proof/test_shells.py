"""A party of which nothing is left is seen, as every row is that should have gone."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from proof_world import NOW, SAMPLE, TODAY, put_in_force

from lupaus.guard import Machinery, system_grant
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.proof.check import check
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.engine

RULE = "retention.relations"  # three years after the last contact with anybody there
LONG_AGO = date(2020, 3, 1)


@pytest.fixture
def emptied(aino, by_hand):
    """Aino's only note is gone. Makes every date of the spine one day."""
    by_hand("DELETE FROM records_note WHERE party_id = ?", aino)

    def dated(day):
        by_hand(
            "UPDATE records_party SET created_on = ?, last_contact_any_on = ?,"
            " last_contact_on = ?, relation_ended_on = ? WHERE id = ?",
            *(date(2020, 1, 1), day, day, day, aino),
        )
        return aino

    return dated


@pytest.mark.parametrize(
    ("contact", "verdict"),
    [
        (date(2023, 3, 3), Verdict.KEPT),  # closes tomorrow
        (date(2023, 3, 2), Verdict.KEPT),  # closes today: gone with tonight's purge
        (date(2023, 3, 1), Verdict.BROKEN),  # should have gone yesterday
    ],
)
def test_a_party_without_rows_goes_by_the_rule_of_its_dates(emptied, contact, verdict):
    emptied(contact)
    judged = check(TODAY).of(RULE)
    assert judged.verdict is verdict
    if verdict is Verdict.BROKEN:
        assert judged.broken == 1
        assert judged.examples == ("customer 1001",)
        assert check(TODAY).of("retention.daily").verdict is Verdict.BROKEN


def test_a_row_that_is_left_keeps_its_party(emptied):
    aino = emptied(LONG_AGO)
    with system_grant("seed", why="a test") as seed:
        row = {"party_id": aino, "source": "customer", "sourced_on": TODAY}
        row |= {"given": "Aino", "family": "", "folded": "aino", "sort_key": "aino"}
        seed.insert("personname", tuple(row), [tuple(row.values())])
    assert "customer 1001" not in check(TODAY).of(RULE).examples


@pytest.mark.parametrize("flag", ["restricted", "disputed"])
def test_a_party_that_is_held_is_not_late(emptied, by_hand, flag):
    aino = emptied(LONG_AGO)
    assert check(TODAY).of(RULE).verdict is Verdict.BROKEN
    by_hand(f"UPDATE records_party SET {flag} = TRUE WHERE id = ?", aino)
    assert check(TODAY).of(RULE).verdict is not Verdict.BROKEN


@pytest.mark.parametrize(
    ("days", "verdict"), [(0, Verdict.KEPT), (1, Verdict.KEPT), (2, Verdict.BROKEN)]
)
def test_what_was_emptied_with_the_program_has_until_the_next_purge(emptied, days, verdict):
    aino = emptied(LONG_AGO)
    with system_grant(Machinery.KEEPING, why="a test"), transaction.atomic():
        append([Entry("aino", Event.RECORD_REMOVED, (aino,), NOW)])
    assert check(TODAY + timedelta(days=days)).of(RULE).verdict is verdict


@pytest.fixture
def silent(aino, by_hand):
    """A policy that says nothing of the relation; Aino's only note is gone."""
    text = SAMPLE.read_text(encoding="utf-8")
    lines = [one for one in text.splitlines() if not one.startswith("  relation: ")]
    put_in_force("\n".join(lines))
    by_hand("DELETE FROM records_note WHERE party_id = ?", aino)
    return aino


def test_a_party_whom_nobody_needs_is_held_outside_the_list(silent):
    """Where the notice says nothing of the relation, nothing but the rows keeps a party."""
    assert check(TODAY).of("data.closed").verdict is not Verdict.BROKEN  # made today
    assert check(TODAY + timedelta(days=1)).of("data.closed").verdict is not Verdict.BROKEN
    judged = check(TODAY + timedelta(days=2)).of("data.closed")
    assert judged.verdict is Verdict.BROKEN
    assert judged.examples == ("customer 1001",)


def test_a_party_of_an_import_under_way_is_the_imports_to_finish(silent, by_hand):
    later = TODAY + timedelta(days=2)
    with system_grant("import", why="a test") as part:
        row = {"state": "staged", "origin": "x", "source": "x", "started_at": NOW, "rows": 0}
        [batch] = part.insert("records_batch", tuple(row), [tuple(row.values())])
    by_hand("UPDATE records_party SET batch_id = ? WHERE id = ?", batch, silent)
    assert check(later).of("data.closed").verdict is not Verdict.BROKEN
    by_hand("UPDATE records_batch SET state = 'visible' WHERE id = ?", batch)
    assert check(later).of("data.closed").verdict is Verdict.BROKEN
