"""The policy language as JSON Schema (draft 2020-12), for editors.

With it an editor completes keys and words and shows what they mean. It says what single values
may be; that names meet and dates fit together is found by ``lupaus policy lint``.
"""

import json
from collections.abc import Mapping
from typing import Any

from lupaus.policy.manual import INTRODUCTIONS, about, meaning
from lupaus.policy.model import LANGUAGES, Part
from lupaus.policy.shape import POLICY, Form, Shape, fields_of, parts

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PERIOD = r"^\s*(\d{1,4}\s*(year|month|week|day)s?|P(?=\d)(\d+Y)?(\d+M)?(\d+D)?)\s*$"
YEAR_DAY = r"^\s*\d{1,2}-\d{1,2}\s*$"
DAY = r"^\d{4}-\d{2}-\d{2}$"


def schema() -> dict[str, Any]:
    """The schema of the whole file."""
    return {
        "$schema": DIALECT,
        "title": "Lupaus policy",
        **_part(POLICY),
        "$defs": {part.__name__: _part(Shape(Form.PART, part=part)) for part in [*parts()][1:]},
    }


def schema_text() -> str:
    """The schema as text, the same to the letter as long as the language is."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _part(shape: Shape) -> dict[str, Any]:
    part = shape.part
    assert part is not None  # noqa: S101 - called with parts only
    required = [key for key, field in fields_of(part) if field.is_required()]
    keys = {
        key: {"description": about(part, key), **_value(part, key, below)}
        for key, below in shape.keys.items()
    }
    found = {
        "description": INTRODUCTIONS[part.__name__],
        "type": "object",
        "additionalProperties": False,
        "properties": keys,
    }
    return found | ({"required": required} if required else {})


def _value(part: type[Part], key: str, shape: Shape) -> dict[str, Any]:
    match shape.form:
        case Form.PART if shape.part is not None:
            return {"$ref": f"#/$defs/{shape.part.__name__}"}
        case Form.LIST if shape.item is not None:
            items = _value(part, key, shape.item)
            return {"type": "array", "items": items, "uniqueItems": True}
        case Form.MAP if shape.item is not None and shape.key is not None:
            names = _value(part, key, shape.key)
            below = _value(part, key, shape.item)
            return {"type": "object", "propertyNames": names, "additionalProperties": below}
        case Form.CHOICE:
            return _choice(part, key, shape)
        case Form.TEXT if shape.item is not None:
            return _text(shape.item)
        case _:
            return _scalar(shape)


def _choice(part: type[Part], key: str, shape: Shape) -> dict[str, Any]:
    meanings = [meaning(part, key, shape, word) for word in shape.choices]
    return {"enum": list(shape.choices), "markdownEnumDescriptions": meanings}


def _text(item: Shape) -> dict[str, Any]:
    one = _scalar(item)
    languages = {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, one),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [one, languages]}


_SCALARS: Mapping[Form, dict[str, Any]] = {
    Form.FLAG: {"type": "boolean"},
    Form.NUMBER: {"type": "integer", "minimum": 0, "maximum": 10_000},
    Form.DAY: {"type": "string", "format": "date", "pattern": DAY},
    Form.PERIOD: {"type": "string", "pattern": PERIOD, "examples": ["2 years", "28 days"]},
    Form.YEAR_DAY: {"type": "string", "pattern": YEAR_DAY, "examples": ["12-31"]},
}


def _scalar(shape: Shape) -> dict[str, Any]:
    if shape.form in _SCALARS:
        return _SCALARS[shape.form]
    if shape.pattern:
        return {"type": "string", "pattern": shape.pattern}
    return {"type": "string", "minLength": 1, "maxLength": shape.longest}
