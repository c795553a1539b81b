"""The list as a file, through the guard: what is in it, and what stays here.

What could go wrong is that somebody's data leave who should not be in the file, or more of them
than its purpose needs. The file is for one purpose, and the page says for that purpose how many
it holds, which columns, and whose address stays here because it is protected; the
file is made of those who were counted or not at all, and the ledger tells that it went out.
Whoever forbade the purpose is not among them: the page says how many stay out, and by which
clause.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.guard import Refused
from lupaus.intake import listfile
from lupaus.intake.listfile import NUMBER_FOR, Form, Planned
from lupaus.policy.clauses.making import purpose_name
from lupaus.register.bulk import Changed
from lupaus.register.wanted import Column
from lupaus.web.customers.agreed import AGREED, Agreed
from lupaus.web.customers.bulk import left_out
from lupaus.web.customers.columns import columns_of
from lupaus.web.customers.picked import PICKED, Picked
from lupaus.web.customers.words import CHANNELS, CLASSES, COLUMNS, ROLES, STATES
from lupaus.web.frame.back import warned
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit, known
from lupaus.web.frame.wording import words

_KINDS = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv; charset=utf-8",
}


#: The parameter of the address that says for which purpose the file is.
PURPOSE: Final = "purpose"


class FileForm(forms.Form):
    form = forms.ChoiceField(
        label=gettext_lazy("Tiedosto"),
        choices=[
            (Form.XLSX.value, gettext_lazy("Excel (.xlsx)")),
            (Form.CSV.value, gettext_lazy("CSV, puolipisteet")),
        ],
        widget=forms.RadioSelect,
        initial=Form.XLSX.value,
    )


@page(methods="GET POST")
def export(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET says what the file would hold for a purpose; POST hands it over."""
    picked = Picked.read(request.GET.get(PICKED, ""))
    if picked is None:
        warned(request, _("Valitse ensin rivejä luettelosta."))
        return redirect("customers")
    if request.method != "POST":
        return _shown(request, visit, picked, FileForm(), status=200)
    form = FileForm(request.POST)
    if not form.is_valid():
        return _shown(request, visit, picked, form, status=422)
    if request.GET.get(PURPOSE) not in visit.purposes:
        return _shown(request, visit, picked, form, status=409)
    try:
        return _handed_over(request, visit, picked, Form(form.cleaned_data["form"]))
    except Changed:
        return _shown(request, visit, picked, form, status=409)


def _handed_over(
    request: HttpRequest, visit: Visit, picked: Picked, kind: Form
) -> HttpResponse:
    out = io.BytesIO()
    listfile.export_list(
        out,
        act=visit.act(request.GET[PURPOSE]),
        actor=visit.actor,
        selection=picked.selection,
        columns=columns_of(request, picked.asked),
        agreed=Agreed.read(request.POST.get(AGREED, "")).whom,
        form=kind,
        order=picked.asked.order,
        say=_say,
    )
    name = f"{_('asiakkaat')}-{visit.today.isoformat()}.{kind}"
    return HttpResponse(
        out.getvalue(),
        content_type=_KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    """What the file would hold for a purpose; or why nobody is chosen so for that purpose."""

    purpose: str
    planned: Planned | None
    clause: str = ""


def _tried(
    visit: Visit, picked: Picked, columns: tuple[Column, ...], asked: str | None
) -> _Tried:
    """For the purpose that was asked for; otherwise for the first that may choose so."""
    purposes = known(visit.purposes, visit.adopted.policy)
    found = [
        _for(visit, picked, columns, one)
        for one in ((asked,) if asked in purposes else purposes)
    ]
    return next((one for one in found if one.planned), found[0])


def _for(visit: Visit, picked: Picked, columns: tuple[Column, ...], purpose: str) -> _Tried:
    try:
        planned = listfile.preview_list(
            act=visit.act(purpose),
            actor=visit.actor,
            selection=picked.selection,
            columns=columns,
        )
    except Refused as no:
        return _Tried(purpose, None, no.clause)
    return _Tried(purpose, planned)


def _shown(
    request: HttpRequest, visit: Visit, picked: Picked, form: FileForm, *, status: int
) -> HttpResponse:
    columns = columns_of(request, picked.asked)
    tried = _tried(visit, picked, columns, request.GET.get(PURPOSE))
    shown: dict[str, Any] = {
        "picked": picked,
        "form": form,
        "tried": tried,
        "purposes": _purposes(request, visit, tried.purpose),
        "here": _address(request, tried.purpose),
        "changed": status == 409,
    }
    if planned := tried.planned:
        gone = {one.column for one in planned.hidden}
        shown |= {
            "preview": planned.preview,
            "agreed": Agreed.to(planned.preview).word,
            "left": left_out(planned.preview.left),
            "protected": planned.withheld,
            "less": left_out(planned.less),
            "columns": [
                *(COLUMNS[c] for c in columns if c not in gone),
                *([_NUMBER_FOR] if planned.says_number_for else []),
            ],
            "hidden": [(COLUMNS[one.column], one.clause) for one in planned.hidden],
        }
    return render(request, "customers/export.html", shown, status=status)


def _purposes(request: HttpRequest, visit: Visit, chosen: str) -> list[tuple[str, str, bool]]:
    """Those of the moment, each with the address of the page for it; none where there is no
    choice."""
    policy = visit.adopted.policy
    named = [
        (words(purpose_name(policy, slug)), _address(request, slug), slug == chosen)
        for slug in known(visit.purposes, visit.adopted.policy)
    ]
    return named if len(named) > 1 else []


def _address(request: HttpRequest, purpose: str) -> str:
    said = urlencode({PICKED: request.GET[PICKED], PURPOSE: purpose})
    return f"{request.path}?{said}"


_NUMBER_FOR = gettext_lazy("Mihin numeroa saa käyttää")

#: The words of a file, by the words of the register.
_WORDS: Mapping[str, Any] = {
    NUMBER_FOR: _NUMBER_FOR,
    **CHANNELS,
    **CLASSES,
    **ROLES,
    **STATES,
    **{str(column): label for column, label in COLUMNS.items()},
    Column.NUMBER: gettext_lazy("Asiakasnumero"),
    "no": gettext_lazy("kielto"),
    "yes": gettext_lazy("lupa"),
    "every-channel": CHANNELS[""],
}


def _say(word: str) -> str:
    return str(_WORDS.get(word, word))
