"""Reading the ledger back: what was said lately, and what was said of one party."""

import json
import re
from typing import Any

from django.db import connection

from lupaus.ledger.entry import Event
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.reads import waiting

Said = dict[str, Any]
_ACTOR = re.compile(rb'"actor":"([^"]+)"')


def latest(count: int) -> tuple[tuple[int, Said], ...]:
    """The last entries, newest first: (seq, what it says); empty where the payload expired."""
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, p.payload FROM ledger_entry e"
            " LEFT JOIN ledger_payload p ON p.seq = e.seq ORDER BY e.seq DESC LIMIT %s",
            [count],
        )
        return tuple((seq, _said(payload)) for seq, payload in cursor.fetchall())


def about(party: int, *, count: int = 200, before: int = 0) -> tuple[tuple[int, Said], ...]:
    """The last entries that name this party alone, newest first; with ``before`` those that
    precede an entry. Entries about many parties hold a digest and are found through the plan
    they speak of."""
    earlier, bound = (" AND seq < %s", [before]) if before else ("", [])
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT seq, payload FROM ledger_payload WHERE party = %s{earlier}"
            " ORDER BY seq DESC LIMIT %s",
            [party, *bound, count],
        )
        return tuple((seq, _said(payload)) for seq, payload in cursor.fetchall())


def last_of(event: Event) -> tuple[int, Said] | None:
    """The last entry of an event: (seq, what it says); None when there is none, or its payload
    has expired. Looks through the payloads from the end."""
    text = f'"event":"{event}"'.encode()
    holds = (
        "position(%s in payload)" if connection.vendor == "postgresql" else "instr(payload, %s)"
    )
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT seq, payload FROM ledger_payload WHERE {holds} > 0"
            " ORDER BY seq DESC LIMIT 1",
            [text],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], _said(row[1]))


def actors(count: int = 20_000) -> frozenset[str]:
    """Who has acted by the last entries, and who has looked by the last reads, sealed or not:
    so many of each. Reads keys in order, and no more of what is written there."""
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_payload ORDER BY seq DESC LIMIT %s", [count])
        said = [bytes(payload) for (payload,) in cursor.fetchall()]
        cursor.execute(
            "SELECT record FROM ledger_read ORDER BY seq DESC, nr DESC LIMIT %s", [count]
        )
        said += [record.encode() for (record,) in cursor.fetchall()]
    said += [record.encode() for _uuid, record in waiting().take(count)]
    found = (_ACTOR.search(text) for text in said)
    return frozenset(match[1].decode(errors="replace") for match in found if match)


def _said(payload: bytes | memoryview | None) -> Said:
    if payload is None:
        return {}
    try:
        said = json.loads(bytes(payload))
    except ValueError:  # changed: verifying says where
        said = None
    return said if isinstance(said, dict) else {"event": "unreadable"}
