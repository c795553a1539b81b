"""Adding a person or an organisation: the page, and what happens when it is sent.

A form that is changed (another kind, one more number, an organisation chosen) is sent like one
that is saved, and comes back with everything that was typed; so it works without JavaScript.
"""

from typing import Any, Final
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.guard import Refused
from lupaus.register.duplicates import are_different
from lupaus.register.entering import enter
from lupaus.register.wrong import Mistaken
from lupaus.web.customers.adding_employer import employer_of
from lupaus.web.customers.adding_form import DO, EntryForm
from lupaus.web.customers.adding_judged import Judged
from lupaus.web.customers.adding_likely import Hints
from lupaus.web.frame.back import said
from lupaus.web.frame.once import once
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import sentence_of

#: What saves; anything else only changes the form.
SAVE, NEXT, CONTACT = "save", "next", "contact"
#: What is added, in an address.
ORGANISATION: Final = "yritys"


@page(Access.STAFF, methods="GET POST")
def add_person(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody new, for themselves or for whom they act."""
    return _add(request, visit, is_organisation=False)


@page(Access.STAFF, methods="GET POST")
def add_organisation(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A new company, association or other organisation."""
    return _add(request, visit, is_organisation=True)


@page(Access.STAFF, methods="POST")
def likely_ones(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    """The part beside the form: who may be meant by what has been typed so far."""
    hints = Hints.of(visit, request.POST, is_organisation=what == ORGANISATION)
    return render(request, "customers/add_likely.html", {"hints": hints, "what": what})


@page(Access.STAFF, methods="POST")
def found_employers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The part under the box by which an organisation is found."""
    shown = {"employer": employer_of(visit, request.POST)}
    return render(request, "customers/add_employer_found.html", shown)


def _add(request: HttpRequest, visit: Visit, *, is_organisation: bool) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = EntryForm(visit, is_organisation=is_organisation, typed=typed, asked=request.GET)
    if not (form.is_organisation or form.offered) or (is_organisation and not form.states):
        raise _nobody(form)
    if typed is None or typed.get(DO) not in {SAVE, NEXT, CONTACT}:
        return _shown(request, visit, form)
    # Round the look for likely ones too: the second would find whom the first has added.
    return once(request, visit, lambda: _sent(request, visit, form, typed))


def _sent(
    request: HttpRequest, visit: Visit, form: EntryForm, typed: QueryDict
) -> HttpResponse:
    """Somebody new; or the form with what is wrong, or with those who may be the same."""
    judged = Judged(form)
    refused: Refused | None = None
    act, *_also = visit.acts()
    if judged.judge(act):
        hints = Hints.of(visit, typed, is_organisation=form.is_organisation)
        if hints.unseen:
            return _shown(request, visit, form, asks=True)
        try:
            party = _saved(visit, judged, hints)
        except Mistaken as mistaken:
            judged.fail(mistaken)
        except Refused as no:
            refused = no
        else:
            return _done(request, form, party)
    return _shown(request, visit, form, judged=judged, refused=refused)


def _nobody(form: EntryForm) -> Refused:
    """The purposes of the moment need nobody like this."""
    against = form.form.refusal(form.names)
    if against is None:
        return Refused("no purpose of the moment needs to know anybody", clause="data.name")
    return Refused(against.reason, law=against.law, clause=against.clause)


def _saved(visit: Visit, judged: Judged, hints: Hints) -> int:
    """Somebody new with everything, or nothing at all. Raises Mistaken and Refused."""
    act, *also = visit.acts()
    with transaction.atomic():
        done = enter(act=act, also=also, entry=judged.entry, employer=judged.employer)
        judged.form.permissions.record((act, *also), done.party)
        for other in hints.apart:
            are_different(act=act, one=done.party, other=other)
    return done.party


def _done(request: HttpRequest, form: EntryForm, party: int) -> HttpResponse:
    told = _("Yritys lisättiin.") if form.is_organisation else _("Henkilö lisättiin.")
    said(request, told)
    match request.POST[DO]:
        case "next":
            name = "add-organisation" if form.is_organisation else "add-person"
            again = form.again.urlencode()
            return redirect(f"{reverse(name)}?{again}" if again else reverse(name))
        case "contact":
            asked = urlencode({"laji": "representative", "yritys": party})
            return redirect(f"{reverse('add-person')}?{asked}")
        case _:
            return redirect("customer", party)


# --- as it is shown --------------------------------------------------------------------------


def _shown(  # noqa: PLR0913 - what a form is shown with
    request: HttpRequest,
    visit: Visit,
    form: EntryForm,
    *,
    judged: Judged | None = None,
    refused: Refused | None = None,
    asks: bool = False,
) -> HttpResponse:
    """The form, with whatever was typed. ``asks``: somebody may be the same, say which."""
    errors = judged.errors if judged else []
    shown: dict[str, Any] = {
        "form": form,
        "hints": Hints.of(visit, request.POST, is_organisation=form.is_organisation),
        "errors": errors,
        "refused": refused,
        "refused_says": sentence_of(visit.adopted, refused.clause) if refused else "",
        "asks": asks,
        "what": form.what,
        "grown": form.more,
    }
    status = 422 if errors or refused else 200
    return render(request, "customers/add.html", shown, status=status)
