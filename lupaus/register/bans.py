"""What people forbid, kept so that it outlives the person: keyed digests of their addresses.

A ban that is lost sends somebody what they have forbidden. So a ban is written whatever the
purpose of the act (a right is nobody's purpose), under a grant that sees addresses only to
digest them, and that can take away no decision.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from lupaus.guard import Act, Machinery, Part, in_force, system_grant, vault
from lupaus.ledger.entry import Event
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.sets import pieces, placeholders

#: Classes of purposes that can be forbidden. The rest are contracts, duties and services, whose
#: messages pass every ban because no ban is of their class.
FORBIDDABLE = frozenset(
    {
        PurposeClass.MARKETING,
        PurposeClass.SURVEY,
        PurposeClass.PUBLICATION,
        PurposeClass.DEVELOPMENT,
        PurposeClass.STATISTICS,
    }
)


class Origin(StrEnum):
    """Who said it. In the order of their weight: nobody lifts what a weightier one said."""

    OWN = "own"
    BOUNCE = "bounce"
    STAFF = "staff"
    IMPORT = "import"

    def outweighs(self, other: "Origin") -> bool:
        """Is it at least as weighty?"""
        order = list(Origin)
        return order.index(self) <= order.index(other)


#: How the ledger counts rows that were added to the list of bans, and taken off it.
BANS, LIFTED = "bans", "lifted"

#: Over which table a channel reaches somebody, and the column that tells one address from
#: another.
REACHED_BY: Mapping[Channel, str] = {
    Channel.EMAIL: "emailaddress",
    Channel.SMS: "phonenumber",
    Channel.PHONE: "phonenumber",
    Channel.POST: "postaladdress",
    Channel.MESSAGING: "phonenumber",
    Channel.AUTOMATED_CALL: "phonenumber",
}
_COLUMN = {
    "emailaddress": "t.address",
    "phonenumber": "CASE WHEN t.e164 = '' THEN t.digits ELSE t.e164 END",
    "postaladdress": "t.folded",
}


@dataclass(frozen=True, slots=True)
class Reached:
    """One address, as a digest."""

    row: int
    table: str
    digest: bytes


def digest(table: str, address: str) -> bytes:
    """The digest of a normalised address: an e-mail address in whatever case, a number in
    international form, a folded postal address."""
    return vault().digest(plain(address), about=f"suppression {table}")


def plain(address: str) -> str:
    """The one form in which an address is known: two that share it are under one ban."""
    return unicodedata.normalize("NFC", address).strip().casefold()


def addresses(part: Part, party: int, tables: Iterable[str]) -> tuple[Reached, ...]:
    """The addresses of a party as digests. The grant is BANS."""
    said = " UNION ALL ".join(
        f"SELECT t.id, '{table}', {_COLUMN[table]} FROM records_{table} t WHERE t.party_id = %s"
        for table in sorted(set(tables))
    )
    rows = part.execute(said, [party] * said.count("%s"))
    return tuple(Reached(row, table, digest(table, text)) for row, table, text in rows)


def addresses_of(part: Part, parties: Sequence[int]) -> Iterator[tuple[int, Reached]]:
    """The addresses of many as digests: (party, address). The grant is BANS."""
    for piece in pieces(parties):
        places = placeholders(piece)
        said = " UNION ALL ".join(
            f"SELECT t.party_id, t.id, '{table}', {_COLUMN[table]} FROM records_{table} t"
            f" WHERE t.party_id IN ({places})"
            for table in sorted(_COLUMN)
        )
        for party, row, table, text in part.execute(said, [*piece] * len(_COLUMN)):
            yield party, Reached(row, table, digest(table, text))


def sharing(part: Part, party: int) -> tuple[int, ...]:
    """Others who object and have an address of the party's. The grant is BANS."""
    said = " UNION ".join(
        f"SELECT o.party_id FROM records_{table} t JOIN records_{table} o"
        f" ON lower({column.replace('t.', 'o.')}) = lower({column})"
        " WHERE t.party_id = %s AND o.party_id <> t.party_id AND EXISTS (SELECT 1"
        " FROM records_permission e WHERE e.party_id = o.party_id AND e.decision = 'objected')"
        for table, column in sorted(_COLUMN.items())
    )
    return tuple(found for (found,) in part.execute(said, [party] * len(_COLUMN)))


