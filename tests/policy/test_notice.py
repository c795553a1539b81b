"""The printed notice: only clauses speak, all of them do, and authors' texts stay texts."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from promises import RICH, compiled, page, policy

from lupaus.policy.model import LANGUAGES
from lupaus.policy.notice import Listing, Paragraph, Piece, Table, notice, pieces
from lupaus.policy.render import html, markdown, pdf, stylesheet
from lupaus.policy.render import json as as_json
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import Section

TEXTS = [RICH, *map(template, TEMPLATES)]
NAMES = ["rich", *TEMPLATES]


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_a_sentence_without_a_clause_cannot_exist(text):
    clauses = {clause.id: clause for clause in compiled(text)}
    for piece in pieces(page(text)):
        for said in (clauses[name] for name in (piece.clause, *piece.also)):
            assert piece.text == said.sentences or piece.text in said.cells.values(), piece


def test_a_page_is_made_of_pieces_and_of_nothing_else_that_speaks():
    texts = {name for cls in (Paragraph, Listing, Table) for name in cls.__dataclass_fields__}
    assert texts == {"pieces", "items", "heading", "caption", "columns", "rows"}


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_every_clause_is_printed(text):
    printed = {name for piece in pieces(page(text)) for name in (piece.clause, *piece.also)}
    assert printed == {clause.id for clause in compiled(text)}


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_the_right_to_object_comes_first_and_apart(text):
    assert page(text).sections[0].section is Section.OBJECT
    assert '<section id="object" class="box"' in html.render(page(text), "fi")


def test_sections_come_in_the_order_of_the_vocabulary():
    order = [section.section for section in page().sections]
    assert order == [section for section in Section if section in order]


class _Outline(HTMLParser):
    """What a browser and a screen reader would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.scoped = 0
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(found)
        if identity := found.get("id"):
            self.ids.append(identity)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.scoped += tag == "th" and "scope" in found
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _outline(text: str) -> _Outline:
    found = _Outline()
    found.feed(text)
    found.close()
    assert not found.open
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_the_page_is_well_made(text, language):
    found = _outline(html.render(page(text), language, stylesheet="/static/notice.css"))
    assert len(set(found.ids)) == len(found.ids)
    assert found.levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(found.levels))
    assert found.levels.count(1) == 1
    assert found.scoped == found.tags.count("th")
    assert found.tags.count("caption") == found.tags.count("table")


def test_the_page_passes_a_strict_content_policy():
    found = _outline(html.render(page(), "fi", stylesheet="/static/notice.css"))
    assert not found.attributes & {"style", "onclick", "onload", "src"}
    assert not {"script", "style", "img", "iframe"} & set(found.tags)


def test_the_page_needs_nothing_from_outside():
    whole = html.render(page(), "sv")
    assert "http" not in whole.split("</style>")[1]
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()


def test_every_sentence_carries_its_clause_and_the_first_one_an_anchor():
    whole = html.render(page(), "fi")
    for clause in compiled():
        assert whole.count(f'id="c-{clause.id}"') == 1
        assert f'data-clause="{clause.id}"' in whole


def test_other_languages_are_offered_in_themselves():
    whole = html.render(page(), "fi", alternatives={"fi": "/fi", "sv": "/sv"})
    assert '<a href="/sv" lang="sv" hreflang="sv">På svenska</a>' in whole
    assert "Suomeksi" not in whole


def test_json_is_stable_and_whole():
    tree = json.loads(as_json.render(page()))
    assert tree["format"] == as_json.FORMAT
    assert [section["id"] for section in tree["sections"]] == [
        str(section.section) for section in page().sections
    ]
    assert as_json.render(page()) == as_json.render(notice(policy(), compiled()))


def test_a_piece_that_a_clause_does_not_say_is_none():
    clause = compiled()[0]
    assert Piece.cell(clause, "nowhere") is None


# --- hostile texts ---------------------------------------------------------------------------

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "#panic(1) $x$ *lihava* _kursiivi_ @viite <tunnus> `koodi` \\ ",
    "[linkki](javascript:alert(1)) | solu | \\| # otsikko",
    "oikealta vasemmalle \u05e9\u05dc\u05d5\u05dd",
    "hymy 😀 ja lippu 🇫🇮",
    "sum(A1) =HYPERLINK(1)",
    "&amp; &lt; {{ muuttuja }} {% tagi %}",
    "pitkä" * 380,
]


def _with(evil: str) -> str:
    quoted = json.dumps(evil, ensure_ascii=False)
    return RICH.replace("name: Uutiskirje", f"name: {quoted}").replace(
        "describe: {fi: Pidämme yhteyttä., sv: Vi håller kontakt., en: We keep in touch.}",
        f"describe: {quoted}",
    )


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_hostile_text_is_text_in_html(evil):
    text = _with(evil)
    found = _outline(html.render(page(text), "fi", stylesheet="/s.css"))
    assert not {"script", "img"} & set(found.tags)
    assert not {"onerror", "src"} & found.attributes


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_hostile_text_is_text_in_markdown(evil):
    whole = markdown.render(page(_with(evil)), "fi")
    assert "<script" not in whole.replace("\\<", "")
    assert "](javascript:" not in whole
    unescaped = re.sub(r"\\(.)", r"\1", whole)
    assert " ".join(evil.split()) in unescaped


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_hostile_text_is_text_in_pdf(evil):
    whole = pdf.render(page(_with(evil)), "fi")
    assert whole.startswith(b"%PDF-1.7")


def test_a_table_of_markdown_keeps_its_columns():
    lines = markdown.render(page(_with("a | b || c")), "fi").splitlines()
    for block in "\n".join(lines).split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        bars = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
        assert len(bars) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_archival_accessible_and_always_the_same(language):
    first = pdf.render(page(), language)
    assert first == pdf.render(page(), language)
    assert b"<pdfaid:part>2</pdfaid:part>" in first.replace(b"\n", b"")
    assert b"pdfuaid:part" in first
    assert b"/MarkInfo" in first


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_print_in_every_form_and_language(name):
    for language in LANGUAGES:
        assert pdf.render(page(template(name)), language)
        assert markdown.render(page(template(name)), language).startswith("# ")


#: A notice that nobody has the patience for informs nobody.
MOST_PAGES = 7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_printed_notice_is_short_enough_to_be_read(name, language):
    counted = re.search(rb"/Type/Pages/Count (\d+)", pdf.render(page(template(name)), language))
    assert counted
    assert 1 <= int(counted[1]) <= MOST_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_no_table_says_the_same_thing_in_two_places(text, language):
    """Rules that hold for several purposes, and one deadline for all rights, are said once."""
    for section in page(text).sections:
        said = [
            piece.text[language]
            for block in section.blocks
            if isinstance(block, Paragraph)
            for piece in block.pieces
        ]
        assert len(set(said)) == len(said)


def test_what_is_everything_is_not_counted_out():
    backup = next(
        clause
        for clause in compiled(template("communications-agency"))
        if clause.id == "recipient.backup"
    )
    assert backup.cells["data"]["fi"] == "Kaikki tässä selosteessa mainitut tiedot"
    assert "kirjanpitokirjat" in backup.sentences["fi"]


def test_contact_details_are_explained_where_they_are_used():
    said = next(
        clause
        for clause in compiled(template("communications-agency"))
        if clause.id == "data.closed"
    )
    assert "Yhteystiedot ovat" in said.sentences["fi"]
    alone = next(clause for clause in compiled() if clause.id == "data.closed")
    assert "Yhteystiedot" not in alone.sentences["fi"]
