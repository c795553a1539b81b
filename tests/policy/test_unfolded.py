"""How a promise is kept, on the notice: told of kept ones only, and of them without a trace of
who is in the register."""

import re
from dataclasses import replace
from datetime import date

import pytest
from promises import compiled, page

from lupaus.policy.clause import Kind
from lupaus.policy.model import LANGUAGES
from lupaus.policy.notice import Notice, Paragraph, pieces
from lupaus.policy.phrases.kept import ABOUT, CONFIRMED, HOW, SUMMARY
from lupaus.policy.render import html
from lupaus.policy.render.unfold import seats
from lupaus.policy.unfolded import how, told
from lupaus.policy.vocabulary import Ban, Mode
from lupaus.proof.looks import LOOKS

DAYS = {"checked": date(2026, 3, 1), "tried": date(2026, 2, 20)}
#: What the check cannot find kept, whatever the register holds: disclosures come later.
_NEVER_KEPT = {Kind.TRANSFER, Kind.TRANSFERS_CLOSED}
_UNFOLDED = re.compile(r'<details class="kept">.*?</details>|<p class="unfolds">.*?</p>\n')


def _all(**days):
    said = {c.id: told(c, **days) for c in compiled()}
    return {clause: words for clause, words in said.items() if words}


ALL = _all(**DAYS)


def _can_be_kept(clause):
    if clause.mode is Mode.ATTEST:
        return True
    if clause.kind is Kind.NEVER:
        return clause.params["never"] == Ban.SPECIAL_CATEGORIES
    return clause.mode is not Mode.DECLARE and LOOKS[clause.kind].built


def test_every_clause_that_a_check_can_find_kept_has_something_to_tell():
    silent = {c.kind for c in compiled() if _can_be_kept(c) and how(c) is None}
    assert silent <= _NEVER_KEPT


def test_nothing_is_told_of_what_no_check_can_find_kept():
    assert not [c.id for c in compiled() if how(c) and not _can_be_kept(c)]


def test_no_text_holds_a_number_that_could_count_anybody():
    texts = [words for one in (CONFIRMED, *HOW.values()) for words in (one.keeps, one.looks)]
    assert not [text for words in texts for text in words if re.search(r"\d", text)]


@pytest.mark.parametrize(
    ("language", "checked", "tried"),
    [
        ("fi", "1.3.2026", "20.2.2026"),
        ("sv", "1.3.2026", "20.2.2026"),
        ("en", "1 March 2026", "20 February 2026"),
    ],
)
def test_a_kept_promise_says_what_keeps_it_when_it_was_looked_at_and_when_tried(
    language, checked, tried
):
    [clause] = [c for c in compiled() if c.id == "retention.marketing"]
    keeps, looks, trial = (w.everywhere()[language] for w in told(clause, **DAYS).lines)
    assert keeps == HOW[Kind.RETENTION].keeps.everywhere()[language]
    assert checked in looks
    assert tried in trial


def test_what_somebody_has_said_or_owes_is_not_told_of_before_the_self_test():
    untried = _all(checked=DAYS["checked"], tried=None)
    personal = {Kind.OBJECTION, Kind.SUPPRESSION, Kind.CONSENT_GATE, Kind.IDENTITY_CODE,
                Kind.HOLD, Kind.STATUTORY_MINIMUM}  # fmt: skip
    kinds = {c.id: c.kind for c in compiled() if c.mode is not Mode.ATTEST}
    assert {kinds[clause] for clause in set(ALL) - set(untried)} == personal
    assert not {kinds.get(clause) for clause in untried} & personal


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_which_nothing_is_told_is_the_page_as_ever(language):
    plain = html.render(page(), language)
    assert html.render(page(), language, kept={}) == plain
    assert "<details" not in plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_but_what_unfolds_is_the_page_as_ever(language):
    unfolded = html.render(page(), language, kept=ALL)
    assert _UNFOLDED.sub("", unfolded) == html.render(page(), language)
    assert unfolded.count("<details") == unfolded.count(SUMMARY.everywhere()[language])
    assert ABOUT.everywhere()[language] in unfolded


@pytest.mark.parametrize(
    ("clause", "cell"),
    [
        ("retention.marketing", "time"),
        ("reading.marketing", "data"),
        ("data.email", "name"),
        ("source.ytj", "data"),
        ("role.sales", "purposes"),
        ("never.special-categories", None),
    ],
)
def test_a_kept_clause_unfolds_where_it_says_what_it_promises(clause, cell):
    [found] = [c for c in compiled() if c.id == clause]
    said = found.cells[cell] if cell else found.sentences
    assert seats(page(), ALL)[clause].text == said


def test_each_kept_clause_unfolds_at_one_place():
    opened = html.render(page(), "fi", kept=ALL)
    named = re.findall(r'aria-describedby="c-([^"]+)"', opened)
    assert len(named) == len(set(named)) > 30


def test_a_clause_that_was_not_kept_has_nothing_at_its_sentence():
    without = {clause: said for clause, said in ALL.items() if clause != "retention.marketing"}
    page_ = html.render(page(), "fi", kept=without)
    assert 'aria-describedby="c-retention.marketing"' not in page_
    assert 'aria-describedby="c-retention.marketing"' in html.render(page(), "fi", kept=ALL)


def test_a_text_that_several_clauses_say_is_silent_until_all_of_them_are_kept():
    one, other = "retention.marketing", "retention.daily"
    first = next(piece for piece in pieces(page()) if piece.clause == one)
    shared = replace(first, also=(other,))
    section = replace(page().sections[0], blocks=(Paragraph((shared,)),))
    notice: Notice = replace(page(), sections=(section,))
    half, whole = {one: ALL[one]}, {name: ALL[name] for name in (one, other)}
    assert "<details" not in html.render(notice, "fi", kept=half)
    assert html.render(notice, "fi", kept=whole).count("<details") == 1
