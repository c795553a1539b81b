"""The list as a file, through the guard: what is in it, and what stays here.

What could go wrong is that somebody's data leave who should not be in the file. The page says
how many it holds, which columns, and whose address stays here because it is protected; the
file is made of those who were counted or not at all, and the ledger tells that it went out.
"""

import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lupaus.intake import listfile
from lupaus.intake.listfile import Form
from lupaus.policy.clauses.making import purpose_name
from lupaus.register.bulk import Changed, Preview
from lupaus.register.bulk.choosing import resolve
from lupaus.register.protected import withheld
from lupaus.register.shown import hidden
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

    def __init__(self, said: Any, visit: Visit) -> None:
        self.purposes = known(visit.purposes, visit.adopted)
        super().__init__(said)
        if len(self.purposes) > 1:
            policy = visit.adopted.policy
            named = [(slug, words(purpose_name(policy, slug))) for slug in self.purposes]
            self.fields["purpose"] = forms.ChoiceField(
                label=_("Mihin tarkoitukseen"), choices=named, initial=named[0][0]
            )

    @property
    def purpose(self) -> str:
        return str(self.cleaned_data.get("purpose") or self.purposes[0])


@page(methods="GET POST")
def export(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET says what the file would hold; POST hands it over."""
    picked = Picked.read(request.GET.get(PICKED, ""))
    if picked is None:
        warned(request, _("Valitse ensin rivejä luettelosta."))
        return redirect("customers")
    form = FileForm(request.POST if request.method == "POST" else None, visit)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return _shown(request, visit, picked, form, status=status)
    out = io.BytesIO()
    kind = Form(form.cleaned_data["form"])
    try:
        listfile.export_list(
            out,
            act=visit.act(form.purpose),
            actor=visit.actor,
            purposes=visit.purposes,
            selection=picked.selection,
            columns=columns_of(request, picked.asked),
            agreed=Agreed.read(request.POST.get(AGREED, "")).whom,
            form=kind,
            order=picked.asked.order,
            say=_say,
        )
    except Changed:
        return _shown(request, visit, picked, form, status=409)
    return _file(out, kind, visit)


def _file(out: io.BytesIO, kind: Form, visit: Visit) -> HttpResponse:
    name = f"{_('asiakkaat')}-{visit.today.isoformat()}.{kind}"
    return HttpResponse(
        out.getvalue(),
        content_type=_KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shown(
    request: HttpRequest,
    visit: Visit,
    picked: Picked,
    form: FileForm,
    *,
    status: int,
) -> HttpResponse:
    columns = columns_of(request, picked.asked)
    preview: Preview = listfile.preview_list(
        act=visit.acts()[0],
        actor=visit.actor,
        purposes=visit.purposes,
        selection=picked.selection,
    )
    with visit.reading("customer-list") as r:
        protected = len(withheld(r) & {*resolve(r, picked.selection)})
        out_of_sight = hidden(r, columns)
    gone = {one.column for one in out_of_sight}
    shown = {
        "picked": picked,
        "form": form,
        "preview": preview,
        "agreed": Agreed.to(preview).word,
        "left": left_out(preview.left),
        "protected": protected,
        "columns": [COLUMNS[c] for c in columns if c not in gone],
        "hidden": [(COLUMNS[one.column], one.clause) for one in out_of_sight],
        "changed": status == 409,
    }
    return render(request, "customers/export.html", shown, status=status)


#: The words of a file, by the words of the register.
_WORDS: Mapping[str, Any] = {
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
