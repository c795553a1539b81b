"""A purpose explained: what it reads, of whom, under which rules, by which SQL."""

from datetime import date

import pytest
from promises import policy

from lupaus.policy.explain import explain, text
from lupaus.policy.holding import Holding
from lupaus.policy.model import LANGUAGES
from lupaus.policy.vocabulary import Category, SubjectKind

EMAIL = Holding(
    "records_emailaddress", Category.EMAIL, ("id", "party_id", "address"), ("address",)
)
CREDENTIAL = Holding("records_credential", Category.CREDENTIALS, ("id", "party_id", "label"))
TODAY = date(2026, 3, 1)


def test_it_reads_its_own_categories():
    found = explain(policy(), "newsletter")
    assert found.categories == (Category.EMAIL, Category.PERMISSIONS)
    assert found.tables == ()


def test_only_the_kinds_it_concerns():
    assert explain(policy(), "delivery").kinds == (SubjectKind.CONSUMER,)


def test_with_a_schema_it_names_tables_and_views():
    found = explain(policy(), "marketing", schema=(EMAIL, CREDENTIAL), today=TODAY)
    assert [table.view for table in found.tables] == ["marketing__emailaddress"]
    assert found.tables[0].closed is not None
    assert found.tables[0].closed.params


def test_without_a_day_there_is_no_cut_off():
    (table,) = explain(policy(), "marketing", schema=(EMAIL,)).tables
    assert table.closed is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_names_every_rule(language):
    found = explain(policy(), "marketing", schema=(EMAIL,), today=TODAY)
    said = text(found, language)
    assert all(f"[{clause.id}]" in said for clause in found.rules)
    assert "retention.marketing" in said


def test_an_unknown_purpose_is_a_key_error():
    with pytest.raises(KeyError):
        explain(policy(), "nothing")
