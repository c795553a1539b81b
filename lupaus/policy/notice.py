"""The notice as a structure, before any format: sections of paragraphs, lists and tables.

Every text in it is a :class:`Piece`, and a piece can only be cut from a clause. Headings and
column heads are names of places on the page and promise nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.model import Language, Policy
from lupaus.policy.phrases.labels import SECTIONS
from lupaus.policy.phrases.notice import CAPTIONS, HEADS, TITLES
from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import Section


@dataclass(frozen=True, slots=True)
class Piece:
    """What one clause says at one place of the page: its sentence, or one of its cells.
    ``also`` are other clauses that say the very same there, so that it is read once."""

    clause: str
    text: Mapping[Language, str]
    also: tuple[str, ...] = ()

    @classmethod
    def sentence(cls, clause: Clause) -> "Piece":
        return cls(clause.id, clause.sentences)

    @classmethod
    def cell(cls, clause: Clause, column: str) -> "Piece | None":
        """None where the clause has nothing to say in that column."""
        text = clause.cells.get(column)
        return cls(clause.id, text) if text else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One sentence, or a few that belong together, per item. ``heading`` may be a piece too:
    the name of a purpose comes from its clause."""

    items: tuple[tuple[Piece, ...], ...]
    heading: Piece | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``rows[i][0]`` heads its row; a cell is a few pieces, one under the other."""

    caption: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


Block = Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class NoticeSection:
    section: Section
    heading: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """``languages`` are those in which the controller publishes it, the first one first."""

    title: Words
    controller: str
    languages: tuple[Language, ...]
    dated: str | None
    sections: tuple[NoticeSection, ...]


def notice(policy: Policy, clauses: Sequence[Clause]) -> Notice:
    """Lay out every clause, each exactly where its section prints it."""
    sections = []
    for section in Section:
        own = [clause for clause in clauses if clause.section is section]
        if own:
            blocks = tuple(block for block in _LAYOUT.get(section, _list)(own))
            sections.append(NoticeSection(section, SECTIONS[section], blocks))
    return Notice(
        title=TITLES[policy.title],
        controller=policy.controller.name,
        languages=policy.languages,
        dated=policy.dated.isoformat() if policy.dated else None,
        sections=tuple(sections),
    )


def pieces(page: Notice) -> Iterable[Piece]:
    """Every text of the page, in reading order."""
    for section in page.sections:
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield from block.pieces
                case Listing():
                    if block.heading:
                        yield block.heading
                    yield from (piece for item in block.items for piece in item)
                case Table():
                    yield from (piece for row in block.rows for cell in row for piece in cell)


def _paragraphs(own: Sequence[Clause]) -> Iterable[Block]:
    if own:
        yield Paragraph(tuple(map(Piece.sentence, own)))


def _list(own: Sequence[Clause]) -> Iterable[Block]:
    if own:
        yield Listing(tuple((Piece.sentence(clause),) for clause in own))


def _cell(*wanted: Piece | None) -> tuple[Piece, ...]:
    return tuple(piece for piece in wanted if piece is not None)


def _cells(clauses: Iterable[Clause], *columns: str) -> tuple[Piece, ...]:
    return _cell(*(Piece.cell(clause, column) for clause in clauses for column in columns))


def _once(said: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same words of several clauses as one piece."""
    found: dict[tuple[str, ...], Piece] = {}
    for piece in said:
        key = tuple(piece.text.values())
        if first := found.get(key):
            piece = replace(first, also=(*first.also, piece.clause))  # noqa: PLW2901 - joined
        found[key] = piece
    return tuple(found.values())


def _table(
    name: str, columns: Sequence[str], rows: Sequence[tuple[tuple[Piece, ...], ...]]
) -> Iterable[Table]:
    """Columns in which no row says anything are left out."""
    if not rows:
        return
    used = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    yield Table(
        CAPTIONS[name],
        tuple(HEADS[columns[i]] for i in used),
        tuple(tuple(row[i] for i in used) for row in rows),
    )


def _of_kind(own: Sequence[Clause], *kinds: Kind) -> list[Clause]:
    return [clause for clause in own if clause.kind in kinds]


def _beside(own: Sequence[Clause], key: str, value: object) -> list[Clause]:
    return [clause for clause in own if clause.params.get(key) == value]


def _purposes(own: Sequence[Clause]) -> Iterable[Block]:
    rows, rules = [], []
    for purpose in _of_kind(own, Kind.PURPOSE):
        beside = _beside(own, "purpose", purpose.params["purpose"])
        groups = _of_kind(beside, Kind.SEGMENT)
        rows.append(
            (
                _cells([purpose], "name", "about") + _cells(groups, "groups"),
                _cells(_of_kind(beside, Kind.PURPOSE_BOUND), "data"),
                _cells(_of_kind(beside, Kind.BASIS), "basis"),
            )
        )
        rules.append((_cells([purpose], "name"), _cells(beside, "rule")))
    yield from _table("purposes", ("purpose", "data", "basis"), rows)
    yield from _paragraphs(_of_kind(own, Kind.BALANCE))
    how = "how-targeted" if _of_kind(own, Kind.TARGETING) else "how"
    yield from _table("contact", ("purpose", how), [row for row in rules if row[1]])
    if shared := _once(_cells(own, "shared")):
        yield Paragraph(shared)