def every_address(part: Part, among: str) -> Iterator[tuple[int, Reached]]:
    """The addresses, as digests, of all parties whose ids the SQL ``among`` selects: (party,
    address). The grant is BANS_SEEN."""
    said = " UNION ALL ".join(
        f"SELECT t.party_id, '{table}', {_COLUMN[table]} FROM records_{table} t"
        f" WHERE t.party_id IN ({among})"
        for table in sorted(_COLUMN)
    )
    for party, table, text in part.execute(said):
        yield party, Reached(0, table, digest(table, text))


@dataclass(frozen=True, slots=True)
class Said:
    """One decision on record."""

    id: int
    purpose: str
    channel: str
    decision: str
    at: datetime
    origin: Origin


def said_by(part: Part, party: int) -> tuple[Said, ...]:
    """Every decision of a party, the oldest first. The grant is BANS."""
    sql = (
        "SELECT id, purpose, channel, decision, at, how FROM records_permission"
        " WHERE party_id = %s ORDER BY at, id"
    )
    rows = part.rows(_Row, sql, [party])
    return tuple(
        Said(r.id, r.purpose, r.channel, r.decision, r.at, origin_of(r.how, r.decision))
        for r in rows
    )


def said_by_each(part: Part, parties: Sequence[int]) -> dict[int, list[Said]]:
    """Every decision of many, the oldest first. The grant is BANS."""
    found: dict[int, list[Said]] = defaultdict(list)
    for piece in pieces(parties):
        sql = (
            "SELECT id, purpose, channel, decision, at, how, party_id FROM records_permission"
            f" WHERE party_id IN ({placeholders(piece)}) ORDER BY at, id"
        )
        for r in part.rows(_Theirs, sql, piece):
            origin = origin_of(r.how, r.decision)
            found[r.party].append(Said(r.id, r.purpose, r.channel, r.decision, r.at, origin))
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    purpose: str
    channel: str
    decision: str
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class _Theirs(_Row):
    party: int


def how(origin: Origin, words: str) -> str:
    """How a decision came, as the row keeps it: who said it, then in which way."""
    return f"{origin}: {words}" if words else str(origin)


def origin_of(text: str, decision: str) -> Origin:
    """Who said it. Of what does not say so, a ban counts as the person's own and a permission
    as least: a doubt never opens what may have been shut."""
    first = text.partition(":")[0].strip()
    if first in set(Origin):
        return Origin(first)
    return Origin.IMPORT if decision in {"granted", "lifted"} else Origin.OWN


_STRONGER = {
    Origin.OWN: ("bounce", "staff", "import"),
    Origin.BOUNCE: ("staff", "import"),
    Origin.STAFF: ("import",),
    Origin.IMPORT: (),
}


def suppress(  # noqa: PLR0913 - the columns of a ban
    part: Part,
    reached: Iterable[Reached],
    channels: Iterable[Channel],
    *,
    purpose_class: PurposeClass,
    since: date,
    origin: Origin,
) -> int:
    """Write the digests of the addresses under a ban. One that stands keeps its day; a
    weightier origin takes its place. The grant is BANS. Returns how many are new: that count
    goes into the ledger, which thereby knows how long the list must be."""
    found = list(reached)
    weaker = ", ".join(f"'{name}'" for name in _STRONGER[origin]) or "''"
    add = (
        "INSERT INTO records_suppression (hmac, channel, purpose_class, since, origin)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (hmac, channel, purpose_class) DO NOTHING"
    )
    outweigh = (
        "UPDATE records_suppression SET origin = %s WHERE hmac = %s AND channel = %s"
        f" AND purpose_class = %s AND origin IN ({weaker})"
    )
    done = 0
    for channel in channels:
        for one in found:
            if one.table == REACHED_BY[channel]:
                key = [one.digest, str(channel), str(purpose_class)]
                new = part.changed(add, [*key, since, str(origin)])
                if not new:
                    part.changed(outweigh, [str(origin), *key])
                done += new
    return done


