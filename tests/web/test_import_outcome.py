"""What came of undoing an import is told with true totals, however long its piles are, in an
address that every server takes."""

import pytest
from imports_hands import begun, text

from lupaus.intake import batch as batches
from lupaus.intake.batch import BANS_STAY, Undone
from lupaus.intake.entry import Holds
from lupaus.intake.reverting import FORGOTTEN, REMOVED, RESTRICTED
from lupaus.intake.stored import Ref
from lupaus.web.imports import job, outcome
from lupaus.web.imports.outcome import outcome_of, packed, unpacked

pytestmark = pytest.mark.engine
#: What gunicorn takes of a request line, when nobody has said otherwise.
REQUEST_LINE = 4094
LARGE = 10**12  # a number that few registers come to
TABLES = [str(one).removeprefix("records_") for one in Holds]


def undone(first=1000, parties=300, edited=40, lost=40):
    """Long piles: who is kept whole, rows that were edited, rows that are lost."""
    return Undone(
        12,
        5000,
        tuple(range(first, first + parties)),
        300,
        tuple(Ref(first + 500 + n, TABLES[n % len(TABLES)], n) for n in range(edited)),
        tuple(
            (Ref(first + n, "emailaddress", n), why)
            for why in (BANS_STAY, FORGOTTEN, REMOVED, RESTRICTED)
            for n in range(lost)
        ),
    )


def test_the_totals_are_of_all_and_the_references_are_the_first():
    told = unpacked(packed(undone()))
    assert (told.rows, told.restored, told.kept_count, told.lost_count) == (5000, 300, 340, 160)
    assert [one.count for one in told.lost] == [40] * 4
    assert told.kept[0].party == 1000
    assert told.kept_more == 340 - len(told.kept)


@pytest.mark.parametrize("piles", [{}, {"first": LARGE}, {"parties": 0, "first": LARGE}])
def test_the_address_is_one_that_every_server_takes(piles):
    line = f"GET /tuonti/{LARGE}/kumottu?x={packed(undone(**piles))} HTTP/1.1\r\n"
    assert len(line) < REQUEST_LINE


def test_when_there_is_room_for_no_reference_the_totals_go_all_the_same(monkeypatch):
    monkeypatch.setattr(outcome, "LONGEST", 0)
    told = unpacked(packed(undone()))
    assert (told.kept_count, told.kept, told.lost_count) == (340, (), 160)


def test_short_piles_cross_whole():
    short = undone(parties=1, edited=2, lost=1)
    assert unpacked(packed(short)) == outcome_of(short)


def test_the_page_tells_as_many_as_were_kept(signed_in, monkeypatch):
    monkeypatch.setattr(job, "behind", lambda work: work())
    owner = signed_in()
    list_ = begun(owner)
    owner.post(f"{list_}/esikatselu")
    [tally] = batches.tallies(1)
    address = f"/tuonti/{tally.batch.id}/kumottu"
    page = text(owner.get(address, {"x": packed(undone(first=LARGE))}))
    assert "Tietoja poistui 5000" in page.replace("\xa0", "").replace("5 000", "5000")
    assert "Jätettiin, koska muokattu tuonnin jälkeen 340" in page
    assert "Ei voitu perua 160" in page
