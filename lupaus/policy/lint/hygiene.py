"""B. Text hygiene: the author's own words."""

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level

if TYPE_CHECKING:
    from lupaus.policy.lint.texts import AuthorText

SECTION = Section("B", "Text hygiene")
rule = SECTION.rule

_PLACEHOLDER = re.compile(
    r"\((?:s-posti|sähköposti|posti)osoite\)|\{\{.*?\}\}|<\w{0,20}(?:yritys|nimi)|xxxx"
    r"|lorem ipsum|\[(?:yritys|yhtiö|nimi|osoite|sähköposti|puhelin|y-tunnus|pvm|päivä|företag"
    r"|namn|adress|e-post|telefon|datum|company|name|address|e-?mail|phone|date)[^\]]{0,40}\]",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"asiakasomistaj|kanta-asiakas", re.IGNORECASE)
_FURNITURE = re.compile(r"top of page|bottom of page|validointitarkoituksiin", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|ul|li|br|strong|em|b|i|a|div|span|h[1-6]|script)\b[^>]*>", re.IGNORECASE
)
_REPEATED_LENGTH = 60
_MEAN_WORDS, _MOST_WORDS, _COUNTED_FROM = 18, 45, 3


def _matching(case: Case, pattern: re.Pattern[str], said: str) -> Findings:
    for text in case.texts:
        if found := pattern.search(text.text):
            yield Finding(f"{said}: {found[0]}", text.path)


@rule("N15", Level.ERROR, law="GDPR Arts. 12(1), 5(1)(a)", fix="write what belongs there")
def placeholder(case: Case) -> Findings:
    """A placeholder of a template was left in.

    PASS
        controller: {address: "Katu 1, 33100 Tampere"}
    FAIL
        controller: {address: "[osoite]"}
    """
    yield from _matching(case, _PLACEHOLDER, "placeholder left")


@rule("N16", Level.NOTE, law="GDPR Art. 12(1)", fix="use your own words for your customers")
def words_of_another(case: Case) -> Findings:
    """Words of somebody else's notice (asiakasomistaja, kanta-asiakas) were copied along.

    PASS
        purposes: {delivery: {describe: Toimitamme tilaukset asiakkaille.}}
    FAIL
        purposes: {delivery: {describe: Palvelemme asiakasomistajia.}}
    """
    yield from _matching(case, _FOREIGN, "a word of another trade")


@rule("N17", Level.NOTE, law="GDPR Art. 12(1)", fix="leave it out")
def page_furniture(case: Case) -> Findings:
    """Pieces of a web page stand among the words.

    PASS
        purposes: {delivery: {describe: Toimitamme tilaukset.}}
    FAIL
        purposes: {delivery: {describe: Top of page.}}
    """
    yield from _matching(case, _FURNITURE, "page furniture")


@rule("N18", Level.WARNING, law="GDPR Art. 12(1)", fix="say it in one place")
def said_twice(case: Case) -> Findings:
    """One long sentence stands in two places, where the copies will drift apart.

    PASS
        purposes:
          delivery:
            {describe: Toimitamme tilaukset sovittuun osoitteeseen ja hoidamme palautukset.}
    FAIL
        purposes:
          delivery:
            {describe: Toimitamme tilaukset sovittuun osoitteeseen ja hoidamme palautukset.}
          relations:
            {describe: Toimitamme tilaukset sovittuun osoitteeseen ja hoidamme palautukset.}
    """
    seen: dict[tuple[str, str], AuthorText] = {}
    for text in case.texts:
        for sentence in text.sentences():
            if len(sentence) < _REPEATED_LENGTH:
                continue
            first = seen.setdefault((text.language, sentence), text)
            if first.path != text.path:
                yield Finding(f"said twice: {sentence[:40]}…", text.path)


@rule(
    "N19", Level.NOTE, law="GDPR Art. 12(1)", fix="write plain text; the notice sets the type"
)
def raw_markup(case: Case) -> Findings:
    """HTML tags stand in the text and would be printed as such.

    PASS
        purposes: {delivery: {describe: Hinta on < 100 euroa.}}
    FAIL
        purposes: {delivery: {describe: <p>Toimitamme tilaukset.</p>}}
    """
    yield from _matching(case, _TAG, "HTML tag")


@rule("N20", Level.WARNING, law="GDPR Art. 12(1)", fix="finish the sentence")
def cut_short(case: Case) -> Findings:
    """A sentence of the author's ends without a full stop, as if it had been cut.

    PASS
        purposes: {delivery: {describe: Toimitamme tilaukset.}}
    FAIL
        purposes: {delivery: {describe: Toimitamme tilaukset sovittuun}}
    """
    for text in case.texts:
        if "describe" in text.path and not text.text.rstrip().endswith((".", "!", "?", ")")):
            yield Finding(f"ends without a full stop: …{text.text[-30:]}", text.path)


@rule(
    "N21",
    Level.NOTE,
    law="GDPR Art. 12(1); the numbers are house values",
    fix="split sentences",
)
def hard_to_read(case: Case) -> Findings:
    """The author's sentences are long: over 18 words on average, or one over 45.

    PASS
        purposes: {delivery: {describe: Toimitamme tilaukset ja hoidamme palautukset.}}
    FAIL
        purposes:
          delivery:
            describe: >-
              Toimitamme tilaukset, joita asiakas tekee verkkokaupassa tai myymälässä, siihen
              osoitteeseen, jonka hän on antanut, ja hoidamme lisäksi kaikki palautukset heti.
    """
    prose = [text for text in case.texts if text.is_prose]
    for path, texts in groupby(prose, key=lambda text: text.path):
        counts = [len(s.split()) for text in texts for s in text.sentences()]
        counted = [words for words in counts if words > _COUNTED_FROM]
        if counted and (
            max(counted) > _MOST_WORDS or sum(counted) / len(counted) > _MEAN_WORDS
        ):
            yield Finding(f"the longest sentence has {max(counted)} words", path)


@rule(
    "N56",
    Level.WARNING,
    law="GDPR Chapter V, which the EEA applies",
    fix="write EU- ja ETA-alue",
)
def union_for_area(case: Case) -> Findings:
    """The author writes "outside the EU" where the European Economic Area is meant.

    PASS
        purposes: {delivery: {describe: Emme siirrä tietoja EU- ja ETA-alueen ulkopuolelle.}}
    FAIL
        purposes: {delivery: {describe: Emme siirrä tietoja EU:n ulkopuolelle.}}
    """
    yield from _matching(
        case,
        re.compile(r"(?:unionin|EU:n) ulkopuol|utanför EU\b", re.IGNORECASE),
        "the EEA is meant",
    )
