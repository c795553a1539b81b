"""Consents and objections: said, recorded, honoured.

What must not happen is a message to somebody who forbade it. A decision is never changed, only
followed by another; a ban is recorded under whatever purpose the act has, because a right is
exercised wherever somebody answers the phone; nothing is *yes* by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction

from lupaus.guard import Act, Part, Refused, in_force
from lupaus.ledger.entry import Event
from lupaus.policy import meaning
from lupaus.policy.holding import Holding
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass, State, SubjectKind
from lupaus.records.catalogue import claims
from lupaus.register import bans, provenance
from lupaus.register.admission import category_of, refusal, refuse_restricted
from lupaus.register.bans import FORBIDDABLE, REACHED_BY, Origin, Said
from lupaus.register.facts import Facts, day_of, known
from lupaus.register.standing import bans_against, consented
from lupaus.register.unfit import Unfit
from lupaus.register.values import line, prose

SVPL = "SVPL 200 §"
OBJECTION = "GDPR Art. 21(2)"


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
    said, only the person lifts."""
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
        if "permissions" not in adopted.policy.data:
            raise Refused("the policy keeps no permissions", clause="data.permissions")
    with transaction.atomic(), bans.banning(decision) as part:
        [row] = part.insert(
            *_row(act, adopted.policy, party, purpose, channel, decision, given)
        )
        channels = [channel] if channel else list(Channel)
        if decision == "objected":
            _suppress(part, act, party, channels, wanted.class_, given.origin)
        elif decision not in _NARROWING and given.origin is not Origin.IMPORT:
            _unsuppress(part, party, channels, wanted.class_, given.origin)
        part.log(
            _EVENTS[decision],
            actor=act.actor,
            at=act.at,
            whose=[party],
            purpose=purpose,
            via=act.via,
            fields=("permission",),
        )
    return int(row)


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
) -> None:
    wanted = list(channels)
    reached = bans.addresses(part, party, {REACHED_BY[c] for c in wanted})
    bans.suppress(
        part,
        reached,
        wanted,
        purpose_class=purpose_class,
        since=day_of(act.at),
        origin=origin,
    )


def _unsuppress(
    part: Part,
    party: int,
    channels: Iterable[Channel],
    purpose_class: PurposeClass,
    origin: Origin,
) -> None:
    """Take the digests of the person's addresses off the bans that this origin may lift."""
    wanted = list(channels)
    reached = bans.addresses(part, party, {REACHED_BY[c] for c in wanted})
    lifted = ", ".join(f"'{other}'" for other in Origin if origin.outweighs(other))
    sql = (
        "DELETE FROM records_suppression WHERE hmac = %s AND channel = %s"
        f" AND purpose_class = %s AND origin IN ({lifted})"
    )
    for channel in wanted:
        for one in reached:
            if one.table == REACHED_BY[channel]:
                part.changed(sql, [one.digest, str(channel), str(purpose_class)])


# --- may this be sent? -----------------------------------------------------------------------


class Ground(StrEnum):
    """Why not, in the order of weight."""

    OBJECTION = "objection"
    LAW = "law"  # no consent where one is needed, restricted, closed, not of such persons
    BOUNCE = "bounce"
    STAFF = "staff"
    IMPORT = "import"
    NO_ADDRESS = "no-address"


