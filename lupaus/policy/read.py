"""The text of a policy file as a Policy, or everything that is wrong with its form.

Form only: what the words are, that names meet, that dates and numbers make sense. Whether the
promises are lawful is for :mod:`lupaus.policy.lint`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from pydantic import ValidationError

from lupaus.policy.mistake import mistake, nearest, place, plainly, quoted, wrong_version
from lupaus.policy.model import MOST_FISCAL_YEARS, FiscalRhythm, Policy
from lupaus.policy.period import FiscalYear, overlapping
from lupaus.policy.problem import Problem, in_order
from lupaus.policy.shape import POLICY, REFERENCES, Form, Shape, values
from lupaus.policy.source import Lines, Source, read_source

#: What a mistyped file could make the author read. The rest comes after these are mended.
MOST_PROBLEMS = 200

_Path = tuple[str | int, ...]


def read_policy(
    text: str | bytes, *, name: str = "policy.yaml"
) -> tuple[Policy | None, tuple[Problem, ...]]:
    """The policy, and no problems; or None, and all mistakes of form, each with its line.

    A single problem whose code begins with Y means that the file could not be read at all.
    """
    source = read_source(text)
    if isinstance(source, Problem):
        return None, (source,)
    policy, problems = _validated(source)
    found = in_order((*problems, *_own_checks(source)))
    if found or policy is None:
        return None, _shortened(found, name)
    return policy, ()


def _shortened(found: tuple[Problem, ...], name: str) -> tuple[Problem, ...]:
    if len(found) <= MOST_PROBLEMS:
        return found
    left = len(found) - MOST_PROBLEMS
    more = mistake("P04", 0, f"{left} more problems in {name}", "mend those told here first")
    return (*found[:MOST_PROBLEMS], more)


def _validated(source: Source) -> tuple[Policy | None, tuple[Problem, ...]]:
    try:
        policy = Policy.model_validate(source.tree)
    except ValidationError as wrong:
        details = wrong.errors(include_url=False)
        return None, tuple(plainly(e, _line(source.lines, e["loc"])) for e in details)
    return policy.model_copy(update={"lines": source.lines}), ()


def _line(lines: Lines, path: _Path) -> int:
    """The line of a part or of the nearest part around it; 0 when that is the whole file."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 0


def _own_checks(source: Source) -> Iterator[Problem]:
    """What no single value shows. Works on the tree, so that a mistake in one part does not
    hide those in another."""
    tree, lines = source.tree, source.lines
    languages = tree.get("languages")
    wanted = languages if isinstance(languages, list) else ["fi"]
    for path, shape, value in values(tree, POLICY):
        line = _line(lines, path)
        yield from _invisible(path, value, line)
        match shape.form:
            case Form.LIST if isinstance(value, list):
                yield from _repeated(path, value, lines)
            case Form.TEXT if isinstance(value, dict):
                yield from _untranslated(path, value, wanted, line)
            case Form.LINE | Form.CHOICE if isinstance(value, str):
                yield from _undeclared(path, value, tree, line)
    if isinstance(tree.get("lupaus"), bool):  # true equals 1 in Python, not in a policy
        yield wrong_version(tree["lupaus"], lines["lupaus",])
    yield from _fiscal_years(tree.get("fiscal_years"), lines)
    yield from _identity(tree, lines)


def _invisible(path: _Path, value: object, line: int) -> Iterator[Problem]:
    """NUL ends a text in half the programs there are, and marks of writing direction make it
    read as what it is not."""
    if isinstance(value, str) and is_hidden_in(value):
        message = f"{place(path)}: an invisible control character stands in the text"
        yield mistake(
            "P16", line, message, "write the text anew, without the special character"
        )


_JOINERS = "\u00ad\u200c\u200d\n"  # soft hyphen and joiners have their use in names


def is_hidden_in(text: str) -> bool:
    """Does a character stand in the text that nobody sees, and that no policy may hold?"""
    return any(map(_hidden, text))


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs") and letter not in _JOINERS


def _repeated(path: _Path, items: list[Any], lines: Lines) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        if not isinstance(item, dict | list):
            first = seen.setdefault(repr(item), index)
            if first != index:
                line = _line(lines, (*path, index))
                message = f"{place(path)}: {quoted(item)} stands twice in the list"
                yield mistake("P14", line, message, "remove one")


def _untranslated(
    path: _Path, texts: Mapping[str, Any], languages: Iterable[Any], line: int
) -> Iterator[Problem]:
    missing = [
        str(code) for code in languages if code in ("fi", "sv", "en") and code not in texts
    ]
    if missing and texts:
        message = f"{place(path)} is missing in {', '.join(missing)}"
        hint = f"add {missing[0]}: …, or take {missing[0]} out of languages"
        yield mistake("P13", line, message, hint)


