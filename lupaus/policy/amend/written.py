"""A value as somebody would write it by hand: short things on a line, long ones below it."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lupaus.policy.source import meant

WIDTH = 96
#: What stands without quotes wherever it stands: no sign of YAML's at a place where it is one.
_LETTERS = re.compile(r"[^\W_][\w /().;§–’%€+@-]*")


def scalar(value: Any) -> str:
    """Text, a number, a day, yes or no."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
    text = str(value)
    if _LETTERS.fullmatch(text) and text == text.strip() and meant(text) == text:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)  # with line breaks: as YAML reads them, too


def flow(value: Any) -> str:
    """On one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case _:
            return scalar(value)


def entry(key: str, value: Any, indent: int) -> str:
    """``key: value``, the first line without its indent and without a last line break."""
    return f"{scalar(key)}:{after(value, indent, len(scalar(key)) + 1)}"


def after(value: Any, indent: int, taken: int = 0) -> str:
    """What follows the colon of a key that stands ``indent`` deep."""
    line = f" {flow(value)}"
    if indent + taken + len(line) <= WIDTH or not isinstance(value, Mapping | list):
        return line
    if isinstance(value, list):
        return _listed(value, indent)
    inner = indent + 2
    return "".join(f"\n{' ' * inner}{entry(k, v, inner)}" for k, v in value.items())


def item(value: Any, indent: int) -> str:
    """What follows ``- `` in a list whose dashes stand ``indent`` deep."""
    line = flow(value)
    if indent + 2 + len(line) <= WIDTH or not isinstance(value, Mapping):
        return line
    inner = indent + 2
    return f"\n{' ' * inner}".join(entry(k, v, inner) for k, v in value.items())


def _listed(items: list[Any], indent: int) -> str:
    """Words over several lines between brackets; parts below each other."""
    if any(isinstance(each, Mapping | list) for each in items):
        inner = indent + 2
        return "".join(f"\n{' ' * inner}- {item(each, inner)}" for each in items)
    room, lines, line = WIDTH - indent - 2, [], ""
    for each in items:
        word = f"{flow(each)},"
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    body = "".join(f"\n{' ' * (indent + 2)}{each}" for each in lines)
    return f" [{body}\n{' ' * indent}]"
