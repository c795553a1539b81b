"""A form changes one place of the text; everything else stays to the letter."""

import difflib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lupaus.policy.amend import GONE, NotAmended, amended, tree_of
from lupaus.policy.templates import TEMPLATES, template

AGENCY = template("communications-agency")


def _changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """Lines that went, lines that came."""
    told = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:]
    gone = [line[1:] for line in told if line.startswith("-")]
    return gone, [line[1:] for line in told if line.startswith("+")]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_period_changes_one_line_and_nothing_else(name):
    text = template(name)
    rules = tree_of(text)["retention"]
    number = next(i for i, rule in enumerate(rules) if rule.get("at_most"))
    gone, come = _changed(text, amended(text, [(("retention", number), {"at_most": "5 days"})]))
    assert len(gone) == len(come) == 1
    assert "5 days" in come[0]


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_changes_nothing_leaves_every_letter(name):
    text = template(name)
    assert amended(text, [((key,), value) for key, value in tree_of(text).items()]) == text


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_comment_outlives_every_removal(name):
    text = template(name)
    comments = [line for line in text.splitlines() if line.startswith("#")]
    for section in ("recipients", "sources", "retention", "protection", "roles"):
        tree = tree_of(text)[section]
        last = len(tree) - 1 if isinstance(tree, list) else list(tree)[-1]
        left = amended(text, [((section, last), GONE)])
        assert [line for line in left.splitlines() if line.startswith("#")] == comments
        assert len(tree_of(left)[section]) == len(tree) - 1


def test_a_key_is_added_below_the_others_and_above_the_next_comment():
    text = amended(AGENCY, [(("controller",), {"hours": {"fi": "ma–pe 9–16"}})])
    gone, come = _changed(AGENCY, text)
    assert gone == []
    assert come == ["  hours: {fi: ma–pe 9–16}"]
    assert text.index("hours:") < text.index("# Tilikauden viimeinen")


def test_a_rule_that_grows_too_long_for_its_line_is_written_below_itself():
    reason = {"fi": "takuu on voimassa", "sv": "garantin gäller", "en": "the warranty runs"}
    text = amended(AGENCY, [(("retention", 3), {"because": reason})])
    assert tree_of(text)["retention"][3]["because"] == reason
    assert "  - purpose: marketing\n    at_most: 2 years\n" in text
    assert max(map(len, text.splitlines())) == max(map(len, AGENCY.splitlines()))


def test_items_keep_their_numbers_until_all_is_done():
    old = tree_of(AGENCY)["retention"]
    new = {"purpose": "offers", "at_most": "1 month", "after": "collected"}
    text = amended(
        AGENCY,
        [
            (("retention", 0), GONE),
            (("retention", 1), {"at_most": "4 years"}),
            (("retention", len(old)), new),
        ],
    )
    assert tree_of(text)["retention"] == [{**old[1], "at_most": "4 years"}, *old[2:], new]


def test_the_last_recipient_takes_its_section_along():
    names = tree_of(AGENCY)["recipients"]
    text = amended(AGENCY, [(("recipients", name), GONE) for name in names])
    assert "recipients" not in tree_of(text)
    assert "# Kenelle tietoja annetaan." in text


def test_a_part_that_is_empty_on_purpose_stays():
    text = amended(AGENCY, [(("rights", "restriction"), {"within": "14 days"})])
    assert tree_of(text)["rights"]["restriction"] == {"within": "14 days"}
    assert tree_of(text)["rights"]["portability"] == {}


def test_a_section_that_was_not_there_comes_at_the_end():
    text = amended(AGENCY, [(("publication",), {"allowed": "never"})])
    assert text == AGENCY.rstrip("\n") + "\npublication: {allowed: never}\n"


def test_a_text_in_one_word_for_all_languages_stays_so_when_it_says_the_same():
    text = "lupaus: 1\ncontroller:\n  contact: toimisto  # yksi riittää\n  name: Esimerkki Oy\n"
    same = {"contact": {"fi": "toimisto", "sv": "toimisto"}}
    assert amended(text, [(("controller",), same)]) == text
    other = {"contact": {"fi": "toimisto", "sv": "kontoret"}}
    assert tree_of(amended(text, [(("controller",), other)]))["controller"] == {
        "name": "Esimerkki Oy",
        **other,
    }


def test_a_list_with_an_item_on_each_line_loses_only_that_line():
    text = "data:\n  name:\n    for:\n      - a  # ensin\n      - b\n      - c\n# loppu\n"
    assert amended(text, [(("data", "name", "for", 1), GONE)]) == text.replace(
        "      - b\n", ""
    )


@pytest.mark.parametrize(
    "words",
    ["NO", "true", "~", "2026-03-01", "12", "0401234567", "- x", "a: b", "#1", "'", '"', "*a",
     "{x}", "a, b", "ü: ñ # ö", "Äiti & Öljy Oy: *#1*", "rivi\nrivi", "@home", "%", "x\\y"],
)  # fmt: skip
def test_words_that_yaml_has_plans_for_come_back_as_they_were(words):
    text = amended(AGENCY, [(("controller",), {"name": words}), (("dated",), words)])
    assert tree_of(text)["controller"]["name"] == words
    assert tree_of(text)["dated"] == words


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1))
def test_whatever_is_typed_is_what_is_read(words):
    short = "lupaus: 1\ncontroller:\n  name: A  # nimi\n  brands: [B]\n"
    text = amended(short, [(("controller",), {"name": words, "brands": [words, "B"]})])
    assert tree_of(text)["controller"] == {"name": words, "brands": [words, "B"]}
    assert text.startswith("lupaus: 1\ncontroller:\n  name: ")


def test_a_day_is_written_without_quotes():
    text = amended(AGENCY, [(("dated",), date(2028, 2, 29))])
    assert "\ndated: 2028-02-29\n" in text


@pytest.mark.parametrize("text", ["", "- a\n", "a: [1\n", "a: &b 1\n", "{lupaus: 1"])
def test_what_cannot_be_read_is_not_touched(text):
    with pytest.raises(NotAmended):
        amended(text, [(("dated",), "2026-03-01")])


@pytest.mark.parametrize(
    "text", ["{lupaus: 1, dated: 2026-01-01}\n", "? dated\n: 2026-01-01\n"]
)
def test_a_text_of_an_unusual_make_is_changed_rightly_or_not_at_all(text):
    try:
        found = amended(text, [(("dated",), date(2026, 3, 1))])
    except NotAmended:
        return
    assert tree_of(found) == {**tree_of(text), "dated": date(2026, 3, 1)}
