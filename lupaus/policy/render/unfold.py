"""Where on the notice it stands how a promise is kept: once for each clause, closed at first.

``<details>`` needs no script. A text that several clauses say together has it only when all of
them were kept; for the others the page is what it would be without.
"""

from collections.abc import Mapping
from html import escape

from lupaus.policy.model import Language
from lupaus.policy.notice import Notice, Piece, pieces
from lupaus.policy.phrases.kept import ABOUT, SUMMARY
from lupaus.policy.phrases.words import Words
from lupaus.policy.unfolded import Told

#: By clause: what is told of how it is kept. A clause that is not here tells nothing.
Kept = Mapping[str, Told]


def seats(page: Notice, kept: Kept) -> Mapping[str, Piece]:
    """The piece under which each clause of ``kept`` unfolds; some have none."""
    found: dict[str, Piece] = {}
    for piece in pieces(page):
        together = (piece.clause, *piece.also)
        if all(clause in kept for clause in together):
            settled = (c for c in together if c in found and _says(found[c], kept[c]))
            found |= dict.fromkeys(set(together).difference(settled), piece)
    return found


def _says(piece: Piece, told: Told) -> bool:
    return piece.text == told.under


class Unfolding:
    """Writes what unfolds, and remembers where."""

    def __init__(self, page: Notice, kept: Kept, language: Language) -> None:
        self._kept, self._language = kept, language
        self._seats = seats(page, kept)

    def about(self) -> str:
        """Above the notice: what can be opened and what it means. Nothing where nothing can."""
        if not self._seats:
            return ""
        return f'<p class="unfolds">{self._said(ABOUT)}</p>\n'

    def under(self, piece: Piece) -> str:
        """After a piece: how it is kept, if that is told here."""
        own = [
            clause for clause in (piece.clause, *piece.also) if self._seats.get(clause) is piece
        ]
        if not own:
            return ""
        said = dict.fromkeys(words for clause in own for words in self._kept[clause].lines)
        lines = "".join(f"<p>{self._said(words)}</p>" for words in said)
        return (
            f'<details class="kept"><summary aria-describedby="c-{escape(own[0])}">'
            f"{self._said(SUMMARY)}</summary>{lines}</details>"
        )

    def _said(self, words: Words) -> str:
        return escape(words.everywhere()[self._language])
