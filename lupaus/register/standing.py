"""What stands of all that a person has said: pure, over decisions in the order of their time.

An error here lets something be sent that was forbidden. Own objection weighs more than a
bounce, that more than staff, that more than an import; nobody lifts what somebody weightier
said, and an import lifts nothing at all. An objection is to a class of purposes, marketing as a
whole; a refusal and a withdrawal are of one purpose.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lupaus.finland import day_of
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register.bans import FORBIDDABLE, Origin, Said


@dataclass(frozen=True, slots=True)
class Ban:
    """One channel forbidden for a class of purposes. ``purpose`` when for that one only."""

    purpose_class: PurposeClass
    channel: Channel
    since: date
    origin: Origin
    purpose: str = ""


NO: Final = frozenset({"objected", "refused", "withdrawn"})


def standing_bans(policy: Policy, said: Iterable[Said]) -> tuple[Ban, ...]:
    """Every objection that stands, each channel by itself."""
    return tuple(ban for ban in _bans(policy, said) if not ban.purpose)


def prohibitions(policy: Policy, said: Iterable[Said]) -> tuple[Ban, ...]:
    """Everything that stands forbidden: objections, refusals, withdrawals."""
    return tuple(_bans(policy, said))


def bans_against(
    policy: Policy, said: Iterable[Said], purpose: str, channel: Channel
) -> tuple[Ban, ...]:
    """What stands against the purpose on the channel, the weightiest first."""
    own_class = policy.purposes[purpose].class_
    found = (
        ban
        for ban in _bans(policy, said)
        if ban.channel is channel
        and ban.purpose_class is own_class
        and ban.purpose in {"", purpose}
    )
    order = list(Origin)
    return tuple(sorted(found, key=lambda ban: (order.index(ban.origin), ban.since)))


def consented(said: Sequence[Said], purpose: str, channel: Channel) -> bool:
    """Is the last word on the purpose and the channel a consent? An objection takes it back."""
    last = [s for s in said if s.purpose == purpose and s.channel in {"", channel}]
    return bool(last) and last[-1].decision == "granted"


def _bans(policy: Policy, said: Iterable[Said]) -> Iterator[Ban]:
    standing: dict[tuple[PurposeClass, str, Channel, Origin], Ban] = {}
    for one in said:
        for channel in _channels(one):
            own_class = class_of(policy, one.purpose)
            if one.decision in NO:
                scope = "" if one.decision == "objected" else one.purpose
                key = (own_class, scope, channel, one.origin)
                ban = Ban(own_class, channel, day_of(one.at), one.origin, scope)
                standing.setdefault(key, ban)
            elif one.origin is not Origin.IMPORT:
                lifted = [
                    key
                    for key in standing
                    if key[0] is own_class
                    and key[1] in {"", one.purpose}
                    and key[2] is channel
                    and one.origin.outweighs(key[3])
                ]
                for key in lifted:
                    del standing[key]
    yield from standing.values()


def _channels(one: Said) -> Iterable[Channel]:
    return [Channel(one.channel)] if one.channel else Channel


def class_of(policy: Policy, purpose: str) -> PurposeClass:
    """Of a purpose that an earlier policy knew: marketing, so that its bans stand."""
    known = policy.purposes.get(purpose)
    if known is None or known.class_ not in FORBIDDABLE:
        return PurposeClass.MARKETING
    return known.class_
