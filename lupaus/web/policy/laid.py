"""The notice in one language, as plain texts for a page; what is new in it marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from lupaus.policy.clause import Clause
from lupaus.policy.model import Language
from lupaus.policy.notice import Block, Listing, Notice, NoticeSection, Paragraph, Piece, Table
from lupaus.policy.phrases.words import Words


class Mark(StrEnum):
    """How a text of the notice differs from an earlier one."""

    SAME = ""
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Said:
    """One text of one clause."""

    text: str
    clause: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or an item of a list: cells of texts."""

    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph, a list or a table, by ``kind``."""

    kind: str
    heading: tuple[Said, ...] = ()
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One section."""

    heading: str
    blocks: tuple[Laid, ...]


@dataclass(frozen=True, slots=True)
class _Marker:
    language: Language
    before: Mapping[str, Clause] | None  # None: nothing is marked

    def said(self, piece: Piece) -> Said:
        text = piece.text.get(self.language) or next(iter(piece.text.values()), "")
        return Said(text, piece.clause, self._mark(piece, text))

    def all(self, pieces: Iterable[Piece]) -> tuple[Said, ...]:
        return tuple(map(self.said, pieces))

    def word(self, words: Words) -> str:
        return words.everywhere()[self.language]

    def _mark(self, piece: Piece, text: str) -> Mark:
        if self.before is None:
            return Mark.SAME
        known = [self.before[c] for c in (piece.clause, *piece.also) if c in self.before]
        if not known:
            return Mark.NEW
        same = any(clause.says(text, self.language) for clause in known)
        return Mark.SAME if same else Mark.CHANGED


def laid(
    page: Notice, language: Language, *, before: Iterable[Clause] | None = None
) -> tuple[Part, ...]:
    """Section by section; in the first language of the notice where it is not in this one.
    With the clauses of ``before``, what they did not say is marked."""
    shown = language if language in page.languages else page.languages[0]
    old = None if before is None else {clause.id: clause for clause in before}
    marker = _Marker(shown, old)
    return tuple(_part(section, marker) for section in page.sections)


def _part(section: NoticeSection, marker: _Marker) -> Part:
    return Part(marker.word(section.heading), tuple(_block(b, marker) for b in section.blocks))


def _block(block: Block, marker: _Marker) -> Laid:
    match block:
        case Paragraph():
            return Laid("paragraph", rows=(Row((marker.all(block.pieces),)),))
        case Listing():
            heading = (marker.said(block.heading),) if block.heading else ()
            items = tuple(Row((marker.all(item),)) for item in block.items)
            return Laid("listing", heading=heading, rows=items)
        case Table():
            return Laid(
                "table",
                caption=marker.word(block.caption),
                columns=tuple(marker.word(c) for c in block.columns),
                rows=tuple(Row(tuple(map(marker.all, row))) for row in block.rows),
            )
        case _:
            assert_never(block)
