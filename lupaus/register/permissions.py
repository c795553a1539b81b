"""Consents and objections: said, recorded, honoured.

What must not happen is a message to somebody who forbade it. A decision is never changed, only
followed by another; a ban is recorded under whatever purpose the act has, because a right is
exercised wherever somebody answers the phone; what allows more than before is recorded only by
those whose purpose needs permissions, and with what shows it; nothing is *yes* by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from lupaus.finland import day_of
from lupaus.guard import Act, Part, Refused, in_force
from lupaus.ledger.entry import Event
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass
from lupaus.register import bans, provenance
from lupaus.register.admission import category_of, refusal, refuse_restricted
from lupaus.register.bans import FORBIDDABLE, REACHED_BY, Origin
from lupaus.register.facts import known
from lupaus.register.unfit import Unfit
from lupaus.register.values import line, prose


@dataclass(frozen=True, slots=True)
class Given:
    """How a decision came to us: in which way, in answer to which text, with what to show."""

    how: str
    text_version: str = ""
    evidence: str = ""
    origin: Origin = Origin.OWN


def give_consent(
    *, act: Act, party: int, purpose: str, channel: Channel | None, given: Given
) -> int:
    """Record a consent. It needs the version of the text that was agreed to, or other evidence:
    who relies on consent must be able to show it (Art. 7(1)). Returns the row."""
    if not given.text_version and not given.evidence:
        raise Unfit("evidence", "say which text was agreed to, or what shows the consent")
    return _decide(act, party, purpose, channel, "granted", given)


def refuse(*, act: Act, party: int, purpose: str, channel: Channel | None, given: Given) -> int:
    """Record that consent was asked for and not given."""
    return _decide(act, party, purpose, channel, "refused", given)


def withdraw(
    *, act: Act, party: int, purpose: str, channel: Channel | None, given: Given
) -> int:
    """Record that a consent is taken back: for this purpose, from now on (Art. 7(3))."""
    return _decide(act, party, purpose, channel, "withdrawn", given)


def object_to(
    *, act: Act, party: int, purpose: str, channel: Channel | None, given: Given
) -> int:
    """Record an objection: to every purpose of the same class, on one channel or all. It hangs
    on the person and, as digests, on the person's addresses."""
    return _decide(act, party, purpose, channel, "objected", given)


def lift(*, act: Act, party: int, purpose: str, channel: Channel | None, given: Given) -> int:
    """Record that an objection no longer stands. Staff lift what staff said; what a person
    said, only the person lifts, and what shows it is kept, as of a consent."""
    if given.origin is Origin.OWN and not given.text_version and not given.evidence:
        raise Unfit("evidence", "say what shows that the person takes the objection back")
    return _decide(act, party, purpose, channel, "lifted", given)


_EVENTS = {
    "granted": Event.PERMISSION_GRANTED,
    "refused": Event.PERMISSION_REFUSED,
    "withdrawn": Event.PERMISSION_WITHDRAWN,
    "objected": Event.OBJECTION_MADE,
    "lifted": Event.OBJECTION_LIFTED,
}
_NARROWING = frozenset({"refused", "withdrawn", "objected"})


def _decide(  # noqa: PLR0913, PLR0917 - one row of permissions
    act: Act, party: int, purpose: str, channel: Channel | None, decision: str, given: Given
) -> int:
    adopted = in_force()
    wanted = _forbiddable(adopted.policy, purpose, act)
    facts = known(party)
    if decision not in _NARROWING:
        refuse_restricted(facts, adopted.policy, act)
        _refuse_uncovered(adopted.policy, act)
    with transaction.atomic(), bans.banning(decision) as part:
        [row] = part.insert(
            *_row(act, adopted.policy, party, purpose, channel, decision, given)
        )
        channels = [channel] if channel else list(Channel)
        counts = {}
        if decision == "objected":
            added = _suppress(part, act, party, channels, wanted.class_, given.origin)
            counts = {bans.BANS: added}
        elif decision not in _NARROWING and given.origin is not Origin.IMPORT:
            lifted = _unsuppress(part, party, channels, wanted.class_, given.origin)
            counts = {bans.LIFTED: lifted}
            for other in bans.sharing(part, party) if lifted else ():
                bans.inherit(other, act=act)  # what they said of the same address stands
        part.log(
            _EVENTS[decision],
            actor=act.actor,
            at=act.at,
            whose=[party],
            purpose=purpose,
            via=act.via,
            fields=("permission",),
            counts=counts,
        )
    return int(row)


