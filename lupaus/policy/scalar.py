"""The smallest parts of a policy: text, names, dates, periods, yes or no."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, Strict, StringConstraints
from pydantic_core import PydanticCustomError

from lupaus.policy.period import Period, YearDay

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


def _trimmed(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


def _localized(value: Any) -> Any:
    """A bare string is the same in every language: names mostly are."""
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


#: Text in the languages of the policy. ``{fi: …, sv: …}`` or one string for all.
Text = Annotated[
    dict[Language, Annotated[str, _trimmed(2000)]],
    Field(min_length=1),
    BeforeValidator(_localized),
]

#: A name, an address, a law: one short text, the same in every language.
Line = Annotated[str, _trimmed(200)]

# Strict, lest "no" become true, or a number a date.
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
Number = Annotated[int, Field(strict=True, ge=0, le=10_000)]


def _period(value: Any) -> Any:
    return Period.parse(value) if isinstance(value, str) else value


def _year_day(value: Any) -> Any:
    return YearDay.parse(value) if isinstance(value, str) else value


def _ours(value: Any) -> Any:
    """Let through what the program gives and no author can write: nothing, or keys that are
    paths. Otherwise the key is as unknown as any other."""
    given = not value if isinstance(value, str) else _has_paths(value)
    if not given:
        raise PydanticCustomError("extra_forbidden", "not a key of the language")
    return value


def _has_paths(value: Any) -> bool:
    return isinstance(value, Mapping) and any(isinstance(key, tuple) for key in value)


GivenText = Annotated[str, BeforeValidator(_ours)]
GivenLines = Annotated[Mapping[tuple[str | int, ...], int], BeforeValidator(_ours)]

_as_text = PlainSerializer(str, return_type=str)
PeriodText = Annotated[Period, BeforeValidator(_period), _as_text]
YearDayText = Annotated[YearDay, BeforeValidator(_year_day), _as_text]
