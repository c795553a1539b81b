"""Which column is what: recognised by heading, corrected by option, told with its certainty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from lupaus.intake.field import IDENTIFYING, REPEATABLE, Field
from lupaus.intake.heading_words import HEADINGS, VAGUE, plain
from lupaus.intake.unusable import Unusable


class Way(StrEnum):
    """How a column got its field."""

    OPTION = "option"
    HEADING = "heading"
    LIKENESS = "likeness"  # resembles a heading that is known: to be looked at
    UNKNOWN = "unknown"
    TAKEN = "taken"  # another column already fills that field


@dataclass(frozen=True, slots=True)
class Column:
    """``place`` is 0-based; ``confidence`` 1.0 for what was said or is known for certain."""

    place: int
    heading: str
    field: Field
    way: Way
    confidence: float = 1.0


_LIKE_ENOUGH = 86.0
_VAGUE_CERTAINTY = 0.9
_SHORTEST_LIKENESS = 5


def recognise(
    headings: Sequence[str], overrides: Mapping[str, Field] | None = None
) -> tuple[Column, ...]:
    """A field for every column, ``IGNORED`` for those that nobody claims."""
    return recognise_at(headings, _by_place(headings, overrides or {}))


def recognise_at(headings: Sequence[str], told: Mapping[int, Field]) -> tuple[Column, ...]:
    """Likewise; ``told`` is by the place of the column."""
    columns = []
    for place, heading in enumerate(headings):
        if place in told:
            columns.append(Column(place, heading, told[place], Way.OPTION))
        else:
            columns.append(_recognised(place, heading))
    return _once(columns)


def _recognised(place: int, heading: str) -> Column:
    words = plain(heading)
    if field := HEADINGS.get(words):
        certainty = _VAGUE_CERTAINTY if words in VAGUE else 1.0
        return Column(place, heading, field, Way.HEADING, certainty)
    if len(words) >= _SHORTEST_LIKENESS:
        found = process.extractOne(
            words, HEADINGS.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH
        )
        if found:
            return Column(
                place, heading, HEADINGS[found[0]], Way.LIKENESS, round(found[1] / 100, 2)
            )
    return Column(place, heading, Field.IGNORED, Way.UNKNOWN, 0.0)


def _once(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Where two columns claim a field that has one place, what was said wins over what is
    known, that over what is alike, and then the first; the others are left and told."""
    weight = {Way.OPTION: 0, Way.HEADING: 1, Way.LIKENESS: 2, Way.UNKNOWN: 3, Way.TAKEN: 4}
    kept: dict[Field, int] = {}
    columns = tuple(columns)
    for column in sorted(columns, key=lambda c: (weight[c.way], -c.confidence, c.place)):
        kept.setdefault(column.field, column.place)
    return tuple(
        column
        if column.field in REPEATABLE
        or column.field is Field.IGNORED
        or kept[column.field] == column.place
        else Column(column.place, column.heading, Field.IGNORED, Way.TAKEN, 0.0)
        for column in columns
    )


def _by_place(headings: Sequence[str], overrides: Mapping[str, Field]) -> dict[int, Field]:
    told: dict[int, Field] = {}
    for name, field in overrides.items():
        told |= dict.fromkeys(place_of(headings, name), field)
    return told


def place_of(headings: Sequence[str], name: str) -> list[int]:
    """The places of the columns of that name, or of that number. Raises Unusable."""
    places = [i for i, h in enumerate(headings) if h == name] or [
        i for i, h in enumerate(headings) if plain(h) == plain(name)
    ]
    if not places and name.isdecimal() and 0 < int(name) <= len(headings):
        places = [int(name) - 1]
    if not places:
        raise Unusable(f"there is no column {name!r}; the columns are: {', '.join(headings)}")
    return places


def parse_override(text: str) -> tuple[str, Field]:
    """``Puh.=phone`` or ``Lisätieto=-``; raises Unusable with the list of fields."""
    heading, _sign, name = text.rpartition("=")
    named = {field.value: field for field in Field}
    field = named.get(name.strip().lower())
    if not heading.strip() or field is None:
        fields = ", ".join(named)
        raise Unusable(
            f"--column {text!r} is not HEADING=FIELD. Fields: {fields} (- leaves a column out)"
        )
    return heading.strip(), field


def require_somebody(columns: Iterable[Column]) -> None:
    """A list in which nobody can be recognised is refused before anything is read."""
    if not any(column.field in IDENTIFYING for column in columns):
        raise Unusable(
            "no column says who the customers are. Name one: "
            '--column "HEADING=name" (or organisation, given, family, email)'
        )
