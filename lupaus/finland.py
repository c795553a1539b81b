"""The clocks of Finland: by its days terms run, promises are looked at, and people sign.

Moments are kept and handed about in UTC; in the first two or three hours of a Finnish day UTC
still has the day before.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def local(at: datetime) -> datetime:
    """The moment by the clocks of Finland; one without a zone is taken for one already."""
    return at.astimezone(HELSINKI) if at.tzinfo else at


def day_of(at: datetime) -> date:
    """The day that it is in Finland."""
    return local(at).date()
