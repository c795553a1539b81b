"""Which forms have been sent, so that one that is sent again does not do its deed again.

Of a form its digest is kept, made with a token that only the browser holds, and the address
that it led to: addresses here hold ids and codes, nothing that anybody typed.
"""

from datetime import datetime, timedelta

from lupaus.accounts.models import Sending

#: A browser that is opened on Monday may send Friday's form again.
TERM = timedelta(days=7)


def begin(digest: str, *, at: datetime) -> bool:
    """Is this the first time that the form is sent? Of those who ask at once, one is."""
    Sending.objects.filter(until__lte=at).delete()
    return Sending.objects.get_or_create(digest=digest, defaults={"until": at + TERM})[1]


def finish(digest: str, led_to: str) -> None:
    """The deed is done; whoever sends the form again is led to the same address."""
    Sending.objects.filter(digest=digest).update(led_to=led_to)


def release(digest: str) -> None:
    """Nothing was done, so that the form may be sent again."""
    Sending.objects.filter(digest=digest).delete()


def led_to(digest: str) -> str | None:
    """Where the form led; nothing while it is still at work, None when it was released."""
    return Sending.objects.filter(digest=digest).values_list("led_to", flat=True).first()


def forget(at: datetime) -> int:
    """Drop those that nobody will send again; how many."""
    return Sending.objects.filter(until__lte=at).delete()[0]
