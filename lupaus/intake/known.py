"""Who of a file has been met before in the file: by keys, in a temporary database of SQLite's
own that is deleted when it is closed or the program dies.

It is no register: it is the import's scratch paper, as large as the file and no larger, so that
memory need not be. Keys lie there as digests under a key that nobody keeps; names, which must
be compared by likeness, as they are.
"""

import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Self

from lupaus.sets import pieces

_BLOCK = 40  # names compared with each other, at most


class Known:
    """Keys and names of the lines read so far."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(16)
        self._paper = sqlite3.connect("", isolation_level=None)
        self._paper.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-6000;"
            "CREATE TABLE seen (digest INTEGER PRIMARY KEY, line INTEGER);"
            "CREATE TABLE party (digest INTEGER PRIMARY KEY, id INTEGER);"
            "CREATE TABLE name (block INTEGER, line INTEGER, name TEXT);"
            "CREATE INDEX name_block ON name (block);"
            "BEGIN"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._paper.close()

    def digest(self, kind: str, key: str) -> int:
        """A number for a key, the same during this import and never again."""
        hashed = blake2b(f"{kind}\0{key}".encode(), digest_size=8, key=self._secret).digest()
        return int.from_bytes(hashed, signed=True)

    def met(self, keys: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        """(digest, line) of a chunk -> (digest, line, earlier line) for each that was there
        before, and remember them."""
        chunk = list(keys)
        first = self._lines({digest for digest, _ in chunk})
        fresh = []
        for digest, line in chunk:
            earlier = first.get(digest)
            if earlier is None:
                first[digest] = line
                fresh.append((digest, line))
            elif earlier != line:
                yield digest, line, earlier
        self._paper.executemany("INSERT INTO seen VALUES (?, ?)", fresh)

    def _lines(self, digests: set[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for piece in pieces(sorted(digests)):
            places = ", ".join("?" * len(piece))
            rows = self._paper.execute(
                f"SELECT digest, line FROM seen WHERE digest IN ({places})", piece
            )
            found.update(rows)
        return found

    def alike(
        self, names: Iterable[tuple[int, int, str]]
    ) -> Iterator[tuple[int, int, str, str]]:
        """(block, line, name) of a chunk -> pairs of one block (line, earlier line, name,
        earlier name), and remember them. How alike they are is for the caller to say."""
        chunk = list(names)
        before: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for piece in pieces(sorted({block for block, _, _ in chunk})):
            places = ", ".join("?" * len(piece))
            for block, line, name in self._paper.execute(
                f"SELECT block, line, name FROM name WHERE block IN ({places})", piece
            ):
                before[block].append((line, name))
        fresh = []
        for block, line, name in chunk:
            others = before[block]
            for earlier, other in others:
                yield line, earlier, name, other
            if len(others) < _BLOCK:
                others.append((line, name))
                fresh.append((block, line, name))
        self._paper.executemany("INSERT INTO name VALUES (?, ?, ?)", fresh)

    def party(self, digest: int) -> int | None:
        """The party of the register that an earlier line became."""
        row = self._paper.execute("SELECT id FROM party WHERE digest = ?", (digest,)).fetchone()
        return int(row[0]) if row else None

    def remember(self, digest: int, party: int) -> None:
        self._paper.execute("INSERT OR IGNORE INTO party VALUES (?, ?)", (digest, party))
