"""Who may be in the register already: shown while somebody types, and looked for in what is
there.

A hint that looked where its reader may not would tell by itself who is in the register; so only
what the reading sees is looked at, and only that is counted. Candidates come from indexes (the
same address, number or Y-tunnus; names that stand next in the list or share their words), never
from going through the register; the likeness of names is measured among those few.

Two rules. A machine may take two for one only when nothing else is likely (``certain``); a
person is shown whatever may be worth a look, and says what it is. Whom somebody has told apart
is not shown together again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lupaus.guard import Reading
from lupaus.register.apart import apart_from, are_different, are_undecided
from lupaus.register.likeness import bare_name, of_organisations, of_persons
from lupaus.register.matching import Match, Rule, Verdict, weigh
from lupaus.register.named import Named, named
from lupaus.register.pairs import KEPT, Pair, Pairs, Some, pairs, some
from lupaus.register.sections import Loose
from lupaus.register.spelling import business_id, e164
from lupaus.register.unfit import Unfit
from lupaus.sets import placeholders
from lupaus.text import digits, fold, sort_key

__all__ = (
    "Draft",
    "Likely",
    "Match",
    "Pair",
    "Pairs",
    "Rule",
    "Some",
    "are_different",
    "are_undecided",
    "likely",
    "pairs",
    "some",
)

_NEAR = 20  # neighbours in the list, before and after
_SHARED = 40  # of one address, one number, the same words
_TYPED = 20  # addresses or numbers that are looked at
_LONGEST = 100


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What has been typed so far, however unfinished. ``party`` is whom it is about, when that
    one is in the register: neither it nor whom it was told apart from is shown."""

    given: str = ""
    family: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    business_id: str = ""
    party: int | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the same. ``score`` is up to 100; ``certain`` by the narrow rule."""

    party: int
    number: int | None
    is_organisation: bool
    name: str
    matches: tuple[Match, ...]
    score: int
    certain: bool


def likely(
    r: Reading, draft: Draft, *, limit: int = 5, rule: Rule = Rule.WIDE
) -> tuple[Likely, ...]:
    """Whom the draft may be about, the likeliest first; nobody for a draft that says nothing.
    Two statements, three for somebody who is in the register."""
    typed = _Typed.of(draft)
    branches = list(_looked(r, typed))
    if not branches:
        return ()
    sql = " UNION ALL ".join(
        f"SELECT * FROM ({text}) q{place}" for place, (text, _bound) in enumerate(branches)
    )
    bound = [value for _text, values in branches for value in values]
    found: dict[int, set[Match]] = {}
    for match, party in r.rows(Loose, sql, bound):
        found.setdefault(party, set()).add(Match(match))
    apart = apart_from(draft.party, found) if draft.party else set()
    called = named(r, (party for party in found if party not in apart))
    scored = [_scored(one, found[party], typed) for party, one in called.items()]
    shown = tuple(_best(scored, rule))[: max(0, limit)]
    r.viewed(one.party for one in shown)
    return shown


# --- what was typed --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class _Typed:
    """The draft in the forms in which the register keeps it; what cannot be one is left out."""

    person: str
    sorted_as: tuple[str, ...]
    organisation: str
    emails: tuple[str, ...]
    digits: tuple[str, ...]
    business_id: str

    @classmethod
    def of(cls, draft: Draft) -> "_Typed":
        given, family = _cut(draft.given), _cut(draft.family)
        both = given and family
        orders = (sort_key(family, given), sort_key(given, family)) if both else ()
        emails = (fold(_cut(typed, 254)) for typed in draft.emails[:_TYPED])
        numbers = (_digits(_cut(typed)) for typed in draft.phones[:_TYPED])
        return cls(
            person=fold(f"{given} {family}"),
            sorted_as=tuple(dict.fromkeys(orders)),
            organisation=fold(_cut(draft.organisation)),
            emails=tuple(sorted({e for e in emails if "@" in e})),
            digits=tuple(sorted({n for n in numbers if n})),
            business_id=_business_id(_cut(draft.business_id)),
        )


def _cut(typed: str, longest: int = _LONGEST) -> str:
    return "".join(c for c in typed if c.isprintable() or c.isspace())[:longest].strip()


def _digits(typed: str) -> str:
    try:
        return digits(e164(typed))[:20]
    except Unfit:
        return ""


def _business_id(typed: str) -> str:
    try:
        return business_id(typed)
    except Unfit:
        return ""


# --- where to look ---------------------------------------------------------------------------

_Branch = tuple[str, Sequence[object]]


def _looked(r: Reading, typed: _Typed) -> Iterator[_Branch]:
    """(match, party) of whoever may be meant, in a few dozen rows each."""
    if r.sees("emailaddress"):
        yield from _same(r, Match.EMAIL, typed.emails)
    if r.sees("phonenumber"):
        yield from _same(r, Match.PHONE, typed.digits)
    if r.sees("organisation"):
        numbers = (typed.business_id,) if typed.business_id else ()
        yield from _same(r, Match.BUSINESS_ID, numbers)
        if len(typed.organisation) > 1:
            yield from _near(r, "organisation", sort_key(typed.organisation))
            yield from _sharing(r, "organisation", bare_name(typed.organisation))
    if r.sees("personname"):
        for key in typed.sorted_as:
            yield from _near(r, "personname", key)
        if typed.sorted_as:
            yield from _sharing(r, "personname", typed.person)


def _same(r: Reading, match: Match, keys: Sequence[str]) -> Iterator[_Branch]:
    if not keys:
        return
    table, column = KEPT[match]
    places = placeholders(keys)
    sql = (
        f"SELECT '{match}', t.party_id FROM {r.view(table)} t"
        f" WHERE t.{column} IN ({places}) LIMIT {_SHARED}"
    )
    yield sql, keys


def _near(r: Reading, table: str, key: str) -> Iterator[_Branch]:
    """Those next in the order of names: a slip towards the end of a name moves it little."""
    for sign, way in ((">=", "ASC"), ("<", "DESC")):
        sql = (
            f"SELECT '{Match.NAME}', n.party_id FROM (SELECT t.party_id FROM {r.view(table)} t"
            f" WHERE t.sort_key {sign} %s ORDER BY t.sort_key {way} LIMIT {_NEAR}) n"
        )
        yield sql, (key,)


def _sharing(r: Reading, table: str, name: str) -> Iterator[_Branch]:
    """Those whose names have all the words, in whatever order and among whatever others."""
    words = [word for word in name.split() if len(word) > 2]
    if words:
        condition, bound = r.matching(*words)
        condition = re.sub(r"\b(folded|hit)\b", r"s.\1", condition)
        sql = (
            f"SELECT '{Match.NAME}', s.party_id FROM {r.search(table)} s"
            f" WHERE {condition} LIMIT {_SHARED}"
        )
        yield sql, bound


# --- how likely ------------------------------------------------------------------------------


def _scored(one: Named, matches: set[Match], typed: _Typed) -> tuple[Likely, Verdict]:
    """Names are measured whichever way somebody was found."""
    ratio = max(
        of_persons(typed.person, one.name), of_organisations(typed.organisation, one.name)
    )
    said = weigh(matches, ratio)
    who = (one.party, one.number, one.is_organisation, one.name)
    return Likely(*who, said.matches, said.score, said.certain), said


def _best(found: Iterable[tuple[Likely, Verdict]], rule: Rule) -> Iterator[Likely]:
    passed = (one for one, verdict in found if verdict.passes(rule))
    return iter(sorted(passed, key=lambda one: (-one.score, one.name, one.party)))
