"""The JSON Schema and the manual say what the models say, and leave nothing out."""

import json
import re
from datetime import date
from typing import Any

import pytest

from lupaus.policy.manual import EXAMPLES, INTRODUCTIONS, KEYS
from lupaus.policy.manual.words import CHOICES, WORDS
from lupaus.policy.model import Part
from lupaus.policy.read import read_policy
from lupaus.policy.schema import DIALECT, schema, schema_text
from lupaus.policy.shape import POLICY, Form, Shape, parts
from lupaus.policy.source import Source, read_source
from lupaus.policy.templates import TEMPLATES, template

SCHEMA = schema()


def fits(value: Any, rule: dict[str, Any]) -> bool:  # noqa: PLR0911 - a keyword each
    """As much of JSON Schema as ours uses; an unknown keyword fails the test."""
    known = {
        "$schema", "title", "description", "$defs", "format", "examples",
        "markdownEnumDescriptions", "$ref", "type", "enum", "anyOf", "properties", "required",
        "additionalProperties", "propertyNames", "items", "uniqueItems", "pattern",
        "minLength", "maxLength", "minimum", "maximum", "minProperties",
    }  # fmt: skip
    assert set(rule) <= known
    if "$ref" in rule:
        return fits(value, SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]])
    if "anyOf" in rule:
        return any(fits(value, one) for one in rule["anyOf"])
    if "enum" in rule:
        return value in rule["enum"] and not isinstance(value, bool)
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
    if not isinstance(value, kinds[rule["type"]]):
        return False
    match value:
        case dict():
            return _object_fits(value, rule)
        case list():
            return all(fits(item, rule["items"]) for item in value)
        case str():
            return bool(re.search(rule.get("pattern", ""), value)) and len(value) <= (
                rule.get("maxLength") or 10**9
            )
    return True


def _object_fits(value: dict[str, Any], rule: dict[str, Any]) -> bool:
    if not set(rule.get("required", ())) <= set(value):
        return False
    for key, below in value.items():
        if not fits(key, rule.get("propertyNames", {"enum": [key]})):
            return False
        inner = rule.get("properties", {}).get(key, rule["additionalProperties"])
        if inner is False or not fits(below, inner):
            return False
    return True


def as_json(text: str) -> Any:
    source = read_source(text)
    assert isinstance(source, Source)
    return json.loads(json.dumps(source.tree, default=date.isoformat))


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_fits_the_schema(name: str) -> None:
    assert fits(as_json(template(name)), SCHEMA)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dated:", "datd:"),
        ("basis: contract", "basis: contrat"),
        ("lupaus: 1", "lupaus: 2"),
        ("at_most: ", "at_most: about "),
        ("languages: [fi", "languages: [FI"),
    ],
)
def test_a_mistake_does_not_fit_the_schema(right: str, wrong: str) -> None:
    text = template("web-agency")
    assert right in text
    assert not fits(as_json(text.replace(right, wrong, 1)), SCHEMA)


def test_the_schema_is_of_the_named_dialect_and_always_the_same() -> None:
    assert json.loads(schema_text()) == SCHEMA
    assert SCHEMA["$schema"] == DIALECT
    assert schema_text() == schema_text()


def test_what_only_the_program_fills_is_no_key() -> None:
    assert "lines" not in SCHEMA["properties"]
    assert "id" not in SCHEMA["$defs"]["Retention"]["properties"]


def test_every_reference_within_the_schema_leads_somewhere() -> None:
    found = set(re.findall(r'"#/\$defs/(\w+)"', schema_text()))
    assert found == set(SCHEMA["$defs"])


@pytest.mark.parametrize("part", parts(), ids=lambda p: p.__name__)
def test_every_key_is_explained_and_no_other(part: type[Part]) -> None:
    name = part.__name__
    assert set(KEYS[name]) == set(Shape(Form.PART, part=part).keys)
    assert INTRODUCTIONS[name]
    assert EXAMPLES[name]


def choices_of(shape: Shape) -> set[tuple[str, tuple[str, ...]]]:
    found = set()
    for below in (shape.key, shape.item):
        if below is not None:
            found |= choices_of(below)
    if shape.words is not None:
        found.add((shape.words.__name__, tuple(str(c) for c in shape.choices)))
    return found


@pytest.mark.parametrize("part", parts(), ids=lambda p: p.__name__)
def test_every_word_is_explained_and_no_other(part: type[Part]) -> None:
    for key, shape in Shape(Form.PART, part=part).keys.items():
        for words, choices in choices_of(shape):
            assert set(WORDS[words]) == set(choices)
        one = shape.item if shape.form is Form.LIST and shape.item else shape
        if one.form is Form.CHOICE and one.words is None:
            assert set(CHOICES[part.__name__, key]) == {str(c) for c in one.choices}


BASE = """\
lupaus: 1
languages: [fi, en]
controller: {name: Esimerkki Oy}
subjects: {consumer: {kind: consumer}}
purposes:
  delivery: {basis: contract}
  accounting: {basis: legal-obligation}
  marketing: {basis: consent}
data:
  name: {for: [delivery]}
  email: {for: [delivery]}
  vouchers: {for: [accounting]}
sources: {oneself: {kind: subject}}
"""


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_the_manual_is_right(name: str) -> None:
    """Alone where it can be, else beside what it speaks of."""
    example = as_json(EXAMPLES[name])
    base = as_json(BASE)
    for key in example.keys() & base.keys():
        if isinstance(base[key], dict) and key != "controller":
            base[key] |= example.pop(key)
    whole = json.dumps(base | example)
    policy, problems = read_policy(re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", whole))
    assert not problems
    assert policy is not None


def test_a_place_that_the_language_does_not_have_has_no_shape() -> None:
    assert POLICY.at(("purposes", "x", "basis")) is not None
    assert POLICY.at(("purposes", "x", "nothing")) is None
    assert POLICY.at(("dated", "x", "y")) is None