def _section_of(path: _Path) -> str | None:
    for pattern, section in REFERENCES.items():
        if len(pattern) == len(path) and all(
            wanted in ("*", step) for wanted, step in zip(pattern, path, strict=True)
        ):
            return section
    return None


def _undeclared(
    path: _Path, name: str, tree: Mapping[str, Any], line: int
) -> Iterator[Problem]:
    section = _section_of(path)
    if section is None:
        return
    declared = tree.get(section)
    known = declared if isinstance(declared, dict) else {}
    shape = POLICY.at(path)
    if name in known or (shape and shape.choices and name not in shape.choices):
        return  # a word that the language does not have is told already
    where = path[:-1] if isinstance(path[-1], int) else path
    message = f"{place(where)}: {quoted(name)} is not declared under {section}"
    yield mistake("P09", line, message, _declare(name, section, known, shape))


def _declare(name: str, section: str, known: Mapping[str, Any], shape: Shape | None) -> str:
    if shape and shape.choices:  # a category: a real word, only not promised anywhere
        return f"add it under data, with what it is for: {name}: {{for: [...]}}"
    add = f"declare it: {section}: {quoted(name, bare=True)}: …"
    guess = nearest(name, islice(known, 200)) if known else ""
    return f"{guess} Otherwise {add}" if guess.startswith("did you") else add


def _fiscal_years(given: object, lines: Lines) -> Iterator[Problem]:
    if not isinstance(given, list):
        return
    odd: dict[FiscalYear, int] = {}
    rhythms: dict[date, int] = {}
    for index, item in enumerate(given[:MOST_FISCAL_YEARS]):
        try:
            year = FiscalRhythm.model_validate(item)
        except ValidationError:
            continue  # told already
        line = lines.get(("fiscal_years", index), 0)
        wrong = _wrong_year(year)
        if wrong:
            yield mistake("P10", line, f"fiscal_years {index + 1}: {wrong}", _YEARS)
        elif year.ends is not None:
            first = rhythms.setdefault(year.from_ or date.min, line)
            if first != line:
                message = f"two yearly ends hold from the same day (see line {first})"
                yield mistake("P10", line, message, "say from which day each holds: from: …")
        elif year.from_ and year.to:
            span = FiscalYear(year.from_, year.to)
            yield from _overlap(span, odd, line)
            odd[span] = line


_YEARS = "write {ends: 12-31}, or one odd year: {from: 2024-04-01, to: 2025-12-31}"


def _wrong_year(year: FiscalRhythm) -> str:
    if year.ends is None and (year.from_ is None or year.to is None):
        return "it is not said when the year ends"
    if year.ends is not None and year.to is not None:
        return "ends is for every year, to for one odd year: not both"
    if year.from_ and year.to and year.to < year.from_:
        return "the year ends before it begins"
    return ""


def _overlap(
    span: FiscalYear, others: Mapping[FiscalYear, int], line: int
) -> Iterator[Problem]:
    for other, first in others.items():
        if overlapping((span, other)):
            message = f"this fiscal year overlaps the one on line {first}"
            yield mistake("P10", line, message, "no day belongs to two fiscal years")
            return


_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]{2,}")


def _identity(tree: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    """The numbers and addresses by which the controller is found."""
    for path in (("controller", "email"), ("requests", "email")):
        address = _text_at(tree, path)
        if address and not _ADDRESS.fullmatch(address.strip()):
            message = f"{place(path)}: {quoted(address)} is not an e-mail address"
            yield mistake("P15", _line(lines, path), message, "write name@example.fi")
    path = ("controller", "business_id")
    number = _text_at(tree, path)
    if number and (wrong := _wrong_business_id(number.strip())):
        message = f"{place(path)}: {quoted(number)} is not a Y-tunnus: {wrong}"
        yield mistake("P11", _line(lines, path), message, "copy it from the YTJ service")


def _text_at(tree: Mapping[str, Any], path: tuple[str, str]) -> str | None:
    part = tree.get(path[0])
    value = part.get(path[1]) if isinstance(part, dict) else None
    return value if isinstance(value, str) else None


def _wrong_business_id(number: str) -> str:
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415 - 45 ms
    from stdnum.fi import ytunnus  # noqa: PLC0415 - likewise

    if not re.fullmatch(r"[0-9]{7}-[0-9]", number):
        return "it has seven digits, a hyphen and a check digit"
    try:
        ytunnus.validate(number)
    except InvalidChecksum:
        return "the check digit does not fit the others"
    except ValidationError:
        return "no such number can be given"
    return ""
