"""What can be wrong with the form of a policy, and how it is said.

Each mistake has a code, so that an editor, a script or a search finds it again. pydantic finds
many of them, and none of its words reach the author.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic_core import ErrorDetails

from lupaus.policy.period import Period
from lupaus.policy.problem import Level, Problem
from lupaus.policy.shape import POLICY, Form, Shape
from lupaus.policy.source import repeatable
from lupaus.policy.vocabulary import AS_PUBLISHED

#: Every code of form with what it means, in the order of the reference page.
CODES: Mapping[str, str] = {
    "Y01": "not YAML",
    "Y02": "not text, or not in UTF-8",
    "Y03": "empty",
    "Y04": "too large",
    "Y05": "nested too deeply",
    "Y06": "anchors, aliases, merge keys or tags, which a policy does not use",
    "Y07": "the same name twice in one block",
    "Y08": "not a policy: the file is a list or plain text",
    "Y09": "more than one document in one file",
    "P01": "a key that the language does not have",
    "P02": "a key that must be there and is not",
    "P03": "a word that is not among those allowed",
    "P04": "a value of the wrong type",
    "P05": "not a period, or not a day of the year",
    "P06": "not a date",
    "P07": "a name of the author's own that is badly formed",
    "P08": "a text or list that is empty, or too long",
    "P09": "a name that is used and nowhere declared",
    "P10": "fiscal years that overlap, or say too little or too much",
    "P11": "not a Y-tunnus",
    "P12": "a version of the language that this program does not understand",
    "P13": "a text that is missing in one of the policy's languages",
    "P14": "the same item twice in a list",
    "P15": "not an e-mail address, or not a country code",
    "P16": "an invisible control character in a text",
}

_FEW = 12  # so many allowed words are all told; of more, the nearest


def mistake(code: str, line: int, message: str, hint: str = "") -> Problem:
    return Problem(code, Level.ERROR, line, message, hint)


def place(path: Sequence[str | int]) -> str:
    """A path as the author would say it: ``retention 2: at_most``."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(quoted(step, bare=True))
    return ": ".join(words)


def quoted(value: object, *, bare: bool = False) -> str:
    """What the author wrote, short enough to repeat."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "a block of names and values"
        case list():
            return "a list"
        case date():
            return value.isoformat()
    text = repeatable(value, 60)
    return text if bare or isinstance(value, int) else f"'{text}'"


def nearest(word: object, allowed: Iterable[object]) -> str:
    """``did you mean …?`` or, when nothing is near, what there is to choose from."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 30 ms, and most policies are right

    words = [quoted(str(a), bare=True) for a in allowed if a not in AS_PUBLISHED]
    near = process.extract(str(word), words, scorer=fuzz.ratio, limit=3, score_cutoff=65)
    if near:
        return f"did you mean {_or([found for found, _, _ in near])}?"
    if not words:
        return ""
    if len(words) <= _FEW:
        return f"write {_or(words)}"
    close = process.extract(str(word), words, scorer=fuzz.ratio, limit=5)
    found = ", ".join(w for w, _, _ in close)
    return f"one of {len(words)} words, such as {found}; see the reference of the language"


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def plainly(error: ErrorDetails, line: int) -> Problem:
    """One finding of pydantic in our own words, with the cure."""
    of_key = error["loc"][-1:] == ("[key]",)
    path: tuple[str | int, ...] = error["loc"][:-1] if of_key else error["loc"]
    shape = POLICY.at(path)
    if of_key:
        above = POLICY.at(path[:-1])
        shape = above.key if above else None
    given, where = error["input"], place(path[:-1] if of_key else path)
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, line)
    if kind == "missing":
        return _missing(path, line)
    if path == ("lupaus",):
        return wrong_version(given, line)
    if kind.endswith(("too_short", "too_long")):
        return _too(kind, where, given, error.get("ctx") or {}, line)
    if shape is None:
        return mistake("P04", line, f"{where}: {quoted(given)} does not fit here")
    return _not_fitting(shape, where, given, line)


def wrong_version(given: object, line: int) -> Problem:
    hint = "write lupaus: 1"
    if isinstance(given, int) and not isinstance(given, bool) and given > 1:
        hint = "update the program: pip install --upgrade lupaus"
    message = f"this program understands version 1 of the language, not {quoted(given)}"
    return mistake("P12", line, message, hint)


def _unknown_key(path: tuple[str | int, ...], line: int) -> Problem:
    above = POLICY.at(path[:-1])
    known = tuple(above.keys) if above else ()
    where = f"{place(path[:-1])}: " if path[:-1] else ""
    message = f"{where}there is no key {quoted(str(path[-1]))}"
    return mistake("P01", line, message, nearest(path[-1], known))


