"""Saved views of the list: opening, saving, mending, taking away; all of it can be undone."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.register import saved
from lupaus.register.saved import SavedView, View
from lupaus.register.unfit import Unfit, Unknown
from lupaus.web.customers.columns import columns_of
from lupaus.web.customers.context import Asked
from lupaus.web.customers.filters import notes
from lupaus.web.customers.opening import opened
from lupaus.web.frame.back import undoable
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit
from lupaus.web.undo import undoes

#: So many are counted beside the list; the page of views counts all.
COUNTED = 12

# -- the pages --------------------------------------------------------------------------------


class NameForm(forms.Form):
    """What a view is called, and for whom it is."""

    name = forms.CharField(
        label=gettext_lazy("Näkymän nimi"),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Anna näkymälle nimi."),
            "max_length": gettext_lazy("Lyhennä nimi 80 merkkiin."),
        },
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Näytä kaikille, jotka käyttävät rekisteriä"), required=False
    )


class RenameForm(NameForm):
    shared = None  # type: ignore[assignment]  # the form without it


@page()
def views(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All of them, with how many each lists."""
    found = saved.saved_views(visit.actor.name)
    with visit.reading("customer-list") as r:
        counts = [(one, saved.counted(r, one.view)) for one in found]
    told = [(one, tally.count, notes(tally.dropped, visit.adopted)) for one, tally in counts]
    own = [line for line in told if line[0].owner == visit.actor.name]
    shown = {"own": own, "others": told[len(own) :]}
    return render(request, "customers/views.html", shown)


@page()
def counts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How many each view lists, for the tabs of the list."""
    views_ = saved.saved_views(visit.actor.name)[:COUNTED]
    with visit.reading("customer-list") as r:
        found = [(one.id, saved.counted(r, one.view).count) for one in views_]
    return render(request, "customers/view_counts.html", {"counts": found})


@page(methods="GET POST")
def save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the list that is shown under a name."""
    asked = opened(Asked.read(request.GET.dict())[0], visit).asked
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        view = View(asked.wanted, asked.order, columns_of(request, asked))
        try:
            made = saved.save(act=visit.acts()[0], view=view, **form.cleaned_data)
        except Unfit as unfit:
            _explain(form, unfit)
        else:
            undoable(request, visit, _("Näkymä tallennettiin."), (VIEW, ("remove", made.id)))
            return _to(made.id)
    return _form(request, form, "save", asked)


@page(methods="GET POST")
def rename(request: HttpRequest, visit: Visit, view: int) -> HttpResponse:
    one = _found(visit, view)
    form = RenameForm(request.POST or None, initial={"name": one.name})
    if request.method == "POST" and form.is_valid():
        try:
            before = saved.rename(
                act=visit.acts()[0], view=view, name=form.cleaned_data["name"]
            )
        except Unfit as unfit:
            _explain(form, unfit)
        else:
            undo = (VIEW, ("name", view, before.name))
            undoable(request, visit, _("Nimi vaihdettiin."), undo)
            return _to(view)
    return _form(request, form, "rename", Asked(view=view, as_saved=True))


@page(methods="POST")
def replaced(request: HttpRequest, visit: Visit, view: int) -> HttpResponse:
    """List from now on what is shown now."""
    _found(visit, view)
    asked = opened(Asked.read(request.GET.dict())[0], visit).asked
    by = View(asked.wanted, asked.order, columns_of(request, asked))
    before = saved.replace_view(act=visit.acts()[0], view=view, by=by)
    undoable(request, visit, _("Näkymä päivitettiin."), (VIEW, ("list", view, before.view)))
    return _to(view)


@page(methods="POST")
def share(request: HttpRequest, visit: Visit, view: int) -> HttpResponse:
    _found(visit, view)
    to = request.POST.get("shared") == "1"
    before = saved.share(act=visit.acts()[0], view=view, shared=to)
    sentence = _("Näkymä näkyy nyt kaikille.") if to else _("Näkymä näkyy nyt vain sinulle.")
    undoable(request, visit, sentence, (VIEW, ("share", view, before.shared)))
    return _to(view)


@page(methods="POST")
def remove(request: HttpRequest, visit: Visit, view: int) -> HttpResponse:
    _found(visit, view)
    saved.remove(act=visit.acts()[0], view=view)
    undoable(request, visit, _("Näkymä poistettiin."), (VIEW, ("bring back", view)))
    return redirect("customers")


def _found(visit: Visit, view: int) -> SavedView:
    """One's own or a shared one; the register refuses what is another's."""
    views_ = saved.saved_views(visit.actor.name)
    found = next((one for one in views_ if one.id == view), None)
    if found is None:
        raise Http404
    return found


def _to(view: int) -> HttpResponse:
    return redirect(Asked(view=view, as_saved=True).address)


def _explain(form: forms.Form, unfit: Unfit) -> None:
    """The two reasons for which a name is not taken."""
    full = "remove a view" in unfit.reason
    form.add_error(
        "name",
        _("Poista ensin jokin näkymä: niitä on jo sata.")
        if full
        else _("Sinulla on jo tämän niminen näkymä. Valitse toinen nimi."),
    )


def _form(request: HttpRequest, form: forms.Form, what: str, asked: Asked) -> HttpResponse:
    shown = {"form": form, "what": what, "asked": asked}
    status = 422 if form.is_bound else 200
    return render(request, "customers/view_form.html", shown, status=status)


# -- undo -------------------------------------------------------------------------------------

VIEW = "saved-view"


@undoes(VIEW)
def _undo(visit: Visit, value: Any) -> str:
    what, view, *before = value
    act = visit.acts()[0]
    try:
        match what:
            case "remove":
                saved.remove(act=act, view=view)
            case "bring back":
                saved.bring_back(act=act, view=view)
            case "name":
                saved.rename(act=act, view=view, name=before[0])
            case "share":
                saved.share(act=act, view=view, shared=before[0])
            case _:
                saved.replace_view(act=act, view=view, by=before[0])
    except Unfit:
        return _("Samanniminen näkymä on tehty sen jälkeen, joten tätä ei kumottu.")
    except Unknown:
        return _("Näkymää ei enää ole, joten mitään ei kumottu.")
    return _("Kumottu.")
