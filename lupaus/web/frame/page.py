"""What makes a function a page: who may ask for it, by which methods, and what a no becomes.

Nothing is a page by accident: a view without this decorator has no access declared, and the
table test over every address fails on it.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lupaus.guard import NoPolicy, PolicyChanged, Refused
from lupaus.guard.refused import BY_DESIGN
from lupaus.register.unfit import Unknown
from lupaus.web.frame import errors
from lupaus.web.frame.visit import Visit, visit_of

Declared = TypeVar("Declared", bound=Callable[..., Any])
View = Callable[..., HttpResponse]


class Access(StrEnum):
    """Who may ask for a page."""

    PUBLIC = "public"  # anybody
    ACCOUNT = "account"  # whoever has signed in, also before there is a policy
    STAFF = "staff"  # whoever works here under the policy in force
    OWNER = "owner"  # the main user


def page(access: Access = Access.STAFF, *, methods: str = "GET") -> Callable[[View], View]:
    """The function is a page.

    For staff and the main user it is called with the request and the visit, otherwise with the
    request alone. ``methods`` as in ``"GET POST"``; HEAD goes with GET. Signing in comes
    first, then the right to the page; whatever the guard refuses is answered with the clause.
    """
    allowed = frozenset(methods.split())

    def framed(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _method(request) not in allowed:
                return errors.wrong_method(request, allowed)
            if access is Access.PUBLIC:
                return _guarded(request, lambda: view(request, *args, **kwargs))
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if access is Access.ACCOUNT:
                return _guarded(request, lambda: private(view(request, *args, **kwargs)))
            return _guarded(
                request,
                lambda: private(view(request, _enter(request, access), *args, **kwargs)),
            )

        return _declared(answer, access, allowed)

    return framed


def _enter(request: HttpRequest, access: Access) -> Visit:
    """The visit, which the frame of the page shows as well."""
    visit = visit_of(request, request.LANGUAGE_CODE)  # type: ignore[arg-type]  # one of ours
    request.visit = visit  # type: ignore[attr-defined]  # for the frame
    if access is Access.OWNER and not visit.is_owner:
        raise Refused("only the main user does this", law=BY_DESIGN)
    return visit


def _guarded(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or the page that says why there is none."""
    try:
        return answer()
    except NoPolicy:
        return redirect("first-policy")
    except Refused as no:
        return errors.refused(request, no)
    # It has gone since the page that led here was made, or never was; a number in a form may
    # be larger than any that a row can have.
    except (Unknown, OverflowError):
        return errors.not_found(request)
    except PolicyChanged as changed:
        return errors.tampered(request, changed)
    except OperationalError as wrong:
        return errors.busy(request, wrong)


def _declared(view: Declared, access: Access, methods: frozenset[str]) -> Declared:
    """Say who may ask for a view by which methods; the table test reads it."""
    view.access = access  # type: ignore[attr-defined]  # a function may carry what we like
    view.methods = methods  # type: ignore[attr-defined]  # likewise
    return view


def private(answer: HttpResponse) -> HttpResponse:
    """A page about people stays in no cache."""
    answer.headers.setdefault("Cache-Control", errors.PRIVATE)
    return answer


def _method(request: HttpRequest) -> str:
    return "GET" if request.method == "HEAD" else str(request.method)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, then come back. A part of a page that asks sends the whole page there."""
    if getattr(request, "htmx", False):
        there = reverse("account_login")
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    back = request.get_full_path() if request.method == "GET" else reverse("home")
    return redirect_to_login(back)
