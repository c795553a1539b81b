"""The shape of the policy language, read off the models: what may stand at any place.

One description serves three: the reader asks it what the author may have meant, the JSON Schema
and the reference page are printed from it. Nothing is said twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from lupaus.policy.model import LANGUAGES, Part, Policy
from lupaus.policy.period import Period, YearDay


class Form(StrEnum):
    """The forms a value may take."""

    LINE = "text"
    TEXT = "text in each language"
    FLAG = "true or false"
    NUMBER = "whole number"
    DAY = "date"
    PERIOD = "period"
    YEAR_DAY = "month-day"
    CHOICE = "one word of a list"
    LIST = "list"
    MAP = "names with their parts"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Shape:
    """``item`` is what a list or map holds, ``key`` the names of a map. ``choices`` are the
    words of a choice and ``words`` the enum they come from; ``pattern`` and ``longest`` bound
    a text."""

    form: Form
    item: "Shape | None" = None
    key: "Shape | None" = None
    part: type[Part] | None = None
    choices: tuple[str | int, ...] = ()
    words: type[StrEnum] | None = None
    pattern: str | None = None
    longest: int | None = None

    def at(self, path: tuple[str | int, ...]) -> "Shape | None":
        """What stands at a path below this; None where nothing may."""
        shape: Shape | None = self
        for step in path:
            if shape is None:
                return None
            shape = shape.keys.get(str(step)) if shape.part else shape.item
        return shape

    @property
    def keys(self) -> Mapping[str, "Shape"]:
        """The keys of a part, as the author writes them."""
        return {} if self.part is None else _keys(self.part)


def fields_of(part: type[Part]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys of a part with their fields, less those that only the program fills."""
    for name, field in part.model_fields.items():
        if not (name == "lines" or (name == "id" and field.default == "")):
            yield field.alias or name, field


def parts() -> Mapping[type[Part], tuple[str, ...]]:
    """Every kind of part with the keys that lead to it, in the order in which a reader of the
    language meets them; the whole file first."""
    found: dict[type[Part], tuple[str, ...]] = {}

    def visit(shape: Shape, way: tuple[str, ...]) -> None:
        if shape.part is not None:
            found.setdefault(shape.part, way)
            for key, below in shape.keys.items():
                visit(below, (*way, key))
        elif shape.item is not None:
            visit(shape.item, way)

    visit(POLICY, ())
    return found


def values(
    tree: Any, shape: Shape, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Shape, Any]]:
    """Every place of a tree that the language knows, with its shape and value, parents first.
    What has the wrong form is given, too, but not entered."""
    yield path, shape, tree
    if isinstance(tree, dict) and shape.form in (Form.PART, Form.MAP):
        for key, value in tree.items():
            if (below := shape.at((key,))) is not None:
                yield from values(value, below, (*path, key))
    elif isinstance(tree, list) and shape.form is Form.LIST and shape.item is not None:
        for index, value in enumerate(tree):
            yield from values(value, shape.item, (*path, index))


@cache
def _keys(part: type[Part]) -> Mapping[str, Shape]:
    return {
        key: _shape(field.annotation, tuple(field.metadata)) for key, field in fields_of(part)
    }


_PLAIN: Mapping[object, Form] = {
    bool: Form.FLAG,
    int: Form.NUMBER,
    date: Form.DAY,
    Period: Form.PERIOD,
    YearDay: Form.YEAR_DAY,
}


def _shape(annotation: Any, bounds: tuple[Any, ...] = ()) -> Shape:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inner[0], (*bounds, *inner[1:]))
    if origin in (Union, UnionType):
        (some,) = (a for a in inner if a is not NoneType)
        return _shape(some, bounds)
    if origin is Literal:
        return Shape(Form.CHOICE, choices=inner)
    if origin is tuple:
        return Shape(Form.LIST, item=_shape(inner[0]))
    if origin is dict:
        key = _shape(inner[0])
        form = Form.TEXT if key.choices == LANGUAGES else Form.MAP
        return Shape(form, key=key, item=_shape(inner[1]))
    return _leaf(annotation, bounds)


def _leaf(kind: Any, bounds: tuple[Any, ...]) -> Shape:
    if kind in _PLAIN:
        return Shape(_PLAIN[kind])
    if issubclass(kind, Part):
        return Shape(Form.PART, part=kind)
    if issubclass(kind, StrEnum):
        return Shape(Form.CHOICE, choices=tuple(m.value for m in kind), words=kind)
    flat = [b for bound in bounds for b in (bound, *getattr(bound, "metadata", ()))]
    pattern = next((p for b in flat if (p := getattr(b, "pattern", None))), None)
    longest = next((n for b in flat if (n := getattr(b, "max_length", None))), None)
    return Shape(Form.LINE, pattern=pattern, longest=longest)


POLICY = Shape(Form.PART, part=Policy)

#: Where a name must be declared elsewhere in the file: path with * for any step -> section.
REFERENCES: Mapping[tuple[str, ...], str] = {
    ("purposes", "*", "subjects", "*"): "subjects",
    ("data", "*", "for", "*"): "purposes",
    ("data", "*", "from", "*"): "sources",
    ("data", "*", "required_for", "*"): "purposes",
    ("data", "*", "subjects", "*"): "subjects",
    ("registers", "*", "data", "*"): "data",
    ("sources", "*", "data", "*"): "data",
    ("recipients", "*", "data", "*"): "data",
    ("publication", "data", "*"): "data",
    ("retention", "*", "purpose"): "purposes",
    ("retention", "*", "data", "*"): "data",
    ("retention", "*", "subjects", "*"): "subjects",
    ("cookies", "analytics", "*"): "recipients",
    ("roles", "*", "purposes", "*"): "purposes",
}
