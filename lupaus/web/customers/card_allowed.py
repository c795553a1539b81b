"""May this be sent, in plain words: for each purpose and channel, yes or no, since when, why.

A *no* that hides its reason, or a *yes* that nobody can explain, is no answer; so every line
says what it rests on, and which clause promises it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.finland import day_of
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register.allowed import Ground, Reason, Standing, decisions
from lupaus.register.bans import Origin
from lupaus.register.reachable import UNSENT, can_be_forbidden
from lupaus.register.rows import PermissionRow
from lupaus.web.customers.card_words import purpose_label
from lupaus.web.customers.words import CHANNELS
from lupaus.web.frame.visit import Visit

#: Shown where a purpose names no channel of its own.
_USUAL = (Channel.EMAIL, Channel.PHONE, Channel.POST)
_NOT_OF_SUCH = "of somebody like this"
_UNREACHED = frozenset({Ground.NO_ADDRESS, Ground.BOUNCE})


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of a purpose. ``tone`` is the badge: kept, broken, or neither. ``more`` are
    all the reasons, each with its clause."""

    channel: str
    label: Any
    tone: str
    said: str
    on: date | None
    how: str
    more: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Purposely:
    """One purpose that can be allowed and forbidden. No lines: it does not concern such
    people, and ``said`` says so."""

    purpose: str
    label: str
    clause: str
    lines: tuple[Line, ...]
    said: str = ""


def forbiddable_of(policy: Policy) -> list[str]:
    """The purposes that somebody can forbid, in the order of the policy."""
    return [name for name, one in policy.purposes.items() if can_be_forbidden(one)]


def marketing_first(policy: Policy, purposes: Iterable[str]) -> list[str]:
    """What most people mean by *forbid* comes first; the rest in its order."""
    classes = {name: one.class_ for name, one in policy.purposes.items()}
    return sorted(purposes, key=lambda name: classes[name] is not PurposeClass.MARKETING)


def channels_of(purpose: Purpose) -> tuple[Channel, ...]:
    named = {*purpose.channels, *purpose.consent_channels}
    return tuple(c for c in Channel if c in named) or _USUAL


def asked_of(policy: Policy) -> list[tuple[str, Channel]]:
    """Every question that a card answers."""
    return [
        (name, channel)
        for name, purpose in policy.purposes.items()
        if can_be_forbidden(purpose)
        for channel in (
            channels_of(purpose)[:1] if purpose.class_ in UNSENT else channels_of(purpose)
        )
    ]


def allowed(visit: Visit, party: int, rows: Iterable[PermissionRow]) -> tuple[Purposely, ...]:
    """What may be sent to the party. ``rows`` are the newest decisions on record, as far as
    the reading sees them: whence and how they came."""
    policy = visit.adopted.policy
    asked = asked_of(policy)
    if not asked:
        return ()
    act = visit.acts()[0]
    known = {row.id: row for row in rows}
    found: dict[str, list[Standing]] = {}
    for one in decisions(act=act, party=party, asked=asked):
        found.setdefault(one.purpose, []).append(one)
    return tuple(_purposely(policy, name, each, known) for name, each in found.items())


def _purposely(
    policy: Policy, purpose: str, found: list[Standing], known: dict[int, PermissionRow]
) -> Purposely:
    label, clause = purpose_label(policy, purpose), f"purpose.{purpose}"
    if all(any(_NOT_OF_SUCH in r.why for r in one.decision.reasons) for one in found):
        said = any(one.last for one in found)
        if not said:
            return Purposely(purpose, label, clause, (), _("Ei koske tällaisia asiakkaita."))
    unsent = policy.purposes[purpose].class_ in UNSENT
    lines = tuple(_line(one, known, unsent=unsent) for one in found)
    return Purposely(purpose, label, clause, lines)


