"""A. Dead law, dead bodies, old vocabulary."""

import re
from datetime import date

from lupaus.policy import law
from lupaus.policy.law import CitableKind
from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Mechanism

SECTION = Section("A", "Dead law, dead bodies, old vocabulary")
rule = SECTION.rule

_ANNULLED = (Mechanism.PRIVACY_SHIELD, Mechanism.SAFE_HARBOUR)
_OLD_WORDS = re.compile(
    r"tarkastusoikeu|tarkastuspyyn|kielto-oikeu|\bATK\b|granskningsrätt", re.IGNORECASE
)


def _ended(case: Case, kind: CitableKind) -> list[tuple[int, law.Citable]]:
    """What the policy cites of a kind that is not in force on the day."""
    cited = ((i, law.CITABLE.get(key)) for i, key in enumerate(case.policy.cites))
    return [
        (i, citable)
        for i, citable in cited
        if citable and citable.kind is kind and case.today not in citable.in_force
    ]


def _replaced(citable: law.Citable) -> str:
    successor = law.CITABLE[citable.instead]
    return f"cite {successor.name['fi']} ({successor.citation}), or leave the sentence out"


@rule(
    "N01",
    Level.ERROR,
    law="Tietosuojalaki 1050/2018 37 §",
    fix="cite the GDPR and tietosuojalaki 1050/2018",
)
def repealed_statute(case: Case) -> Findings:
    """A repealed statute, such as the Personal Data Act, is cited as if it were in force.

    PASS
        cites: [gdpr, tietosuojalaki]
    FAIL
        cites: [henkilotietolaki]
    """
    for i, citable in _ended(case, CitableKind.STATUTE):
        if citable.key != "sahkoisen-viestinnan-tietosuojalaki":
            said = f"{citable.name['fi']} ({citable.citation}) was repealed"
            yield Finding(f"{said}: {citable.ended_by}", ("cites", i), fix=_replaced(citable))


@rule(
    "N02",
    Level.ERROR,
    law="Laki sähköisen viestinnän palveluista 917/2014",
    fix="cite 917/2014 and GDPR Art. 32, or leave the sentence out",
)
def repealed_communications_act(case: Case) -> Findings:
    """The Act on Privacy in Electronic Communications, repealed 1.1.2015, is cited.

    PASS
        cites: [sahkoisen-viestinnan-palvelulaki]
    FAIL
        cites: [sahkoisen-viestinnan-tietosuojalaki]
    """
    for i, citable in _ended(case, CitableKind.STATUTE):
        if citable.key == "sahkoisen-viestinnan-tietosuojalaki":
            said = f"{citable.name['fi']} ({citable.citation}) was repealed"
            yield Finding(f"{said} by {citable.ended_by}", ("cites", i))


@rule(
    "N03",
    Level.WARNING,
    law="Tietosuojalaki 8 §",
    fix="name the authority of today: Traficom or tietosuojavaltuutettu",
)
def abolished_authority(case: Case) -> Findings:
    """An authority that no longer exists is named.

    PASS
        cites: [traficom]
    FAIL
        cites: [viestintavirasto]
    """
    for i, citable in _ended(case, CitableKind.AUTHORITY):
        successor = law.CITABLE[citable.instead].name["fi"]
        yield Finding(
            f"{citable.name['fi']} no longer exists", ("cites", i), fix=f"name {successor}"
        )


@rule(
    "N04",
    Level.ERROR,
    law="CJEU C-311/18, C-362/14",
    fix="per recipient: data privacy framework with the day of the check, or standard clauses",
)
def annulled_framework(case: Case) -> Findings:
    """A transfer rests on Privacy Shield or Safe Harbour, or the notice names one.

    PASS
        recipients:
          mailhost:
            {name: Malli Inc., country: US, safeguard: {mechanism: dpf, checked: 2026-10-01}}
    FAIL
        recipients:
          mailhost: {name: Malli Inc., country: US, safeguard: {mechanism: privacy-shield}}
    """
    for key, recipient in case.policy.recipients.items():
        guard = recipient.safeguard
        if guard and guard.mechanism in _ANNULLED:
            ground = law.GROUNDS[guard.mechanism]
            yield Finding(
                f"{key} rests on {guard.mechanism}, which ended {ground.in_force.last}",
                ("recipients", key, "safeguard", "mechanism"),
            )
    for i, citable in _ended(case, CitableKind.FRAMEWORK):
        yield Finding(f"{citable.name['fi']} was annulled: {citable.ended_by}", ("cites", i))


