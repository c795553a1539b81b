"""The ledger knows names, not values."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lupaus.ledger.entry import Entry, Event, Many, NotANameError, canonical_json, whose_of

AT = datetime(2024, 2, 29, 23, 59, 59, 999000, tzinfo=UTC)
VALUES = [
    "aino@example.fi",
    "Aino Virtanen",
    "+358401234567",
    "0401234567",
    "131052-952X",
    "FI2112345600000785",
    "1234567-1",
    "Åke",
    "a" * 200,
    "email\n",
    'x","whose":[1]}',
]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("where", ["fields", "counts"])
def test_a_value_does_not_get_in_as_a_name(value, where):
    more = {"fields": (value,)} if where == "fields" else {"counts": {value: 1}}
    with pytest.raises(NotANameError) as refused:
        Entry("bertta", Event.RECORD_CORRECTED, (1,), AT, **more).canonical()
    assert value not in str(refused.value)


@pytest.mark.parametrize("name", ["purpose", "via", "clause"])
@pytest.mark.parametrize("value", VALUES)
def test_a_value_does_not_get_in_beside_them(name, value):
    with pytest.raises(NotANameError):
        Entry("bertta", Event.PURGED, (), AT, **{name: value}).canonical()


def test_an_event_is_one_of_the_known_ones():
    with pytest.raises(ValueError, match="phoned"):
        Entry("bertta", "phoned", (), AT).canonical()


@pytest.mark.parametrize("count", [-1, True, 1.5, "1"])
def test_a_count_is_a_whole_number(count):
    with pytest.raises(NotANameError):
        Entry("bertta", Event.PURGED, (), AT, counts={"rows": count}).canonical()


@pytest.mark.parametrize("whose", [("1",), (True,), tuple(range(201))])
def test_whose_is_ids_and_not_too_many(whose):
    with pytest.raises(NotANameError):
        Entry("bertta", Event.PURGED, whose, AT).canonical()


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        Entry("bertta", Event.PURGED, (), datetime(2024, 2, 29)).canonical()  # noqa: DTZ001


def test_the_canonical_spelling_is_sorted_json_in_utc():
    at = AT.astimezone(timezone(timedelta(hours=2)))
    more = {"fields": ("email", "note.text"), "counts": {"rows": 2, "a": 0}}
    written = Entry("väinö", Event.ERASED, (3, 1), at, "rights", "web", **more).canonical()
    assert written == canonical_json(json.loads(written))
    assert json.loads(written)["at"] == "2024-02-29T23:59:59.999Z"
    assert written.endswith('"whose":[3,1]}')


@pytest.mark.parametrize(("count", "kind"), [(0, tuple), (200, tuple), (201, Many)])
def test_few_parties_are_listed_and_many_are_one_digest(count, kind):
    whose = whose_of(range(count))
    assert isinstance(whose, kind)
    assert whose == whose_of([*reversed(range(count)), *range(count)])


def test_a_digest_is_of_the_stored_plan_and_nothing_else():
    assert whose_of(range(300)) != whose_of(range(301))
    with pytest.raises(NotANameError):
        Many("aino@example.fi", 3)