def _line(one: Standing, known: dict[int, PermissionRow], *, unsent: bool) -> Line:
    reasons = [r for r in one.decision.reasons if not (unsent and r.ground in _UNREACHED)]
    how = how_text(known[one.last.id].how) if one.last and one.last.id in known else ""
    last_on = day_of(one.last.at) if one.last else None
    if not reasons:
        granted = one.last is not None and one.last.decision == "granted"
        said, on = (_("sallittu"), last_on) if granted else (_("sallittu, ei kielletty"), None)
        more: tuple[tuple[str, str, str], ...] = ()
        tone = "kept"
    else:
        first = reasons[0]
        said, tone = _short(first)
        on = first.since or (last_on if first.ground is not Ground.NO_ADDRESS else None)
        more = tuple((reason_text(r), r.clause, r.law) for r in reasons)
    label = _("kaikki tavat") if unsent else CHANNELS[one.channel]
    channel = "" if unsent else str(one.channel)
    return Line(channel, label, tone, said, on, how if on else "", more)


#: In a word or two, and the tone.
_SHORT: Mapping[Ground, tuple[Any, str]] = {
    Ground.OBJECTION: (gettext_lazy("kielletty"), "broken"),
    Ground.STAFF: (gettext_lazy("estetty"), "broken"),
    Ground.IMPORT: (gettext_lazy("estetty"), "broken"),
    Ground.BOUNCE: (gettext_lazy("osoite ei toimi"), "untested"),
    Ground.NO_ADDRESS: (gettext_lazy("osoitetta ei ole"), ""),
    Ground.PROTECTED: (gettext_lazy("turvakielto"), "broken"),
}


def _short(reason: Reason) -> tuple[str, str]:
    if reason.ground is Ground.LAW:
        return _short_law(reason.why)
    said, tone = _SHORT[reason.ground]
    return str(said), tone


def _short_law(why: str) -> tuple[str, str]:
    if "restricted" in why:
        return _("käsittely rajoitettu"), "broken"
    if "does not use" in why:
        return _("ei luvattu tapa"), ""
    if _NOT_OF_SUCH in why:
        return _("ei koske"), ""
    if "has passed" in why:
        return _("aika kulunut"), ""
    return _("lupa puuttuu"), "untested"


#: Why not, as a sentence.
_LONG: Mapping[Ground, Any] = {
    Ground.OBJECTION: gettext_lazy("Asiakas on kieltänyt tämän."),
    Ground.STAFF: gettext_lazy("Työntekijä on kirjannut eston."),
    Ground.IMPORT: gettext_lazy("Esto tuli tuodun luettelon mukana."),
    Ground.BOUNCE: gettext_lazy("Viesti on palautunut osoitteesta."),
    Ground.NO_ADDRESS: gettext_lazy("Osoitetta tai numeroa ei ole."),
    Ground.PROTECTED: gettext_lazy(
        "Asiakkaalla on turvakielto, eikä osoite mene millekään listalle."
    ),
}


def reason_text(reason: Reason) -> str:
    if reason.ground is Ground.LAW:
        return _law(reason.why)
    if reason.ground is Ground.OBJECTION and reason.since is None:
        return _("Asiakkaan osoite on kiellettyjen osoitteiden luettelossa.")
    return str(_LONG[reason.ground])


def _law(why: str) -> str:
    if "restricted" in why:
        return _("Käsittely on rajoitettu.")
    if "does not use" in why:
        return _("Seloste ei lupaa käyttää tätä kanavaa.")
    if _NOT_OF_SUCH in why:
        return _("Tarkoitus ei koske tällaisia asiakkaita.")
    if "has passed" in why:
        return _("Tarkoituksen määräaika on kulunut.")
    return _("Tähän tarvitaan suostumus, eikä sitä ole.")


#: Ways in which a decision came, of the closed set that the form offers; others are as typed.
def hows() -> dict[str, str]:
    return {
        "puhelin": _("puhelimessa"),
        "sähköposti": _("sähköpostilla"),
        "lomake": _("lomakkeella"),
        "kirje": _("kirjeellä"),
        "tapaaminen": _("tavatessa"),
        "merge": _("yhdistettäessä"),
    }


def how_text(how: str) -> str:
    """``own: lomake`` as *lomakkeella*."""
    origin, _colon, words = how.partition(":")
    plain = words.strip() if origin in set(Origin) else how
    return hows().get(plain, plain)


def decided_text(decision: str) -> str:
    """What was decided, as a clause of its own."""
    return {
        "granted": _("antoi suostumuksen"),
        "refused": _("ei antanut suostumusta"),
        "withdrawn": _("perui suostumuksen"),
        "objected": _("kielsi"),
        "lifted": _("perui kiellon"),
    }[decision]
