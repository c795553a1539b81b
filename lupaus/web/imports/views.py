"""Where a list is handed over; what was taken in before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lupaus.guard import Refused
from lupaus.intake import draft as drafts
from lupaus.intake.batch import Tally, tallies
from lupaus.intake.draft import Standing, State
from lupaus.intake.unusable import Unusable
from lupaus.web.frame.back import said, warned
from lupaus.web.frame.page import Access, page
from lupaus.web.frame.visit import Visit
from lupaus.web.imports import sample, sentences
from lupaus.web.imports.sources import source_label, sources_of, usual_source
from lupaus.web.imports.taking import Taker, Taking, draft_page, taker_of

LISTED = 50
MEGABYTE = 1 << 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Whences(forms.RadioSelect):
    """Radio buttons; an error leads to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_ if index is None else super().id_for_label(id_, index)


class HandOver(forms.Form):
    """A file or a pasted table, whence it is, and who is on it."""

    file = forms.FileField(label=lazy("Tiedosto"), required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label=lazy("Taulukko"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )
    source = forms.ChoiceField(
        label=lazy("Mistä luettelo on saatu"),
        widget=Whences,
        error_messages={
            "required": lazy("Valitse, mistä luettelo on saatu."),
            "invalid_choice": lazy("Valitse jokin selosteen lähteistä."),
        },
    )
    customers = forms.BooleanField(
        label=lazy("Kaikki luettelossa ovat asiakkaita"),
        required=False,
        help_text=lazy("Jätä tyhjäksi, jos joukossa on mahdollisia asiakkaita."),
    )

    def __init__(self, visit: Visit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whences = sources_of(visit.adopted)
        source = self.fields["source"]
        assert isinstance(source, forms.ChoiceField)  # noqa: S101 - as it is above
        source.choices = [(whence.slug, whence.label) for whence in self.whences]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        pasted = str(found.get("pasted", "")).strip()
        if found.get("file") and pasted:
            self.add_error("pasted", _("Valitse tiedosto tai liitä taulukko, ei molempia."))
        elif found.get("file") is None and not pasted:
            self.add_error("file", _("Valitse tiedosto tai liitä taulukko."))
        return found

    @property
    def at(self) -> str:
        """Which of the two was filled in: there its errors stand."""
        return "file" if self.cleaned_data.get("file") is not None else "pasted"

    @property
    def content(self) -> bytes:
        if self.at == "file":
            return bytes(self.cleaned_data["file"].read())
        return str(self.cleaned_data["pasted"]).encode("utf-8", "replace")

    @property
    def name(self) -> str:
        return self.cleaned_data["file"].name if self.at == "file" else _("Liitetty taulukko")


@page(Access.STAFF, methods="GET POST")
def imports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was taken in before, and a form for the next list. POST hands it over."""
    taker = taker_of(visit)
    if request.method != "POST":
        initial = {"source": usual_source(visit.adopted.policy), "customers": True}
        return _shown(request, taker, HandOver(visit, initial=initial))
    form = HandOver(visit, request.POST, request.FILES)
    if _is_too_long(request):
        form.add_error("file", _too_long())
    elif form.is_valid() and (answer := _hand_over(form, taker)):
        return answer
    return _shown(request, taker, form)


def _is_too_long(request: HttpRequest) -> bool:
    """A request that is too long is read, and its file left out."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    is_long = length.isdecimal() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    return is_long and not request.FILES


def _too_long() -> str:
    return sentences.of(f"the file is larger than {drafts.LARGEST // MEGABYTE} MiB: too long")


def _hand_over(form: HandOver, taker: Taker) -> HttpResponse | None:
    """Into a draft that has been looked at; nothing of it stays when it can be no list."""
    try:
        draft = drafts.start(form.content, form.name, taker.act)
    except Unusable as wrong:
        form.add_error(form.at, sentences.of(wrong))
        return None
    try:
        drafts.choose(
            draft,
            taker.act,
            source=form.cleaned_data["source"],
            customers=form.cleaned_data["customers"],
        )
        _look(draft, taker)
    except Unusable as wrong:
        drafts.discard(draft, act=taker.act)
        form.add_error(form.at, sentences.of(wrong))
        return None
    except BaseException:
        drafts.discard(draft, act=taker.act)
        raise
    return redirect("import-columns", draft)


def _look(draft: int, taker: Taker) -> None:
    """Raises Unusable for what can be no list. A sheet that is still to be chosen is looked at
    later; a list without headings is one all the same."""
    if len([s for s in drafts.sheets(draft, taker.act) if not s.hidden]) > 1:
        return
    try:
        found = drafts.recognise(draft, taker.act)
    except Unusable:
        drafts.choose(draft, taker.act, without_headings=True)
        found = drafts.recognise(draft, taker.act)
    require_rows(found)


def require_rows(found: drafts.Recognised) -> None:
    """Raises Unusable for headings without a customer."""
    if not any(column.examples for column in found.columns):
        raise Unusable(_("Luettelossa on vain otsikot. Valitse tiedosto, jossa on asiakkaita."))


@dataclass(frozen=True, slots=True)
class Earlier:
    """One import in the list: ``own`` is the draft, while it is kept, for whoever did it."""

    tally: Tally
    source: str
    own: Standing | None
    may_undo: bool


def _shown(request: HttpRequest, taker: Taker, form: HandOver) -> HttpResponse:
    own = list(drafts.drafts_of(taker.act))
    before = _number(request.GET.get("ennen", ""))
    found = tallies(LISTED + 1, before=before)
    shown = {
        "form": form,
        "whences": form.whences,
        "chosen": form["source"].value() or "",
        "largest": drafts.LARGEST // MEGABYTE,
        "begun": [found for found in own if found.state is not State.DONE],
        "earlier": list(_earlier(taker.visit, own, found[:LISTED])),
        "older": found[LISTED - 1].batch.id if len(found) > LISTED else None,
        "is_older": before is not None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "imports/start.html", shown, status=status)


def _number(said: str) -> int | None:
    """A number in an address; none for anything else that stands there."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else None


def _earlier(visit: Visit, own: list[Standing], listed: Sequence[Tally]) -> Iterator[Earlier]:
    mine = {found.batch: found for found in own if found.batch is not None}
    for tally in listed:
        number = tally.batch.id
        yield Earlier(
            tally,
            source_label(visit.adopted.policy, tally.batch.source),
            mine.get(number),
            tally.batch.state == "visible" and (visit.is_owner or number in mine),
        )


def require_undo(taker: Taker, batch: int) -> None:
    """Raises Refused: whoever brought a list may undo it while its draft is kept, the main
    user always."""
    own = {found.batch for found in drafts.drafts_of(taker.act)}
    if not taker.visit.is_owner and batch not in own:
        raise Refused(
            "the main user undoes what others have taken in",
            clause=f"role.{taker.visit.actor.role}",
        )


@page(Access.STAFF)
def sample_list(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """A workbook to begin with."""
    name = _("asiakkaat-malli") + ".xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(sample.sample(visit), content_type=XLSX, headers=headers)


@draft_page(methods="POST")
def discard(request: HttpRequest, taking: Taking) -> HttpResponse:
    """Forget a list, whatever was said of it."""
    try:
        drafts.discard(taking.draft, act=taking.act)
    except Unusable as wrong:
        warned(request, sentences.of(wrong))
        return redirect("import-progress", taking.draft)
    said(request, _("Luettelo hylättiin. Mitään siitä ei jäänyt talteen."))
    return redirect("imports")
