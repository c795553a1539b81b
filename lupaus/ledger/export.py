"""The ledger as a file that anybody can verify.

Line 1 says the format, the public key, the signed end of the chain, epochs and checkpoints.
Then one line per entry: ``[seq, epoch, commitment, link, salt, payload]``, bytes in hex, salt
and payload null when they have expired. Then the sealed reads: ``{"read": seq, "row": …}``.
It holds party ids and times, so it is personal data: hand it over as such.
"""

import json
import os
import zipapp
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from lupaus.ledger import keys as key_files
from lupaus.ledger import reads
from lupaus.ledger.append import Head, LedgerBrokenError, append, read_head
from lupaus.ledger.chain import Checkpoint, Epoch
from lupaus.ledger.checkpoint import checkpoints, epochs, signed
from lupaus.ledger.entry import Entry, Event
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import Keys
from lupaus.ledger.verifier import FORMAT
from lupaus.ledger.verify import rows

_SCRIPTS = ("chain.py", "ed25519.py", "verifier.py")


def export(path: Path, *, at: datetime, keys: Keys | None = None) -> int:
    """Write the export; the file appears when it is whole. Returns the number of entries.

    Raises LedgerBrokenError when the head is forged: nothing is signed over that."""
    keys = keys or key_files.current()
    unfinished = path.with_name(path.name + ".part")
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        while True:
            head = read_head(cursor)
            if not head.sealed(keys):
                raise LedgerBrokenError(
                    "the head of the ledger does not carry our seal, so no export is signed: "
                    "run lupaus ledger verify"
                )
            with unfinished.open("w", encoding="utf-8") as file:
                count = 0
                for line in _lines(cursor, head, at, keys):
                    count += isinstance(line, list)
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            if read_head(cursor).expired == head.expired:  # else payloads went meanwhile
                break
    unfinished.replace(path)
    return count


def handed_over(count: int, *, actor: str, at: datetime, via: str) -> None:
    """Record that somebody took the ledger out as a file of so many entries."""
    counts = {"entries": count}
    entry = Entry(actor, Event.EXPORTED, (), at, via=via, fields=("ledger",), counts=counts)
    with transaction.atomic():
        append([entry])


def _lines(cursor: CursorWrapper, head: Head, at: datetime, keys: Keys) -> Iterator[Any]:
    yield {
        "format": FORMAT,
        "key": keys.public.hex(),
        "head": _plain(signed(head, at=at, keys=keys)),
        "epochs": [_plain(epoch) for epoch in epochs(cursor).values()],
        "checkpoints": [_plain(p) for p in checkpoints(cursor) if p.seq <= head.seq],
    }
    sealing: list[int] = []
    for seq, epoch, commitment, link, salt, payload in rows(cursor, 0, head.seq):
        if payload is not None and b'"event":"ledger-reads-sealed"' in payload:
            sealing.append(seq)
        yield [
            *(seq, epoch, commitment.hex(), link.hex()),
            *(None if salt is None else salt.hex(), None if salt is None else payload.decode()),
        ]
    for seq in sealing:
        cursor.execute(
            "SELECT nr, uuid, record FROM ledger_read WHERE seq = %s ORDER BY nr", [seq]
        )
        for nr, uuid, record in cursor.fetchall():
            yield {"read": seq, "row": reads.row_text(nr, bytes(uuid), record)}


def _plain(statement: Checkpoint | Epoch) -> list[Any]:
    return [value.hex() if isinstance(value, bytes) else value for value in statement]


def write_verifier(path: Path) -> None:
    """The stand-alone verifier as one file: ``python verifier.pyz export.jsonl``."""
    here = Path(__file__).parent
    with TemporaryDirectory() as folder:
        for script in _SCRIPTS:
            Path(folder, script).write_bytes((here / script).read_bytes())
        start = "import sys\n\nfrom verifier import main\n\nsys.exit(main())\n"
        Path(folder, "__main__.py").write_text(start, encoding="ascii")
        zipapp.create_archive(folder, path)
