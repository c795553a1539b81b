"""Citations in the language of the reader.

A policy cites in Finnish, shortly: ``Kirjanpitolaki 2:9–10``. Here the statutes and sections of
such a text are found and said as a lawyer says them in each language; whatever is not
recognised stays as its author wrote it.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lupaus.policy.law.statutes import STATUTES, Citable, Language

_GDPR = "gdpr"
_ABBREVIATIONS = {
    "SVPL": "sahkoisen-viestinnan-palvelulaki",
    "KPL": "kirjanpitolaki",
    "AVL": "arvonlisaverolaki",
}
_BY_NAME: Mapping[str, Citable] = {
    **{row.name["fi"]: row for key, row in STATUTES.items() if key != _GDPR},
    **{short: STATUTES[key] for short, key in _ABBREVIATIONS.items()},
}
_STATUTE = re.compile(
    r"(?P<comma>,\s*)?\b(?P<name>"
    rf"{'|'.join(sorted(map(re.escape, _BY_NAME), key=len, reverse=True))})"
    r"(?:\s+\([\d/]+\))?\s+"
    r"(?:(?P<chapter>\d+)(?::|\s+luku\s+))?"
    r"(?P<section>\d+(?:\s[a-z])?)(?:\.(?P<moment>\d+))?(?:[–-](?P<last>\d+(?:\s[a-z])?))?"
    r"(?:\s*§|(?<=\d)(?=[\s,;.)]|$))",
    re.IGNORECASE,
)
_ARTICLE = r"\d+(?:\(\d+\))?(?:\([a-z]\))?(?:[–-]\d+)?"
_ARTICLES = re.compile(rf"\bGDPR\s+(?P<articles>{_ARTICLE}(?:,\s*{_ARTICLE})*)")


class _Place(NamedTuple):
    chapter: str | None
    section: str
    moment: str | None
    last: str | None

    @property
    def sections(self) -> str:
        return f"{self.section}–{self.last}" if self.last else self.section


def cited(law: str, language: Language) -> str:
    """``Kirjanpitolaki 2:9–10`` as *bokföringslagen 2 kap. 9–10 §* and the like."""

    def statute(found: re.Match[str]) -> str:
        name = found["name"]
        row = _BY_NAME.get(name.upper()) or _BY_NAME[name.lower()]
        place = _Place(found["chapter"], found["section"], found["moment"], found["last"])
        comma = found["comma"] and ("; " if language == "en" else ", ")
        return f"{comma or ''}{_SAID[language](row, place)}"

    def articles(found: re.Match[str]) -> str:
        return _gdpr(re.split(r",\s*", found["articles"]), language)

    if bare := _BY_NAME.get(law.lower()):
        return bare.name[language]
    return _ARTICLES.sub(articles, _STATUTE.sub(statute, law))


def _fi(row: Citable, at: _Place) -> str:
    chapter = f" {at.chapter} luvun" if at.chapter else ""
    where = f"{at.sections}\u00a0§" + (f":n {at.moment} momentti" if at.moment else "")
    return f"{_genitive(row.name['fi'])}{chapter} {where}"


def _sv(row: Citable, at: _Place) -> str:
    chapter = f" {at.chapter}\u00a0kap." if at.chapter else ""
    moment = f" {at.moment}\u00a0mom." if at.moment else ""
    return f"{row.name['sv']}{chapter} {at.sections}\u00a0§{moment}"


def _en(row: Citable, at: _Place) -> str:
    """With the number of the statute: the translation of its name is not official."""
    chapter = f", chapter\u00a0{at.chapter}" if at.chapter else ""
    moment = f"({at.moment})" if at.moment else ""
    noun = "sections" if at.last else "section"
    return f"{row.name['en']} ({row.citation}){chapter}, {noun}\u00a0{at.sections}{moment}"


_SAID = {"fi": _fi, "sv": _sv, "en": _en}


def _genitive(name: str) -> str:
    """*kirjanpitolaki* → *kirjanpitolain*, *laki X:stä* → *X:stä annetun lain*."""
    if name.startswith("laki "):
        return f"{name.removeprefix('laki ')} annetun lain"
    return re.sub("laki$", "lain", name)


def _gdpr(articles: list[str], language: Language) -> str:
    match language:
        case "fi":
            said = [_fi_article(article) for article in articles]
            return f"tietosuoja-asetuksen {_joined(said, 'ja')}"
        case "sv":
            said = [_sv_article(article) for article in articles]
            return f"dataskyddsförordningen, {_joined(said, 'och')}"
        case "en":
            noun = "Article" if len(articles) == 1 and "–" not in articles[0] else "Articles"
            return f"GDPR, {noun}\u00a0{_joined(articles, 'and')}"


def _parts(article: str) -> tuple[str, str | None, str | None]:
    number, paragraph, letter = re.fullmatch(
        r"([\d–-]+?)(?:\((\d+)\))?(?:\(([a-z])\))?((?:[–-]\d+)?)", article
    ).group(1, 2, 3)  # type: ignore[union-attr] # _ARTICLE let nothing else through
    return number, paragraph, letter


def _fi_article(article: str) -> str:
    number, paragraph, letter = _parts(article)
    if letter:
        return f"{number}\u00a0artiklan {paragraph}\u00a0kohdan {letter}\u00a0alakohta"
    if paragraph:
        return f"{number}\u00a0artiklan {paragraph}\u00a0kohta"
    return f"{article}\u00a0artikla"


def _sv_article(article: str) -> str:
    number, paragraph, letter = _parts(article)
    if paragraph:
        return f"artikel\u00a0{number}.{paragraph}" + (f"\u00a0{letter}" if letter else "")
    return f"{'artiklarna' if '–' in article else 'artikel'}\u00a0{article}"


def _joined(said: list[str], word: str) -> str:
    *head, tail = said
    return f"{', '.join(head)} {word} {tail}" if head else tail
