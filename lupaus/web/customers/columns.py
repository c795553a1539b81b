"""Columns of the list: the usual ones, the ones that somebody has chosen."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lupaus.register.wanted import Column
from lupaus.web.customers.context import Asked
from lupaus.web.customers.opening import opened
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit

#: In the order of the table, whatever is shown of them.
ALL: Final = (
    *(Column.NAME, Column.NUMBER, Column.STATE, Column.TOWN, Column.PHONE, Column.EMAIL),
    *(Column.ROLES, Column.SERVICES, Column.CONTACT, Column.OPEN, Column.PERMISSIONS),
)
_USUAL: Final = frozenset(ALL) - {Column.ROLES, Column.SERVICES, Column.PERMISSIONS}
#: Which columns this browser shows where no saved view says otherwise. Names of columns only.
_COOKIE: Final = "sarakkeet"
_YEAR: Final = 365 * 24 * 60 * 60


def columns_of(request: HttpRequest, asked: Asked) -> tuple[Column, ...]:
    """Those of the list: its own, else this browser's, else the usual ones. The name always."""
    kept = request.COOKIES.get(_COOKIE, "").split("-")
    chosen = set(asked.columns) or {c for c in ALL if _word(c) in kept} or _USUAL
    return tuple(c for c in ALL if c in chosen or c is Column.NAME)


@page(methods="POST")
def choose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show these columns: in a saved view as a change of it, otherwise from now on."""
    asked = opened(Asked.read(request.GET.dict())[0], visit).asked
    wanted = set(request.POST.getlist("column"))
    chosen = tuple(c for c in ALL if c in wanted or c is Column.NAME)
    if asked.view is not None:
        return redirect(asked.with_columns(chosen).address)
    answer = redirect(asked.with_columns(()).address)
    answer.set_cookie(
        _COOKIE,
        "-".join(map(_word, chosen)),
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _word(column: Column) -> str:
    """Without the sign that stands between them."""
    return column.replace("-", "")
