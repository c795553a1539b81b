"""Does the list of bans remember every objection that stands? Asked of all of them at once.

The list holds digests and no person, so the digests of everybody who objects are made again and
looked for in it, under a grant that reads those addresses for nothing else and writes nothing.
Said here is which are missing, and of whom; never an address.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from lupaus.guard import Machinery, Part, system_grant
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register.bans import (
    FORBIDDABLE,
    REACHED_BY,
    Origin,
    Reached,
    Said,
    every_address,
    origin_of,
)
from lupaus.register.standing import standing_bans

#: Nothing of an import that is not in sight yet, or no more.
_IN_SIGHT = (
    "(e.batch_id IS NULL OR e.batch_id IN"
    " (SELECT b.id FROM records_batch b WHERE b.state = 'visible'))"
)
_OBJECTING = "SELECT o.party_id FROM records_permission o WHERE o.decision = 'objected'"


@dataclass(slots=True)
class Looked:
    """Of one class: people whose objection stands, digests that were looked for, and the party
    of each that is not on the list."""

    people: int = 0
    digests: int = 0
    missing: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Remembered:
    """``of``: by class; None for objections to a purpose that no class of the policy in force
    forbids any more, which any ban on the channel keeps. ``rows``: how long the list is."""

    of: Mapping[PurposeClass | None, Looked]
    rows: int


@dataclass(frozen=True, slots=True)
class _Row:
    party: int
    id: int
    purpose: str
    channel: str
    decision: str
    at: datetime
    how: str

    def said(self) -> Said:
        origin = origin_of(self.how, self.decision)
        return Said(self.id, self.purpose, self.channel, self.decision, self.at, origin)


_Wanted = tuple[PurposeClass | None, Channel]
#: What somebody has said, in its order and without its days, which change nothing here.
_Pattern = tuple[tuple[str, str, str, Origin], ...]


def remembered(policy: Policy) -> Remembered:
    """Three statements, however many object. Raises VaultError without the digests' key."""
    with system_grant(Machinery.BANS_SEEN, why="the list of bans is looked at") as part:
        owed = _owed(policy, part)
        reached: dict[int, list[Reached]] = {}
        for party, one in every_address(part, _OBJECTING) if owed else ():
            reached.setdefault(party, []).append(one)
        listed = part.execute("SELECT hmac, channel, purpose_class FROM records_suppression")
    known = {(bytes(digest), channel, own) for digest, channel, own in listed}
    known |= {(digest, channel, "") for digest, channel, _own in known}
    return Remembered(_compared(owed, reached, known), len(listed))


def _owed(policy: Policy, part: Part) -> Mapping[int, Sequence[_Wanted]]:
    """For everybody who objects the bans that must be on the list."""
    rows = part.rows(
        _Row,
        "SELECT e.party_id, e.id, e.purpose, e.channel, e.decision, e.at, e.how"
        f" FROM records_permission e WHERE e.party_id IN ({_OBJECTING}) AND {_IN_SIGHT}"
        " ORDER BY e.party_id, e.at, e.id",
    )
    own = {n for n, purpose in policy.purposes.items() if purpose.class_ in FORBIDDABLE}
    alike: dict[_Pattern, tuple[_Wanted, ...]] = {}  # most people have said the same
    owed = {}
    for party, each in groupby(rows, attrgetter("party")):
        said = [row.said() for row in each]
        pattern = tuple((s.purpose, s.channel, s.decision, s.origin) for s in said)
        if pattern not in alike:
            alike[pattern] = tuple(_wanted(policy, own, said))
        if alike[pattern]:
            owed[party] = alike[pattern]
    return owed


def _wanted(policy: Policy, own: set[str], said: Sequence[Said]) -> Iterator[_Wanted]:
    for ban in standing_bans(policy, (s for s in said if s.purpose in own)):
        yield ban.purpose_class, ban.channel
    for ban in standing_bans(policy, (s for s in said if s.purpose not in own)):
        yield None, ban.channel


def _compared(
    owed: Mapping[int, Sequence[_Wanted]],
    reached: Mapping[int, Iterable[Reached]],
    known: set[tuple[bytes, str, str]],
) -> Mapping[PurposeClass | None, Looked]:
    found: dict[PurposeClass | None, Looked] = {}
    for party, wanted in owed.items():
        for own in {own for own, _channel in wanted}:
            found.setdefault(own, Looked()).people += 1
        for own, channel in dict.fromkeys(wanted):
            for one in reached.get(party, ()):
                if one.table == REACHED_BY[channel]:
                    found[own].digests += 1
                    if (one.digest, str(channel), str(own or "")) not in known:
                        found[own].missing.append(party)
    return found
