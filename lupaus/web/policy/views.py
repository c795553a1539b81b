"""The policy at a glance: what is in force, what the draft would change, what to do next."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lupaus.guard import versions
from lupaus.policy.model import LANGUAGES, Language, Policy
from lupaus.policy.phrases.record import COLUMNS
from lupaus.policy.phrases.words import Words
from lupaus.policy.problem import Level
from lupaus.policy.record import record as record_of
from lupaus.policy.render.record import as_csv, as_json, fields
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.policy.desk import Desk, Room, to_text, written
from lupaus.web.policy.laid import laid
from lupaus.web.policy.problems import told
from lupaus.web.policy.turns import turns


@dataclass(frozen=True, slots=True)
class Door:
    """A part of the policy that has a page of its own."""

    address: str
    icon: str
    label: Any
    about: str


@page(Access.OWNER)
def policy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is in force, since when and by whom; what the draft would change."""
    desk = Desk.of(visit)
    found = turns(visit.adopted, desk.weighed)
    stands = desk.would(visit.adopted.text)
    problems = [p for p in stands.problems if p.level is not Level.NOTE]
    shown = {
        "desk": desk,
        "now": versions()[0],
        "turns": found,
        "problems": told(problems, stands.text),
        "bars": len(desk.weighed.bars),
        "doors": doors(desk.weighed.policy) if desk.weighed.policy else [],
    }
    return render(request, "policy/overview.html", shown)


def doors(policy: Policy) -> list[Door]:
    """The parts that have a form, each with a word of what is in it."""
    kept, given = len(policy.retention), len(policy.recipients)
    used, held = len(policy.purposes), len(policy.data)
    roles, measures = len(policy.roles), len(policy.protection)
    rights = len(policy.rights)
    return [
        Door("policy-controller", "building-2", _("Rekisterinpitäjä"), policy.controller.name),
        Door("policy-retention", "hourglass", _("Säilytysajat"),
             ngettext("%(n)s sääntö", "%(n)s sääntöä", kept) % {"n": kept}),
        Door("policy-purposes", "target", _("Tarkoitukset"),
             ngettext("%(n)s tarkoitus", "%(n)s tarkoitusta", used) % {"n": used}),
        Door("policy-uses", "table-2", _("Tiedot ja käyttö"),
             ngettext("%(n)s tieto", "%(n)s tietoa", held) % {"n": held}),
        Door("policy-recipients", "send", _("Vastaanottajat"),
             ngettext("%(n)s vastaanottaja", "%(n)s vastaanottajaa", given) % {"n": given}),
        Door("policy-roles", "users-round", _("Roolit"),
             ngettext("%(n)s rooli", "%(n)s roolia", roles) % {"n": roles}),
        Door("policy-rights", "scale", _("Oikeudet"),
             ngettext("%(n)s oikeus", "%(n)s oikeutta", rights) % {"n": rights}),
        Door("policy-protection", "shield", _("Suojaus"),
             ngettext("%(n)s suojakeino", "%(n)s suojakeinoa", measures) % {"n": measures}),
    ]  # fmt: skip


@page(Access.OWNER, methods="POST")
def discard(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The draft becomes what is in force. It can be undone like any other change of it."""
    desk = Desk.of(visit)
    room = Room("policy/overtaken.html", {}, reverse("policy"))
    return written(request, desk, room, visit.adopted.text)


@page(Access.OWNER)
def preview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The notice as the draft would print it, what differs from the one in force marked."""
    desk = Desk.of(visit)
    page_ = desk.weighed.page
    if page_ is None:
        return to_text(request)
    language = spoken(request, page_.languages)
    found = turns(visit.adopted, desk.weighed)
    shown = {
        "desk": desk,
        "page": page_,
        "title": _in(page_.title, language),
        "spoken": language,
        "parts": laid(page_, language, before=visit.adopted.clauses),
        "turns": found,
        "gone": [turn for turn in found.all if not turn.first.after],
    }
    return render(request, "policy/preview.html", shown)


def spoken(request: HttpRequest, languages: tuple[Language, ...]) -> Language:
    """The language asked for, else that of the page, else the first of the notice."""
    for wanted in (request.GET.get("kieli", ""), request.LANGUAGE_CODE):
        for language in languages:
            if language == wanted:
                return language
    return languages[0]


def _in(said: Words, language: Language) -> str:
    return said.everywhere()[language]


# --- the record of processing -----------------------------------------------------------------


@page(Access.OWNER)
def record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The Art. 30 record of what is in force."""
    kept = record_of(visit.adopted.policy, visit.adopted.clauses)
    languages = visit.adopted.policy.languages
    language = spoken(request, languages)
    activities = []
    for activity in kept.activities:
        said = fields(activity, language)
        (name,) = said.pop("name")
        rows = [(_in(COLUMNS[column], language), texts) for column, texts in said.items()]
        activities.append((name, rows))
    shown = {
        "spoken": language,
        "languages": languages,
        "controller": [_in(line, language) for line in kept.controller],
        "activities": activities,
        "security": [_in(said, language) for _clause, said in kept.security],
        "version": visit.adopted.version,
    }
    return render(request, "policy/record.html", shown)


@page(Access.OWNER)
def record_file(request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    """The same as a file: CSV in one language, JSON in all."""
    kept = record_of(visit.adopted.policy, visit.adopted.clauses)
    language = spoken(request, LANGUAGES)
    if form == "csv":
        # The mark tells spreadsheets that the letters are UTF-8.
        text, kind = "\ufeff" + as_csv(kept, language), "text/csv; charset=utf-8"
    elif form == "json":
        text, kind = as_json(kept), "application/json"
    else:
        raise Http404
    name = f"kasittelytoimet-{visit.today.isoformat()}.{form}"
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=said)
