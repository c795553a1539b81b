"""Adding, mending and taking away, where the value stands: as a page, or in its place by htmx.

What must not happen: that one writes over another unknowing, or that a mistake costs what was
typed. What the author saw travels sealed in the form; whoever was slower is shown the three
sides (theirs, mine, what both saw) and decides. Every change comes with its undo.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lupaus.guard import Subject
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import edit
from lupaus.register.admission import refusal
from lupaus.register.edit import Applied, Change, Changed, Mistaken
from lupaus.register.fields import Field, Section, form_for
from lupaus.register.one_row import OneRow, one_row
from lupaus.register.typed import IN_PLACE
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.wrong import wrong_of
from lupaus.web.customers import card_roles as roles
from lupaus.web.customers.card_base import Somebody, part_page, takes_code
from lupaus.web.customers.card_forms import RowForm, refuse_past, shown_text
from lupaus.web.customers.card_words import ICONS, LABELS, ROWS, purpose_label
from lupaus.web.frame.back import said, undoable, warned
from lupaus.web.frame.once import once
from lupaus.web.frame.visit import Visit
from lupaus.web.undo import EDIT

ROLE = "affiliation"


def section_of(who: Somebody, table: str) -> Section:
    """What may be entered. Raises Refused where the policy says no, and 404 for what such a
    party does not have."""
    if section := who.form.section(table):
        return section
    if against := who.form.refusal(table):
        raise refusal(against)
    raise Http404


@part_page(methods="GET POST")
def add(request: HttpRequest, visit: Visit, who: Somebody, table: str) -> HttpResponse:
    """A new row."""
    if table not in IN_PLACE:
        raise Http404
    if table == ROLE and who.named.is_organisation:
        return _add_person(request, visit, who)
    section = section_of(who, table)
    if not section.added:
        raise Http404
    form = _form(request, visit, section, f"add-{table}")
    if request.method == "POST" and not roles.is_look(request) and not form.errors:
        new = Change.add(table, form.given, source=form.source)
        told = _("Lisättiin: %(what)s.") % {"what": ROWS[table]}
        added = once(
            request, visit, lambda: _added(request, visit, who, form, who.id, new, told)
        )
        if added is not None:
            return added
    title = _("Lisää %(what)s") % {"what": ROWS[table]}
    return _answer(request, visit, who, section, form, title=title)


def _add_person(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """Somebody who acts for this organisation. The role is the person's own row."""
    subject = Subject(frozenset({SubjectKind.REPRESENTATIVE}), who.facts.state)
    section = form_for(visit.adopted, subject, visit.purposes).section(ROLE)
    if section is None:
        refused = form_for(visit.adopted, subject, visit.purposes).refusal(ROLE)
        assert refused is not None  # noqa: S101 - a representative has a role
        raise refusal(refused)
    form = _form(request, visit, section, f"add-{ROLE}", organisations=False)
    if request.method == "POST" and not roles.is_look(request) and not form.errors:
        given = form.given
        person = given[roles.PARTY]
        if not person:
            form.add_error(roles.PARTY, _("Valitse rekisterissä oleva henkilö."))
        else:
            new = Change.add(ROLE, {**given, roles.PARTY: who.id}, source=form.source)
            told = _("Henkilö lisättiin.")
            added = once(
                request,
                visit,
                lambda: _added(request, visit, who, form, int(person), new, told),
            )
            if added is not None:
                return added
    return _answer(request, visit, who, section, form, title=_("Lisää henkilö"))


def _added(  # noqa: PLR0913, PLR0917 - one new row, and where it was asked for
    request: HttpRequest,
    visit: Visit,
    who: Somebody,
    form: RowForm,
    party: int,
    new: Change,
    told: str,
) -> HttpResponse | None:
    """Back on the card; None when the form has been told what is wrong."""
    try:
        applied = _apply(visit, party, new)
    except Mistaken as mistaken:
        form.fail(mistaken, takes_code=takes_code(who))
        return None
    return _done(request, visit, who, applied, told)


@part_page(methods="GET POST")
def change(
    request: HttpRequest, visit: Visit, who: Somebody, table: str, row: int
) -> HttpResponse:
    """One row: mended, or taken away."""
    if table not in IN_PLACE:
        raise Http404
    section = section_of(who, table)
    try:
        found = _found(visit, who.id, table, row)
    except Unknown:
        if request.method == "POST" and not roles.is_look(request):
            return _lost(request, visit, who, section, row)
        raise
    form = _form(request, visit, section, f"{table}-{row}", row=found)
    if request.method == "POST" and not roles.is_look(request):
        if form.seen.keys() != {one.column for one in section.fields}:
            warned(request, _("Lomake oli vanhentunut. Mitään ei tallennettu."))
            return who.where.back(f"{table}-{row}")
        if "remove" in request.POST or not form.errors:
            try:
                return _changed(request, visit, who, form, table, row)
            except Mistaken as mistaken:
                form.fail(mistaken, takes_code=takes_code(who))
            except Changed as changed:
                return _conflict(request, visit, who, section, form, changed)
    title = _("Muuta: %(what)s") % {"what": ROWS[table]}
    return _answer(request, visit, who, section, form, title=title, row=row)


def _found(visit: Visit, party: int, table: str, row: int) -> OneRow:
    with visit.reading("customer-edit") as r:
        found = one_row(r, party, table, row)
    if found is None:
        raise Unknown(f"there is no {table} {row}, or not for these purposes")
    return found


