"""The jobs of proof: a trial of what guards the promises, a look back and a look ahead each
night, so that no page has to make one.

None destroys anything; they run after the night's purge and tell what it has left. The trial
breaks promises, and only in a file of its own: where there is no such file, on PostgreSQL, it
would lock the tables of the register itself, and is left to whoever keeps the server.
"""

from datetime import datetime, time, timedelta

from django.db import connection

from lupaus import __version__
from lupaus.guard import NoPolicy, in_force
from lupaus.keeping.jobs import Job, Shift, daily
from lupaus.proof.check import check
from lupaus.proof.forecast import look_ahead
from lupaus.proof.history import keep
from lupaus.proof.public import last_tested
from lupaus.proof.selftest import self_test

ACTOR, VIA = "lupaus", "worker"
#: A trial of the same policy and program says no more on the next night than it did.
AGAIN = timedelta(days=7)


def try_guards(shift: Shift) -> None:
    """Break every promise in a sandbox and see who notices: once a week, and in the first
    night of another policy or program."""
    if _adopted() and tries_by_itself() and _is_untried(shift.now):
        # Not shift.stop: that would write to the sandbox, which is the connection meanwhile.
        self_test(shift.now, actor=ACTOR, via=VIA, stop=shift.stopping)


def tries_by_itself() -> bool:
    """Does the worker try the guards of this register?"""
    return connection.vendor == "sqlite"


def _is_untried(now: datetime) -> bool:
    tested = last_tested(in_force(), __version__)
    return tested is None or now - tested >= AGAIN


def check_promises(shift: Shift) -> None:
    """Every clause, kept as counts: what the owner sees in the morning is of this night."""
    if _adopted():
        report = check(shift.now)
        keep(report, actor=ACTOR, at=shift.now, via=VIA)


def forecast(shift: Shift) -> None:
    """What goes when, in the year ahead."""
    if _adopted():
        look_ahead(shift.now, shift.today, stop=shift.stop)


def _adopted() -> bool:
    """Before the first policy there is nothing to look at."""
    try:
        in_force()
    except NoPolicy:
        return False
    return True


JOBS = (
    Job("self-test", try_guards, daily(time(4, 15))),
    Job("check", check_promises, daily(time(4, 30))),
    Job("forecast", forecast, daily(time(4, 45))),
)
