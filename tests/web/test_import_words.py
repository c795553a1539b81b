"""The pages have words for everything that the import says, and for everything that a column
can be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lupaus.intake
import lupaus.register
from lupaus.intake import batch, matching, rawfile, reverting, revise, work
from lupaus.intake.draft import INTERRUPTED
from lupaus.intake.field import CATEGORY_OF, NEVER_FROM_A_FILE, Field
from lupaus.intake.heading_words import HEADINGS, plain
from lupaus.intake.matching import Key
from lupaus.intake.preview import Outcome
from lupaus.intake.rules import Rule
from lupaus.policy.vocabulary import SourceKind
from lupaus.web.imports import fields, sample, sentences, sources, words

INTAKE = Path(lupaus.intake.__file__).parent
SPELLING = Path(lupaus.register.__file__).parent / "spelling.py"
SAYING = {"Unusable", "BadValue", "left_out", "mended", "Unfit", "Remark"}
#: Files that speak to others: the command line, and lists that are written.
NOT_OURS = {"export.py", "listfile.py", "told.py", "rules.py"}
#: What only the command line can be told: options that a page does not have.
ON_THE_TERMINAL = (
    "is not HEADING=FIELD",
    "there is no column",
    "is a text file and has no",
    "there is no import",
)
#: Put together of others, which are claimed by themselves.
PUT_TOGETHER = {"7: 7", "7 is 7", "sum of the invoice: 7"}


def _text(node: ast.AST) -> str | None:
    """A sentence with 7 in the place of whatever varies."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(v) or "7" for v in values)
        case ast.FormattedValue():
            return "7"
        case _:
            return None


def _said(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SAYING:
                found = [_text(arg) for arg in node.args]
                yield from (text for text in found if text and " " in text)


def every_sentence() -> list[str]:
    paths = [p for p in sorted(INTAKE.rglob("*.py")) if p.name not in NOT_OURS]
    found = {said for path in (*paths, SPELLING) for said in _said(path)}
    found |= {revise.PERMITS, revise.SEVERAL, matching.RESTRICTED, batch.BANS_STAY}
    found |= {reverting.FORGOTTEN, reverting.REMOVED, reverting.RESTRICTED}
    found |= {INTERRUPTED, work._NO_ROLE, work._UNDER_A_BAN, work._TWICE}
    found |= set(NEVER_FROM_A_FILE.values()) - {
        NEVER_FROM_A_FILE[f] for f in (Field.BIRTHDAY, Field.SENSITIVE)
    }
    found |= {f"asiakkaat.csv is {cure}" for cure in rawfile._FOREIGN.values()}
    found |= {"sum of the invoice: not a sum of money: write it as 1234,50"}
    found = {s.replace("in on 7 as", "in on 02.03.2026 as") for s in found - PUT_TOGETHER}
    found = {s.replace("7: say it with", "whence is this list: say it with") for s in found}
    return sorted(s for s in found if not any(t in s for t in ON_THE_TERMINAL))


SENTENCES = every_sentence()


def test_the_sentences_were_found():
    """Or the claim below would be about nothing."""
    assert len(SENTENCES) > 60
    assert any("no such day" in said for said in SENTENCES)
    assert any("quotation mark" in said for said in SENTENCES)


@pytest.mark.parametrize("said", SENTENCES)
def test_every_sentence_of_the_import_is_said_in_the_words_of_the_page(said):
    told = sentences.known(said)
    assert told, f"no words for: {said}"
    assert told != said
    assert "--" not in told, "a page has no options"
    assert "%(" not in told


def test_a_sentence_with_its_heading_keeps_the_heading():
    said = sentences.plain("Viim. yhteys: there is no such day: write it as 31.12.2025")
    assert said.startswith("Viim. yhteys: Sellaista päivää ei ole.")


def test_a_sentence_that_is_not_known_is_shown_and_marked_as_english():
    assert sentences.plain("<b>what</b>") == "<b>what</b>"
    assert sentences.told("<b>what</b>") == '<span lang="en">&lt;b&gt;what&lt;/b&gt;</span>'


def test_everything_that_a_column_can_be_has_a_name_and_a_place():
    assert set(fields.FIELDS) == set(Field)
    grouped = {c for _label, categories in fields._GROUPS for c in categories}
    assert grouped == set(CATEGORY_OF.values())
    assert set(fields.RULES) == set(Rule) - {Rule.NEVER}
    assert set(fields._NEVER) == set(NEVER_FROM_A_FILE)


def test_every_source_fate_and_key_has_a_name():
    assert set(sources.SOURCES) == set(SourceKind)
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.KEYS) == set(Key)


@pytest.mark.parametrize("field", sample.HEADINGS)
def test_the_headings_of_the_sample_are_known_in_every_language(field):
    for heading in sample.HEADINGS[field]:
        assert HEADINGS.get(plain(heading)) is field, heading


@pytest.mark.parametrize(
    ("cell", "written"),
    [("2024-02-29", "29.2.2024"), ("2024-02-29 00:00:00", "29.2.2024"), ("1.2.25", "1.2.25")],
)
def test_a_day_out_of_a_workbook_is_written_as_people_write_it(cell, written):
    assert words.written(cell) == written
