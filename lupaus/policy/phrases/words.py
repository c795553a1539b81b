"""Words in three languages, and the parameters that have to be inflected: lists, numbers,
periods, days."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from lupaus.policy import law as law_of
from lupaus.policy.model import LANGUAGES, Language
from lupaus.policy.period import Period, YearDay


class Words(NamedTuple):
    """One text in each language."""

    fi: str
    sv: str
    en: str

    def everywhere(self) -> Mapping[Language, str]:
        return {"fi": self.fi, "sv": self.sv, "en": self.en}

    def map(self, change: Callable[[str], str]) -> "Words":
        return Words(change(self.fi), change(self.sv), change(self.en))

    def __bool__(self) -> bool:
        return any(self)


NOTHING = Words("", "", "")


def same(text: str) -> Words:
    return Words(text, text, text)


def cited(law: str) -> Words:
    """A citation of the policy as each language cites."""
    return Words(*(law_of.cited(law, language) for language in LANGUAGES))


def of(text: Mapping[Language, str]) -> Words:
    """An author's text; a language that is missing borrows the first one that is there."""
    spare = next(text[language] for language in LANGUAGES if language in text)
    return Words(text.get("fi", spare), text.get("sv", spare), text.get("en", spare))


def capital(words: Words) -> Words:
    return words.map(lambda text: text[:1].upper() + text[1:])


def full_stop(words: Words) -> Words:
    """As a sentence: ends in a stop, unless the author ended it already."""
    return words.map(lambda text: text if not text or text[-1] in ".!?…" else text + ".")


def sentences(*parts: Words) -> Words:
    """One after the other, with a space between; empty ones left out."""
    kept = [part for part in parts if part]
    return Words(*(" ".join(texts).strip() for texts in zip(*kept, strict=True)))


def listed(items: Iterable[Words], last: Words | None = None) -> Words:
    """``a, b ja c``; where an item has its own commas or *ja*, ``a, b; c ja d``."""
    rows = list(items)
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    if len(rows) > 1 and any(_is_list(text) for row in rows for text in row):
        return Words(*("; ".join(texts) for texts in columns))
    joiner = last or AND
    return Words(*(_join(texts, word) for texts, word in zip(columns, joiner, strict=True)))


def _is_list(text: str) -> bool:
    return bool(_LISTING.search(_BRACKETED.sub("", text)))


def _join(texts: Iterable[str], word: str) -> str:
    *head, tail = list(texts) or [""]
    return f"{', '.join(head)} {word} {tail}" if head else tail


_LISTING = re.compile(r",|;| (?:ja|sekä|och|samt|and) ")
_BRACKETED = re.compile(r"\([^()]*\)")
AND = Words("ja", "och", "and")
OR = Words("tai", "eller", "or")


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


_FI = _names("nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen")
_FI_GENITIVE = _names(
    "nollan yhden kahden kolmen neljän viiden kuuden seitsemän kahdeksan yhdeksän kymmenen"
)
_SV = _names("noll en två tre fyra fem sex sju åtta nio tio")
_EN = _names("no one two three four five six seven eight nine ten")


class _Unit(NamedTuple):
    fi_nominative: str
    fi_partitive: str
    fi_genitive: str
    sv: tuple[str, str, str]  # the numeral one, singular, plural
    en: tuple[str, str]


_YEAR = _Unit("vuosi", "vuotta", "vuoden", ("ett", "år", "år"), ("year", "years"))
_MONTH = _Unit(
    "kuukausi", "kuukautta", "kuukauden", ("en", "månad", "månader"), ("month", "months")
)
_DAY = _Unit("päivä", "päivää", "päivän", ("en", "dag", "dagar"), ("day", "days"))


def _spelled(number: int, names: tuple[str, ...]) -> str:
    return names[number] if number < len(names) else str(number)


def _parts(period: Period) -> list[tuple[int, _Unit]]:
    """Years and months, but eighteen months rather than a year and a half."""
    if period.months % 12 and period.months < 24:
        counted = [(period.months, _MONTH)]
    else:
        counted = [(period.months // 12, _YEAR), (period.months % 12, _MONTH)]
    return [(number, unit) for number, unit in [*counted, (period.days, _DAY)] if number]


def lasting(period: Period) -> Words:
    """How long: ``kaksi vuotta``, ``yhden vuoden``, ``två år``, ``two years``."""

    def fi(number: int, unit: _Unit) -> str:
        if number == 1:
            return f"yhden {unit.fi_genitive}"
        return f"{_spelled(number, _FI)} {unit.fi_partitive}"

    return _said(period, fi)


def amount(period: Period) -> Words:
    """The same where no verb governs it: ``yksi vuosi``."""

    def fi(number: int, unit: _Unit) -> str:
        if number == 1:
            return f"yksi {unit.fi_nominative}"
        return f"{_spelled(number, _FI)} {unit.fi_partitive}"

    return _said(period, fi)


def within(period: Period) -> Words:
    """Before *kuluessa* and *kuluttua*: ``kahden vuoden``, ``28 päivän``."""
    return _said(period, lambda n, unit: f"{_spelled(n, _FI_GENITIVE)} {unit.fi_genitive}")


def _said(period: Period, fi: Callable[[int, _Unit], str]) -> Words:
    parts = _parts(period)

    def sv(number: int, unit: _Unit) -> str:
        one, single, many = unit.sv
        return f"{one} {single}" if number == 1 else f"{_spelled(number, _SV)} {many}"

    def en(number: int, unit: _Unit) -> str:
        return f"{_spelled(number, _EN)} {unit.en[0] if number == 1 else unit.en[1]}"

    return listed(Words(fi(*part), sv(*part), en(*part)) for part in parts)


_TWELVE_MONTHS = Period(months=12)


def at_intervals(period: Period) -> Words:
    """``kerran vuodessa``, ``kahden vuoden välein``, ``joka päivä``."""
    often = {
        Period(days=1): Words("joka päivä", "varje dag", "every day"),
        Period(days=7): Words("kerran viikossa", "en gång i veckan", "once a week"),
        Period(months=1): Words("kerran kuukaudessa", "en gång i månaden", "once a month"),
        _TWELVE_MONTHS: Words("kerran vuodessa", "en gång om året", "once a year"),
    }
    if period in often:
        return often[period]
    fi, sv, en = within(period).fi, lasting(period).sv, lasting(period).en
    return Words(
        f"{fi} välein",
        _SWEDISH_INTERVALS.get(sv, f"med {sv}s mellanrum"),
        f"every {en}",
    )


_SWEDISH_INTERVALS = {
    "två år": "vartannat år",
    "tre år": "vart tredje år",
    "två månader": "varannan månad",
    "tre månader": "var tredje månad",
}


def on_day(day: date) -> Words:
    """``1.3.2026``; in English ``1 March 2026``."""
    numeric = f"{day.day}.{day.month}.{day.year}"
    return Words(numeric, numeric, f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}")


def on_year_day(day: YearDay) -> Words:
    """``joulukuun 31. päivänä``: never the bare ``31.12.``, which ends a sentence too early."""
    month = day.month - 1
    return Words(
        f"{_MONTHS_FI[month]}kuun {day.day}. päivänä",
        f"den {day.day} {_MONTHS_SV[month]}",
        f"on {day.day} {_MONTHS_EN[month]}",
    )


_MONTHS_FI = _names("tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu")
_MONTHS_SV = _names(
    "januari februari mars april maj juni juli augusti september oktober november december"
)
_MONTHS_EN = _names(
    "January February March April May June July August September October November December"
)
