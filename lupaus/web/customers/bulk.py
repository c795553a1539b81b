"""Something done to many: asked, shown, done.

What could go wrong is that it is done to somebody whom the visitor did not mean. The preview
says to how many, who is left out and why, and carries a sealed word of who they are; the
register does it to them or to nobody, and what can be taken back is taken back from the next
page.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.policy.vocabulary import PurposeClass
from lupaus.register import bulk
from lupaus.register.bulk import Applied, Changed, Left, Preview, Stayed, Undone, Why
from lupaus.register.unfit import Unfit, Unknown
from lupaus.web.customers.agreed import AGREED, Agreed
from lupaus.web.customers.bulk_forms import Asking
from lupaus.web.customers.bulk_words import STAYS
from lupaus.web.customers.picked import PICKED, Picked
from lupaus.web.customers.verbs import REASONS, VERBS, Verb
from lupaus.web.frame.back import said, undoable, warned
from lupaus.web.frame.once import once
from lupaus.web.frame.page import page
from lupaus.web.frame.visit import Visit, known
from lupaus.web.undo import undoes

BULK = "bulk"
_NUMBERS = 8


@page(methods="GET POST")
def act(request: HttpRequest, visit: Visit, verb: str) -> HttpResponse:
    """GET asks; POST shows what would be done, and once more does it."""
    if verb not in VERBS:
        raise Http404
    kind = VERBS[verb]
    picked = Picked.read(request.GET.get(PICKED, ""))
    purposes = kind.purposes(visit)
    if picked is None or not purposes:
        warned(request, _("Valitse ensin rivejä luettelosta."))
        return redirect("customers")
    asked = request.POST if request.method == "POST" or not kind.form.asks else None
    form = kind.form(asked, visit, purposes)
    step = request.POST.get("step", "")
    if step == "edit" or not form.is_bound or not form.is_valid():
        faulty = form.is_bound and step != "edit" and not form.is_valid()
        return _form(request, picked, kind, form, status=422 if faulty else 200)
    try:
        if step == "do" and request.method == "POST":
            return _do(request, visit, picked, kind, form)
        return _shown(request, picked, kind, form, _settled(visit, picked, form))
    except Unfit:
        form.add_error(None, _("Näitä tietoja ei voi tallentaa näin. Tarkista kentät."))
        return _form(request, picked, kind, form, status=422)


def _settled(visit: Visit, picked: Picked, form: Asking) -> Preview:
    """What would be done, for the purpose that was chosen. Where that was left open: for the
    service by which nobody is left out, the first in the policy, else by which the fewest are;
    for another purpose only where no service is for any of them, and for claims, statistics or
    improvement only where nothing else is."""
    if form.purpose:
        return _preview(visit, picked, form, form.purpose)
    tried: list[tuple[str, Preview]] = []
    for purposes in _ranked(visit, form.purposes):
        found: dict[str, Preview] = {}
        for purpose in purposes:
            found[purpose] = _preview(visit, picked, form, purpose)
            if not any(left.why is Why.NOT_NEEDED for left in found[purpose].left):
                break
        tried.append(max(found.items(), key=lambda one: one[1].count))
        if tried[-1][1].count:
            break
    best, preview = tried[-1] if tried[-1][1].count else tried[0]
    form.settle(best)
    return preview


#: What nobody means by a note or a reminder, unless they say so.
_LAST = frozenset(
    {
        *(PurposeClass.CLAIMS, PurposeClass.DEVELOPMENT, PurposeClass.STATISTICS),
        *(PurposeClass.PUBLICATION, PurposeClass.RIGHTS, PurposeClass.SECURITY),
    }
)


def _ranked(visit: Visit, purposes: Iterable[str]) -> list[list[str]]:
    """Services, then the rest, then what comes last; each in the order of the policy."""
    ranks: tuple[list[str], list[str], list[str]] = ([], [], [])
    for slug in known(purposes, visit.adopted.policy):
        class_ = visit.adopted.policy.purposes[slug].class_
        ranks[0 if class_ is PurposeClass.SERVICE else 2 if class_ in _LAST else 1].append(slug)
    return [rank for rank in ranks if rank]


def _preview(visit: Visit, picked: Picked, form: Asking, purpose: str) -> Preview:
    return bulk.preview(
        act=visit.act(purpose),
        actor=visit.actor,
        purposes=visit.purposes,
        selection=picked.selection,
        action=form.action(),
    )


def _do(
    request: HttpRequest, visit: Visit, picked: Picked, kind: Verb, form: Asking
) -> HttpResponse:
    """To all that were shown, or to nobody; and once, however often the button is sent."""
    agreed = Agreed.read(request.POST.get(AGREED, ""))
    if not form.purpose:
        _settled(visit, picked, form)
    if kind.grave and agreed.count and typed_number(request) != agreed.count:
        preview = _settled(visit, picked, form)
        return _shown(request, picked, kind, form, preview, mistyped=True)
    return once(request, visit, lambda: _apply(request, visit, picked, kind, form, agreed))


def _apply(  # noqa: PLR0913, PLR0917 - what is done, and the page that says so
    request: HttpRequest,
    visit: Visit,
    picked: Picked,
    kind: Verb,
    form: Asking,
    agreed: Agreed,
) -> HttpResponse:
    try:
        done = bulk.apply(
            act=visit.act(form.purpose),
            actor=visit.actor,
            purposes=visit.purposes,
            selection=picked.selection,
            action=form.action(),
            agreed=agreed.whom,
        )
    except Changed as changed:
        return _shown(request, picked, kind, form, changed.now, changed=True)
    _say(request, visit, kind, form, done)
    return redirect(picked.asked.address)


def _say(request: HttpRequest, visit: Visit, kind: Verb, form: Asking, done: Applied) -> None:
    sentence = str(kind.done % {"n": done.count})
    if left := sum(one.count for one in done.left):
        sentence += " " + ngettext("%(n)d jäi pois.", "%(n)d jäi pois.", left) % {"n": left}
    if done.beyond:
        sentence += f" {kind.beyond}"
    if done.undo:
        undoable(request, visit, sentence, (BULK, (form.purpose, done.undo)))
    else:
        said(request, sentence)


def typed_number(request: HttpRequest) -> int:
    """As people type it, with spaces between thousands; -1 for what is no number."""
    bare = "".join(request.POST.get("typed", "").split())
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 10 else -1


# -- the pages --------------------------------------------------------------------------------


def _form(
    request: HttpRequest, picked: Picked, kind: Verb, form: Asking, *, status: int
) -> HttpResponse:
    shown = {"picked": picked, "kind": kind, "form": form, "number": len(picked.parties)}
    return render(request, "customers/bulk_form.html", shown, status=status)


def _shown(  # noqa: PLR0913 - what the page says
    request: HttpRequest,
    picked: Picked,
    kind: Verb,
    form: Asking,
    preview: Preview,
    *,
    changed: bool = False,
    mistyped: bool = False,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "picked": picked,
        "kind": kind,
        "form": form,
        "preview": preview,
        "agreed": Agreed.to(preview).word,
        "sentence": kind.will % {"n": preview.count},
        "does": preview.count or preview.beyond,
        "left": left_out(preview.left),
        "left_count": sum(one.count for one in preview.left),
        "changed": changed,
        "mistyped": mistyped,
        "asks": kind.form.asks,
        "undoable": form.action().undoable,
    }
    status = 409 if changed else 422 if mistyped else 200
    return render(request, "customers/bulk_preview.html", shown, status=status)


def left_out(left: tuple[Left, ...]) -> list[tuple[int, Any, str, str]]:
    """How many, why, and the clause and the law that say so."""
    return [(one.count, REASONS[one.why], one.clause, one.law) for one in left]


# -- undo -------------------------------------------------------------------------------------


@undoes(BULK)
def _undo(visit: Visit, value: Any) -> str:
    purpose, token = value
    try:
        undone = bulk.undo(act=visit.act(purpose), token=token)
    except Unknown:
        return _("Tätä ei voi enää kumota.")
    return _undone(undone)


def _undone(undone: Undone) -> str:
    sentence = ngettext(
        "Kumottiin %(n)d asiakkaalta.", "Kumottiin %(n)d asiakkaalta.", undone.count
    ) % {"n": undone.count}
    return " ".join((sentence, *map(_stayed, undone.stayed)))


def _stayed(one: Stayed) -> str:
    """How many, why, and who they are: the numbers of customers are no secret."""
    sentence = STAYS[one.why](one.count)
    numbers = ", ".join(map(str, one.numbers[:_NUMBERS]))
    if not numbers:
        return sentence
    more = one.count - min(len(one.numbers), _NUMBERS)
    also = ngettext("ja %(n)d muu", "ja %(n)d muuta", more) % {"n": more} if more else ""
    told = _("Asiakasnumerot: %(numbers)s.") % {"numbers": f"{numbers} {also}".strip()}
    return f"{sentence} {told}"
