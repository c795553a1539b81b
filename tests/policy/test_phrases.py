"""The sentences: total over the vocabulary, inflected, and without a word that leaves open."""

import re
import typing
from datetime import date

import pytest
from promises import RICH, compiled

from lupaus.policy.model import LANGUAGES
from lupaus.policy.period import Period, YearDay
from lupaus.policy.phrases import labels, objection, parties, protection, retention
from lupaus.policy.phrases.words import (
    Words,
    at_intervals,
    lasting,
    listed,
    of,
    on_day,
    on_year_day,
    same,
    within,
)
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import (
    Anchor,
    Ban,
    Basis,
    Category,
    Channel,
    Condition,
    Measure,
    Mechanism,
    Medium,
    PurposeClass,
    RecipientRole,
    RequestChannel,
    Section,
    SourceKind,
    State,
    SubjectKind,
)

_TABLES: list[tuple[type, typing.Mapping]] = [
    (Category, labels.CATEGORIES),
    (PurposeClass, labels.CLASSES),
    (Basis, labels.BASES),
    (SubjectKind, labels.SUBJECTS),
    (State, labels.STATES),
    (Section, labels.SECTIONS),
    (Channel, parties.CHANNELS),
    (RequestChannel, parties.REQUEST_CHANNELS),
    (SourceKind, parties.SOURCES),
    (RecipientRole, parties.RECIPIENT_ROLES),
    (Condition, parties.CONDITIONS),
    (Mechanism, parties.MECHANISMS),
    (Medium, parties.MEDIA),
    (Anchor, retention.FROM),
    (Measure, protection.MEASURES),
    (Ban, protection.BANS),
    (PurposeClass, objection.OBJECTS),
]


@pytest.mark.parametrize(
    ("members", "table"), _TABLES, ids=lambda x: getattr(x, "__name__", "")
)
def test_every_member_has_a_name_in_three_languages(members, table):
    assert set(table) == set(members)
    assert all(text.strip() for words in table.values() for text in words)


@pytest.mark.parametrize(
    ("period", "how_long", "before_kuluttua", "often"),
    [
        ("1 year", "yhden vuoden", "yhden vuoden", "kerran vuodessa"),
        ("2 years", "kaksi vuotta", "kahden vuoden", "kahden vuoden välein"),
        ("10 years", "kymmenen vuotta", "kymmenen vuoden", "kymmenen vuoden välein"),
        ("15 years", "15 vuotta", "15 vuoden", "15 vuoden välein"),
        ("18 months", "18 kuukautta", "18 kuukauden", "18 kuukauden välein"),
        ("1 month", "yhden kuukauden", "yhden kuukauden", "kerran kuukaudessa"),
        ("28 days", "28 päivää", "28 päivän", "28 päivän välein"),
        ("1 day", "yhden päivän", "yhden päivän", "joka päivä"),
        (
            "P2Y6M",
            "kaksi vuotta ja kuusi kuukautta",
            "kahden vuoden ja kuuden kuukauden",
            "kahden vuoden ja kuuden kuukauden välein",
        ),
    ],
)
def test_finnish_periods_are_inflected(period, how_long, before_kuluttua, often):
    parsed = Period.parse(period)
    assert lasting(parsed).fi == how_long
    assert within(parsed).fi == before_kuluttua
    assert at_intervals(parsed).fi == often


def test_swedish_and_english_periods():
    assert lasting(Period.parse("1 year")) == Words("yhden vuoden", "ett år", "one year")
    assert at_intervals(Period.parse("2 years")).sv == "vartannat år"
    assert at_intervals(Period.parse("6 months")).sv == "med sex månaders mellanrum"
    assert at_intervals(Period.parse("3 months")).en == "every three months"


def test_days():
    assert on_day(date(2024, 2, 29)) == Words("29.2.2024", "29.2.2024", "29 February 2024")
    assert on_year_day(YearDay(12, 31)).fi == "joulukuun 31. päivänä"


def test_lists():
    assert listed([]).fi == ""
    assert listed([same("a")]).fi == "a"
    assert listed(map(same, "abc")) == Words("a, b ja c", "a, b och c", "a, b and c")


def test_an_item_that_is_a_list_itself_is_parted_by_semicolons():
    assert listed([same("huolto ja tuki"), same("laskutus")]).fi == "huolto ja tuki; laskutus"
    assert listed([same("tieto (nimi, tunnus)"), same("b")]).fi == "tieto (nimi, tunnus) ja b"


def test_a_missing_language_borrows():
    assert of({"sv": "hej"}) == Words("hej", "hej", "hej")


_TEXTS = [RICH, *map(template, TEMPLATES)]
_NAMES = ["rich", *TEMPLATES]
_OPEN = {
    "fi": r"\b(voidaan|saatetaan|saattaa|saatamme|saattavat|pääsääntöisesti|tarvittaessa|"
    r"mahdollisesti|pyrkii|pyrimme|yleensä)\b|\bmm\.|\besim\.|niin (kauan|pitkään)",
    "sv": r"\b(i regel|vid behov|eventuellt|bl\.a\.|t\.ex\.|kan komma att)\b",
    "en": r"\b(might|where necessary|as a rule|among others|e\.g\.|generally)\b",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", _TEXTS, ids=_NAMES)
def test_no_word_leaves_a_promise_open(text, language):
    for clause in compiled(text):
        said = clause.sentences[language]
        assert not re.search(_OPEN[language], said, re.IGNORECASE), (clause.id, said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", _TEXTS, ids=_NAMES)
def test_sentences_are_whole(text, language):
    """Begin with a capital or a name, end in a stop, no double spaces, stops or colons."""
    for clause in compiled(text):
        said = clause.sentences[language]
        assert said[0].isupper() or said[0].isdigit() or clause.id.startswith("register."), said
        assert said[-1] in ".!?", (clause.id, said)
        assert not re.search(r"  |\.\.|::|\( | \)| ,|\{|\}", said), (clause.id, said)


_OLD_LAW = re.compile(
    r"henkilötietola|rekisteriseloste|tarkastusoik|privacy shield|ei voida tunnistaa|"
    r"EU:n ulkopuol|allekirjoitet(?:tu|tava) pyyn|kirjallisesti rekister",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", _TEXTS, ids=_NAMES)
def test_nothing_of_repealed_law_is_printed(text):
    assert not [c.id for c in compiled(text) if _OLD_LAW.search(c.sentences["fi"])]


def test_our_own_sentences_are_short_enough_to_read():
    words = [
        len(sentence.split())
        for clause in compiled()
        for sentence in re.split(r"(?<=[.!?])\s+", clause.sentences["fi"])
    ]
    assert max(words) <= 45
    assert sum(words) / len(words) <= 18
