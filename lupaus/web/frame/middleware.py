"""What is known of a request before any page is asked: when, in which language, by whom."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from lupaus.policy.model import LANGUAGES, Language

Answer = Callable[[HttpRequest], HttpResponse]


def now() -> datetime:
    """The one place of the pages where the clock is asked."""
    return datetime.now(UTC)


#: The cookie by which somebody who has not signed in chooses a language.
TONGUE = "kieli"


class Moment:
    """``request.at``: when the request came."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = now()  # type: ignore[attr-defined]  # pages read it
        return _without_nul(self._answer(request))


def _without_nul(answer: HttpResponse) -> HttpResponse:
    """A form that is shown again shows what was typed; no page may hold this one character."""
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    if html and not answer.streaming and b"\x00" in answer.content:
        answer.content = answer.content.replace(b"\x00", "\ufffd".encode())
    return answer


class Tongue:
    """The language of the interface: the account's, the cookie's, the browser's, Finnish."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _chosen(request) or preferred(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            answer = self._answer(request)
            if hasattr(answer, "render") and not getattr(answer, "is_rendered", True):
                answer = answer.render()
        patch_vary_headers(answer, ["Accept-Language", "Cookie"])
        answer.headers.setdefault("Content-Language", language)
        return answer


def _chosen(request: HttpRequest) -> Language | None:
    """What somebody has said. The session is looked at only where there is one."""
    from django.conf import settings  # noqa: PLC0415 - settings name this module

    said = request.COOKIES.get(TONGUE, "")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        said = getattr(request.user, "language", "") or said
    return _language(said)


def preferred(request: HttpRequest) -> Language:
    """The first language of the browser that we speak."""
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            found = _language(get_supported_language_variant(wanted))
        except LookupError:
            continue
        if found:
            return found
    return "fi"


def _language(code: str) -> Language | None:
    return next((each for each in LANGUAGES if each == code), None)