def _lost(
    request: HttpRequest, visit: Visit, who: Somebody, section: Section, row: int
) -> HttpResponse:
    """Somebody took the row away meanwhile: what was typed is not lost with it."""
    form = _form(
        request,
        visit,
        section,
        f"{section.table}-{row}",
        organisations=not who.named.is_organisation,
    )
    gone = Changed(section.table, row, current=None, yours={}, original=None)
    return _conflict(request, visit, who, section, form, gone)


def _changed(  # noqa: PLR0913, PLR0917 - one change of one row
    request: HttpRequest, visit: Visit, who: Somebody, form: RowForm, table: str, row: int
) -> HttpResponse:
    if "remove" in request.POST:
        applied = _apply(visit, who.id, Change.remove(table, row, seen=form.seen))
        told = _("Poistettiin: %(what)s.") % {"what": ROWS[table]}
        return _done(request, visit, who, applied, told, removed=True)
    wanted = Change.correct(table, row, form.given, seen=form.seen, source=form.source)
    applied = _apply(visit, who.id, wanted)
    told = _("Muutettiin: %(what)s.") % {"what": ROWS[table]}
    return _done(request, visit, who, applied, told)


def _apply(visit: Visit, party: int, change: Change) -> Applied:
    """Under the first purpose of the moment that covers it."""
    act, *also = visit.acts()
    try:
        return edit.apply(act=act, also=also, party=party, change=change)
    except Unfit as unfit:  # a source that must be named
        raise Mistaken((wrong_of(change.table, unfit),)) from None


def _done(  # noqa: PLR0913 - what was done, and where
    request: HttpRequest,
    visit: Visit,
    who: Somebody,
    applied: Applied,
    told: str,
    *,
    removed: bool = False,
) -> HttpResponse:
    if applied.undo is None:
        said(request, _("Mikään ei muuttunut."))
        return who.where.back()
    undoable(request, visit, told, (EDIT, applied.undo))
    first = applied.undo.rows[-1]
    return who.where.back("" if removed else f"{first.table}-{first.row}")


def _begins(table: str, today: date) -> Mapping[str, date]:
    """What a new row most often says."""
    begins = {ROLE: "started_on", "order": "ordered_on"}
    return {begins[table]: today} if table in begins else {}


# --- the form, as a page or in its place ----------------------------------------------------


def _form(  # noqa: PLR0913 - how a form is made
    request: HttpRequest,
    visit: Visit,
    section: Section,
    slot: str,
    *,
    row: OneRow | None = None,
    organisations: bool = True,
) -> RowForm:
    posted = request.POST if request.method == "POST" else None
    parties: Any = ()
    if section.table == ROLE:
        chosen = row.columns[roles.PARTY] if row else None
        parties = roles.offered(visit, request, organisations=organisations, chosen=chosen)
    form = RowForm(
        section,
        visit.adopted.policy,
        posted,
        slot=slot,
        row=row,
        parties=parties,
        initial=_begins(section.table, visit.today) if row is None else {},
    )
    refuse_past(form, visit.today)
    return (
        roles.with_finder(form, organisations=organisations) if section.table == ROLE else form
    )


def _answer(  # noqa: PLR0913 - what a form is shown with
    request: HttpRequest,
    visit: Visit,
    who: Somebody,
    section: Section,
    form: RowForm,
    *,
    title: str,
    row: int = 0,
    conflict: Any = None,
    action: str = "",
) -> HttpResponse:
    policy = visit.adopted.policy
    slot = f"{section.table}-{row}" if row else f"add-{section.table}"
    shown = {
        "who": who,
        "form": form,
        "title": title,
        "slot": slot,
        "icon_name": ICONS[section.table],
        "action": action or request.get_full_path(),
        "because": [(purpose_label(policy, b.purpose), b.clause) for b in section.because],
        "can_remove": bool(row) and section.added and conflict is None,
        "can_add": section.added,
        "conflict": conflict,
        "back": who.where.card,
    }
    looked = roles.is_look(request)
    status = 409 if conflict else 422 if form.is_bound and form.errors and not looked else 200
    template = "customers/card_form.html" if request.htmx else "customers/card_form_page.html"  # type: ignore[attr-defined]  # the middleware's
    return render(request, template, shown, status=status)


def _conflict(  # noqa: PLR0913, PLR0917 - three sides of one row
    request: HttpRequest,
    visit: Visit,
    who: Somebody,
    section: Section,
    form: RowForm,
    changed: Changed,
) -> HttpResponse:
    """Somebody was faster. To save again is to overwrite, knowingly; what is gone is added
    anew."""
    if changed.current is not None:
        form.see(changed.current)
    sides = {
        "gone": changed.current is None,
        "removing": "remove" in request.POST,
        "lines": [_sides(section.table, one, changed) for one in section.fields],
    }
    title, anew = _("Joku ehti muuttaa tätä"), ""
    if changed.current is None:
        title = _("Joku ehti poistaa tämän")
        anew = who.where.to("customer-add", section.table)
    return _answer(
        request,
        visit,
        who,
        section,
        form,
        title=title,
        row=changed.row,
        conflict=sides,
        action=anew,
    )


def _sides(table: str, one: Field, changed: Changed) -> dict[str, Any]:
    """One field on three sides; a party is told by its number alone."""
    theirs, mine, original = (
        shown_text(one, (side or {}).get(one.column))
        for side in (changed.current, changed.yours, changed.original)
    )
    return {
        "label": LABELS[table][one.column],
        "theirs": theirs,
        "mine": mine,
        "original": original,
        "differs": theirs != mine,
    }