_GROUND = {
    Origin.OWN: Ground.OBJECTION,
    Origin.BOUNCE: Ground.BOUNCE,
    Origin.STAFF: Ground.STAFF,
    Origin.IMPORT: Ground.IMPORT,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against sending: its ground, the law, the clause and since when."""

    ground: Ground
    why: str
    law: str = ""
    clause: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """May the party be addressed for the purpose on the channel? ``addresses`` are the rows of
    that channel's table which may be used; ``reasons`` against, the weightiest first."""

    allowed: bool
    reasons: tuple[Reason, ...] = ()
    addresses: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raises Refused with the weightiest reason."""
        if not self.allowed:
            first = self.reasons[0]
            raise Refused(first.why, law=first.law, clause=first.clause)


def is_allowed(*, act: Act, party: int, purpose: str, channel: Channel) -> Decision:
    """Decide now, from what is stored now: no answer is kept for later.

    Purposes that cannot be forbidden (a contract, a duty) pass every ban by construction; law
    stands against them all the same.
    """
    policy = in_force().policy
    wanted = policy.purposes.get(purpose)
    if wanted is None:
        raise Refused(f"the policy knows no purpose {purpose}", clause=f"purpose.{purpose}")
    facts = known(party)
    with transaction.atomic(), bans.banning(f"{act.via}: may this be sent") as part:
        said = bans.said_by(part, party)
        reached = bans.addresses(part, party, [REACHED_BY[channel]])
        banned = _banned(part, reached, channel, wanted.class_)
    reasons = [
        *_objections(policy, said, purpose, channel),
        *_law(policy, facts, said, purpose, channel, day_of(act.at)),
    ]
    free = tuple(one.row for one in reached if one.digest not in banned)
    if not reached:
        table = category_of(REACHED_BY[channel])
        reasons.append(Reason(Ground.NO_ADDRESS, f"there is no {table} on record"))
    elif not free:
        weightiest = min(banned.values(), key=list(Origin).index)
        ground = _GROUND[weightiest]
        reasons.append(Reason(ground, "the address is banned", clause=_objecting(purpose)))
    reasons.sort(key=lambda reason: list(Ground).index(reason.ground))
    return Decision(not reasons, tuple(reasons), () if reasons else free)


def _objecting(purpose: str) -> str:
    return f"object.{purpose}"


def _banned(
    part: Part,
    reached: Iterable[bans.Reached],
    channel: Channel,
    purpose_class: PurposeClass,
) -> dict[bytes, Origin]:
    """Which of the addresses are under a ban, and whose."""
    digests = [one.digest for one in reached]
    if not digests or purpose_class not in FORBIDDABLE:
        return {}
    places = ", ".join(["%s"] * len(digests))
    sql = (
        "SELECT hmac, origin FROM records_suppression"
        f" WHERE channel = %s AND purpose_class = %s AND hmac IN ({places})"
    )
    rows = part.execute(sql, [str(channel), str(purpose_class), *digests])
    return {
        bytes(digest): Origin(origin) if origin in set(Origin) else Origin.OWN
        for digest, origin in rows
    }


def _objections(
    policy: Policy, said: tuple[Said, ...], purpose: str, channel: Channel
) -> Iterable[Reason]:
    if policy.purposes[purpose].class_ not in FORBIDDABLE:
        return
    for ban in bans_against(policy, said, purpose, channel):
        why = "forbidden by the person" if ban.origin is Origin.OWN else f"banned: {ban.origin}"
        yield Reason(_GROUND[ban.origin], why, OBJECTION, _objecting(purpose), ban.since)


def _law(  # noqa: PLR0913, PLR0917 - everything that law looks at
    policy: Policy,
    facts: Facts,
    said: tuple[Said, ...],
    purpose: str,
    channel: Channel,
    today: date,
) -> Iterable[Reason]:
    wanted, clause = policy.purposes[purpose], f"purpose.{purpose}"
    if facts.restricted and not meaning.sees_restricted(policy, [purpose]):
        law = "GDPR Art. 18(2)"
        yield Reason(Ground.LAW, "the processing is restricted", law, "right.restriction")
    if wanted.channels and channel not in {*wanted.channels, *wanted.consent_channels}:
        yield Reason(
            Ground.LAW, f"{purpose} does not use {channel}", "GDPR Art. 5(1)(b)", clause
        )
    thing = meaning.Thing(
        _reaching(channel),
        {"sourced_on": today},
        facts.row,
        permissions=[_event(s) for s in said],
    )
    if purpose not in meaning.covering(thing, policy):
        why = f"{purpose} needs no {category_of(REACHED_BY[channel])} of somebody like this"
        yield Reason(Ground.LAW, why, "GDPR Art. 5(1)(b)", clause)
    elif purpose not in meaning.open_purposes(thing, policy, today):
        why = f"the time for {purpose} has passed"
        yield Reason(Ground.LAW, why, "GDPR Art. 5(1)(e)", f"retention.{purpose}")
    if needs_consent(wanted, facts, channel) and not consented(said, purpose, channel):
        yield Reason(Ground.LAW, "there is no consent to this", SVPL, clause)


def _reaching(channel: Channel) -> Holding:
    return claims()[f"records_{REACHED_BY[channel]}"].holding()


def _event(one: Said) -> dict[str, object]:
    return {
        "id": one.id,
        "purpose": one.purpose,
        "channel": one.channel,
        "decision": one.decision,
        "at": one.at,
        "decided_on": day_of(one.at),
    }


_ELECTRONIC = frozenset({Channel.EMAIL, Channel.SMS, Channel.MESSAGING, Channel.AUTOMATED_CALL})


def needs_consent(purpose: Purpose, facts: Facts, channel: Channel) -> bool:
    """Where the policy rests on consent, and where law asks it: electronic marketing to a
    natural person who does not act for an organisation, save to an own customer under the soft
    opt-in (SVPL 200.3 §); an automated call, to anybody."""
    if purpose.basis is Basis.CONSENT or channel in purpose.consent_channels:
        return True
    if purpose.class_ is not PurposeClass.MARKETING or channel not in _ELECTRONIC:
        return False
    if channel is Channel.AUTOMATED_CALL:
        return True
    if facts.is_organisation or SubjectKind.REPRESENTATIVE in facts.kinds:
        return False
    return purpose.soft_opt_in is None or facts.state is not State.CUSTOMER
