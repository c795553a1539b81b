"""What the draft would change, whom to tell, what would go, and putting it in force.

This page can shorten a promise so that data goes at the next purge. So it counts what would go
before it asks, wants the count typed, and counts again before it acts.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Act, NotAdopted, adopt, has_owner
from lupaus.ledger.checkpoint import JournalError, checkpoint
from lupaus.policy.amend import NotAmended, amended
from lupaus.policy.diff import must_be_told
from lupaus.proof import telling
from lupaus.web.frame.back import said, warned
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import VIA, Visit
from lupaus.web.policy import draft as drafts
from lupaus.web.policy.desk import Desk, put, weighing
from lupaus.web.policy.draft import DraftChanged, NoPlace
from lupaus.web.policy.effects import Outcome
from lupaus.web.policy.losing import losing
from lupaus.web.policy.problems import told
from lupaus.web.policy.turns import turns
from lupaus.web.policy.weighed import Weighed
from lupaus.web.policy.weighed import changes as changed
from lupaus.web.promises.anew import check_anew


class Adopt(forms.Form):
    """What the main user says when putting a policy in force."""

    dated = forms.BooleanField(
        label=gettext_lazy("Päivää seloste tälle päivälle"), required=False, initial=True
    )
    reviewed = forms.BooleanField(
        label=gettext_lazy("Olen lukenut koko selosteen läpi: merkitse katselmus tehdyksi"),
        required=False,
    )
    goes = forms.CharField(
        label=gettext_lazy("Kirjoita, kuinka monen asiakkaan tietoja häviää"), required=False
    )

    def __init__(self, *args: Any, parties: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.parties = parties
        if not parties:
            del self.fields["goes"]
        else:
            attrs = {
                "inputmode": "numeric",
                "autocomplete": "off",
                "data-must-be": str(parties),
            }
            self.fields["goes"].widget = forms.TextInput(attrs)

    def clean_goes(self) -> str:
        typed = "".join(str(self.cleaned_data["goes"]).split())
        if typed != str(self.parties):
            raise ValidationError(_("Kirjoita luku %(n)s.") % {"n": self.parties})
        return typed


@dataclass(frozen=True, slots=True)
class Scale:
    """The draft on the scale: what it would be once it is dated, and what that would do."""

    desk: Desk
    would: Weighed
    outcome: Outcome | None

    @property
    def parties(self) -> int:
        return self.outcome.goes[0] if self.outcome else 0


@page(Access.OWNER, methods="GET POST")
def changes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The draft against what is in force. POST puts it in force."""
    desk = Desk.of(visit)
    if request.method != "POST":
        scale = Scale(desk, desk.weighed, weighing(desk, desk.weighed, year=True))
        return _page(request, scale, Adopt(parties=scale.parties))
    would = desk.would(drafts.plain(dated(desk.draft.text, request.POST, visit.today)))
    scale = Scale(desk, would, weighing(desk, would, year=True))
    form = Adopt(request.POST, parties=scale.parties)
    if desk.draft.is_in_force or would.bars or not has_owner():
        return _page(request, scale, form, status=409)
    return _adopt(request, scale, form) if form.is_valid() else _page(request, scale, form, 422)


def dated(text: str, typed: Any, today: date) -> str:
    """The text with the days that the form asks for; as it is when it cannot bear them."""
    keys = [key for key in ("dated", "reviewed") if typed.get(key)]
    try:
        return amended(text, [((key,), today) for key in keys])
    except NotAmended:
        return text


def _adopt(request: HttpRequest, scale: Scale, form: Adopt) -> HttpResponse:
    """The draft first, then the register: whatever fails, the draft is what was asked for. The
    text adopted is the one that was weighed, whatever the file says by then."""
    visit, text = scale.desk.visit, scale.would.text
    try:
        put(request, scale.desk, text)
    except DraftChanged:
        desk = Desk.of(visit)
        now = Scale(desk, desk.weighed, weighing(desk, desk.weighed, year=True))
        return _page(request, now, Adopt(parties=now.parties), 409, overtaken=True)
    except NoPlace as no:
        return _page(request, scale, form, 409, no_place=str(no))
    try:
        adopted = adopt(text, Act(visit.actor.name, "", visit.at, VIA))
        telling.owe(adopted.version, _to_tell(scale))
        checkpoint(at=visit.at)
        check_anew(visit, visit.at)
    except NotAdopted as no:
        problems = told(no.problems, text)
        return _page(request, scale, form, 409, refused=problems, reasons=no.reasons)
    except JournalError as wrong:
        return _unsigned(request, scale, form, wrong)
    said(
        request,
        _("Versio %(n)s on voimassa. Rekisteri noudattaa sitä.") % {"n": adopted.version},
    )
    return redirect("policy-version", adopted.version)


def _to_tell(scale: Scale) -> list[str]:
    """The clauses whose changes people must be told of."""
    found = must_be_told(changed(scale.desk.adopted, scale.would))
    return [change.clause for change in found]


def _unsigned(
    request: HttpRequest, scale: Scale, form: Adopt, wrong: Exception
) -> HttpResponse:
    """Before the adoption the journal bars it; after it, the version stands unsigned."""
    from lupaus.guard import in_force  # noqa: PLC0415 - only when the journal fails

    now = in_force()
    if now.version == scale.desk.adopted.version:
        return _page(request, scale, form, 409, no_journal=str(wrong))
    warned(request, _("Versio on voimassa, mutta sen allekirjoitus ei mennyt päiväkirjaan."))
    return redirect("policy-version", now.version)


def _page(
    request: HttpRequest, scale: Scale, form: Adopt, status: int = 200, **more: Any
) -> HttpResponse:
    desk = scale.desk
    shown = {
        "desk": desk,
        "form": form,
        "turns": turns(desk.adopted, scale.would),
        "outcome": scale.outcome,
        "losing": losing(desk.adopted.policy, scale.would.policy),
        "problems": told(scale.would.problems, scale.would.text),
        "bars": len(scale.would.bars),
        "command": "" if has_owner() else settings.FOLDER.typed("adopt"),
        **more,
    }
    return render(request, "policy/changes.html", shown, status=status)


@page(Access.OWNER)
def effect(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the draft would do to the data, for the panel beside a form."""
    desk = Desk.of(visit)
    return render(request, "policy/effect.html", {"outcome": weighing(desk, desk.weighed)})
