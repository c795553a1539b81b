"""No sentence of the import can be new without the pages having words for it: every string of
its source that reads like one is known to them, or stands here with what it is instead."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lupaus.intake
import lupaus.register
import lupaus.web
from lupaus.intake import cells, rawfile, trade, who
from lupaus.intake.entry import Fate
from lupaus.intake.field import NEVER_FROM_A_FILE
from lupaus.intake.matching import Key
from lupaus.intake.values.name import Order
from lupaus.web.imports import sentences

INTAKE = Path(lupaus.intake.__file__).parent
#: What cells are spelled wrong by is said there.
SPELLING = Path(lupaus.register.__file__).parent / "spelling.py"
WEB = Path(lupaus.web.__file__).parent
#: Words to compare with, parts of a file that is written, and what the terminal prints: these
#: files refuse nothing.
REFUSE_NOTHING = {"heading_words.py", "given_names.py", "workbook.py", "told.py", "report.py"}
#: The copy of a whole register, which only the command line writes.
NOT_FOR_PAGES = "export.py"

ON_THE_TERMINAL = {
    "--column 7 is not HEADING=FIELD. Fields: 7 (- leaves a column out)",
    '--column "7=-"',
    "--rule 7 is not HEADING=RULE. Rules: 7; * stands for every column",
    "there is no column 7; the columns are: 7",
    "there is no import 7; imports: 7",
    "there is no import 7",  # a page has looked for it before
    "7 is a text file and has no sheets: leave out --sheet",
    "column 7 is left out: 7",
    'columns left out: 7 (see --preview; --column "HEADING=FIELD" takes one in)',
    "hidden sheets are left out: 7",
}
#: Pieces of sentences: what is put together of them is claimed in test_import_words.
PIECES = {
    *rawfile._FOREIGN.values(),
    "7 is 7",
    "whence is this list",
    "the policy knows no source 7",
    "none: add it to sources",
    "7: say it with --source, one of the policy's sources: 7",
    (
        "this very file was taken in on 7 as import 7. Undo that one first (--undo 7), or say"
        " --again"
    ),
    "sum of the invoice: 7",
    "all its parts",
}
#: Names of things, which pages call by their own; grounds, which pages tell by their clause.
NAMES = {
    *(str(one.value) for one in (*Key, *Order, *Fate)),
    *NEVER_FROM_A_FILE.values(),
    "put back",
    "sole trader",
    "contact person",
    "party 7 77",
    " row 7",
    *trade._STATUS.values(),
    *who._ROLES.values(),
    *cells._NOTHING,
    "great britain",
    "GDPR Art. 14(2)(f)",
    "the notice does not say that 7 is got from 7",
}
EXEMPT = ON_THE_TERMINAL | PIECES | NAMES
#: How what is no English sentence looks: SQL, patterns, lists of columns.
_CODE = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|AND|EXISTS|NOT EXISTS)\b.*"
    r"|.*(?:\(\?|\\[bswd]).*"
    r"|(?:[a-z_.]+, )+[a-z_.7]+",
    re.DOTALL,
)
#: A word, and something beside it.
_SAYS = re.compile(r"(?=.*(?<![\w.])[a-z]{2,}(?![\w.=]))(?=.*\S \S)", re.DOTALL)


def _text(node: ast.AST) -> str | None:
    """A string with 7 in the place of whatever varies."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(v) or "7" for v in values)
        case ast.FormattedValue():
            return "7"
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = _text(left), _text(right)
            return None if None in parts else "".join(parts)
        case _:
            return None


def _strings(node: ast.AST) -> Iterator[str]:
    """Every string but docstrings, why the machinery is let in,
    and what is said of errors of ours."""
    if (text := _text(node)) is not None:
        yield text
        for piece in ast.walk(node):
            if isinstance(piece, ast.FormattedValue):
                yield from _strings(piece.value)
        return
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant()) | ast.keyword(arg="why" | "about"):
                continue
            case ast.Call(func=ast.Name(id="ValueError")):
                continue
        yield from _strings(child)


def _said() -> set[str]:
    paths = (p for p in (SPELLING, *INTAKE.rglob("*.py")) if "migrations" not in p.parts)
    found = {
        text
        for path in paths
        if path.name not in {*REFUSE_NOTHING, NOT_FOR_PAGES}
        for text in _strings(ast.parse(path.read_text(encoding="utf-8")))
    }
    return {text for text in found if _SAYS.match(text) and not _CODE.fullmatch(text)}


SAID = _said()


def test_every_string_that_reads_like_a_sentence_has_words_on_the_pages():
    unknown = sorted(text for text in SAID - EXEMPT if sentences.known(text) is None)
    assert not unknown, "give them words in said_of_files.py or said_of_cells.py"
    assert len(SAID) > 90


def test_what_is_exempt_is_still_said():
    assert (ON_THE_TERMINAL | PIECES) <= SAID


def test_the_files_that_are_left_out_refuse_nothing():
    for path in INTAKE.rglob("*.py"):
        if path.name in REFUSE_NOTHING:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert not [n for n in ast.walk(tree) if isinstance(n, ast.Raise)], path.name


def test_no_page_writes_the_copy_of_a_register():
    """Whose refusals are therefore left out."""
    for path in WEB.rglob("*.py"):
        assert "lupaus.intake.export" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Unusable(f"{name} is too odd: mend it")', "7 is too odd: mend it"),
        ('WHY = "is odd" + " and unheard of"', "is odd and unheard of"),
        ('def why():\n    return "nobody knows this"', "nobody knows this"),
        ("x = {1: f\"{a or 'some such thing'}\"}", "some such thing"),
    ],
)
def test_a_new_sentence_is_found_wherever_it_stands(source, found):
    assert found in {t for t in _strings(ast.parse(source)) if _SAYS.match(t)}
