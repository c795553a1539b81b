"""Things to do for the demo: a few calls that somebody has promised to make."""

from datetime import date, datetime, timedelta

from lupaus.guard import Refused, in_force, reading, staff
from lupaus.policy.vocabulary import Category, State
from lupaus.register import followups
from lupaus.register.followups import FollowUp
from lupaus.register.listing import list_parties
from lupaus.register.wanted import Wanted

_TEXTS = (
    (-3, "Soita avoimesta laskusta"),
    (0, "Lähetä luvattu tarjous"),
    (0, "Kysy, sopiiko palaveri ensi viikolla"),
    (1, "Vahvista toimituspäivä"),
    (9, "Kysy kuulumiset"),
)


def reminded(*, today: date, at: datetime) -> int:
    """Leave a reminder with a few customers; how many. None where no purpose needs notes."""
    who = staff.actor("aino")
    noted = [p for p in _noting() if p in who.purposes]
    if not noted:
        return 0
    with reading(who, who.purposes, at=at, about="demo") as r:
        sheet = list_parties(r, Wanted(state=State.CUSTOMER), size=len(_TEXTS))
    act = who.act(noted[0], at=at, via="demo")
    done = 0
    for (days, text), row in zip(_TEXTS, sheet.rows, strict=False):
        try:
            left = FollowUp(text, today + timedelta(days=days))
            followups.add(act=act, party=row.party, followup=left)
        except Refused:
            continue  # notes are not of everybody
        done += 1
    return done


def _noting() -> list[str]:
    holding = in_force().policy.data.get(Category.NOTES)
    return list(holding.for_) if holding else []
