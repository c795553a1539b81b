"""What every template knows: the visit, the way around, the look."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from lupaus.web.frame.visit import Visit, known, visit_if_any
from lupaus.web.frame.wording import purpose_label


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the way around. ``key``: what follows g on the keyboard."""

    name: str
    label: Any
    icon: str
    key: str
    owners: bool = False


WAYS = (
    Way("home", _("Tänään"), "sun", "t"),
    Way("customers", _("Asiakkaat"), "users", "a"),
    Way("imports", _("Tuonti"), "file-up", "u"),
    Way("promises", _("Lupaukset"), "shield-check", "l"),
    Way("purge", _("Hävitys"), "calendar-x", "h", owners=True),
    Way("policy", _("Seloste"), "scroll-text", "s", owners=True),
    Way("events", _("Tapahtumat"), "history", "p", owners=True),
    Way("staff", _("Henkilöstö"), "user-cog", "e", owners=True),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A way as the page shows it."""

    url: str
    label: Any
    icon: str
    key: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """For Django's settings."""
    visit = _visit(request)
    user = getattr(request, "user", None)
    account = user if user is not None and "_auth_user_id" in _session(request) else None
    return {
        "visit": visit,
        "aims": SimpleLazyObject(lambda: _aims(visit)),
        "ways": SimpleLazyObject(lambda: _ways(request, visit)),
        "theme": getattr(account, "theme", "") if account else "",
        "single_keys": getattr(account, "single_keys", True) if account else True,
        "language": request.LANGUAGE_CODE if hasattr(request, "LANGUAGE_CODE") else "fi",
    }


@dataclass(frozen=True, slots=True)
class Aim:
    """A purpose that the visitor may work for. ``is_on``: for it alone, just now."""

    code: str
    label: str
    is_on: bool


def _aims(visit: Visit | None) -> list[Aim]:
    """What the work can be narrowed to; nothing for a role with one purpose."""
    if visit is None or len(visit.actor.purposes) < 2:
        return []
    policy = visit.adopted.policy
    return [
        Aim(code, purpose_label(policy, code), visit.purposes == {code})
        for code in known(visit.actor.purposes, visit.adopted.policy)
    ]


def _visit(request: HttpRequest) -> Visit | None:
    """The visit that the page made; for a page without one (one's own account), the visit
    that could be made."""
    if hasattr(request, "visit") or "_auth_user_id" not in _session(request):
        return getattr(request, "visit", None)
    request.visit = visit_if_any(request)  # type: ignore[attr-defined]  # the frame's
    return request.visit  # type: ignore[attr-defined,no-any-return]  # likewise


def _session(request: HttpRequest) -> Any:
    return getattr(request, "session", {})


def _ways(request: HttpRequest, visit: Visit | None) -> list[Step]:
    if visit is None:
        return []
    found = []
    for way in WAYS:
        if way.owners and not visit.is_owner:
            continue
        url = reverse(way.name)
        current = request.path == url or request.path.startswith(f"{url}/")
        found.append(Step(url, way.label, way.icon, way.key, current))
    return found
