"""The notice as JSON, in every language at once. The form is stable: ``format`` counts up when
it changes."""

import json

from lupaus.policy.model import Language
from lupaus.policy.notice import Block, Listing, Notice, Paragraph, Piece, Table

FORMAT = 1
Tree = dict[str, object]


def render(page: Notice) -> str:
    return json.dumps(tree(page), ensure_ascii=False, indent=2) + "\n"


def tree(page: Notice) -> Tree:
    return {
        "format": FORMAT,
        "title": page.title.everywhere(),
        "controller": page.controller,
        "languages": list(page.languages),
        "dated": page.dated,
        "sections": [
            {
                "id": str(section.section),
                "heading": section.heading.everywhere(),
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in page.sections
        ],
    }


def in_one_language(page: Notice, language: Language) -> str:
    """The same with plain strings for texts: what the PDF template reads."""
    return json.dumps(_only(tree(page), language), ensure_ascii=False)


def _only(value: object, language: Language) -> object:
    if isinstance(value, dict):
        if set(value) == {"fi", "sv", "en"}:
            return value[language]
        return {key: _only(inner, language) for key, inner in value.items()}
    return [_only(inner, language) for inner in value] if isinstance(value, list) else value


def _block(block: Block) -> Tree:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "pieces": _pieces(block.pieces)}
        case Listing():
            heading = _piece(block.heading) if block.heading else None
            items = [_pieces(item) for item in block.items]
            return {"kind": "list", "heading": heading, "items": items}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption.everywhere(),
                "columns": [column.everywhere() for column in block.columns],
                "rows": [[_pieces(cell) for cell in row] for row in block.rows],
            }


def _pieces(pieces: tuple[Piece, ...]) -> list[Tree]:
    return [_piece(piece) for piece in pieces]


def _piece(piece: Piece) -> Tree:
    said: Tree = {"clause": piece.clause, "text": dict(piece.text)}
    return said | {"also": list(piece.also)} if piece.also else said
