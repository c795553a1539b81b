"""Verify an export of a ledger on a machine that has nothing but Python.

``python verifier.py export.jsonl``, with ``chain.py`` and ``ed25519.py`` beside this file; or
``python verifier.pyz export.jsonl``, the three files in one, made beside each export.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain as joined
from pathlib import Path
from typing import Any

try:
    from lupaus.ledger import chain
    from lupaus.ledger.ed25519 import genuine
except ImportError:  # on an auditor's machine, the files side by side
    import chain  # type: ignore[import-not-found,no-redef]
    from ed25519 import genuine  # type: ignore[import-not-found,no-redef]

FORMAT = "lupaus-ledger/1"


class NotAnExportError(Exception):
    """The file is not an export of a ledger. The message says at which line."""


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open(encoding="utf-8") as file:
        number = 0
        try:
            for number, line in enumerate(file, start=1):
                yield number, json.loads(line)
        except ValueError as wrong:
            raise NotAnExportError(f"{path} line {number + 1}: {wrong}") from None


def _entries(lines: Iterator[tuple[int, Any]], rest: list[tuple[int, Any]]) -> Iterator[Any]:
    """The entries, up to the first line of another kind, which is left in ``rest``."""
    for number, line in lines:
        match line:
            case [seq, epoch, commitment, link, salt, payload]:
                yield (
                    *(seq, epoch, _bytes(commitment), _bytes(link)),
                    *(_bytes(salt), None if payload is None else str(payload).encode()),
                )
            case _:
                rest.append((number, line))
                return


def _reads(lines: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        match line:
            case {"read": int(seq), "row": str(row)}:
                yield seq, row
            case _:
                raise NotAnExportError(f"line {number} is neither an entry nor a read record")


def _bytes(text: Any) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except (TypeError, ValueError):
        return None


def _unhexed(row: Sequence[Any], *places: int) -> Iterator[Any]:
    return (bytes.fromhex(v) if i in places else v for i, v in enumerate(row))


def verify_export(
    path: Path, key: bytes | None = None
) -> tuple[chain.Walked, chain.Faults, bytes]:
    """Walk the export. ``key`` is the public key that the reader trusts; without it the
    export's own is used, which proves only that the export agrees with itself."""
    lines = _lines(path)
    _number, head = next(lines, (0, None))
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise NotAnExportError(f"{path} does not begin as a {FORMAT} export")
    trusted = key or bytes.fromhex(head["key"])
    epochs = {e[0]: chain.Epoch._make(_unhexed(e, 3, 5)) for e in head["epochs"]}
    points = [
        chain.Checkpoint._make(_unhexed(c, 3, 5)) for c in [*head["checkpoints"], head["head"]]
    ]
    faults, rest = chain.Faults(), list[tuple[int, Any]]()
    walked = chain.walk(
        _entries(lines, rest), chain.Place(), epochs, faults, {p.seq for p in points}
    )
    if walked.place.seq > points[-1].seq:
        faults.add(chain.Kind.EXTRA, points[-1].seq + 1, "stands beyond the signed head")
    allowed = chain.expired_to(walked)
    chain.check_expiry(walked, 0, allowed, faults)
    chain.check_epochs(epochs, walked, faults, genuine, trusted)
    signed = [p for p in points if p.seq]
    chain.check_checkpoints(
        signed, epochs=epochs, walked=walked, faults=faults, verify=genuine, key=trusted
    )
    chain.check_reads(chain.sealed_reads(walked), _reads(joined(rest, lines)), allowed, faults)
    return walked, faults, trusted


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Verify an export of a ledger.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", type=bytes.fromhex, help="the public key you trust, in hex")
    chosen = parser.parse_args(arguments)
    say = sys.stdout.write
    try:
        walked, faults, key = verify_export(chosen.export, chosen.key)
    except (NotAnExportError, OSError, KeyError, TypeError) as wrong:
        sys.stderr.write(f"cannot verify: {wrong}\n")
        return 2
    for fault in faults.found:
        say(f"{fault.sentence}\n")
    say(f"{walked.count} entries walked, {faults.count} faults, key {key.hex()}\n")
    if chosen.key is None:
        say("The key came with the export: compare it with the one you were given.\n")
    return 1 if faults.count else 0


if __name__ == "__main__":
    sys.exit(main())