def _categories(own: Sequence[Clause]) -> Iterable[Block]:
    named = [clause for clause in own if "name" in clause.cells]
    printed = {clause.id for clause in named}
    rows = []
    for category in named:
        details = [c for c in own if c.id.startswith(f"{category.id}.") and "detail" in c.cells]
        printed |= {clause.id for clause in details}
        rows.append(
            (_cells([category], "name"), _cells([category], "note") + _cells(details, "detail"))
        )
    registers = [clause for clause in own if clause.id.startswith("register.")]
    yield from _paragraphs(registers) if len(registers) == 1 else _list(registers)
    if any(detail for _, detail in rows):
        yield from _table("data", ("category", "details"), rows)
    elif rows:
        yield Listing(tuple(name for name, _ in rows))
    rest = [clause for clause in own if clause.id not in printed and clause not in registers]
    yield from _paragraphs(rest)


def _sources(own: Sequence[Clause]) -> Iterable[Block]:
    rows = []
    printed = set()
    for source in _of_kind(own, Kind.SOURCE_KNOWN):
        beside = [c for c in _beside(own, "source", source.params["source"]) if c != source]
        printed |= {source.id, *(clause.id for clause in beside)}
        rows.append(
            (
                _cells([source], "name"),
                _cells([source], "data"),
                _cells([source], "about") + _cells(beside, "detail"),
            )
        )
    yield from _table("sources", ("source", "data", "details"), rows)
    yield from _paragraphs([clause for clause in own if clause.id not in printed])


def _recipients(own: Sequence[Clause]) -> Iterable[Block]:
    rows = []
    printed = set()
    for recipient in _of_kind(own, Kind.RECIPIENT):
        beside = _beside(own, "recipient", recipient.params["recipient"])
        printed |= {clause.id for clause in beside}
        terms = _cells(_of_kind(beside, Kind.AGREEMENT), "agreement")
        closed = _cells(_of_kind(beside, Kind.RECIPIENT_CONDITION), "condition")
        rows.append(
            (
                _cells([recipient], "name"),
                _cells([recipient], "task") + terms + closed,
                _cells([recipient], "data"),
                _cells([recipient], "place"),
            )
        )
    yield from _table("recipients", ("recipient", "task", "data", "place"), rows)
    yield from _paragraphs([clause for clause in own if clause.id not in printed])


def _transfers(own: Sequence[Clause]) -> Iterable[Block]:
    leaving = _of_kind(own, Kind.TRANSFER)
    rows = [
        tuple(_cells([one], cell) for cell in ("name", "country", "ground")) for one in leaving
    ]
    yield from _table("transfers", ("recipient", "country", "ground"), rows)
    yield from _paragraphs([clause for clause in own if clause not in leaving])


def _retention(own: Sequence[Clause]) -> Iterable[Block]:
    minima = {clause.params["rule"]: clause for clause in _of_kind(own, Kind.STATUTORY_MINIMUM)}
    rules = _of_kind(own, Kind.RETENTION)
    meaning = _of_kind(own, Kind.LAST_PURPOSE)
    yield from _paragraphs(meaning)
    rows = []
    for rule in rules:
        least = minima.get(rule.id)
        rows.append(
            (
                _cells([rule], "purpose", "groups", "data"),
                _cells([rule], "time") + (_cells([least], "minimum") if least else ()),
            )
        )
    yield from _table("retention", ("purpose", "time"), rows)
    tabled = {clause.id for rule in rules for clause in (rule, minima.get(rule.id)) if clause}
    tabled |= {clause.id for clause in meaning}
    yield from _list([clause for clause in own if clause.id not in tabled])


def _rights(own: Sequence[Clause]) -> Iterable[Block]:
    """Each right with its own deadline; then what holds for every request. A deadline that is
    the common one is said there."""
    rest = [clause for clause in own if clause.id.startswith("rights.")]
    common = {clause.sentences["fi"] for clause in _of_kind(rest, Kind.RIGHT_DEADLINE)}
    items, same = [], []
    for right in (c for c in own if c.id.startswith("right.") and c.kind is Kind.RIGHT):
        when = [clause for clause in own if clause.id == f"{right.id}.deadline"]
        apart = [clause for clause in when if clause.sentences["fi"] not in common]
        same += [clause for clause in when if clause not in apart]
        items.append(tuple(map(Piece.sentence, (right, *apart))))
    if items:
        yield Listing(tuple(items))
    if rest:
        yield Paragraph(_once(map(Piece.sentence, (*rest, *same))))


def _protection(own: Sequence[Clause]) -> Iterable[Block]:
    roles = [clause for clause in own if "role" in clause.cells]
    yield from _list([clause for clause in own if clause not in roles])
    rows = [(_cells([role], "role"), _cells([role], "purposes")) for role in roles]
    yield from _table("roles", ("role", "uses"), rows)


_LAYOUT = {
    Section.OBJECT: _paragraphs,
    Section.CONTROLLER: _paragraphs,
    Section.PURPOSES: _purposes,
    Section.CATEGORIES: _categories,
    Section.SOURCES: _sources,
    Section.RECIPIENTS: _recipients,
    Section.TRANSFERS: _transfers,
    Section.RETENTION: _retention,
    Section.RIGHTS: _rights,
    Section.COOKIES: _paragraphs,
    Section.PROTECTION: _protection,
    Section.CHANGES: _paragraphs,
}