@rule(
    "N05",
    Level.WARNING,
    law="DIN 66399, ISO/IEC 21964",
    fix="write ISO/IEC 21964 (DIN 66399), at least P-4",
)
def withdrawn_standard(case: Case) -> Findings:
    """Paper is destroyed by a standard that has been replaced.

    PASS
        protection: [{measure: paper-destruction, standard: ISO/IEC 21964 P-4}]
    FAIL
        protection: [{measure: paper-destruction, standard: DIN 32757}]
    """
    dead = [
        c
        for c in law.CITABLE.values()
        if c.kind is CitableKind.STANDARD and case.today not in c.in_force
    ]
    for i, measure in enumerate(case.policy.protection):
        for standard in dead:
            if measure.standard and standard.citation in measure.standard:
                said = f"{standard.citation} has been replaced"
                yield Finding(f"{said}: {standard.ended_by}", ("protection", i, "standard"))


@rule(
    "N06",
    Level.WARNING,
    law="GDPR Arts. 13-14, 30",
    fix="call it tietosuojaseloste; the record of Art. 30 is printed apart",
)
def description_of_file(case: Case) -> Findings:
    """The notice calls itself rekisteriseloste, or follows section 10 of the repealed Act.

    PASS
        title: tietosuojaseloste
    FAIL
        title: rekisteriseloste
    """
    if case.policy.title == "rekisteriseloste":
        yield Finding("rekisteriseloste is the document of the repealed Act", ("title",))
    for i, key in enumerate(case.policy.cites):
        if key == "henkilotietolaki-10" and not law.in_force(key, case.today):
            yield Finding("section 10 of the repealed Act is followed", ("cites", i))


@rule(
    "N07",
    Level.NOTE,
    law="GDPR Arts. 15, 21",
    fix="use the names of today: oikeus saada pääsy tietoihin, vastustamisoikeus",
)
def old_names_of_rights(case: Case) -> Findings:
    """The author's words use old names of rights (tarkastusoikeus, kielto-oikeus, ATK).

    PASS
        purposes: {delivery: {describe: Toimitamme tilaukset.}}
    FAIL
        purposes: {delivery: {describe: Tarkastusoikeus on kaikilla.}}
    """
    for text in case.texts:
        if found := _OLD_WORDS.search(text.text):
            yield Finding(f"'{found[0]}' is an old word", text.path)


@rule(
    "N08", Level.WARNING, law="GDPR Art. 99", fix="go through it against the GDPR and date it"
)
def dated_before_the_gdpr(case: Case) -> Findings:
    """The notice is older than the application of the GDPR.

    PASS
        dated: 2018-05-25
    FAIL
        dated: 2018-05-24
    """
    applied = law.STATUTES["gdpr"].in_force.first or date.min
    newest = case.policy.reviewed or case.policy.dated
    if newest and newest < applied:
        yield Finding(f"dated {newest}, before the GDPR applied", ("dated",))


@rule("N09", Level.WARNING, law="GDPR Arts. 5(2), 24(1), 13(3)", fix="add dated: YYYY-MM-DD")
def undated(case: Case) -> Findings:
    """The notice has no date, so nobody can tell which version was given to whom.

    PASS
        dated: 2026-03-01
    FAIL
        dated: null
    """
    if case.policy.dated is None:
        yield Finding("the policy has no date")


@rule(
    "N10",
    Level.WARNING,
    law="GDPR Art. 24(1); the interval is a house value",
    fix="go through the policy and write reviewed: YYYY-MM-DD",
)
def review_is_due(case: Case) -> Findings:
    """The last review is more than twelve months ago.

    PASS
        dated: 2024-01-01
        reviewed: 2025-11-22
    FAIL
        dated: 2024-01-01
        reviewed: 2025-11-21
    """
    last = max((d for d in (case.policy.reviewed, case.policy.dated) if d), default=None)
    if last and law.term("review", case.today).period.after(last) < case.today:
        where = "reviewed" if case.policy.reviewed else "dated"
        yield Finding(f"last reviewed {last}", (where,))
