"""When a page is not given: the sentence, the clause, and what to do. Never a traceback."""

import logging
from collections.abc import Collection

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lupaus.guard import NoPolicy, PolicyChanged, Refused, in_force
from lupaus.logs import reference_of
from lupaus.web.frame.wording import sentence_of

#: A page about people stays in no cache.
PRIVATE = "no-store, private"
_log = logging.getLogger("lupaus.web")


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """The rule says no: in the words of the notice, where a clause says it."""
    return _answer(
        request,
        403,
        title=_("Tätä ei ole luvattu"),
        sentence=_sentence(no.clause) or _by_role(request),
        reason=no.reason,
        clause=no.clause,
        law=no.law,
        leave=_("Kirjaudu ulos"),
    )


def _by_role(request: HttpRequest) -> str:
    """Somebody without a visit has no role at all, or one that the policy has no more."""
    if _signed_in(request):
        return _("Roolisi ei anna tähän oikeutta.")
    return _(
        "Tunnuksellasi ei ole nyt roolia, jolla rekisteri aukeaa. Pyydä pääkäyttäjää antamaan"
        " sellainen."
    )


def tampered(request: HttpRequest, changed: PolicyChanged) -> HttpResponse:
    return _answer(
        request,
        503,
        title=_("Käytännön teksti on muuttunut ohjelman ohi"),
        sentence=_(
            "Rekisteri pysyy kiinni, kunnes pääkäyttäjä on selvittänyt asian ja ottanut"
            " käytännön uudelleen käyttöön."
        ),
        reason=str(changed),
    )


def busy(request: HttpRequest, wrong: Exception) -> HttpResponse:
    _log.warning("a page waited in vain for the database: %s", type(wrong).__name__)
    return _answer(
        request,
        503,
        title=_("Rekisteri on hetken varattu"),
        sentence=_("Mitään ei tallentunut. Yritä hetken päästä uudelleen."),
    )


def underway(request: HttpRequest) -> HttpResponse:
    """The same form was sent before, and what came of it is not known yet."""
    return _answer(
        request,
        409,
        title=_("Lomake on jo lähetetty"),
        sentence=_(
            "Ensimmäinen lähetys on vielä kesken. Katso hetken päästä, kirjautuiko se, ennen"
            " kuin täytät lomakkeen uudelleen."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception  # its text may quote the address
    return _answer(
        request,
        404,
        title=_("Sivua ei ole"),
        sentence=_("Osoite on vanhentunut tai väärin kirjoitettu."),
    )


def unread(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is larger than any form here needs, or is no request of a form at all."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return _answer(
            request,
            413,
            title=_("Lähetit liikaa kerralla"),
            sentence=_(
                "Mitään ei tallentunut. Pitkän luettelon voit tuoda tiedostona: valitse se"
                " tuonnin sivulla."
            ),
        )
    return _answer(
        request,
        400,
        title=_("Pyyntöä ei ymmärretty"),
        sentence=_("Mitään ei tallentunut. Palaa takaisin, lataa sivu uudelleen ja lähetä."),
    )


def wrong_method(request: HttpRequest, allowed: Collection[str]) -> HttpResponse:
    """The address is where a form is sent, and was opened as a page; or the other way round."""
    answer = _answer(
        request,
        405,
        title=_("Tätä osoitetta ei avata näin"),
        sentence=_("Mitään ei tallentunut. Palaa sivulle, jolta tulit, ja jatka siitä."),
    )
    answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """So many tries that somebody may be guessing."""
    del exception
    return _answer(
        request,
        429,
        title=_("Liian monta yritystä"),
        sentence=_("Odota viisi minuuttia ja yritä sitten uudelleen."),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Our own fault. The reference number leads to the line in the log, which says where."""
    title = _("Sivu ei auennut")
    sentence = _("Vika on meillä. Mitään ei tallentunut. Yritä hetken päästä uudelleen.")
    reference = reference_of(request)
    try:
        return _answer(request, 500, title=title, sentence=sentence, reference=reference)
    except Exception:  # noqa: BLE001 - what failed may be what every page stands on
        text = f"{title}. {sentence} {reference}"
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was made for another session, or sent from elsewhere."""
    del reason
    return _answer(
        request,
        403,
        title=_("Lomake on vanhentunut"),
        sentence=_("Mitään ei tallentunut. Palaa takaisin, lataa sivu uudelleen ja lähetä."),
    )


def _sentence(clause: str) -> str:
    """The clause in the words of the notice; nothing where no clause says it."""
    if not clause:
        return ""
    try:
        said = sentence_of(in_force(), clause)
    except (NoPolicy, PolicyChanged):
        return ""
    return said if said != clause else ""


def _answer(request: HttpRequest, status: int, **said: str) -> HttpResponse:
    """The page, or only its sentence where a part of a page was asked for."""
    part = bool(getattr(request, "htmx", False))
    template = "lupaus/refusal.html" if part else "lupaus/wrong.html"
    request.in_frame = _signed_in(request)  # type: ignore[attr-defined]  # the frame reads it
    text = render_to_string(template, {**said, "status": status}, request=request)
    return HttpResponse(text, status=status, headers={"Cache-Control": PRIVATE})


def _signed_in(request: HttpRequest) -> bool:
    return hasattr(request, "visit")