def _refuse_uncovered(policy: Policy, act: Act) -> None:
    """What allows more than before is for those who see what was said before."""
    category = category_of("permission")
    if category not in policy.data:
        raise Refused(f"the policy keeps no {category}", clause=f"data.{category}")
    if category not in policy.categories_of(act.purpose):
        raise Refused(f"{act.purpose} does not need {category}", clause=f"data.{category}")


def _forbiddable(policy: Policy, purpose: str, act: Act) -> Purpose:
    """The purpose, if anybody is asked about it at all. Raises Refused."""
    if act.purpose not in policy.purposes:
        raise Refused(
            f"the policy knows no purpose {act.purpose}", clause=f"purpose.{act.purpose}"
        )
    wanted = policy.purposes.get(purpose)
    if wanted is None:
        raise Refused(f"the policy knows no purpose {purpose}", clause=f"purpose.{purpose}")
    if wanted.class_ not in FORBIDDABLE and wanted.basis is not Basis.CONSENT:
        raise Refused(
            f"{purpose} rests on {wanted.basis or 'no basis'} and is not allowed or forbidden "
            "channel by channel: end the relation, or restrict the processing",
            law="GDPR Art. 21(1)",
            clause=f"purpose.{purpose}",
        )
    return wanted


def _row(  # noqa: PLR0913, PLR0917 - one row of permissions
    act: Act,
    policy: Policy,
    party: int,
    purpose: str,
    channel: Channel | None,
    decision: str,
    given: Given,
) -> tuple[str, tuple[str, ...], list[tuple[object, ...]]]:
    day = day_of(act.at)
    row: dict[str, object] = {
        "party_id": party,
        "purpose": purpose,
        "channel": str(channel or ""),
        "decision": decision,
        "at": act.at,
        "decided_on": day,
        "how": bans.how(given.origin, line("how", given.how, 50, needed=True)),
        "actor": act.actor,
        "text_version": line("text_version", given.text_version, 80),
        "evidence": prose("evidence", given.evidence, 10_000),
        "source": _source(policy, decision),
        "sourced_on": day,
    }
    return "permission", tuple(row), [tuple(row.values())]


def _source(policy: Policy, decision: str) -> str:
    """Where a decision comes from. A ban is recorded even where the policy is silent."""
    category = category_of("permission")
    if decision in _NARROWING:
        giving = [s for s in policy.sources if provenance.gives(policy, s, category)]
        return (giving or [*policy.sources, "subject"])[0]
    slug = next((s for s in policy.sources if provenance.gives(policy, s, category)), "")
    if not slug:
        against = provenance.against(policy, next(iter(policy.sources)), category, "permission")
        assert against is not None  # noqa: S101 - no source gives it
        raise refusal(against)
    return slug


def _suppress(  # noqa: PLR0913, PLR0917 - a ban
    part: Part,
    act: Act,
    party: int,
    channels: Iterable[Channel],
    purpose_class: PurposeClass,
    origin: Origin,
) -> int:
    wanted = list(channels)
    reached = bans.addresses(part, party, {REACHED_BY[c] for c in wanted})
    done = bans.suppress(
        part,
        reached,
        wanted,
        purpose_class=purpose_class,
        since=day_of(act.at),
        origin=origin,
    )
    bans.said_anew(part, reached)
    return done


def _unsuppress(
    part: Part,
    party: int,
    channels: Iterable[Channel],
    purpose_class: PurposeClass,
    origin: Origin,
) -> int:
    """Take the digests of the person's addresses off the bans that this origin may lift."""
    wanted = list(channels)
    reached = bans.addresses(part, party, {REACHED_BY[c] for c in wanted})
    lifted = ", ".join(f"'{other}'" for other in Origin if origin.outweighs(other))
    sql = (
        "DELETE FROM records_suppression WHERE hmac = %s AND channel = %s"
        f" AND purpose_class = %s AND origin IN ({lifted})"
    )
    return sum(
        part.changed(sql, [one.digest, str(channel), str(purpose_class)])
        for channel in wanted
        for one in reached
        if one.table == REACHED_BY[channel]
    )
