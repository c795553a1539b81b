"""Is the ledger unbroken, and if not, where not? What an auditor needs to see the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lupaus.ledger import keys
from lupaus.ledger.chain import Fault
from lupaus.ledger.checkpoint import JournalError, checkpoints
from lupaus.ledger.gate import Grant, opened
from lupaus.ledger.keys import KeyFileError
from lupaus.ledger.reads import unsealed
from lupaus.ledger.verify import Verification, verify
from lupaus.web.events.faults import WORDS
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Point:
    """A signed statement about the chain."""

    number: int
    seq: int
    at: datetime
    epoch: int


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold. ``exact`` is the sentence of the program, which
    an expert reads."""

    seq: int
    what: Any
    cure: Any
    exact: str

    @classmethod
    def of(cls, fault: Fault) -> "Break":
        return cls(fault.seq, *WORDS[fault.kind], fault.sentence)


@page(Access.OWNER, methods="GET POST")
def verifying(request: HttpRequest, _visit: Visit) -> HttpResponse:
    """POST follows the chain and answers with what was found: nothing is changed by it."""
    shown: dict[str, Any] = {"points": _points(), "unsealed": unsealed()}
    try:
        shown["key"] = keys.current().public.hex()
        if request.method == "POST":
            shown |= _found(verify(since_checkpoint=request.POST.get("part") == "new"))
    except (KeyFileError, JournalError) as wrong:
        shown["unusable"] = str(wrong)
    return render(request, "events/verify.html", shown)


def _found(found: Verification) -> dict[str, Any]:
    breaks = [Break.of(fault) for fault in found.problems[:SHOWN]]
    return {
        "found": found,
        "breaks": breaks,
        "cures": list(dict.fromkeys(one.cure for one in breaks)),
        "more": found.count - len(breaks),
    }


def _points() -> list[Point]:
    """The latest, newest first."""
    with opened(Grant.VERIFY), connection.cursor() as cursor:
        found = checkpoints(cursor)[-SHOWN:]
    return [Point(p.number, p.seq, datetime.fromisoformat(p.at), p.epoch) for p in found[::-1]]
