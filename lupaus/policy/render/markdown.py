"""The notice as CommonMark with GitHub's tables. Plain text for a repository or a mail."""

import re

from lupaus.policy.model import Language
from lupaus.policy.notice import Block, Listing, Notice, Paragraph, Piece, Table

#: Whatever could be markup is escaped, wherever it stands.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&^])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")
_HARMFUL = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data):")


def render(page: Notice, language: Language) -> str:
    lines = [
        f"# {literal(page.title.everywhere()[language])}",
        "",
        literal(page.controller),
        "",
    ]
    for section in page.sections:
        lines += [f"## {literal(section.heading.everywhere()[language])}", ""]
        for block in section.blocks:
            lines += [*_block(block, language), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def literal(text: str) -> str:
    """As one line that prints as written; an address is not made a link behind its back."""
    flat = " ".join(text.split())
    escaped = _MARKUP.sub(r"\\\1", flat)
    escaped = _HARMFUL.sub(lambda found: f"{found[1]}\\:", escaped)
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}", escaped)


def _block(block: Block, language: Language) -> list[str]:
    match block:
        case Paragraph():
            return [
                line for piece in block.pieces for line in (literal(piece.text[language]), "")
            ][:-1]
        case Listing():
            head = [f"### {_run((block.heading,), language)}", ""] if block.heading else []
            return [*head, *(f"- {_run(item, language)}" for item in block.items)]
        case Table():
            return _table(block, language)


def _table(table: Table, language: Language) -> list[str]:
    heads = [literal(column.everywhere()[language]) for column in table.columns]
    rows = [heads, ["---"] * len(heads)]
    for first, *rest in table.rows:
        name, *under = (literal(piece.text[language]) for piece in first)
        rows.append([" ".join([f"**{name}**", *under]), *(_run(c, language) for c in rest)])
    return [f"| {' | '.join(row)} |" for row in rows]


def _run(pieces: tuple[Piece, ...], language: Language) -> str:
    return " ".join(literal(piece.text[language]) for piece in pieces)
