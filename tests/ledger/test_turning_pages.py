"""The ledger and the reads are found by the page: by actor, event, day and party."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_hands import KEYS, START, add, sql, undone

from lupaus.ledger import pages, read_pages, reads
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, NotANameError, whose_of
from lupaus.ledger.expire import expire
from lupaus.ledger.pages import Wanted

pytestmark = pytest.mark.usefixtures("ledger")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def write(actor="aino", event=Event.RECORD_CORRECTED, whose=(1,), at=START, **more):
    with transaction.atomic():
        append([Entry(actor, event, whose_of(whose), at, **more)], keys=KEYS)


def turned(wanted=None, size=2, module=pages):
    """Every page of what is wanted, leaf after leaf."""
    leaves, before = [], {}
    while True:
        leaf = module.page(wanted or Wanted(), size=size, **before)
        leaves.append(leaf)
        if not leaf.older:
            return leaves
        before = {"before": leaf.older}


def numbers(wanted=None, size=2):
    return [line.seq for leaf in turned(wanted, size) for line in leaf.lines]


def test_an_empty_ledger_has_one_empty_page():
    assert turned() == [pages.Leaf(())]


def test_pages_go_back_from_the_end_and_lose_nothing():
    add(*range(1, 6))
    assert [[ln.seq for ln in leaf.lines] for leaf in turned()] == [[5, 4], [3, 2], [1]]


def test_a_page_that_is_just_full_says_that_it_is_the_last():
    add(1, 2)
    assert len(turned()) == 1


def test_a_line_says_everything_but_values():
    write(
        purpose="relations",
        via="web",
        fields=("email",),
        counts={"rows": 2},
        clause="data.email",
        whom="kaarlo.k",
    )
    (line,) = pages.page(Wanted()).lines
    assert (line.actor, line.event, line.whose) == ("aino", Event.RECORD_CORRECTED, (1,))
    assert (line.purpose, line.via, line.clause) == ("relations", "web", "data.email")
    assert (line.fields, line.counts, line.whom) == (("email",), (("rows", 2),), "kaarlo.k")
    assert line.at == START


def test_an_account_that_an_entry_is_about_is_a_name_and_no_value():
    write(whom="äijälä")
    with pytest.raises(NotANameError):
        write(whom="Aino Äijälä")


def test_an_entry_about_nobody_here_is_spelt_as_it_always_was():
    assert '"whom"' not in Entry("aino", Event.CHECKED, (), START).canonical()


def test_an_actor_is_told_from_one_whose_name_begins_alike():
    write("aino")
    write("aino.k")
    write("äijä")
    assert numbers(Wanted(actor="aino")) == [1]
    assert numbers(Wanted(actor="aino.k")) == [2]
    assert numbers(Wanted(actor="äijä")) == [3]


def test_what_is_no_name_is_refused_and_not_looked_for():
    with pytest.raises(NotANameError):
        pages.page(Wanted(actor='","x'))


def test_events_are_found_by_their_whole_names():
    write(event=Event.RESTRICTED)
    write(event=Event.RESTRICTION_LIFTED)
    write(event=Event.PURGED)
    assert numbers(Wanted(events=frozenset({Event.RESTRICTED}))) == [1]
    both = frozenset({Event.RESTRICTED, Event.PURGED})
    assert numbers(Wanted(events=both)) == [3, 1]


@pytest.mark.parametrize(("days", "found"), [(-1, []), (0, [1]), (1, [])])
def test_a_day_holds_its_first_instant_and_not_its_last(days, found):
    write(at=START)
    since = START + DAY * days
    assert numbers(Wanted(since=since, until=since + DAY)) == found


@settings(deadline=None)  # a machine may be busy
@given(st.lists(st.integers(0, 400), max_size=40), st.integers(-10, 410), st.integers(0, 100))
def test_days_are_found_in_any_ledger_whose_acts_overlap_by_less_than_a_day(
    hours, since, length
):
    """Acts are written in order, each up to twelve hours after it began."""
    begun = [hour - 12 * (i % 2) for i, hour in enumerate(sorted(hours))]
    with undone():
        for hour in begun:
            write(at=START + hour * HOUR)
        asked = Wanted(since=START + since * HOUR, until=START + (since + length) * HOUR)
        expected = [i for i, h in enumerate(begun, 1) if since <= h < since + length]
        assert numbers(asked, size=3) == expected[::-1]


def test_a_party_is_found_alone_and_among_a_few_and_not_in_another_number():
    write(whose=(12,))
    write(whose=(1, 12))
    write(whose=(12, 13, 14))
    write(whose=(1, 12, 13))
    write(whose=(112, 121))
    write(whose=())
    write(whose=range(12, 500))  # a digest: found through its plan
    assert numbers(Wanted(party=12)) == [4, 3, 2, 1]
    assert numbers(Wanted(party=12, actor="bertta")) == []
    assert numbers(Wanted(party=99)) == []


def test_a_rare_thing_is_looked_for_page_by_page(monkeypatch):
    monkeypatch.setattr(pages, "_STRETCH", 3)
    monkeypatch.setattr(pages, "_STRETCHES", 2)
    write("kaarlo", at=START)
    for hour in range(1, 15):
        write("bertta", at=START + hour * HOUR)
    first, *_rest, last = turned(Wanted(actor="kaarlo"))
    assert (first.lines, first.older) == ((), 10)
    assert first.reached == START + 9 * HOUR
    assert [line.seq for line in last.lines] == [1]


def test_a_party_among_many_entries_of_nobody_is_found_too(monkeypatch):
    monkeypatch.setattr(pages, "_STRETCH", 3)
    write(whose=(7,))
    write(whose=(7, 8))
    for _ in range(7):
        write(whose=())
    write(whose=(7,))
    leaves = turned(Wanted(party=7))
    assert [line.seq for leaf in leaves for line in leaf.lines] == [10, 2, 1]
    assert leaves[0].reached == START


def test_what_has_expired_is_counted_and_not_shown():
    add(1, 2, 3)
    add(4, minutes=60)
    expire(START + timedelta(minutes=30), clause="", actor="lupaus", at=START, keys=KEYS)
    leaf = pages.page(Wanted())
    assert ([line.seq for line in leaf.lines], leaf.expired) == ([5, 4], 3)
    assert numbers(Wanted(since=START - DAY, until=START + DAY)) == [5, 4]


def test_a_payload_that_was_changed_is_a_line_without_words():
    assert pages.line_of(1, b"{}") == pages.Line(1, None)
    assert pages.line_of(1, b"[1]") == pages.Line(1, None)
    assert pages.line_of(1, b"\xff") == pages.Line(1, None)


# --- reads -----------------------------------------------------------------------------------


def look(*whose, at=START, actor="kaarlo", about="customer-card"):
    reads.record_read(actor=actor, purposes=["relations"], at=at, about=about, whose=whose)


def seal(days=30):
    return reads.seal_reads(at=START + days * DAY, keys=KEYS)


def seen(wanted=None, size=2):
    """Whom the pages show, and the last of the leaves."""
    leaves = turned(wanted, size, read_pages)
    return [read.whose[0] for leaf in leaves for read in leaf.reads]


@pytest.mark.parametrize("sealed", [0, 2, 5])
def test_pages_of_reads_go_back_over_what_waits_and_what_is_sealed(sealed):
    for party in range(1, 6):
        look(party, at=START + party * HOUR)
        if party == sealed:
            seal()
    assert seen() == [5, 4, 3, 2, 1]


def test_an_hour_stays_on_one_page():
    for party in range(1, 6):
        look(party, at=START + HOUR * (party // 3) + timedelta(minutes=party))
    first, second = turned(size=3, module=read_pages)
    assert ([r.whose for r in first.reads], first.cut) == ([(5,), (4,), (3,)], False)
    assert [r.whose for r in second.reads] == [(2,), (1,)]


def test_an_hour_longer_than_a_page_says_that_it_goes_on():
    for party in range(1, 6):
        look(party, at=START + timedelta(minutes=party))
    first, second, third = turned(size=2, module=read_pages)
    assert (first.cut, second.cut, third.cut) == (True, True, False)
    assert [r.whose[0] for leaf in (first, second, third) for r in leaf.reads] == [
        5,
        4,
        3,
        2,
        1,
    ]


@pytest.mark.parametrize("sealed", [False, True])
def test_reads_are_asked_for_by_actor_party_and_day(sealed):
    look(1, actor="aino")
    look(1, 2, at=START + DAY)
    look(3, at=START + 2 * DAY)
    look(*range(1, 400), at=START + 3 * DAY)  # a digest: found through its plan
    if sealed:
        seal()
    assert seen(Wanted(actor="aino")) == [1]
    assert seen(Wanted(actor="ain")) == []
    assert [len(lf.reads) for lf in turned(Wanted(party=1), 5, read_pages)] == [2]
    assert seen(Wanted(party=2)) == [1]
    assert seen(Wanted(since=START + DAY, until=START + 2 * DAY)) == [1]


@settings(deadline=None)  # a machine may be busy
@given(
    st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=25),
    st.integers(-10, 310),
    st.integers(0, 80),
)
def test_reads_of_days_are_found_however_they_were_sealed(notes, since, length):
    """The worker may have stood still: a batch may span weeks."""
    with undone(durable=True):
        expected = []
        for i, (hour, sealed) in enumerate(sorted(notes), 1):
            look(i, at=START + hour * HOUR)
            if sealed:
                seal()
            if since <= hour < since + length:
                expected.append(i)
        asked = Wanted(since=START + since * HOUR, until=START + (since + length) * HOUR)
        assert sorted(seen(asked, size=3)) == expected


def test_reads_of_somebody_rare_are_looked_for_page_by_page(monkeypatch):
    monkeypatch.setattr(read_pages, "_STRETCH", 3)
    monkeypatch.setattr(read_pages, "_STRETCHES", 2)
    look(9, actor="aino")
    for party in range(1, 15):
        look(party, at=START + party * HOUR)
    seal()
    for party in range(15, 30):
        look(party, at=START + party * HOUR)
    leaves = turned(Wanted(actor="aino"), module=read_pages)
    assert [read.whose for leaf in leaves for read in leaf.reads] == [(9,)]
    assert leaves[0].reached
    assert len(leaves) > 3


@pytest.mark.parametrize("key", ["s", "sä.1", "s1", "w", "wä", "x", "s" + "9" * 40, "'"])
def test_a_key_that_is_none_of_ours_gives_the_newest_page(key):
    look(1)
    seal()
    look(2)
    assert read_pages.page(Wanted(), before=key).reads


def test_what_waits_is_sealed_in_the_order_of_time():
    for party in (3, 1, 2):
        look(party, at=START + party * HOUR)
    seal()
    rows = sql("SELECT record FROM ledger_read ORDER BY nr")
    order = [reads.listed(str(record))[0] for (record,) in rows]
    assert order == [1, 2, 3]
