"""The rules by which a ledger is whole.

Pure Python, standard library only: an auditor's verifier and the product's own verification
both run these functions, so there is one statement of the rules, and this is it.

* commitment of an entry = SHA-256(salt, payload). Salt and payload may be destroyed when their
  retention ends; the commitment stays.
* link of an entry = SHA-256(tag, epoch, seq, link before, commitment). The first entry of a
  later epoch hashes in, besides, the last entry known before the restore that opened it.
* a checkpoint is the link of an entry, signed with Ed25519; so is the opening of an epoch.
"""

import hashlib
import json
import struct
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

ZERO = bytes(32)
CAP = 200  # faults told one by one; the rest are counted
LINK_TAG = b"lupaus ledger link 1\0"
EPOCH_TAG = b"lupaus ledger epoch 1\0"
NOTABLE = b'"event":"ledger-'  # events about the ledger itself, whose payload the walk hands on
_PLACE = struct.Struct(">IQ").pack

Verify = Callable[[bytes, bytes, bytes], bool]


class Kind(StrEnum):
    """What is wrong."""

    SHAPE = "shape"
    ORDER = "order"
    MISSING = "missing"
    LINK = "link"
    PAYLOAD = "payload"
    PAYLOAD_MISSING = "payload-missing"
    PAYLOAD_KEPT = "payload-kept"
    INDEX = "index"
    TAIL = "tail"
    HEAD = "head"
    EXTRA = "extra"
    EPOCH = "epoch"
    CHECKPOINT = "checkpoint"
    SIGNATURE = "signature"
    READS = "reads"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and the entry where it is."""

    kind: Kind
    seq: int
    sentence: str


@dataclass(slots=True)
class Faults:
    """Collected while walking; the first CAP are kept, all are counted."""

    found: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, kind: Kind, seq: int, sentence: str) -> None:
        self.count += 1
        if len(self.found) < CAP:
            self.found.append(Fault(kind, seq, f"entry {seq}: {sentence}"))


class Place(NamedTuple):
    """An entry as a point of the chain."""

    seq: int = 0
    epoch: int = 1
    link: bytes = ZERO


class Epoch(NamedTuple):
    """The signed opening of a later epoch: what was known before the restore."""

    epoch: int
    first: int
    known_seq: int
    known_link: bytes
    at: str
    signature: bytes

    def statement(self) -> bytes:
        known = f"{self.known_seq} {self.known_link.hex()}"
        return (
            f"lupaus ledger epoch 1\n{self.epoch} {self.first}\n{known}\n{self.at}\n".encode()
        )


class Checkpoint(NamedTuple):
    """A signed statement that the chain had this link at this entry."""

    number: int
    epoch: int
    seq: int
    link: bytes
    at: str
    signature: bytes

    def statement(self) -> bytes:
        place = f"{self.number} {self.epoch} {self.seq}"
        return f"lupaus ledger checkpoint 1\n{place}\n{self.link.hex()}\n{self.at}\n".encode()


@dataclass(slots=True)
class Walked:
    """What a walk along the chain saw."""

    place: Place
    count: int = 0
    seen: dict[int, Place] = field(default_factory=dict)
    bare: list[list[int]] = field(default_factory=list)  # [first, last] without payload
    notable: list[tuple[int, bytes]] = field(default_factory=list)
    opened: set[int] = field(default_factory=set)


def commitment_of(salt: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(salt + payload).digest()


def link_of(before: bytes, epoch: int, seq: int, commitment: bytes) -> bytes:
    return hashlib.sha256(LINK_TAG + _PLACE(epoch, seq) + before + commitment).digest()


def opening_link(before: bytes, opening: Epoch, commitment: bytes) -> bytes:
    """The link of the first entry of an epoch."""
    known = _PLACE(0, opening.known_seq) + opening.known_link
    place = _PLACE(opening.epoch, opening.first)
    return hashlib.sha256(EPOCH_TAG + place + known + before + commitment).digest()


class _State(NamedTuple):
    """Where the walk is. ``before`` is empty when the link before is not known, after a gap;
    ``instead`` is what it should have been, after a mismatch."""

    seq: int
    epoch: int
    before: bytes
    instead: bytes = b""


def walk(
    rows: Iterable[Sequence[Any]],
    start: Place,
    epochs: Mapping[int, Epoch],
    faults: Faults,
    wanted: Collection[int] = frozenset(),
) -> Walked:
    """Follow the chain over rows (seq, epoch, commitment, link, salt, payload).

    After a fault the walk goes on from what is stored, so that each is told once and in its
    place. The loop runs once per entry ever made: what is not plainly right leaves it."""
    walked, count = Walked(start), 0
    seq, epoch, before, instead = _State(*start)
    sha256, tag, place = hashlib.sha256, LINK_TAG, _PLACE
    for row in rows:
        number, era, commitment, link, salt, payload = row
        count += 1
        try:
            fine = (
                number == seq + 1
                and era == epoch
                and sha256(tag + place(era, number) + before + commitment).digest() == link
                and (payload is None or sha256(salt + payload).digest() == commitment)
            )
        except (TypeError, struct.error):
            fine = False
        if fine:
            seq, before, instead = number, link, b""
        else:
            state = _State(seq, epoch, before, instead)
            seq, epoch, before, instead = _look(row, state, epochs, faults, walked)
        if payload is None:
            _bare(walked.bare, number)
        elif NOTABLE in payload:
            walked.notable.append((number, payload))
        if number in wanted:
            walked.seen[number] = Place(number, era, link)
    walked.count, walked.place = count, Place(seq, epoch, before or ZERO)
    return walked


def _look(
    row: Sequence[Any],
    state: _State,
    epochs: Mapping[int, Epoch],
    faults: Faults,
    walked: Walked,
) -> _State:
    """Say what is wrong with an entry, if anything, and from where to go on."""
    number, era, commitment, link, salt, payload = row
    _seq, _epoch, before, instead = state
    if number <= state.seq:
        faults.add(Kind.ORDER, number, f"stands after entry {state.seq}")
        return state
    if number != state.seq + 1:
        faults.add(Kind.MISSING, state.seq + 1, _missing(state.seq + 1, number - 1))
        before = instead = b""
    opening = None
    if era != state.epoch:
        opening = _opening(state.epoch, era, number, epochs, faults)
        if opening is None:
            before = instead = b""
        else:
            walked.opened.add(era)
    try:
        _measure(commitment, link)
        expected = _expected(before or None, opening, era, number, commitment) or link
        if link not in {expected, _expected(instead or None, None, era, number, commitment)}:
            faults.add(Kind.LINK, number, "does not follow from the entry before it")
        if payload is not None and commitment_of(salt, payload) != commitment:
            faults.add(Kind.PAYLOAD, number, "payload is not what was committed to")
    except (TypeError, struct.error):
        faults.add(Kind.SHAPE, number, "a column does not hold what it should")
        return _State(number, era, b"")
    return _State(number, era, link, expected if expected != link else b"")


def _measure(*digests: bytes) -> None:
    if any(len(digest) != len(ZERO) for digest in digests):
        raise TypeError("a digest has another length")


def _expected(
    before: bytes | None, opening: Epoch | None, era: int, seq: int, commitment: bytes
) -> bytes | None:
    if before is None:
        return None
    if opening is not None:
        return opening_link(before, opening, commitment)
    return link_of(before, era, seq, commitment)


def _missing(first: int, last: int) -> str:
    return "is missing" if first == last else f"is missing, and all to entry {last}"


def _bare(ranges: list[list[int]], seq: int) -> None:
    if ranges and ranges[-1][1] == seq - 1:
        ranges[-1][1] = seq
    else:
        ranges.append([seq, seq])


def _opening(
    epoch: int, era: int, seq: int, epochs: Mapping[int, Epoch], faults: Faults
) -> Epoch | None:
    opening = epochs.get(era) if era == epoch + 1 else None
    if opening is None or opening.first != seq:
        faults.add(Kind.EPOCH, seq, f"says epoch {era} where nothing opened one")
        return None
    return opening


def check_epochs(
    epochs: Mapping[int, Epoch], walked: Walked, faults: Faults, verify: Verify, key: bytes
) -> None:
    """Every opening is signed and has its entry."""
    for opening in epochs.values():
        if not verify(key, opening.statement(), opening.signature):
            faults.add(Kind.SIGNATURE, opening.first, "the opening of its epoch is forged")
        if opening.epoch not in walked.opened:
            faults.add(Kind.EPOCH, opening.first, f"does not open epoch {opening.epoch}")


def check_checkpoints(  # noqa: PLR0913 - the two places of a checkpoint and what judges them
    checkpoints: Sequence[Checkpoint],
    *,
    epochs: Mapping[int, Epoch],
    walked: Walked,
    faults: Faults,
    verify: Verify,
    key: bytes,
) -> None:
    """Every checkpoint is signed and says what the chain says."""
    for point in checkpoints:
        if not verify(key, point.statement(), point.signature):
            faults.add(Kind.SIGNATURE, point.seq, f"checkpoint {point.number} is forged")
        elif lost_in_restore(point, epochs):
            continue
        elif point.seq > walked.place.seq:
            words = f"was signed on {point.at}, the ledger ends at entry {walked.place.seq}"
            faults.add(Kind.TAIL, point.seq, f"{words}: the tail is cut off")
        elif walked.seen.get(point.seq) != Place(point.seq, point.epoch, point.link):
            faults.add(Kind.CHECKPOINT, point.seq, f"differs from checkpoint {point.number}")


def lost_in_restore(point: Checkpoint, epochs: Mapping[int, Epoch]) -> bool:
    """The signed opening of a later epoch says that these entries went with a restore."""
    return any(
        e.epoch > point.epoch
        and e.first <= point.seq <= e.known_seq
        and (point.seq != e.known_seq or point.link == e.known_link)
        for e in epochs.values()
    )


def expired_to(walked: Walked) -> int:
    """The last entry whose payload the ledger itself says was destroyed."""
    last = 0
    for _seq, payload in walked.notable:
        if b'"event":"ledger-expired"' in payload:
            last = max(last, int(_json(payload).get("counts", {}).get("last", 0)))
    return last


def _json(payload: bytes) -> dict[str, Any]:
    try:
        read = json.loads(payload)
    except ValueError:  # a changed payload, told already
        return {}
    return read if isinstance(read, dict) else {}


def check_expiry(
    walked: Walked, start: int, allowed: int, faults: Faults, kept: int | None = None
) -> None:
    """A payload is gone exactly when its retention has ended.

    ``kept`` says up to where payloads must be gone, when an expiry ran during the walk."""
    due = allowed if kept is None else kept
    reached = start
    for first, last in walked.bare:
        if reached < min(first - 1, due):
            faults.add(Kind.PAYLOAD_KEPT, reached + 1, "payload stands past its time")
        if last > allowed:
            seq = max(first, allowed + 1)
            to = "" if seq == last else f" (to entry {last})"
            faults.add(Kind.PAYLOAD_MISSING, seq, f"payload is gone before its time{to}")
        reached = last
    if reached < due:
        faults.add(Kind.PAYLOAD_KEPT, reached + 1, "payload stands past its time")


def reads_digest(rows: Iterable[str]) -> str:
    """What a sealing entry commits to: the rows, each in its canonical form, in order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def sealed_reads(walked: Walked) -> dict[int, tuple[str, int]]:
    """Digest and count of rows by the entry that sealed them."""
    sealed: dict[int, tuple[str, int]] = {}
    for seq, payload in walked.notable:
        if b'"event":"ledger-reads-sealed"' in payload:
            whose = _json(payload).get("whose")
            if isinstance(whose, dict):
                sealed[seq] = (str(whose.get("digest")), int(whose.get("count", -1)))
    return sealed


def check_reads(
    sealed: Mapping[int, tuple[str, int]],
    rows: Iterable[tuple[int, str]],
    allowed: int,
    faults: Faults,
) -> None:
    """The read records (sealing entry, canonical row) are those that were sealed."""
    left = dict(sealed)
    for seq, group in groupby(rows, key=lambda row: row[0]):
        counted = [row for _seq, row in group]
        if seq not in left:
            faults.add(Kind.READS, seq, "read records stand under an entry that sealed none")
        elif left.pop(seq) != (reads_digest(counted), len(counted)):
            faults.add(Kind.READS, seq, "the read records are not those it sealed")
    for seq in left:
        if seq > allowed:
            faults.add(Kind.READS, seq, "the read records it sealed are missing")
