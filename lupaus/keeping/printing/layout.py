"""One certificate laid out once: what stands where, in one language, for every form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lupaus.finland import local
from lupaus.keeping.certificate import Certificate, Destroyed, Kept
from lupaus.keeping.printing import words
from lupaus.policy.model import Language
from lupaus.policy.phrases.labels import CATEGORIES
from lupaus.policy.phrases.words import Words, capital, on_day
from lupaus.policy.vocabulary import Category, Hold

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its heading. ``numbers`` are the columns that are set to the right."""

    heading: str
    columns: Cells
    rows: tuple[Cells, ...]
    numbers: tuple[int, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Page:
    language: Language
    title: str
    controller: str
    dated: str  # ISO, for the properties of the file
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Sheet, ...]
    closing: str


def lay_out(certificate: Certificate, language: Language) -> Page:
    writer = _Writer(certificate, language)
    return Page(
        language=language,
        title=writer.say(words.TITLE),
        controller=writer.controller(),
        dated=certificate.day,
        facts=tuple(writer.facts()),
        tables=(writer.promises(), writer.categories(), writer.held()),
        closing=writer.say(words.CLOSING),
    )


class _Writer:
    """Speaks one language about one certificate."""

    def __init__(self, certificate: Certificate, language: Language) -> None:
        self.it, self.language = certificate, language

    def say(self, text: Words) -> str:
        return text.everywhere()[self.language]

    def controller(self) -> str:
        number = self.it.business_id
        return f"{self.it.controller}, {number}" if number else self.it.controller

    def facts(self) -> Iterator[tuple[str, str]]:
        it = self.it
        yield self.say(words.NUMBER), str(it.run)
        yield self.say(words.DAY), self._day(it.day)
        yield self.say(words.PLANNED), self._moment(it.planned_at, it.planned_by)
        yield self.say(words.PURGED), self._moment(it.purged_at, it.purged_by)
        yield self.say(words.VERIFIED), self._moment(it.verified_at, "")
        yield self.say(words.VERSION), str(it.policy_version)
        yield self.say(words.ROWS), str(it.rows)
        yield self.say(words.PARTIES), str(it.parties)
        yield self.say(words.WHOLE), str(it.whole)
        if it.saved:
            yield self.say(words.SAVED), str(it.saved)
        yield self.say(words.DIGEST), it.digest

    def promises(self) -> Sheet:
        said = (words.PROMISE, words.ROWS, words.PARTIES, words.OLDEST)
        rows = tuple(self._promise(clause) for clause in self.it.clauses)
        return self._sheet(words.BY_CLAUSE, said, rows, (1, 2), words.NOTHING)

    def categories(self) -> Sheet:
        rows = tuple(
            (self.say(capital(CATEGORIES[Category(category)])), str(count))
            for category, count in self.it.categories.items()
        )
        said = (words.INFORMATION, words.ROWS)
        return self._sheet(words.BY_CATEGORY, said, rows, (1,), words.NOTHING)

    def held(self) -> Sheet:
        said = (words.REASON, words.ROWS, words.PARTIES, words.LIFTS)
        rows = tuple(self._kept(kept) for kept in self.it.held)
        return self._sheet(words.HELD, said, rows, (1, 2), words.NOTHING_HELD)

    def _sheet(
        self,
        heading: Words,
        columns: tuple[Words, ...],
        rows: tuple[Cells, ...],
        numbers: tuple[int, ...],
        empty: Words,
    ) -> Sheet:
        said = tuple(self.say(column) for column in columns)
        return Sheet(self.say(heading), said, rows, numbers, self.say(empty))

    def _promise(self, clause: Destroyed) -> Cells:
        sentence = clause.sentences.get(self.language, "")
        if clause.clause.startswith("data."):
            sentence = self.say(words.UNCOVERED)
        oldest = self._day(clause.oldest) if clause.oldest else "–"
        said = sentence or clause.clause
        return (said, str(clause.rows), str(clause.parties), oldest)

    def _kept(self, kept: Kept) -> Cells:
        lifts = self._day(kept.lifts_on) if kept.lifts_on else self.say(words.UNKNOWN)
        reason = self.say(capital(words.HOLDS[Hold(kept.hold)]))
        return (reason, str(kept.rows), str(kept.parties), lifts)

    def _day(self, day: str) -> str:
        at = date.fromisoformat(day)
        if self.language == "en":
            return self.say(on_day(at)).removeprefix("on ")
        return f"{at.day}.{at.month}.{at.year}"

    def _moment(self, at: str, who: str) -> str:
        there = local(datetime.fromisoformat(at))
        mark = {"fi": "klo ", "sv": "kl. ", "en": ""}[self.language]
        separator = ":" if self.language == "en" else "."
        said = f"{self._day(there.date().isoformat())} {mark}{there:%H}{separator}{there:%M}"
        return f"{said}, {who}" if who else said
