"""The text of a policy file as a plain tree, with the line of every part.

YAML 1.2, less what a policy has no use for and an attacker has: anchors, aliases, merge keys,
tags, several documents. The tree is built in one pass over the parser's events, which come one
by one, so that whatever is too large, too deep or not wanted is refused where it first shows,
before anything of its size has been built.
"""

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from lupaus.policy.problem import Level, Problem

#: The largest notice we know of is a tenth of this. The parser reads about 200 kB a second.
LARGEST_BYTES = 128 * 1024
#: The parser takes about 50 microseconds for each; the fullest template has some 1500.
MOST_PARTS = 8_000
#: A policy is at most seven deep.
DEEPEST = 20

Lines = Mapping[tuple[str | int, ...], int]


@dataclass(frozen=True, slots=True)
class Source:
    """Mappings with text keys, lists, text, whole numbers, true/false, dates, and None where
    the author wrote nothing. ``lines`` has a line for every key and every item of a list."""

    tree: dict[str, Any]
    lines: Lines


def read_source(text: str | bytes) -> Source | Problem:
    """The tree of a policy file, or the one reason why there is none (codes Y01…Y09).

    Takes well under a second whatever it is given.
    """
    plain = ""
    try:
        plain = _decoded(text)
        return _build(_parse(plain))
    except _Stop as stop:
        return stop.problem
    except ReaderError as wrong:
        line = 1 + plain.count("\n", 0, wrong.position)
        return _problem("Y02", line, "an invisible control character stands in the text", _SAVE)
    except MarkedYAMLError as wrong:
        return _not_yaml(wrong)
    except (YAMLError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        # Whatever else the parser trips over is text that is not YAML, too.
        return _not_yaml(MarkedYAMLError())


class _Stop(Exception):  # noqa: N818 - ends the reading; nothing of ours has failed
    """Ends the reading; the problem says why."""

    def __init__(self, code: str, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = _problem(code, line, message, hint)


def _problem(code: str, line: int, message: str, hint: str) -> Problem:
    return Problem(code, Level.ERROR, line, message, hint)


_SAVE = "save the policy as plain text in UTF-8"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _decoded(text: str | bytes) -> str:
    if len(text) > LARGEST_BYTES or len(_octets(text)) > LARGEST_BYTES:
        size = f"the file is larger than {LARGEST_BYTES // 1024} kB"
        raise _Stop("Y04", 0, size, "a policy is a few pages; is this the right file?")
    if isinstance(text, bytes):
        text = _from_bytes(text)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise _Stop("Y02", line, "the file is not text but binary", _SAVE)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise _Stop("Y03", 0, "the file is empty", _START)
    return text


def _octets(text: str | bytes) -> bytes:
    return text.encode("utf-8", "replace") if isinstance(text, str) else text


def _from_bytes(octets: bytes) -> str:
    if octets.startswith(_UTF_16):
        raise _Stop("Y02", 0, "the file is saved as UTF-16 ('Unicode')", _SAVE)
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = octets.count(b"\n", 0, wrong.start) + 1
        binary = b"\x00" in octets[:4096]
        why = "the file is not text but binary" if binary else "a letter is not in UTF-8"
        raise _Stop("Y02", 0 if binary else line, why, _SAVE) from None


_START = "begin with 'lupaus: 1', or from a template: lupaus init DIR --template NAME"


def _parse(text: str) -> Iterable[Event]:
    events: Iterable[Event] = YAML(typ="safe", pure=True).parse(text)
    return events


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun and not ended. ``key`` waits for its value."""

    path: tuple[str | int, ...]
    into: dict[str, Any] | list[Any]
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Grows the tree event by event."""

    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    tree: dict[str, Any] | None = None

    def scalar(self, event: ScalarEvent, line: int) -> None:
        if not self.open:
            if not event.value:
                raise _Stop("Y03", 0, "the file holds no policy", _START)
            raise _no_mapping(line)
        here = self.open[-1]
        if isinstance(here.into, dict) and here.key is None:
            self.begin_key(here, event, line)
        else:
            plain = bool(event.implicit[0])
            self.place(meant(event.value) if plain else event.value, line)

    def begin_key(self, here: _Open, event: ScalarEvent, line: int) -> None:
        key = str(event.value)
        if key == "<<" and event.implicit[0]:
            raise _Stop("Y06", line, "merge keys (<<) are not used in a policy", _WRITE_OUT)
        if key in here.into:
            first = self.lines[(*here.path, key)]
            message = f"'{repeatable(key)}' stands twice here, first on line {first}"
            raise _Stop("Y07", line, message, "join the two, or remove one")
        here.key = key
        self.lines[(*here.path, key)] = line

    def place(self, value: object, line: int) -> tuple[str | int, ...]:
        """Put a value where it belongs; its path."""
        here = self.open[-1]
        if isinstance(here.into, list):
            path = (*here.path, len(here.into))
            self.lines[path] = line
            here.into.append(value)
            return path
        if here.key is None:
            why = "a name is wanted here, not a list or a block"
            raise _Stop("Y01", line, why, "write name: value")
        path = (*here.path, here.key)
        here.into[here.key] = value
        here.key = None
        return path

    def begin(self, event: CollectionStartEvent, line: int) -> None:
        mapping = isinstance(event, MappingStartEvent)
        into: dict[str, Any] | list[Any] = {} if mapping else []
        if self.open:
            path = self.place(into, line)
        elif isinstance(into, dict):
            path, self.tree = (), into
        else:
            raise _no_mapping(line)
        if len(self.open) == DEEPEST:
            message = f"more than {DEEPEST} blocks lie inside each other"
            raise _Stop("Y05", line, message, "is a bracket left open?")
        self.open.append(_Open(path, into))


def _build(events: Iterable[Event]) -> Source:
    builder = _Builder()
    documents = 0
    for count, event in enumerate(events):
        line = event.start_mark.line + 1
        if count > MOST_PARTS:
            message = f"the file has more than {MOST_PARTS} parts"
            raise _Stop(
                "Y04", line, message, "a policy is a few pages; is this the right file?"
            )
        _refuse_cunning(event, line)
        match event:
            case DocumentStartEvent():
                documents += 1
                _check_document(event, documents, line)
            case ScalarEvent():
                builder.scalar(event, line)
            case CollectionStartEvent():
                builder.begin(event, line)
            case CollectionEndEvent():
                builder.open.pop()
    if builder.tree is None:
        raise _Stop("Y03", 0, "the file holds no policy", _START)
    return Source(builder.tree, builder.lines)


_WRITE_OUT = "write the thing out in every place: a policy says what it means where it means it"


def _refuse_cunning(event: Event, line: int) -> None:
    if isinstance(event, AliasEvent):
        message = f"aliases (*{repeatable(event.anchor)}) are not used in a policy"
        raise _Stop("Y06", line, message, f"{_WRITE_OUT}; text that begins with * needs quotes")
    if isinstance(event, NodeEvent) and event.anchor is not None:
        message = f"anchors (&{repeatable(event.anchor)}) are not used in a policy"
        raise _Stop("Y06", line, message, f"{_WRITE_OUT}; text that begins with & needs quotes")
    tag = getattr(event, "tag", None)
    if tag is not None:
        message = f"tags ({repeatable(tag)}) are not used in a policy"
        raise _Stop("Y06", line, message, "remove it; text that begins with ! needs quotes")


def _check_document(event: DocumentStartEvent, number: int, line: int) -> None:
    if number > 1:
        message = "a second document begins (---)"
        raise _Stop("Y09", line, message, "one file is one policy: remove the line")
    if event.tags or event.version not in (None, (1, 2), [1, 2]):
        raise _Stop("Y01", line, "a policy is YAML 1.2", "remove the line that begins with %")


def _no_mapping(line: int) -> _Stop:
    return _Stop(
        "Y08", line, "this is not a policy: it does not begin with 'name: value'", _START
    )


_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: Mapping[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def meant(text: str) -> object:
    """What unquoted text means: a word of YAML 1.2, a whole number, a date; else itself.

    ``NO`` is Norway, ``0401234567`` keeps its nought, and 30 February stays text, for the
    reader of the policy to wonder at.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


#: What the parser says, and what it means to somebody who has never heard of a scalar.
_PLAINLY = (
    ("mapping values are not allowed", "a colon stands where none can",
     "quote text that holds a colon, put a space after a name's colon, check the indent"),
    ("'\\t'", "the line is indented with a tab", "indent with spaces"),
    ("tab", "the line is indented with a tab", "indent with spaces"),
    ("could not find expected ':'", "a colon is missing after a name", "write name: value"),
    ("unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    ("expected ',' or", "a bracket is opened and not closed, or a comma is missing",
     "close it, and put commas between the items"),
    ("cannot start any token", "a sign stands where none can", "put the text in quotes"),
    ("unknown escape", "a backslash in double quotes is not understood",
     "use single quotes, or write the backslash twice"),
    ("expected <block end>", "the indent does not fit with the lines above",
     "keep things that belong together equally far to the right"),
    ("expected '<document start>'", "the indent does not fit with the lines above",
     "keep things that belong together equally far to the right"),
)  # fmt: skip


def _not_yaml(wrong: MarkedYAMLError) -> Problem:
    said = str(wrong.problem)
    opened_there = "unexpected end of stream" in said or "expected ',' or" in said
    marks = (wrong.problem_mark, wrong.context_mark)
    mark = next((m for m in (reversed(marks) if opened_there else marks) if m), None)
    line = mark.line + 1 if mark else 0
    for words, message, hint in _PLAINLY:
        if words in said:
            return _problem("Y01", line, message, hint)
    return _problem(
        "Y01", line, "this cannot be read as YAML", "check quotes, colons and indent"
    )


def repeatable(text: object, most: int = 40) -> str:
    """What the author wrote, fit to be repeated in a message of one line: short, and nothing
    in it that moves a cursor or turns the direction of writing."""
    found = "".join(c for c in " ".join(str(text).split()) if c.isprintable())
    return found if len(found) <= most else found[: most - 1] + "…"
