"""The jobs of proof: a look back and a look ahead each night, so that no page has to make one.

Neither destroys anything; they run after the night's purge and tell what it has left.
"""

from datetime import time

from lupaus.guard import NoPolicy, in_force
from lupaus.keeping.jobs import Job, Shift, daily
from lupaus.proof.check import check
from lupaus.proof.forecast import look_ahead
from lupaus.proof.history import keep

ACTOR, VIA = "lupaus", "worker"


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
    Job("check", check_promises, daily(time(4, 30))),
    Job("forecast", forecast, daily(time(4, 45))),
)
