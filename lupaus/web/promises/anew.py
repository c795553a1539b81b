"""Looking at every promise at once, after an act that may have changed the verdicts.

A list that went on showing the verdicts of yesterday's promises would say of the new ones what
nobody has looked at. So whatever changes many of them at once ends with a check of all, which
takes a second or two for a hundred thousand people.
"""

from datetime import datetime

from lupaus.proof import history
from lupaus.proof.check import check
from lupaus.web.frame.visit import VIA, Visit


def check_anew(visit: Visit, at: datetime) -> None:
    """Look at all of them and keep the report, which every page shows from then on."""
    history.keep(check(at), actor=visit.actor.name, at=at, via=VIA)