def _missing(path: tuple[str | int, ...], line: int) -> Problem:
    where = f"{place(path[:-1])}: " if path[:-1] else ""
    if path == ("lupaus",):
        return mistake("P12", line, "the version of the language is missing", _FIRST_LINE)
    shape = POLICY.at(path)
    hint = f"write {path[-1]}: {_example(shape)}" if shape else ""
    return mistake("P02", line, f"{where}{quoted(path[-1])} is missing", hint)


_FIRST_LINE = "begin the file with lupaus: 1"


def _too(kind: str, where: str, given: object, bounds: Mapping[str, Any], line: int) -> Problem:
    if kind.endswith("too_short"):
        hint = "write something, or leave the key out"
        return mistake("P08", line, f"{where} is empty", hint)
    longest = bounds.get("max_length", "")
    length = f" ({len(given)} letters)" if isinstance(given, str) else ""
    message = f"{where} is too long{length}"
    return mistake("P08", line, message, f"at most {longest}; say it shorter")


_MADE_OF: Mapping[Form, str] = {
    Form.LIST: "write a list: [a, b]",
    Form.MAP: "write names with their parts below it, or leave the key out",
    Form.PART: "write its keys below it, or leave the key out",
    Form.FLAG: "write true or false",
    Form.NUMBER: "write a whole number from 0 to 10000",
    Form.TEXT: "write text, or text in each language: {fi: …, sv: …, en: …}",
    Form.LINE: "write text; put it in quotes if it looks like a number or a date",
}


def _not_fitting(shape: Shape, where: str, given: object, line: int) -> Problem:
    found = quoted(given)
    single = isinstance(given, str | int) and not isinstance(given, bool)
    match shape.form:
        case Form.PERIOD:
            return _bad_period(where, given, line)
        case Form.YEAR_DAY:
            message, hint = f"{where}: {found} is not a day that comes every year", _YEAR_DAY
            return mistake("P05", line, message, hint)
        case Form.DAY:
            message = f"{where}: {found} is not a date of the calendar"
            return mistake("P06", line, message, _DAY)
        case Form.CHOICE if single:
            message = f"{where}: {found} is not a word of the language here"
            return mistake("P03", line, message, nearest(given, shape.choices))
        case Form.LINE if shape.pattern and isinstance(given, str):
            return _bad_name(shape, where, given, line)
    message = f"{where}: {found} where {_WANTED[shape.form]} is wanted"
    return mistake("P04", line, message, _cure(shape, given, single=single))


_YEAR_DAY = "write month-day, for example 12-31"
_DAY = "write year-month-day without quotes: 2026-03-01"
_YES_NO = {"yes": "true", "on": "true", "kyllä": "true", "no": "false", "off": "false"}


def _cure(shape: Shape, given: object, *, single: bool) -> str:
    if shape.form is Form.CHOICE:
        return nearest("", shape.choices)
    if shape.form is Form.LIST and single:
        return f"write [{quoted(given, bare=True)}]"
    if shape.form is Form.FLAG and str(given).lower() in _YES_NO:
        return f"write {_YES_NO[str(given).lower()]}"
    return _MADE_OF[shape.form]


_WANTED: Mapping[Form, str] = {
    Form.CHOICE: "a word",
    Form.LIST: "a list",
    Form.MAP: "a block of names",
    Form.PART: "a block of keys",
    Form.FLAG: "true or false",
    Form.NUMBER: "a whole number",
    Form.TEXT: "text",
    Form.LINE: "text",
}


def _bad_period(where: str, given: object, line: int) -> Problem:
    if isinstance(given, int) and not isinstance(given, bool):
        message = f"{where}: {given} of what? A period has a unit"
        return mistake(
            "P05", line, message, f"write {given} years, {given} months or {given} days"
        )
    hint = "write for example 2 years, 18 months or 28 days"
    if isinstance(given, str):
        try:
            Period.parse(given)
        except (ValueError, OverflowError) as wrong:
            message, _, cure = str(wrong).partition("; ")
            told = message if len(message) <= 100 else f"{quoted(given)} is not a period"
            return mistake("P05", line, f"{where}: {told}", cure or hint)
    return mistake("P05", line, f"{where}: {quoted(given)} is not a period", hint)


def _bad_name(shape: Shape, where: str, given: str, line: int) -> Problem:
    if shape.pattern == r"^[A-Z]{2}$":
        message = f"{where}: {quoted(given)} is not a country code"
        return mistake("P15", line, message, "write two capital letters, for example FI")
    message = f"{where}: {quoted(given)} is not a name the language can use"
    hint = "a to z, digits and hyphens, a letter first, at most 40: direct-marketing"
    return mistake("P07", line, message, hint)


def _example(shape: Shape) -> str:
    match shape.form:
        case Form.CHOICE:
            return str(next((c for c in shape.choices if c not in AS_PUBLISHED), ""))
        case Form.PERIOD:
            return "2 years"
        case Form.LIST:
            return "[…]"
        case Form.PART | Form.MAP:
            return "with its keys below it"
        case _:
            return "…"
