"""The public notice: what the controller has promised, as it is in force now.

Reads no person's data. A page is made once per policy version, language and check that it tells
of; its ETag is a digest of the page itself, so that a returning reader costs a comparison, and
the answer tells nothing that the page does not. Where the controller has switched it on, the
promises that the last check found kept unfold to how they are kept.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import condition

from lupaus.finland import day_of
from lupaus.guard import Adopted, NoPolicy, in_force, version_of
from lupaus.policy.model import Language
from lupaus.policy.notice import Notice, notice
from lupaus.policy.render import html, pdf
from lupaus.policy.render import stylesheet as packaged_stylesheet
from lupaus.proof.public import Sight, public_sight, unfolded
from lupaus.web.frame.page import Access, page

_NOT_YET = {
    "fi": (
        "Selostetta ei ole vielä",
        "Rekisterinpitäjä ei ole vielä ottanut selostetta käyttöön.",
    ),
    "sv": (
        "Ingen beskrivning ännu",
        "Den personuppgiftsansvarige har inte tagit den i bruk än.",
    ),
    "en": ("No notice yet", "The controller has not put a notice in force yet."),
}


@lru_cache(maxsize=16)
def _notice(version: int, digest: str) -> Notice:  # noqa: ARG001 - the digest keys the cache
    adopted = version_of(version)
    return notice(adopted.policy, adopted.clauses)


class Made(NamedTuple):
    """A page as it is sent, and its digest."""

    text: str
    etag: str


@lru_cache(maxsize=48)
def _page(version: int, digest: str, language: Language, seen: Sight | None) -> Made:
    promised = _notice(version, digest)
    others: dict[Language, str] = {
        each: reverse(f"notice-{each}") for each in promised.languages if each != language
    }
    text = html.render(
        promised,
        language,
        stylesheet=reverse("stylesheet"),
        alternatives=others,
        kept=unfolded(version_of(version), seen) if seen else None,
    )
    return Made(text, f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"')


@lru_cache(maxsize=12)
def _document(version: int, digest: str, language: Language) -> bytes:
    return pdf.render(_notice(version, digest), language)


def _in_force() -> Adopted | None:
    """None before the first version."""
    try:
        return in_force()
    except NoPolicy:
        return None


def _spoken(adopted: Adopted, wanted: Language) -> Language:
    """The language to show: the first of the policy's own when the controller does not publish
    in the one asked for."""
    languages = adopted.policy.languages
    return wanted if wanted in languages else languages[0]


@page(Access.PUBLIC)
def notice_page(request: HttpRequest, language: Language) -> HttpResponse:
    adopted = _in_force()
    if adopted is None:
        return _plain(language, _NOT_YET, status=404)
    shown = _spoken(adopted, language)
    if shown != language:
        return HttpResponseRedirect(reverse(f"notice-{shown}"))
    today = day_of(request.at)  # type: ignore[attr-defined]  # the middleware's
    made = _page(adopted.version, adopted.digest, shown, public_sight(adopted, today))
    # A cache may keep it and must ask each time: what is switched off is off at once.
    said = {"Content-Language": shown, "ETag": made.etag, "Cache-Control": "no-cache"}
    answer = HttpResponse(made.text, headers=said)
    unchanged = get_conditional_response(request, etag=made.etag, response=answer)
    return cast("HttpResponse", unchanged)


def _pdf_etag(_request: HttpRequest, language: Language) -> str | None:
    adopted = _in_force()
    return f'"{adopted.digest[:32]}-{adopted.version}-{language}-pdf"' if adopted else None


@page(Access.PUBLIC)
@condition(etag_func=_pdf_etag)
def notice_pdf(request: HttpRequest, language: Language) -> HttpResponse:
    """The sentences only: what is printed and handed out does not change with a check."""
    adopted = _in_force()
    if adopted is None:
        return _plain(language, _NOT_YET, status=404)
    shown = _spoken(adopted, language)
    name = request.path.rsplit("/", 1)[-1]
    return HttpResponse(
        _document(adopted.version, adopted.digest, shown),
        content_type="application/pdf",
        headers={
            "Content-Language": shown,
            "Content-Disposition": f'inline; filename="{name}"',
        },
    )


@page(Access.PUBLIC)
def stylesheet(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        packaged_stylesheet(),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=3600"},
    )


@page(Access.PUBLIC)
def mark(_request: HttpRequest) -> HttpResponse:
    """What a browser asks for by itself, where a page such as the notice names no mark."""
    return HttpResponse(
        _mark(),
        content_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


@lru_cache(maxsize=1)
def _mark() -> bytes:
    return (Path(__file__).parent / "static" / "lupaus" / "mark.svg").read_bytes()


def _plain(
    language: Language, words: dict[str, tuple[str, str]], *, status: int, address: str = ""
) -> HttpResponse:
    """A page of one sentence, for what is not there. Nothing of the request is in it."""
    title, sentence = words[language]
    link = f' <a href="{address}">{address}</a>' if address else ""
    return HttpResponse(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="{reverse("stylesheet")}"></head>'
        f'<body class="notice"><main><h1>{title}</h1><p>{sentence}{link}</p></main></body>'
        "</html>",
        status=status,
    )
