"""Taking a list in behind the request: in a thread of its own, on connections of its own.

A list taken in twice would double it, one half taken in would be worse. What prevents either:
the claim is made before the request answers, everything comes into sight in one transaction,
and a claim that nobody keeps alive runs out in two minutes; so a server that is stopped leaves
the list as it was, to be taken in again.
"""

import logging
import threading
import traceback
from collections.abc import Callable

from django.db import connections

from lupaus.guard import NoPolicy, Refused
from lupaus.intake import draft as drafts
from lupaus.intake.unusable import Unusable
from lupaus.web.frame import middleware
from lupaus.web.imports.taking import Taking

_log = logging.getLogger("lupaus.web")


def begin(taking: Taking) -> None:
    """Claim the list and take it in, later. Raises Unusable when somebody is at it already."""
    token = drafts.claim(taking.draft, act=taking.act)
    behind(lambda: _take_in(taking, token))


def behind(work: Callable[[], None]) -> None:
    """Do it behind the request. The thread is no daemon: a server that ends in good order
    lets it finish."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run, name="lupaus-import").start()


def _take_in(taking: Taking, token: str) -> None:
    """What goes wrong is told in the draft; of our own errors the log gets the place, and not
    the words, which may hold a value."""
    try:
        drafts.commit(
            taking.draft,
            actor=taking.actor,
            act=taking.act,
            clock=middleware.now,
            token=token,
        )
    except (Unusable, Refused, NoPolicy):
        return
    except Exception as wrong:  # noqa: BLE001 - whatever it was, the thread ends here
        place = "".join(traceback.format_tb(wrong.__traceback__))
        _log.error("a list could not be taken in: %s\n%s", type(wrong).__name__, place)
