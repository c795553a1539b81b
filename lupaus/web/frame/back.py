"""Where a form leads afterwards, and what it says there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from lupaus.accounts import undoing
from lupaus.web.frame.visit import Visit


def said(request: HttpRequest, sentence: str) -> None:
    """A sentence on the next page. It passes through a cookie: no value of a person in it."""
    messages.success(request, sentence)


def warned(request: HttpRequest, sentence: str) -> None:
    """Likewise, for what did not happen."""
    messages.warning(request, sentence)


def undoable(request: HttpRequest, visit: Visit, sentence: str, undo: Any) -> None:
    """A sentence with an undo beside it, for a quarter of an hour.

    ``undo`` is ``(kind, value)``: the kind is one of :data:`lupaus.web.undo.KINDS`; the value
    may hold before-values, because it is sealed under a key that only the browser gets.
    """
    token = undoing.keep(visit.actor.name, undo, at=visit.at)
    messages.success(request, sentence, extra_tags=f"undo:{token}")


def offered(request: HttpRequest, sentence: str, token: str) -> None:
    """A warning with an undo beside it, that of a token which was offered before."""
    messages.warning(request, sentence, extra_tags=f"undo:{token}")


def back(request: HttpRequest, otherwise: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """To where the form came from (its ``next``, an address of ours), or to a named page."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return HttpResponseRedirect(wanted)
    answer: HttpResponse = redirect(otherwise, *args, **kwargs)
    return answer
