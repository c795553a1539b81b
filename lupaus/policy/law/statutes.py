"""Statutes, authorities, standards and former transfer grounds that a policy may name.

A repealed statute stays in the table: a notice that cites it is told what took its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from lupaus.policy.law.fact import ALWAYS, Confidence, Span

Language = Literal["fi", "sv", "en"]


class CitableKind(StrEnum):
    STATUTE = "statute"
    AUTHORITY = "authority"
    STANDARD = "standard"
    FRAMEWORK = "transfer framework"


@dataclass(frozen=True, slots=True)
class Citable:
    """Something that a notice may name. ``instead`` is the key of what took its place."""

    key: str
    kind: CitableKind
    name: Mapping[Language, str]
    citation: str
    in_force: Span = ALWAYS
    ended_by: str = ""
    instead: str = ""
    confidence: Confidence = Confidence.PRIMARY
    remark: str = ""


_STATUTES = (
    Citable(
        "gdpr",
        CitableKind.STATUTE,
        {
            "fi": "EU:n yleinen tietosuoja-asetus",
            "sv": "EU:s allmänna dataskyddsförordning",
            "en": "General Data Protection Regulation",
        },
        "(EU) 2016/679",
        Span(date(2018, 5, 25)),
    ),
    Citable(
        "tietosuojalaki",
        CitableKind.STATUTE,
        {"fi": "tietosuojalaki", "sv": "dataskyddslagen", "en": "Data Protection Act"},
        "1050/2018",
        Span(date(2019, 1, 1)),
    ),
    Citable(
        "henkilotietolaki",
        CitableKind.STATUTE,
        {"fi": "henkilötietolaki", "sv": "personuppgiftslagen", "en": "Personal Data Act"},
        "523/1999",
        Span(None, date(2018, 12, 31)),
        ended_by="Tietosuojalaki 1050/2018 37 §",
        instead="tietosuojalaki",
    ),
    Citable(
        "henkilotietolaki-10",
        CitableKind.STATUTE,
        {
            "fi": "henkilötietolain 10 §",
            "sv": "10 § i personuppgiftslagen",
            "en": "section 10 of the Personal Data Act",
        },
        "523/1999 10 §",
        Span(None, date(2018, 12, 31)),
        ended_by="Tietosuojalaki 1050/2018 37 §",
        instead="gdpr",
        remark="the description of file (rekisteriseloste); today GDPR Arts. 13, 14 and 30",
    ),
    Citable(
        "sahkoisen-viestinnan-tietosuojalaki",
        CitableKind.STATUTE,
        {
            "fi": "sähköisen viestinnän tietosuojalaki",
            "sv": "lagen om dataskydd vid elektronisk kommunikation",
            "en": "Act on the Protection of Privacy in Electronic Communications",
        },
        "516/2004",
        Span(None, date(2014, 12, 31)),
        ended_by="917/2014",
        instead="sahkoisen-viestinnan-palvelulaki",
    ),
    Citable(
        "sahkoisen-viestinnan-palvelulaki",
        CitableKind.STATUTE,
        {
            "fi": "laki sähköisen viestinnän palveluista",
            "sv": "lagen om tjänster inom elektronisk kommunikation",
            "en": "Act on Electronic Communications Services",
        },
        "917/2014",
        Span(date(2015, 1, 1)),
        remark="text checked to February 2025",
    ),
    Citable(
        "kirjanpitolaki",
        CitableKind.STATUTE,
        {"fi": "kirjanpitolaki", "sv": "bokföringslagen", "en": "Accounting Act"},
        "1336/1997",
        remark="chapter 2 checked to February 2025",
    ),
    Citable(
        "arvonlisaverolaki",
        CitableKind.STATUTE,
        {"fi": "arvonlisäverolaki", "sv": "mervärdesskattelagen", "en": "Value Added Tax Act"},
        "1501/1993",
    ),
    Citable(
        "vanhentumislaki",
        CitableKind.STATUTE,
        {
            "fi": "laki velan vanhentumisesta",
            "sv": "lagen om preskription av skulder",
            "en": "Act on Statute-barring of Debts",
        },
        "728/2003",
    ),
    Citable(
        "perintalaki",
        CitableKind.STATUTE,
        {
            "fi": "laki saatavien perinnästä",
            "sv": "lagen om indrivning av fordringar",
            "en": "Debt Collection Act",
        },
        "513/1999",
    ),
    Citable(
        "luottotietolaki",
        CitableKind.STATUTE,
        {
            "fi": "luottotietolaki",
            "sv": "kreditupplysningslagen",
            "en": "Credit Information Act",
        },
        "527/2007",
    ),
    Citable(
        "kuluttajansuojalaki",
        CitableKind.STATUTE,
        {
            "fi": "kuluttajansuojalaki",
            "sv": "konsumentskyddslagen",
            "en": "Consumer Protection Act",
        },
        "38/1978",
    ),
)

_AUTHORITIES = (
    Citable(
        "tietosuojavaltuutettu",
        CitableKind.AUTHORITY,
        {
            "fi": "tietosuojavaltuutettu",
            "sv": "dataombudsmannen",
            "en": "Data Protection Ombudsman",
        },
        "Tietosuojalaki 8 §",
    ),
    Citable(
        "traficom",
        CitableKind.AUTHORITY,
        {
            "fi": "Liikenne- ja viestintävirasto Traficom",
            "sv": "Transport- och kommunikationsverket Traficom",
            "en": "Finnish Transport and Communications Agency Traficom",
        },
        "935/2018",
        Span(date(2019, 1, 1)),
        confidence=Confidence.RECALLED,
    ),
    Citable(
        "viestintavirasto",
        CitableKind.AUTHORITY,
        {
            "fi": "Viestintävirasto",
            "sv": "Kommunikationsverket",
            "en": "Finnish Communications Regulatory Authority",
        },
        "625/2001",
        Span(None, date(2018, 12, 31)),
        ended_by="935/2018",
        instead="traficom",
        confidence=Confidence.RECALLED,
    ),
    Citable(
        "tietosuojalautakunta",
        CitableKind.AUTHORITY,
        {
            "fi": "tietosuojalautakunta",
            "sv": "datasekretessnämnden",
            "en": "Data Protection Board",
        },
        "389/1994",
        Span(None, date(2018, 12, 31)),
        ended_by="Tietosuojalaki 1050/2018",
        instead="tietosuojavaltuutettu",
        confidence=Confidence.RECALLED,
    ),
    Citable(
        "kuluttajavirasto",
        CitableKind.AUTHORITY,
        {
            "fi": "Kuluttajavirasto",
            "sv": "Konsumentverket",
            "en": "Finnish Consumer Agency",
        },
        "1056/1998",
        Span(None, date(2012, 12, 31)),
        ended_by="661/2012",
        instead="kilpailu-ja-kuluttajavirasto",
        confidence=Confidence.RECALLED,
    ),
    Citable(
        "kilpailu-ja-kuluttajavirasto",
        CitableKind.AUTHORITY,
        {
            "fi": "Kilpailu- ja kuluttajavirasto",
            "sv": "Konkurrens- och konsumentverket",
            "en": "Finnish Competition and Consumer Authority",
        },
        "661/2012",
        Span(date(2013, 1, 1)),
        confidence=Confidence.RECALLED,
    ),
)

_STANDARDS = (
    Citable(
        "din-32757",
        CitableKind.STANDARD,
        dict.fromkeys(("fi", "sv", "en"), "DIN 32757"),
        "DIN 32757",
        Span(None, date(2012, 12, 31)),
        ended_by="DIN 66399 (2012)",
        instead="iso-21964",
        confidence=Confidence.QUOTED,
        remark="only the year of its replacement is known",
    ),
    Citable(
        "iso-21964",
        CitableKind.STANDARD,
        dict.fromkeys(("fi", "sv", "en"), "ISO/IEC 21964"),
        "ISO/IEC 21964-1…3 (DIN 66399)",
        confidence=Confidence.QUOTED,
    ),
)

_FRAMEWORKS = (
    Citable(
        "safe-harbour",
        CitableKind.FRAMEWORK,
        dict.fromkeys(("fi", "sv", "en"), "Safe Harbour"),
        "Commission Decision 2000/520/EC",
        Span(date(2000, 7, 26), date(2015, 10, 5)),
        ended_by="CJEU C-362/14 (6.10.2015)",
        instead="data-privacy-framework",
        confidence=Confidence.QUOTED,
    ),
    Citable(
        "privacy-shield",
        CitableKind.FRAMEWORK,
        dict.fromkeys(("fi", "sv", "en"), "Privacy Shield"),
        "Commission Implementing Decision (EU) 2016/1250",
        Span(date(2016, 7, 12), date(2020, 7, 15)),
        ended_by="CJEU C-311/18 (16.7.2020)",
        instead="data-privacy-framework",
        confidence=Confidence.QUOTED,
    ),
    Citable(
        "data-privacy-framework",
        CitableKind.FRAMEWORK,
        {
            "fi": "EU:n ja Yhdysvaltojen tietosuojakehys",
            "sv": "ramen för dataskydd mellan EU och USA",
            "en": "EU-US Data Privacy Framework",
        },
        "Commission Implementing Decision (EU) 2023/1795",
        Span(date(2023, 7, 10)),
        remark="upheld in T-553/23 (3.9.2025); appeal C-703/25 P was pending when last read",
    ),
)


def by_key(citables: Iterable[Citable]) -> Mapping[str, Citable]:
    return {citable.key: citable for citable in citables}


STATUTES: Mapping[str, Citable] = by_key(_STATUTES)
AUTHORITIES: Mapping[str, Citable] = by_key(_AUTHORITIES)
CITABLE: Mapping[str, Citable] = by_key((*_STATUTES, *_AUTHORITIES, *_STANDARDS, *_FRAMEWORKS))


def in_force(key: str, day: date) -> bool:
    """Does what this key names exist and apply on the day? KeyError for an unknown key."""
    return day in CITABLE[key].in_force
