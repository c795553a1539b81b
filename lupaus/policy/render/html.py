"""The notice as one page of HTML that needs nothing else: no script, no font, no image.

Each text carries ``data-clause``, and its first occurrence an anchor ``#c-…``. How a promise is
kept unfolds beside its sentence where the page is told so (:mod:`lupaus.policy.render.unfold`).
There are no inline styles: the page passes ``style-src 'self'`` when it is given the address of
the stylesheet.
"""

import re
from collections.abc import Mapping
from html import escape

from lupaus.policy.model import Language
from lupaus.policy.notice import Block, Listing, Notice, NoticeSection, Paragraph, Piece, Table
from lupaus.policy.phrases.notice import CONTENTS, LANGUAGE_NAMES
from lupaus.policy.render import stylesheet as packaged_stylesheet
from lupaus.policy.render.unfold import Kept, Unfolding
from lupaus.policy.vocabulary import Section

_COMPOUND = re.compile(r"(Dataskydds|Tietosuoja|Rekisteri|Register)([a-z]{4,})")
#: Longer than any word of a language that fits a narrow column: breaks anywhere.
_LONG_WORD = re.compile(r"\S{36,}")


def render(
    page: Notice,
    language: Language,
    *,
    stylesheet: str | None = None,
    alternatives: Mapping[Language, str] | None = None,
    kept: Kept | None = None,
) -> str:
    """``stylesheet`` is an address; without one the style is within the page.
    ``alternatives`` are the addresses of the same notice in other languages. ``kept`` says how
    some of the clauses are kept; the others look as they do without it."""
    unfolding = Unfolding(page, kept or {}, language)
    return _Writer(language, unfolding).page(page, stylesheet, alternatives or {})


class _Writer:
    """Remembers which anchors it has set: an id stands once on a page."""

    def __init__(self, language: Language, unfolding: Unfolding) -> None:
        self.language: Language = language
        self.unfolding = unfolding
        self.anchored: set[str] = set()

    def page(
        self, page: Notice, stylesheet: str | None, alternatives: Mapping[Language, str]
    ) -> str:
        title = escape(page.title.everywhere()[self.language])
        who = escape(page.controller)
        style = (
            f'<link rel="stylesheet" href="{escape(stylesheet)}">'
            if stylesheet
            else f"<style>\n{packaged_stylesheet()}</style>"
        )
        body = "\n".join(self._section(section) for section in page.sections)
        return f"""<!doctype html>
<html lang="{self.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – {who}</title>
{style}
</head>
<body class="notice">
<header>
{_languages(self.language, alternatives)}<h1>{_breakable(title)}</h1>
<p class="controller">{who}</p>
</header>
<main>
{self.unfolding.about()}{body}
</main>
{self._contents(page)}
</body>
</html>
"""

    def _contents(self, page: Notice) -> str:
        label = CONTENTS.everywhere()[self.language]
        items = "\n".join(
            f'<li><a href="#{section.section}">{self._heading(section)}</a></li>'
            for section in page.sections
        )
        return (
            '<nav class="contents" aria-labelledby="contents">\n'
            f'<h2 id="contents">{label}</h2>\n'
            f"<ol>\n{items}\n</ol>\n</nav>"
        )

    def _heading(self, section: NoticeSection) -> str:
        return escape(section.heading.everywhere()[self.language])

    def _section(self, section: NoticeSection) -> str:
        name = section.section
        box = ' class="box"' if name is Section.OBJECT else ""
        blocks = "\n".join(self._block(block) for block in section.blocks)
        return (
            f'<section id="{name}"{box} aria-labelledby="h-{name}">\n'
            f'<h2 id="h-{name}">{self._heading(section)}</h2>\n{blocks}\n</section>'
        )

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return "\n".join(self._paragraph(piece) for piece in block.pieces)
            case Listing():
                items = "\n".join(f"<li>{self._run(item)}</li>" for item in block.items)
                return f"{self._subhead(block.heading)}<ul>\n{items}\n</ul>"
            case Table():
                return self._table(block)

    def _paragraph(self, piece: Piece) -> str:
        return f"<p>{self._piece(piece)}</p>{self.unfolding.under(piece)}"

    def _subhead(self, piece: Piece | None) -> str:
        if piece is None:
            return ""
        return f"<h3>{self._piece(piece)}</h3>{self.unfolding.under(piece)}\n"

    def _table(self, table: Table) -> str:
        """With roles spelled out: on a narrow screen the cells stack, and browsers then
        forget that it is a table."""
        columns = [escape(column.everywhere()[self.language]) for column in table.columns]
        heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in columns)
        rows = "\n".join(self._row(row, columns) for row in table.rows)
        caption = escape(table.caption.everywhere()[self.language])
        return (
            f'<table role="table">\n<caption>{caption}</caption>\n'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
            f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
        )

    def _row(self, row: tuple[tuple[Piece, ...], ...], columns: list[str]) -> str:
        head, *rest = row
        first, *more = head
        head_text = self._head(first) + "".join(self._head(p, ' class="under"') for p in more)
        cells = [f'<th scope="row" role="rowheader">{head_text}</th>']
        for name, cell in zip(columns[1:], rest, strict=True):
            inner = "".join(self._paragraph(piece) for piece in cell)
            label = f' data-label="{name}"' if inner else ""
            cells.append(f'<td role="cell"{label}>{inner}</td>')
        return f'<tr role="row">{"".join(cells)}</tr>'

    def _head(self, piece: Piece, style: str = "") -> str:
        return f"<span{style}>{self._piece(piece)}</span>{self.unfolding.under(piece)}"

    def _run(self, pieces: tuple[Piece, ...]) -> str:
        """Read as one; what unfolds comes after the last of them."""
        said = " ".join(self._piece(piece) for piece in pieces)
        return said + "".join(self.unfolding.under(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        """One span for each clause that says it, the outermost being the piece's own."""
        said = escape(piece.text[self.language])
        style = "promise long" if _LONG_WORD.search(said) else "promise"
        for clause in (*reversed(piece.also), piece.clause):
            name = escape(clause)
            anchor = "" if name in self.anchored else f' id="c-{name}"'
            self.anchored.add(name)
            said = f'<span class="{style}"{anchor} data-clause="{name}">{said}</span>'
        return said


def _breakable(title: str) -> str:
    """A compound breaks between its words on a narrow screen, hyphenation known or not."""
    return _COMPOUND.sub(r"\1&shy;\2", title)


def _languages(current: Language, alternatives: Mapping[Language, str]) -> str:
    """Each language in itself, so that those who read it find it."""
    links = "\n".join(
        f'<li><a href="{escape(address)}" lang="{other}" hreflang="{other}">'
        f"{LANGUAGE_NAMES[other]}</a></li>"
        for other, address in alternatives.items()
        if other != current
    )
    if not links:
        return ""
    label = "Kieli, språk, language"
    return f'<nav class="languages" aria-label="{label}"><ul>\n{links}\n</ul></nav>\n'
