"""What is left of a party that another took in: gone after thirty days, or in its own time."""

from datetime import timedelta

import pytest
from keeping_hands import DAY, at, two_years
from test_purge import purged

from lupaus.guard import in_force, system_grant
from lupaus.keeping import holds, merges
from lupaus.keeping.plan import what_if

pytestmark = pytest.mark.engine
A_DAY = timedelta(days=1)
LEFT = {"party", "personname", "emailaddress", "note"}


def taken_in(hands, **facts):
    keep = hands.person("Aino", relation_ended_on=None)
    return keep, hands.person("Aijala", merged_into_id=keep, merged_on=DAY, **facts)


@pytest.mark.parametrize(("days", "left"), [(29, LEFT), (30, set()), (31, set())])
def test_what_is_left_goes_after_thirty_days_and_the_other_stays(hands, days, left):
    hands.adopt(two_years())
    keep, gone = taken_in(hands)
    purged(DAY + days * A_DAY)
    assert hands.tables(gone) == left
    assert hands.tables(keep) == LEFT


def test_an_empty_shell_goes_in_the_same_night(hands):
    hands.adopt(two_years())
    gone = hands.party(merged_into_id=1, merged_on=DAY)
    purged(DAY + 30 * A_DAY)
    assert hands.tables(gone) == set()


def test_its_own_time_may_end_before_that(hands):
    hands.adopt(two_years())
    _keep, gone = taken_in(hands, relation_ended_on=DAY.replace(year=2024))
    purged(DAY)
    assert hands.tables(gone) == set()


def test_a_duty_to_keep_stands_on_who_took_it_in(hands):
    text = two_years().replace("data: [vouchers], at_least", "data: [vouchers, name], at_least")
    hands.adopt(text)
    _keep, gone = taken_in(hands, last_invoice_on=DAY)
    assert not what_if(DAY + 29 * A_DAY).plan.rows
    assert holds.of(gone, in_force(), DAY) == ()
    purged(DAY + 30 * A_DAY)
    assert hands.tables(gone) == set()


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0)])
def test_a_merge_is_forgotten_with_what_was_left(hands, days, left):
    hands.adopt(two_years())
    keep, gone = taken_in(hands)
    merge = hands.put(
        "merge", keep=keep, gone=gone, merged_at=at(DAY), merged_on=DAY, actor="aino"
    )
    hands.put(
        "moved", merge_id=merge, holding="x", row_id=1, what="x", was=1, now=2, changed=False
    )
    hands.put("mergeddate", merge_id=merge, party=keep, name="x", was=None, now=DAY)
    merges.forget(DAY + days * A_DAY)
    with system_grant("proof", why="a test") as part:
        counts = [
            part.execute(f"SELECT COUNT(*) FROM records_{table}")[0][0]
            for table in ("merge", "moved", "mergeddate")
        ]
    assert counts == [left, left, left]


def test_numbers_and_pairs_go_with_whom_they_name_and_not_before(hands):
    hands.adopt(two_years())
    keep, other = hands.person("Aino"), hands.person("Bertta")
    for party, number in ((keep, 501), (10**9, 502)):
        hands.put("oldnumber", party_id=party, number=number)
    for one, two in ((keep, other), (keep, 10**9)):
        hands.put("different", one=one, other=two, said_on=DAY)
    merges.forget(DAY)
    with system_grant("proof", why="a test") as part:
        assert part.execute("SELECT number FROM records_oldnumber") == [(501,)]
        assert part.execute("SELECT one, other FROM records_different") == [(keep, other)]
