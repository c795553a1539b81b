"""A ban for many: marketing forbidden on a channel, as it has come in on a list of its own.

What must not happen is a ban that is lost. It is written whatever the purpose of the act, on
the persons and on the digests of their addresses, restricted ones included, and no undo takes
it back: a ban is lifted by whoever may lift it, one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lupaus.guard import Part, Refused
from lupaus.ledger.entry import Event
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass
from lupaus.register import bans, provenance
from lupaus.register.admission import category_of
from lupaus.register.bans import FORBIDDABLE, REACHED_BY, Origin, Reached, Said
from lupaus.register.bulk.actions import Ground, Work
from lupaus.register.bulk.choosing import Reason, Why
from lupaus.register.facts import Facts
from lupaus.register.permissions import Given
from lupaus.register.sections import a_moment
from lupaus.register.standing import standing_bans
from lupaus.register.values import line, prose
from lupaus.sets import pieces, placeholders


@dataclass(frozen=True, slots=True)
class Forbid:
    """Each objects to the purpose and all of its class, on one channel or every one."""

    purpose: str
    channel: Channel | None
    given: Given
    verb: ClassVar[str] = "forbid"
    undoable: ClassVar[bool] = False
    reaches_hidden: ClassVar[bool] = True

    def left_out(self, ground: Ground, parties: Sequence[Facts]) -> Mapping[int, Reason]:
        wanted = _class(ground.policy, self.purpose)
        line("how", self.given.how, 50, needed=True)
        channels = self._channels()
        with bans.banning("who has forbidden it already") as part:
            said = _said(part, [facts.id for facts in parties])
        left = {}
        for party, decisions in said.items():
            standing = {
                ban.channel
                for ban in standing_bans(ground.policy, decisions)
                if ban.purpose_class is wanted and ban.origin.outweighs(self.given.origin)
            }
            if standing >= channels:
                left[party] = Reason(Why.ALREADY)
        return left

    def do(self, work: Work) -> None:
        ground, wanted = work.ground, _class(work.ground.policy, self.purpose)
        common = {
            "purpose": self.purpose,
            "channel": str(self.channel or ""),
            "decision": "objected",
            "at": work.act.at,
            "decided_on": ground.today,
            "how": bans.how(self.given.origin, line("how", self.given.how, 50, needed=True)),
            "actor": work.act.actor,
            "text_version": line("text_version", self.given.text_version, 80),
            "evidence": prose("evidence", self.given.evidence, 10_000),
            "source": _source(ground.policy),
            "sourced_on": ground.today,
        }
        rows = [(party, *common.values()) for party in work.parties]
        with bans.banning("a ban for many") as part:
            part.insert("permission", ("party_id", *common), rows)
            count = self._suppress(part, work.parties, wanted, ground.today)
        work.w.log(
            Event.OBJECTION_MADE,
            whose=work.parties,
            fields=("permission",),
            counts={"addresses": count, "parties": len(work.parties)},
        )

    def _channels(self) -> frozenset[Channel]:
        return frozenset([self.channel] if self.channel else Channel)

    def _suppress(
        self, part: Part, parties: Sequence[int], wanted: PurposeClass, since: date
    ) -> int:
        """The digests of their addresses, a few hundred to a statement."""
        done = 0
        for piece in pieces(parties):
            reached = _addresses(part, piece, {REACHED_BY[c] for c in self._channels()})
            keys = dict.fromkeys(
                (digest, channel)
                for table, digest in reached
                for channel in sorted(self._channels())
                if REACHED_BY[channel] == table
            )
            done += _put(part, list(keys), wanted, since, self.given.origin)
            bans.said_anew(part, [Reached(0, table, digest) for table, digest in reached])
        return done


def _put(
    part: Part,
    keys: Sequence[tuple[bytes, Channel]],
    wanted: PurposeClass,
    since: date,
    origin: Origin,
) -> int:
    """As :func:`lupaus.register.bans.suppress` does: one that stands keeps its day, a
    weightier origin takes its place."""
    weaker = [o for o in Origin if not o.outweighs(origin)]
    said = ", ".join(f"'{name}'" for name in weaker) or "''"
    done = 0
    for piece in pieces(keys):
        values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(piece))
        sql = (
            "INSERT INTO records_suppression (hmac, channel, purpose_class, since, origin)"
            f" VALUES {values} ON CONFLICT (hmac, channel, purpose_class)"
            " DO UPDATE SET origin = excluded.origin"
            f" WHERE records_suppression.origin IN ({said})"
        )
        bound: list[object] = []
        for digest, channel in piece:
            bound += [digest, str(channel), str(wanted), since, str(origin)]
        done += part.changed(sql, bound)
    return done


#: What tells one address from another, as for a ban on one party.
_TOLD = bans._COLUMN  # noqa: SLF001 - the same digests, or the ban would not be found again


def _addresses(
    part: Part, parties: Sequence[int], tables: Iterable[str]
) -> list[tuple[str, bytes]]:
    places = placeholders(parties)
    named = sorted(set(tables))
    said = " UNION ALL ".join(
        f"SELECT '{table}', {_TOLD[table]} FROM records_{table} t"
        f" WHERE t.party_id IN ({places})"
        for table in named
    )
    rows = part.execute(said, [*parties] * len(named))
    return [(table, bans.digest(table, text)) for table, text in rows]


def _said(part: Part, parties: Sequence[int]) -> Mapping[int, list[Said]]:
    """Every decision of each, the oldest first."""
    found: dict[int, list[Said]] = {}
    for piece in pieces(parties):
        places = placeholders(piece)
        sql = (
            "SELECT party_id, id, purpose, channel, decision, at, how FROM records_permission"
            f" WHERE party_id IN ({places}) ORDER BY at, id"
        )
        for party, number, purpose, channel, decision, at, how in part.execute(sql, piece):
            origin = bans.origin_of(how, decision)
            one = Said(number, purpose, channel, decision, a_moment(at), origin)
            found.setdefault(party, []).append(one)
    return found


def _class(policy: Policy, purpose: str) -> PurposeClass:
    """Of a purpose that can be forbidden. Raises Refused for any other."""
    wanted = policy.purposes.get(purpose)
    if wanted is None:
        raise Refused(f"the policy knows no purpose {purpose}", clause=f"purpose.{purpose}")
    if wanted.class_ not in FORBIDDABLE and wanted.basis is not Basis.CONSENT:
        raise Refused(
            f"{purpose} is not forbidden channel by channel: end the relation, or restrict",
            law="GDPR Art. 21(1)",
            clause=f"purpose.{purpose}",
        )
    return wanted.class_


def _source(policy: Policy) -> str:
    """A ban is recorded even where the policy is silent of whence."""
    category = category_of("permission")
    giving = [s for s in policy.sources if provenance.gives(policy, s, category)]
    return (giving or [*policy.sources, "subject"])[0]