def said_anew(part: Part, reached: Iterable[Reached]) -> None:
    """The addresses were forbidden by themselves, whoever was merged with whom: to undo a merge
    lifts nothing of it. The grant is BANS."""
    if digests := [one.digest for one in reached]:
        places = placeholders(digests)
        part.changed(
            "UPDATE records_moved SET changed = TRUE WHERE holding = 'records_suppression'"
            f" AND row_id IN (SELECT id FROM records_suppression WHERE hmac IN ({places}))",
            digests,
        )


def spread(part: Part, party: int, policy: Policy) -> tuple[int, ...]:
    """Put every address of the party under the bans that stand on the person, and touch no ban
    that is there. The grant is BANS. Returns the ids of what was written."""
    from lupaus.register.standing import standing_bans  # noqa: PLC0415 - it stands on this

    reached = addresses(part, party, set(REACHED_BY.values()))
    sql = (
        "INSERT INTO records_suppression (hmac, channel, purpose_class, since, origin)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (hmac, channel, purpose_class) DO NOTHING"
        " RETURNING id"
    )
    return tuple(
        row
        for ban in standing_bans(policy, said_by(part, party))
        for one in reached
        if one.table == REACHED_BY[ban.channel]
        for (row,) in part.execute(
            sql, [one.digest, str(ban.channel), str(ban.purpose_class), ban.since, ban.origin]
        )
    )


def suppress_address(  # noqa: PLR0913 - the columns of a ban
    *,
    act: Act,
    channel: Channel,
    address: str,
    purpose_class: PurposeClass,
    origin: Origin,
    since: date,
) -> int:
    """A ban on an address by itself: a bounce, or somebody who is not in the register."""
    table = REACHED_BY[channel]
    one = Reached(0, table, digest(table, address))
    with _ban(act) as part:
        done = suppress(
            part, [one], [channel], purpose_class=purpose_class, since=since, origin=origin
        )
        said_anew(part, [one])
        _log(part, act, Event.SUPPRESSION_ADDED, (), done)
    return done


def inherit(party: int, *, act: Act) -> int:
    """Put every address of the party under the bans that stand on the person: a new address
    inherits them. Belongs to the caller's transaction."""
    from lupaus.register.standing import standing_bans  # noqa: PLC0415 - it stands on this

    policy = in_force().policy
    with _ban(act) as part:
        standing = standing_bans(policy, said_by(part, party))
        if not standing:
            return 0
        reached = addresses(part, party, set(REACHED_BY.values()))
        done = sum(
            suppress(
                part,
                reached,
                [ban.channel],
                purpose_class=ban.purpose_class,
                since=ban.since,
                origin=ban.origin,
            )
            for ban in standing
        )
        _log(part, act, Event.SUPPRESSION_ADDED, [party], done)
    return done


@contextmanager
def _ban(act: Act) -> Iterator[Part]:
    """The grant of bans, as one transaction with whatever is under way."""
    with transaction.atomic(), banning(act.via) as part:
        yield part


def banning(why: str) -> AbstractContextManager[Part]:
    return system_grant(Machinery.BANS, why=f"what people forbid ({why})")


def _log(part: Part, act: Act, event: Event, whose: Iterable[int], count: int) -> None:
    if count:
        part.log(
            event,
            actor=act.actor,
            at=act.at,
            whose=whose,
            purpose=act.purpose,
            via=act.via,
            counts={BANS: count},
        )
