"""The author's own words in a policy: what rules of text hygiene read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from lupaus.policy.model import LANGUAGES, Policy

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
#: Fields that hold whole sentences; the others are names and phrases.
_SENTENCES = frozenset({"describe", "because", "note", "need"})


@dataclass(frozen=True, slots=True)
class AuthorText:
    """``path`` leads to the part of the file; a text that is the same in every language comes
    once, under the first."""

    path: tuple[str | int, ...]
    language: str
    text: str

    @property
    def is_prose(self) -> bool:
        return bool(_SENTENCES & {str(step) for step in self.path})

    def sentences(self) -> tuple[str, ...]:
        return tuple(s.strip() for s in _SENTENCE_END.split(self.text) if s.strip())


def texts_of(policy: Policy) -> tuple[AuthorText, ...]:
    """Every string that the author wrote freely, in the order of the policy."""
    written = policy.model_dump(by_alias=True)
    first: dict[tuple[tuple[str | int, ...], str], AuthorText] = {}
    for path, language, text in _walk(written, ()):
        first.setdefault((path, text), AuthorText(path, language, text))
    return tuple(first.values())


def _walk(
    part: object, path: tuple[str | int, ...], language: str = ""
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    match part:
        case Enum():
            return
        case str():
            yield path, language, part
        case Mapping() if part and all(key in LANGUAGES for key in part):
            for key, value in part.items():
                yield from _walk(value, path, str(key))
        case Mapping():
            for key, value in part.items():
                yield from _walk(value, (*path, str(key)), language)
        case Sequence():
            for index, value in enumerate(part):
                yield from _walk(value, (*path, index), language)
