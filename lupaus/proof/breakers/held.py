"""Breaking what is promised of contents: rows that nobody may hold, and how they are stored."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

from lupaus.guard import scope
from lupaus.guard.session import opened
from lupaus.guard.tables import holdings
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy import holding as names
from lupaus.policy import retention
from lupaus.policy.clause import Clause
from lupaus.policy.holding import Holding
from lupaus.policy.vocabulary import Category, Channel, PurposeClass, SourceKind, State
from lupaus.proof.breakers import UNNOTICED, Bench, Breaker
from lupaus.proof.breakers.planting import (
    Sort,
    nobody,
    plain,
    plant,
    plant_party,
    plant_row,
)
from lupaus.register import bans

_EMAIL, _BANS = "records_emailaddress", "records_suppression"
_MANY = 1_000_000  # more bans than were ever lifted of those that the ledger has forgotten
_ANYBODY = Sort(names.KINDS[next(iter(names.KINDS))], State.CUSTOMER)


def _named(clause: Clause) -> tuple[Category, ...]:
    data = clause.params.get("data")
    return tuple(Category(str(c)) for c in data) if isinstance(data, list) else ()


def _tables(categories: tuple[Category, ...]) -> tuple[Holding, ...]:
    return tuple(h for h in holdings() if h.category in categories and h.table != names.PARTY)


def _put(
    holding: Holding, sort: Sort, what: str, day: date | None = None, **more: Any
) -> Breaker:
    def put(at: Bench) -> str:
        plant(at, holding, sort, day or at.today, **more)
        return ""

    return Breaker(what, put, frozenset({holding.table}))


def category(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    """A row of somebody whom no purpose covers, and a write under another purpose."""
    own = _tables(_named(clause))
    if clause.id == "data.closed":
        absent = (h for h in holdings() if h.category not in bench.policy.data)
        own = (*(h for h in absent if h.table != names.PARTY), *own)
    for holding in own:
        found = nobody(bench, holding)
        if found is not None:
            sort, day = found
            what = f"a row of {holding.suffix} about somebody whom no purpose covers"
            yield _put(holding, sort, what, day)
            break
    yield from _foreign_write(bench, own)


def _foreign_write(bench: Bench, tables: tuple[Holding, ...]) -> Iterator[Breaker]:
    for holding in tables:
        needing = retention.needing(bench.policy, holding.category)
        for purpose in bench.policy.purposes:
            grant = scope.writing(bench.policy, purpose)
            if purpose in needing or holding.table in grant.inserts:
                continue

            def write(at: Bench, grant: Any = grant, holding: Holding = holding) -> str:
                return _refused(at, grant, f"INSERT INTO {holding.table} (id) VALUES (0)")

            yield Breaker(f"a write to {holding.suffix} in an act for {purpose}", write)
            return


def _refused(at: Bench, grant: Any, statement: str) -> str:
    """What the engine says to the statement under the grant."""
    try:
        with opened(grant, writes=True):
            at.sandbox.inside(statement)
    except at.sandbox.refusals as no:
        said = str(no).lower()
        by_right = any(word in said for word in ("may not", "permission denied", "not auth"))
        return "the engine guard" if by_right else UNNOTICED
    return UNNOTICED


def segment(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    for holding in _tables(_named(clause)):
        found = nobody(bench, holding)
        if found is not None:
            sort, day = found
            what = f"a row of {holding.suffix} about somebody outside the groups"
            yield _put(holding, sort, what, day)
            return


def source(_bench: Bench, clause: Clause) -> Iterator[Breaker]:
    slug, given = str(clause.params["source"]), _named(clause)
    for holding in holdings():
        if holding.table != names.PARTY and holding.category not in given:
            what = f"a row of {holding.suffix}, which {slug} does not give"
            yield _put(holding, _ANYBODY, what, source=slug)
            return


def sources(_bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    [holding] = _tables((Category.NAME,))
    yield _put(holding, _ANYBODY, "a name from nowhere", source="nowhere")


def identity_code(_bench: Bench, clause: Clause) -> Iterator[Breaker]:
    for holding in _tables(_named(clause)):
        yield _put(holding, _ANYBODY, "an identity code whose ground is blank", ground=" ")


def sealed(_bench: Bench, clause: Clause) -> Iterator[Breaker]:
    for holding in _tables(_named(clause)):
        column = "sealed" if "sealed" in holding.values else "secret_sealed"
        what = f"a {holding.suffix} stored as it is"
        yield _put(holding, _ANYBODY, what, None, **{column: b"kissa123" * 8})


# --- what people said ------------------------------------------------------------------------


def consent(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    purpose = str(clause.params["purpose"])

    def put(at: Bench) -> str:
        party = plant_party(at, _ANYBODY, at.today)
        said = {"purpose": purpose, "decision": "granted", "text_version": ""}
        plant_row(at, names.PERMISSION, party, at.today, **said)
        return ""

    yield Breaker("a consent that does not say to which text", put)
    yield from _overruled(bench, purpose)


def objection(bench: Bench, clause: Clause) -> Iterator[Breaker]:
    said = clause.params.get("classes") or [clause.params.get("class")]
    classes = frozenset(map(str, said)) if isinstance(said, list) else frozenset()
    for name, purpose in bench.policy.purposes.items():
        if str(purpose.class_) in classes:
            yield from _overruled(bench, name)
            if purpose.class_ in bans.FORBIDDABLE:
                yield _unbanned(name)
            return


def _overruled(bench: Bench, purpose: str) -> Iterator[Breaker]:
    own = {SourceKind.SUBJECT, SourceKind.WEB_FORM}
    others = [s for s, source in bench.policy.sources.items() if source.kind not in own]
    whence = others[0] if others else "nowhere"

    def put(at: Bench) -> str:
        party = plant_party(at, _ANYBODY, at.today)
        common = {"purpose": purpose}
        plant_row(at, names.PERMISSION, party, at.today, **common, decision="objected")
        plant_row(
            at, names.PERMISSION, party, at.today, **common, decision="granted", source=whence
        )
        return ""

    yield Breaker(f"an objection overruled by {whence}", put)


def _banned(at: Bench, purpose: str, address: str) -> int:
    """A party that objects to the purpose by e-mail, with its ban. The id of the ban."""
    party = plant_party(at, _ANYBODY, at.today)
    plant_row(at, _EMAIL, party, at.today, address=address, folded=address)
    said = {"purpose": purpose, "decision": "objected", "channel": str(Channel.EMAIL)}
    plant_row(at, names.PERMISSION, party, at.today, **said, how="own: x")
    number = at.number()
    ban = {
        "id": number,
        "hmac": bans.digest("emailaddress", address),
        "channel": str(Channel.EMAIL),
        "purpose_class": str(at.policy.purposes[purpose].class_),
        "since": at.today,
        "origin": "own",
    }
    columns, places = ", ".join(ban), ", ".join(f":{name}" for name in ban)
    at.sandbox.raw(f"INSERT INTO {_BANS} ({columns}) VALUES ({places})", plain(ban))
    return number


def _unbanned(purpose: str) -> Breaker:
    def take_off(at: Bench) -> str:
        _banned(at, purpose, "bertta@example.fi")
        one = _banned(at, purpose, "aino@example.fi")
        at.sandbox.raw(f"DELETE FROM {_BANS} WHERE id = :id", {"id": one})
        return ""

    return Breaker("one ban of two taken off the list", take_off)


def suppression(bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    marketing = [
        n for n, p in bench.policy.purposes.items() if p.class_ is PurposeClass.MARKETING
    ]
    if not marketing:
        return
    yield _unbanned(marketing[0])

    def empty(at: Bench) -> str:
        _banned(at, marketing[0], "aino@example.fi")
        at.sandbox.raw(f"DELETE FROM {_BANS} WHERE id IS NOT NULL")
        return ""

    yield Breaker("the list of bans emptied", empty)

    def forget(at: Bench) -> str:
        party = plant_party(at, _ANYBODY, at.today)
        _told(at, Event.OBJECTION_MADE, (party,), marketing[0], 0)
        return ""

    yield Breaker("an objection taken away with its bans", forget)

    def shorten(at: Bench) -> str:
        [(rows,)] = at.sandbox.raw(f"SELECT COUNT(*) FROM {_BANS}")
        _told(at, Event.SUPPRESSION_ADDED, (), "", rows + _MANY)
        return ""

    yield Breaker("bans taken off the list of people who are not here any more", shorten)


def _told(at: Bench, event: Event, whose: tuple[int, ...], purpose: str, count: int) -> None:
    """What the ledger says of bans; nothing else does."""
    moment = at.noon
    entry = Entry("lupaus", event, whose, moment, purpose, "sandbox", (), {bans.BANS: count})
    with transaction.atomic():
        append([entry])
