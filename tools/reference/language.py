"""The page on the policy language, from its models, its words and their manual."""

import re
from collections.abc import Iterator
from enum import StrEnum

from lupaus.policy.manual import (
    AS_PUBLISHED,
    EXAMPLES,
    INTRODUCTIONS,
    about,
    meaning,
)
from lupaus.policy.manual.words import WORDS
from lupaus.policy.mistake import CODES
from lupaus.policy.model import Part
from lupaus.policy.shape import POLICY, REFERENCES, Form, Shape, fields_of, parts

HEAD = """\
<!-- Printed by python -m tools.reference. Do not edit. -->
# The policy language

A policy file says what a controller promises about personal data. From it Lupaus prints the
privacy notice, guards the register, destroys what is due, and checks that the promises are
kept. The file is plain text in UTF-8, in YAML 1.2, at most 128 kB.

Begin from a template (`lupaus init DIR --template NAME`), and let `lupaus policy lint FILE`
read what you wrote: it tells every mistake with its line and what to write instead.
`lupaus policy schema` prints a JSON Schema, with which an editor completes keys and words. For
editors that use the YAML language server, write as the first line:

```yaml
# yaml-language-server: $schema=policy.schema.json
```

## Values

| value | how it is written |
| --- | --- |
| text | `Katu 1, 33100 Tampere`. In quotes when it holds a colon and a space, or looks like a \
number or a date. |
| text in each language | `{fi: Asiakkaat, sv: Kunder, en: Customers}`, in every language of \
the policy; or one text that is the same in all. |
| true or false | `true`, `false`. Not `yes` or `no`. |
| date | `2026-03-01`, without quotes. |
| period | `2 years`, `18 months`, `6 weeks`, `28 days`, or in ISO 8601: `P2Y`. |
| month-day | `12-31`: a day that comes every year. |
| list | `[name, email]`, or one item on each line after a hyphen. |
| name | chosen by you: a to z, digits and hyphens, a letter first, at most 40. |

Anchors (`&`), aliases (`*`), merge keys (`<<`), tags (`!`) and a second document (`---`) are
refused: a policy says what it means where it means it.

A name that is used must be declared: a purpose under `purposes`, a group under `subjects`, a
source under `sources`, a recipient under `recipients`, a category under `data`.

*As published* marks what is there so that an unlawful notice can be written down as it is. The
linter refuses it and tells why; no template and no adopted policy holds any of it.
"""


def page() -> str:
    """The page, ending in a line break."""
    sections = [HEAD, *(_part(part, way) for part, way in parts().items()), *_vocabularies()]
    return "\n".join([*sections, _codes()])


def _part(part: type[Part], way: tuple[str, ...]) -> str:
    title = f"`{': '.join(way)}`" if way else "The whole file"
    fence = f"```yaml\n{EXAMPLES[part.__name__]}\n```\n"
    lines = [f"## {title}\n", f"{INTRODUCTIONS[part.__name__]}\n", fence]
    lawful, published = _rows(part, way)
    lines += ["| key | says | value |", "| --- | --- | --- |", *lawful, ""]
    if published:
        lines += ["As published only:\n", "| key | says | value |", "| --- | --- | --- |"]
        lines += [*published, ""]
    return "\n".join([*lines, *_choices(part)])


def _rows(part: type[Part], way: tuple[str, ...]) -> tuple[list[str], list[str]]:
    lawful: list[str] = []
    published: list[str] = []
    for key, field in fields_of(part):
        shape = Shape(Form.PART, part=part).keys[key]
        says = about(part, key)
        value = _value(shape, _sections(way, key))
        if field.is_required():
            value += "; **must be there**"
        elif said := _default(field.get_default(call_default_factory=True)):
            value += f"; {said} when left out"
        row = f"| `{key}` | {says.removeprefix(AS_PUBLISHED)} | {value} |"
        (published if says.startswith(AS_PUBLISHED) else lawful).append(row)
    return lawful, published


def _default(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case tuple() if value:
            return f"`[{', '.join(str(v) for v in value)}]`"
        case str():
            return f"`{value}`"
        case _:
            return ""  # nothing, an empty list, or a part whose keys say theirs


def _sections(way: tuple[str, ...], key: str) -> str | None:
    """The section in which the names under this key are declared."""
    named = (*way, key)
    for path, section in REFERENCES.items():
        if tuple(step for step in path if step != "*") == named:
            return section
    return None


def _value(shape: Shape, section: str | None) -> str:
    match shape.form:
        case Form.LIST if shape.item is not None:
            return f"list: {_value(shape.item, section)}"
        case Form.MAP if shape.item is not None and shape.key is not None:
            key = _value(shape.key, None) if shape.key.words else "names"
            return f"{key}, each with {_value(shape.item, None)}"
        case Form.PART if shape.part is not None:
            return f"[its keys](#{_slug(': '.join(parts()[shape.part]))})"
        case Form.CHOICE:
            return _choice(shape, section)
        case _ if section:
            return f"name under `{section}`"
        case _:
            return "name" if shape.pattern and "a-z" in shape.pattern else shape.form.value


def _choice(shape: Shape, section: str | None) -> str:
    if shape.words is None:
        return " · ".join(f"`{choice}`" for choice in shape.choices)
    title = _titles()[shape.words]
    linked = f"[{title.lower()}](#{_slug(title)})"
    return f"{linked} under `{section}`" if section else linked


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9 _-]", "", title.lower()).replace(" ", "-")


def _choices(part: type[Part]) -> Iterator[str]:
    """The words that are allowed at one place of this part only."""
    for key, shape in Shape(Form.PART, part=part).keys.items():
        one = shape.item if shape.form is Form.LIST and shape.item else shape
        if one.form is not Form.CHOICE or one.words or len(one.choices) == 1:
            continue
        yield f"Words of `{key}`:\n"
        for word in one.choices:
            yield f"- `{word}`: {_marked(meaning(part, key, one, word))}"
        yield ""


def _marked(words: str) -> str:
    found, said = words.startswith(AS_PUBLISHED), words.removeprefix(AS_PUBLISHED)
    return f"*as published*: {said}" if found else said


def _titles() -> dict[type[StrEnum], str]:
    """Every closed set with a heading, in the order of its first use."""
    found: dict[type[StrEnum], str] = {}

    def visit(shape: Shape) -> None:
        if shape.words is not None:
            words = re.sub(r"(?<!^)([A-Z])", r" \1", shape.words.__name__).lower()
            found.setdefault(shape.words, f"Words: {words}")
        for below in (shape.key, shape.item, *shape.keys.values()):
            if below is not None:
                visit(below)

    visit(POLICY)
    return found


def _vocabularies() -> Iterator[str]:
    for words, title in _titles().items():
        lines = [f"## {title}\n", "| word | means |", "| --- | --- |"]
        lines += [
            f"| `{word}` | {_marked(said)} |" for word, said in WORDS[words.__name__].items()
        ]
        yield "\n".join([*lines, ""])


def _codes() -> str:
    lines = ["## Mistakes of form\n"]
    lines += ["Codes that begin with Y mean that the file could not be read; nothing else is"]
    lines += ["looked at then. The rules of law (N01 and on) are the linter's.\n"]
    lines += ["| code | means |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {code} | {said} |" for code, said in CODES.items()), ""])
