"""The public notice: what the controller has promised, as it is in force now.

Reads no person's data. A page is made once per policy version and language; the answer
carries the version as its ETag, so that a returning reader costs a comparison.
"""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import condition

from lupaus.guard import NoPolicy, in_force, version_of
from lupaus.policy.model import Language
from lupaus.policy.notice import Notice, notice
from lupaus.policy.render import html, pdf
from lupaus.policy.render import stylesheet as packaged_stylesheet
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


@lru_cache(maxsize=48)
def _page(version: int, digest: str, language: Language) -> str:
    promised = _notice(version, digest)
    others: dict[Language, str] = {
        each: reverse(f"notice-{each}") for each in promised.languages if each != language
    }
    return html.render(
        promised, language, stylesheet=reverse("stylesheet"), alternatives=others
    )


@lru_cache(maxsize=12)
def _document(version: int, digest: str, language: Language) -> bytes:
    return pdf.render(_notice(version, digest), language)


def _etag(request: HttpRequest, language: Language) -> str | None:
    try:
        adopted = in_force()
    except NoPolicy:
        return None
    kind = "pdf" if request.path.endswith(".pdf") else "html"
    return f'"{adopted.digest[:32]}-{adopted.version}-{language}-{kind}"'


def _published(language: Language) -> tuple[int, str, Language] | None:
    """The version in force, and the language to show: the first of the policy's own when the
    controller does not publish in the one asked for. None before the first version."""
    try:
        adopted = in_force()
    except NoPolicy:
        return None
    languages = adopted.policy.languages
    return adopted.version, adopted.digest, language if language in languages else languages[0]


@page(Access.PUBLIC)
@condition(etag_func=_etag)
def notice_page(_request: HttpRequest, language: Language) -> HttpResponse:
    if (published := _published(language)) is None:
        return _plain(language, _NOT_YET, status=404)
    version, digest, shown = published
    if shown != language:
        return HttpResponseRedirect(reverse(f"notice-{shown}"))
    return HttpResponse(_page(version, digest, shown), headers={"Content-Language": shown})


@page(Access.PUBLIC)
@condition(etag_func=_etag)
def notice_pdf(request: HttpRequest, language: Language) -> HttpResponse:
    if (published := _published(language)) is None:
        return _plain(language, _NOT_YET, status=404)
    version, digest, shown = published
    name = request.path.rsplit("/", 1)[-1]
    return HttpResponse(
        _document(version, digest, shown),
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
