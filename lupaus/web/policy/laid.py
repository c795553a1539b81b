"""The notice in one language, as plain texts for a page."""

from dataclasses import dataclass
from typing import Any, assert_never

from lupaus.policy.model import Language
from lupaus.policy.notice import Block, Listing, Notice, Paragraph, Piece, Table
from lupaus.policy.phrases.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One section."""

    heading: str
    blocks: tuple[dict[str, Any], ...]


def laid(page: Notice, language: Language) -> tuple[Part, ...]:
    """Section by section; in the first language of the notice where it is not in this one."""
    shown = language if language in page.languages else page.languages[0]
    return tuple(
        Part(_word(s.heading, shown), tuple(_block(b, shown) for b in s.blocks))
        for s in page.sections
    )


def _block(block: Block, language: Language) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "texts": [_text(p, language) for p in block.pieces]}
        case Listing():
            heading = _text(block.heading, language) if block.heading else ""
            items = [_joined(item, language) for item in block.items]
            return {"kind": "listing", "heading": heading, "items": items}
        case Table():
            return {
                "kind": "table",
                "caption": _word(block.caption, language),
                "columns": [_word(c, language) for c in block.columns],
                "rows": [[_joined(cell, language) for cell in row] for row in block.rows],
            }
        case _:
            assert_never(block)


def _joined(pieces: tuple[Piece, ...], language: Language) -> str:
    return " ".join(_text(piece, language) for piece in pieces)


def _text(piece: Piece, language: Language) -> str:
    return piece.text.get(language) or next(iter(piece.text.values()), "")


def _word(words: Words, language: Language) -> str:
    return words.everywhere()[language]
