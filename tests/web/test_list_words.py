"""Everything that a list can say has a name."""

from dataclasses import fields

import pytest

from lupaus.policy.vocabulary import Channel, State
from lupaus.records.models.people import ROLES
from lupaus.register.bans import FORBIDDABLE
from lupaus.register.bulk import Why
from lupaus.register.wanted import Column, Kind, Marketable, Money, Side, Sort, Wanted
from lupaus.web.customers import columns, words
from lupaus.web.customers.card_words import LABELS, ROWS
from lupaus.web.customers.verbs import FIRST, REASONS, VERBS


@pytest.mark.parametrize(
    ("named", "members"),
    [
        (words.STATES, State),
        (words.SIDES, Side),
        (words.KINDS, Kind),
        (words.ROLES, ROLES),
        (words.MONEY, Money),
        (words.MARKETABLE, Marketable),
        (words.CHANNELS, Channel),
        (words.CLASSES, FORBIDDABLE),
        (words.COLUMNS, Column),
        (words.SORTS, Sort),
        (words.FILTERS, [one.name for one in fields(Wanted)]),
        (REASONS, Why),
    ],
)
def test_every_member_has_a_name(named, members):
    assert {str(member) for member in members} <= {str(key) for key in named}
    assert all(str(label).strip() for label in named.values())


def test_every_column_stands_in_the_table_once():
    assert sorted(columns.ALL) == sorted(Column)


def test_what_somebody_is_in_a_company_is_a_role_and_no_thing_to_do():
    """A word for one thing: something to be done is *tehtävä*."""
    lists = (words.COLUMNS, words.FILTERS, REASONS, LABELS["affiliation"], ROWS)
    said = [str(label) for named in lists for label in named.values()]
    said += [str(x) for verb in VERBS.values() for x in (verb.label, verb.warning)]
    said += [
        str(one % {"n": n}) for v in VERBS.values() for one in (v.will, v.done) for n in (1, 2)
    ]
    assert not [text for text in said if "tehtäv" in text.lower()]
    assert "rooli" in str(ROWS["affiliation"])


def test_the_first_things_to_do_are_things_to_do():
    assert set(FIRST) <= set(VERBS)
    assert all(str(VERBS[key].short) for key in FIRST)
