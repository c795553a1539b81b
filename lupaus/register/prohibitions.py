"""What two parties have forbidden, carried over when they become one or two again.

What must not happen: that a consent of one opens what the other has shut. Decisions are read
in the order of their time, so a later consent of one would lift an earlier objection of the
other. Therefore what stood before is compared with what stands after, and what is missing is
said again, as a decision of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lupaus.finland import day_of
from lupaus.guard import Act, Part
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register import bans, provenance
from lupaus.register.admission import category_of
from lupaus.register.bans import Origin, Said
from lupaus.register.standing import NO, Ban, class_of, prohibitions

_Key = tuple[PurposeClass, str, Channel, Origin]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What a party has said, and what of it stands."""

    said: tuple[Said, ...]
    standing: tuple[Ban, ...]


def forbidden_by(part: Part, policy: Policy, party: int) -> Forbidden:
    """What stands forbidden by the party. The grant is BANS."""
    said = bans.said_by(part, party)
    return Forbidden(said, prohibitions(policy, said))


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that a party has forbidden, by the decision on record that says so."""

    purpose: str
    purpose_class: PurposeClass
    channel: Channel
    since: date


def spoken(policy: Policy, act: Act, party: int) -> tuple[Spoken, ...]:
    """What stands forbidden by the party itself, each as it was said: of the purpose of which
    it was said, not of every other that it covers."""
    with transaction.atomic(), bans.banning(f"{act.via}: what somebody has forbidden") as part:
        found = forbidden_by(part, policy, party)
    words = [(ban, _word(policy, found.said, ban)) for ban in found.standing]
    return tuple(
        Spoken(word.purpose, ban.purpose_class, ban.channel, ban.since) for ban, word in words
    )


def uphold(
    part: Part, policy: Policy, party: int, before: Iterable[Forbidden], act: Act
) -> tuple[int, ...]:
    """Say again, for the party, whatever stood before and no longer does. The grant is BANS.
    Returns the rows."""
    stands = {_key(ban) for ban in forbidden_by(part, policy, party).standing}
    missing: dict[tuple[str, str, Origin], list[Channel]] = {}
    for one in before:
        for ban in one.standing:
            if _key(ban) not in stands:
                stands.add(_key(ban))
                word = _word(policy, one.said, ban)
                said = missing.setdefault((word.purpose, word.decision, ban.origin), [])
                said.append(ban.channel)
    rows = [
        _row(policy, party, act, purpose, str(channel), decision, origin)
        for (purpose, decision, origin), channels in missing.items()
        for channel in ([""] if set(channels) == set(Channel) else channels)
    ]
    return tuple(part.insert("permission", _COLUMNS, rows))


def _key(ban: Ban) -> _Key:
    return ban.purpose_class, ban.purpose, ban.channel, ban.origin


def _word(policy: Policy, said: Iterable[Said], ban: Ban) -> Said:
    """The decision by which the ban stands: the last of its kind."""
    return [
        one
        for one in said
        if one.decision in NO
        and one.origin is ban.origin
        and one.channel in {"", ban.channel}
        and (one.decision == "objected") is (not ban.purpose)
        and ban.purpose in {"", one.purpose}
        and class_of(policy, one.purpose) is ban.purpose_class
    ][-1]


_COLUMNS = (
    *("party_id", "purpose", "channel", "decision", "at", "decided_on", "how", "actor"),
    *("text_version", "evidence", "source", "sourced_on"),
)


def _row(  # noqa: PLR0913, PLR0917 - one row of permissions
    policy: Policy,
    party: int,
    act: Act,
    purpose: str,
    channel: str,
    decision: str,
    origin: Origin,
) -> tuple[object, ...]:
    day = day_of(act.at)
    how = bans.how(origin, "merge")
    who = (party, purpose, channel, decision, act.at, day, how, act.actor)
    return (*who, "", "", _source(policy), day)


def _source(policy: Policy) -> str:
    """A ban is recorded even where the policy is silent."""
    category = category_of("permission")
    giving = [slug for slug in policy.sources if provenance.gives(policy, slug, category)]
    return (giving or [*policy.sources, "subject"])[0]
