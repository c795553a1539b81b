"""May this be sent? Decided from what is stored now, each reason with its law and its clause.

What must not happen is a message to somebody who forbade it, or a *no* that hides its reason.
Nothing is remembered between two questions.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.db import transaction

from lupaus.finland import day_of
from lupaus.guard import Act, Part, Refused, Subject, in_force
from lupaus.guard.refused import INTEGRITY
from lupaus.policy import meaning
from lupaus.policy.holding import Holding
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass, Right, State, SubjectKind
from lupaus.records.catalogue import claims
from lupaus.register import bans
from lupaus.register.admission import category_of
from lupaus.register.bans import FORBIDDABLE, REACHED_BY, Origin, Said
from lupaus.register.facts import Facts, known
from lupaus.register.standing import bans_against, consented
from lupaus.sets import pieces, placeholders

SVPL = "SVPL 200 §"
OBJECTION = "GDPR Art. 21(2)"


class Ground(StrEnum):
    """Why not, in the order of weight."""

    OBJECTION = "objection"
    LAW = "law"  # no consent where one is needed, restricted, closed, not of such persons
    PROTECTED = "protected"  # a list with the address would go to whoever prints or sends
    BOUNCE = "bounce"
    STAFF = "staff"
    IMPORT = "import"
    NO_ADDRESS = "no-address"


GROUND_OF: Final = {
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
    [standing] = decisions(act=act, party=party, asked=[(purpose, channel)])
    return standing.decision


@dataclass(frozen=True, slots=True)
class Standing:
    """How one question stands. ``last``: the last thing that was decided about it, whoever
    said it; it need not be why the answer is what it is."""

    purpose: str
    channel: Channel
    decision: Decision
    last: Said | None


def decisions(
    *, act: Act, party: int, asked: Iterable[tuple[str, Channel]]
) -> tuple[Standing, ...]:
    """Several purposes and channels at once, in as many statements as one: see
    :func:`is_allowed`."""
    policy = in_force().policy
    wanted = tuple(asked)
    for purpose, _channel in wanted:
        if purpose not in policy.purposes:
            clause = f"purpose.{purpose}"
            raise Refused(f"the policy knows no purpose {purpose}", clause=clause)
    if not wanted:
        return ()
    facts = known(party)
    with transaction.atomic(), bans.banning(f"{act.via}: may this be sent") as part:
        said = bans.said_by(part, party)
        reached = bans.addresses(part, party, {REACHED_BY[channel] for _, channel in wanted})
        banned = banned_of(part, policy, reached, wanted)
    found = []
    for purpose, channel in wanted:
        class_ = policy.purposes[purpose].class_
        there = [one for one in reached if one.table == REACHED_BY[channel]]
        shut = banned.get((channel, class_), {})
        decision = judged(policy, facts, said, purpose, channel, there, shut, day_of(act.at))
        last = [s for s in said if s.purpose == purpose and s.channel in {"", channel}]
        found.append(Standing(purpose, channel, decision, last[-1] if last else None))
    return tuple(found)


def judged(  # noqa: PLR0913, PLR0917 - everything that is looked at
    policy: Policy,
    facts: Facts,
    said: tuple[Said, ...],
    purpose: str,
    channel: Channel,
    reached: Sequence[bans.Reached],
    banned: Mapping[bytes, Origin],
    today: date,
) -> Decision:
    """One question about one party, from what was looked up. ``reached`` are the addresses of
    the channel; ``banned`` those of the party's that are under a ban on it."""
    reasons = [
        *_objections(policy, said, purpose, channel),
        *_law(policy, facts, said, purpose, channel, today),
    ]
    if facts.protected_on and policy.purposes[purpose].class_ in FORBIDDABLE:
        why = "the address is protected (turvakielto): it goes on no list"
        reasons.append(Reason(Ground.PROTECTED, why, INTEGRITY, since=facts.protected_on))
    free = tuple(one.row for one in reached if one.digest not in banned)
    if not reached:
        table = category_of(REACHED_BY[channel])
        reasons.append(Reason(Ground.NO_ADDRESS, f"there is no {table} on record"))
    elif not free:
        weightiest = min(banned.values(), key=list(Origin).index)
        ground = GROUND_OF[weightiest]
        reasons.append(
            Reason(ground, "the address is banned", clause=objecting(policy, purpose))
        )
    reasons.sort(key=lambda reason: list(Ground).index(reason.ground))
    return Decision(not reasons, tuple(reasons), () if reasons else free)


def objecting(policy: Policy, purpose: str) -> str:
    """The clause that lets the purpose be forbidden: that of its class, where the notice has
    one, and otherwise the one on legitimate interests."""
    class_ = policy.purposes[purpose].class_
    promise = policy.rights.get(Right.OBJECTION)
    named = promise is not None and class_ in promise.scopes
    return f"object.{class_ if named or class_ in _NAMED else 'interest'}"


#: Classes of which the notice says by themselves that they can be forbidden.
_NAMED: Final = frozenset({PurposeClass.MARKETING, PurposeClass.SURVEY})


def banned_of(
    part: Part,
    policy: Policy,
    reached: Iterable[bans.Reached],
    asked: Iterable[tuple[str, Channel]],
) -> dict[tuple[Channel, PurposeClass], dict[bytes, Origin]]:
    """Which of the addresses are under a ban, and whose; by the channel and the class. The
    grant is BANS."""
    classes = {policy.purposes[purpose].class_ for purpose, _channel in asked} & FORBIDDABLE
    digests = [one.digest for one in reached]
    if not digests or not classes:
        return {}
    found: dict[tuple[Channel, PurposeClass], dict[bytes, Origin]] = defaultdict(dict)
    for piece in pieces(digests):
        sql = (
            "SELECT channel, purpose_class, hmac, origin FROM records_suppression"
            f" WHERE hmac IN ({placeholders(piece)})"
        )
        for channel, class_, digest, origin in part.execute(sql, piece):
            known_origin = Origin(origin) if origin in set(Origin) else Origin.OWN
            if class_ in classes:
                found[Channel(channel), PurposeClass(class_)][bytes(digest)] = known_origin
    return found


def _objections(
    policy: Policy, said: tuple[Said, ...], purpose: str, channel: Channel
) -> Iterable[Reason]:
    if policy.purposes[purpose].class_ not in FORBIDDABLE:
        return
    for ban in bans_against(policy, said, purpose, channel):
        why = "forbidden by the person" if ban.origin is Origin.OWN else f"banned: {ban.origin}"
        yield Reason(
            GROUND_OF[ban.origin], why, OBJECTION, objecting(policy, purpose), ban.since
        )


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


def needs_consent(purpose: Purpose, facts: Facts | Subject, channel: Channel) -> bool:
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
