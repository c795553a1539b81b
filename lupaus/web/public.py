"""The public notice: what the controller has promised, as it is in force now.

Reads no person's data. A page is made once per policy version and language; the answer
carries the version as its ETag, so that a returning reader costs a comparison.
"""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import condition, require_safe

from lupaus.guard import NoPolicy, in_force, version_of
from lupaus.policy.model import LANGUAGES, Language
from lupaus.policy.notice import Notice, notice
from lupaus.policy.render import html, pdf
from lupaus.policy.render import stylesheet as packaged_stylesheet

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
_NOT_FOUND = {
    "fi": ("Sivua ei ole", "Tietosuojaseloste on osoitteessa"),
    "sv": ("Sidan finns inte", "Dataskyddsbeskrivningen finns på"),
    "en": ("No such page", "The privacy notice is at"),
}
_FAILED = {
    "fi": ("Sivu ei auennut", "Vika on meillä. Yritä hetken päästä uudelleen."),
    "sv": ("Sidan kunde inte öppnas", "Felet är vårt. Försök igen om en stund."),
    "en": ("The page could not be opened", "The fault is ours. Try again in a moment."),
}


@lru_cache(maxsize=16)
def _notice(version: int, digest: str) -> Notice:  # noqa: ARG001 - the digest keys the cache
    adopted = version_of(version)
    return notice(adopted.policy, adopted.clauses)


@lru_cache(maxsize=48)
def _page(version: int, digest: str, language: Language) -> str:
    page = _notice(version, digest)
    addresses: dict[Language, str] = {
        each: reverse(f"notice-{each}") for each in page.languages if each != language
    }
    return html.render(page, language, stylesheet=reverse("stylesheet"), alternatives=addresses)


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


@require_safe
@condition(etag_func=_etag)
def notice_page(_request: HttpRequest, language: Language) -> HttpResponse:
    if (published := _published(language)) is None:
        return _plain(language, _NOT_YET, status=404)
    version, digest, shown = published
    if shown != language:
        return HttpResponseRedirect(reverse(f"notice-{shown}"))
    return HttpResponse(_page(version, digest, shown), headers={"Content-Language": shown})


@require_safe
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


@require_safe
def to_notice(request: HttpRequest) -> HttpResponse:
    """The front door leads to the notice in the reader's language."""
    answer = HttpResponseRedirect(reverse(f"notice-{_preferred(request)}"))
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


@require_safe
def stylesheet(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        packaged_stylesheet(),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=3600"},
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception  # Django hands it over; its text may quote the address
    language = _preferred(request)
    return _plain(language, _NOT_FOUND, status=404, address=reverse(f"notice-{language}"))


def failed(request: HttpRequest) -> HttpResponse:
    return _plain(_preferred(request), _FAILED, status=500)


def _preferred(request: HttpRequest) -> Language:
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            found = get_supported_language_variant(wanted)
        except LookupError:
            continue
        for language in LANGUAGES:
            if found == language:
                return language
    return "fi"


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
