"""What changes in what is promised, sentence by sentence, as a page shows it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lupaus.guard import Adopted
from lupaus.policy.concerned import concerned
from lupaus.policy.diff import Change, Duty, Fate, must_be_told
from lupaus.policy.model import Language
from lupaus.policy.phrases.labels import SECTIONS
from lupaus.policy.phrases.words import Words
from lupaus.policy.vocabulary import Section
from lupaus.web.frame.wording import words
from lupaus.web.policy.weighed import Weighed, by_id, changes

FATES: dict[Fate, tuple[Any, str, str]] = {
    Fate.ADDED: (_("uusi"), "kept", "plus"),
    Fate.REMOVED: (_("pois"), "broken", "minus"),
    Fate.CHANGED: (_("muutos"), "accent", "arrow-right-left"),
}
DUTIES: dict[Duty, Any] = {
    Duty.NOTHING: "",
    Duty.TELL: _("kerrottava ennen käyttöönottoa"),
    Duty.ASK_AGAIN: _("suostumus pyydettävä uudelleen"),
}


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of words; ``moved`` where it is not in the other version."""

    text: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One sentence before and after, in one language; empty where there was or is none."""

    language: Language
    before: tuple[Bit, ...]
    after: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One clause that changes. ``first`` is in the language of the page where the notice has
    it; ``unsaved``: what is in the form and not in the draft."""

    clause: str
    section: str
    fate: Fate
    duty: Duty
    first: Version
    others: tuple[Version, ...]
    why: str
    whom: str
    law: tuple[str, ...]
    unsaved: bool = False

    @property
    def mark(self) -> tuple[Any, str, str]:
        return FATES[self.fate]

    @property
    def duty_label(self) -> Any:
        return DUTIES[self.duty]

    @property
    def must_be_told(self) -> bool:
        return self.duty is not Duty.NOTHING


#: So many sentences are no longer few.
_FEW = 3
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Turns:
    """All of them, in the order of the notice."""

    all: tuple[Turn, ...]

    @property
    def are_few(self) -> bool:
        """Few enough to be read at once in every language."""
        return len(self.all) < _FEW

    @property
    def foremost(self) -> tuple[Turn, ...]:
        """As many as fit beside a form: first what is being typed."""
        return tuple(sorted(self.all, key=lambda turn: not turn.unsaved)[:_BESIDE])

    @property
    def to_tell(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.all if turn.must_be_told)

    @property
    def by_section(self) -> list[tuple[str, list[Turn]]]:
        found: dict[str, list[Turn]] = {}
        for turn in self.all:
            found.setdefault(turn.section, []).append(turn)
        return list(found.items())

    @property
    def by_whom(self) -> list[tuple[str, list[Turn]]]:
        """What must be told, by whom it is told to."""
        found: dict[str, list[Turn]] = {}
        for turn in self.to_tell:
            found.setdefault(turn.whom, []).append(turn)
        return list(found.items())


def turns(old: Adopted, new: Weighed, *, saved: Weighed | None = None) -> Turns:
    """From what is in force to a text. With ``saved``, what is not in that text as well is
    marked as unsaved."""
    known = set() if saved is None else {_key(c) for c in changes(old, saved)}
    languages = _languages((new.policy or old.policy).languages)
    before, after = by_id(old.clauses), by_id(new.clauses)
    found = []
    for change in changes(old, new):
        clause = after.get(change.clause) or before[change.clause]
        policy = new.policy if change.after and new.policy else old.policy
        first, *others = (_version(change, language) for language in languages)
        turn = Turn(
            clause=change.clause,
            section=words(SECTIONS[clause.section]),
            fate=change.fate,
            duty=change.duty,
            first=first,
            others=tuple(others),
            why=words(change.why),
            whom=words(concerned(clause.params, policy)),
            law=change.law,
            unsaved=saved is not None and _key(change) not in known,
        )
        found.append((list(Section).index(clause.section), turn))
    found.sort(key=lambda pair: pair[0])
    return Turns(tuple(turn for _order, turn in found))


def count(found: Iterable[Change]) -> tuple[int, int]:
    """How many, and how many of them must be told."""
    every = tuple(found)
    return len(every), len(must_be_told(every))


def _key(change: Change) -> tuple[str, Words | None]:
    return change.clause, change.after


def _languages(spoken: Sequence[Language]) -> list[Language]:
    here = get_language()
    return sorted(spoken, key=lambda language: language != here)


def _version(change: Change, language: Language) -> Version:
    old = change.before.everywhere()[language] if change.before else ""
    new = change.after.everywhere()[language] if change.after else ""
    before, after = compared(old, new)
    return Version(language, before, after)


_WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Below this two sentences are told whole: marks all over would hide what they say.
_ALIKE = 0.4


def compared(old: str, new: str) -> tuple[tuple[Bit, ...], tuple[Bit, ...]]:
    """Two sentences in bits, those that are not in the other marked."""
    if not old or not new:
        return tuple(map(Bit, filter(None, (old,)))), tuple(map(Bit, filter(None, (new,))))
    was, now = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (Bit(old),), (Bit(new),)
    before, after = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        before.append(Bit("".join(was[a:b]), tag != "equal"))
        after.append(Bit("".join(now[c:d]), tag != "equal"))
    return _joined(before), _joined(after)


def _joined(bits: Iterable[Bit]) -> tuple[Bit, ...]:
    """Without empty ones; marked words with only a space between them as one run."""
    found: list[Bit] = []
    for bit in bits:
        if not bit.text:
            continue
        if len(found) > 1 and bit.moved and found[-2].moved and found[-1].text.isspace():
            space = found.pop().text
            found[-1] = Bit(found[-1].text + space + bit.text, moved=True)
        else:
            found.append(bit)
    return tuple(found)
