"""A form that makes something makes it once, however often it is sent.

A button is clicked twice, a page of results is reloaded, a phone sends again what it has got no
answer to. Three things make a form safe from that:

1. In the form, beside ``{% csrf_token %}``: ``{% once %}``. It is a hidden field with a token,
   another one each time the form is shown. It needs no context and no view.
2. In the view, round what the form does when nothing is wrong with it::

       return once(request, visit, lambda: _made(request, visit, form))

   ``_made`` writes, says its sentence (``said``, ``undoable``) and answers with a redirect. It
   may answer with the form and what is wrong, or with None, where it wrote nothing after all.
3. Nothing else. The second sending does not call ``_made``: it is led to the same address as
   the first, with a sentence that says so.

What counts as the same form: the same token from the same person to the same address with the
same fields. Whoever goes back in the browser and writes something else does something else,
and is not turned away. When ``_made`` raises, or answers with anything but a redirect, nothing
counts as sent, and the form may be mended and sent again.
A form without a token (a script's) is carried out each time.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from time import sleep
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lupaus.accounts import sendings
from lupaus.web.frame import errors
from lupaus.web.frame.back import said
from lupaus.web.frame.visit import Visit

Answer = TypeVar("Answer", bound=HttpResponse | None)
#: The name of the hidden field.
FIELD = "once"
#: How long the second sending waits for the first to end: so many times so many seconds.
PATIENCE, MOMENT = 60, 0.05
_NOT_SAID = frozenset({FIELD, "csrfmiddlewaretoken"})


def fresh() -> str:
    """A token for one showing of one form."""
    return secrets.token_urlsafe(18)


def once(request: HttpRequest, visit: Visit, do: Callable[[], Answer]) -> Answer | HttpResponse:
    """What ``do`` answers; where this form has been sent before, the way to the same result.

    ``do`` is called when the form is known to be right. While the first sending is still at
    work, the second waits for a few seconds.
    """
    token = request.POST.get(FIELD, "")
    if not token:
        return do()
    digest = _digest(request, visit.actor.name, token)
    while not sendings.begin(digest, at=visit.at):
        where = _awaited(digest)
        if where:
            said(request, _("Lomake oli jo lähetetty. Sitä ei kirjattu toiseen kertaan."))
            return redirect(where)
        if where is not None:
            return errors.underway(request)
    return _first(digest, do)


def _first(digest: str, do: Callable[[], Answer]) -> Answer:
    where = ""
    try:
        answer = do()
        if isinstance(answer, HttpResponseRedirectBase):
            where = answer.url
    finally:
        if where:
            sendings.finish(digest, where)
        else:
            sendings.release(digest)
    return answer


def _awaited(digest: str) -> str | None:
    """Where the first sending led, as soon as it has; nothing when it takes too long."""
    for _time in range(PATIENCE):
        where = sendings.led_to(digest)
        if where != "":
            return where
        sleep(MOMENT)
    return ""


def _digest(request: HttpRequest, name: str, token: str) -> str:
    """The form as it was sent. Without the token nobody can try out what was in it."""
    fields = sorted((f, v) for f, v in request.POST.lists() if f not in _NOT_SAID)
    files = sorted(
        (f, [(one.name, one.size) for one in request.FILES.getlist(f)]) for f in request.FILES
    )
    sent = json.dumps([name, request.path, fields, files])
    return hmac.new(token.encode(), sent.encode(), hashlib.sha256).hexdigest()
