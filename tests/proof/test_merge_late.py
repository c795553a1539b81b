"""What is left of a merged party is neither late in its thirty days nor missed after them."""

from datetime import timedelta

import pytest
from proof_world import TODAY

from lupaus.proof.check import check
from lupaus.proof.verdict import Verdict

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("days", "broken"),
    [(0, False), (30, False), (31, True)],  # on the thirtieth tonight's purge takes it
)
def test_what_is_left_of_a_merge_is_late_on_the_day_after_its_last(aino, by_hand, days, broken):
    by_hand(
        "UPDATE records_party SET merged_into_id = ?, merged_on = ? WHERE id = ?",
        *(aino + 1, TODAY - timedelta(days=days), aino),
    )
    found = (one for one in check(TODAY).clauses if one.verdict is Verdict.BROKEN)
    named = any("of customer 1001" in said for one in found for said in one.examples)
    assert named is broken


def test_vouchers_that_went_to_the_other_are_not_missed(aino, by_hand):
    by_hand(
        "UPDATE records_party SET merged_into_id = ?, merged_on = ?, last_invoice_on = ?"
        " WHERE id = ?",
        *(aino + 1, TODAY, TODAY, aino),
    )
    assert check(TODAY).of("retention.accounting.minimum").verdict is not Verdict.BROKEN
