"""What is kept apart: identity codes, user names and passwords, files, checks of credit.

A secret that is shown without need is out for good. It is shown in the answer to a form that
says why, once, and in nothing that a browser keeps; the ledger has it before the seal opens.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from lupaus.guard import Act, Refused
from lupaus.policy.vocabulary import SourceKind
from lupaus.register import credit, discarding, files, secrets
from lupaus.register.admission import Entered
from lupaus.register.discarding import Discarded
from lupaus.register.pages import file_content, organisation_page, person_page
from lupaus.register.rows import Page
from lupaus.register.secrets import Login
from lupaus.register.unfit import Unfit, Unknown
from lupaus.web.customers.card_base import (
    Somebody,
    acts_on,
    part_page,
    posted,
    typed_code,
)
from lupaus.web.customers.card_edit import section_of
from lupaus.web.customers.card_state import Deed, Does, Doing, day_field, doing_page, line_field
from lupaus.web.customers.card_words import (
    HINTS,
    ICONS,
    LABELS,
    MISTAKES,
    ROWS,
    purpose_label,
    source_label,
)
from lupaus.web.frame.back import said, undoable
from lupaus.web.frame.once import once
from lupaus.web.frame.visit import Visit, first_of
from lupaus.web.undo import undoes

DISCARD = "discarded"
TABLES = ("identitycode", "credential", "file", "creditcheck")


# --- entering -------------------------------------------------------------------------------


@sensitive_post_parameters("code", "username", "secret")
@part_page(methods="GET POST")
def keep(request: HttpRequest, visit: Visit, who: Somebody, table: str) -> HttpResponse:
    """Enter one of what is kept apart."""
    if table not in TABLES:
        raise Http404
    acts = acts_on(visit, who.facts, table)
    form = _form(request, visit, who, table)
    if request.method == "POST" and form.is_valid():
        kept = once(request, visit, lambda: _kept(request, who, acts, table, form))
        if kept is not None:
            return kept
    policy = visit.adopted.policy
    section = who.form.section(table)
    shown = {
        "who": who,
        "form": form,
        "title": _("Lisää %(what)s") % {"what": ROWS[table]},
        "slot": f"add-{table}",
        "icon_name": ICONS[table],
        "action": request.get_full_path(),
        "because": [(purpose_label(policy, b.purpose), b.clause) for b in section.because]
        if section
        else [],
        "is_upload": table == "file",
        "back": who.where.card,
    }
    status = 422 if form.is_bound and form.errors else 200
    template = "customers/card_form.html" if request.htmx else "customers/card_form_page.html"  # type: ignore[attr-defined]  # the middleware's
    return render(request, template, shown, status=status)


def _kept(
    request: HttpRequest, who: Somebody, acts: tuple[Act, ...], table: str, form: Deed
) -> HttpResponse | None:
    """Back on the card; None when the form has been told what is wrong."""
    try:
        first_of(acts, lambda act: _enter(act, who.id, table, form.cleaned_data))
    except Unfit as unfit:
        _told(form, unfit)
    except Refused as no:
        form.add_error(None, typed_code(no, who))
    else:
        said(request, _("Lisättiin: %(what)s.") % {"what": ROWS[table]})
        return who.where.back(table)
    return None


def _form(request: HttpRequest, visit: Visit, who: Somebody, table: str) -> Deed:
    """The fields of one of them; the source is asked where there is a choice."""
    sent = posted(request)
    form = Deed(sent, **_fields(visit, table))
    form.files = request.FILES
    form.auto_id = f"add-{table}-%s"
    if table == "creditcheck":
        return form
    section = section_of(who, table)
    if len(section.sources) > 1 or not section.source:
        policy = visit.adopted.policy
        choices = [(one.slug, source_label(policy, one.slug)) for one in section.sources]
        form.fields["source"] = forms.ChoiceField(
            label=_("Mistä tieto saatiin"), choices=choices, initial=section.source
        )
    return form


def _fields(visit: Visit, table: str) -> dict[str, forms.Field]:
    labels = LABELS.get(table, {})
    match table:
        case "identitycode":
            ground = line_field(labels["ground"], HINTS[table]["ground"], required=True)
            return {"code": line_field(labels["code"], required=True), "ground": ground}
        case "credential":
            return {
                "label": line_field(labels["label"], required=True),
                "username": line_field(labels["username"]),
                "secret": _secret(labels["secret"]),
            }
        case "file":
            wrong = {
                each: _("Valitse tiedosto.") for each in ("required", "missing", "invalid")
            }
            wrong["empty"] = _("Tiedosto on tyhjä. Valitse toinen.")
            return {"file": forms.FileField(label=labels["file"], error_messages=wrong)}
        case _:
            registers = [
                (slug, source_label(visit.adopted.policy, slug))
                for slug, source in visit.adopted.policy.sources.items()
                if source.kind is SourceKind.CREDIT_REGISTER
            ]
            return {
                "register": forms.ChoiceField(label=_("Rekisteri"), choices=registers),
                "outcome": line_field(
                    _("Tulos"), _("Yksi rivi riittää. Raporttia ei säilytetä."), required=True
                ),
                "on": day_field(_("Päivä"), visit.today),
            }


def _secret(label: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "new-password"})
    return forms.CharField(label=label, required=False, strip=False, widget=widget)


@sensitive_variables("told")
def _enter(act: Act, party: int, table: str, told: Mapping[str, Any]) -> Entered:
    source = told.get("source", "")
    match table:
        case "identitycode":
            return secrets.keep_identity_code(
                act=act, party=party, code=told["code"], ground=told["ground"], source=source
            )
        case "credential":
            login = Login(told["label"], told["username"], told["secret"])
            return secrets.keep_credential(act=act, party=party, login=login, source=source)
        case "file":
            sent = told["file"]
            media = sent.content_type or "application/octet-stream"
            file = files.NewFile(sent.name, media, sent.read())
            return files.keep_file(act=act, party=party, file=file, source=source)
        case _:
            return credit.record_credit_check(
                act=act,
                party=party,
                outcome=told["outcome"],
                on=told["on"],
                register=told["register"],
            )


def _told(form: Deed, unfit: Unfit) -> None:
    """The mistake beside its field, never what was typed."""
    place, text = {
        "identity_code": ("code", _("Henkilötunnus ei täsmää. Tarkista merkit.")),
        "file": ("file", _("Tiedosto on liian suuri. Enintään 25 megatavua.")),
        "file_name": ("file", _("Tiedoston nimi ei kelpaa. Nimeä se lyhyemmin.")),
        "media_type": ("file", _("Tiedoston tyyppi on tuntematon.")),
        "checked_on": ("on", str(MISTAKES["future"])),
        "source": ("source", str(MISTAKES["source"])),
    }.get(unfit.field, (unfit.field, str(MISTAKES["too-long"])))
    form.add_error(place if place in form.fields else None, text)


# --- opening --------------------------------------------------------------------------------


def page_of(visit: Visit, who: Somebody) -> Page:
    """The page of the party. Raises Unknown."""
    make = organisation_page if who.named.is_organisation else person_page
    with visit.reading("customer-card") as r:
        page = make(r, who.id, today=visit.today)
    if page is None:
        raise Unknown("there is no such party, or not for these purposes")
    return page


def _name_of(page: Page, table: str, row: int) -> str:
    """What the row is called, if it is the party's. Raises Unknown."""
    named: Mapping[str, Mapping[int, str]] = {
        "identitycode": {one.id: one.masked for one in page.identity_codes},
        "credential": {one.id: one.label for one in page.credentials},
        "file": {one.id: one.name for one in page.files},
        "creditcheck": {one.id: one.register for one in page.credit_checks},
    }
    if (name := named.get(table, {}).get(row)) is None:
        raise Unknown(f"there is no {table} {row}")
    return name


@sensitive_variables("shown", "opened")
@part_page(methods="GET POST")
def reveal(
    request: HttpRequest, visit: Visit, who: Somebody, table: str, row: int
) -> HttpResponse:
    """Open a seal for a reason. The answer is in no cache and at no address."""
    if table not in {"identitycode", "credential"}:
        raise Http404
    name = _name_of(page_of(visit, who), table, row)
    form = Deed(posted(request))
    form.auto_id = f"{table}-{row}-%s"
    hint = _("Syy kirjataan tapahtumiin nimesi kanssa. Esimerkiksi: sivujen siirto.")
    form.fields["why"] = line_field(_("Miksi avaat sen"), hint, required=True)
    shown: dict[str, Any] = {
        "who": who,
        "form": form,
        "name": name,
        "table": table,
        "row": row,
        "slot": f"{table}-{row}",
        "action": request.get_full_path(),
        "discard": who.where.to("customer-discard", table, row),
        "what": ROWS[table],
        "back": who.where.card,
    }
    if request.method == "POST" and form.is_valid():
        acts = acts_on(visit, who.facts, table, why=form.cleaned_data["why"])
        opened = first_of(acts, lambda act: _opened(visit, act, table, row))
        shown |= {"form": None, "opened": opened}
    status = 422 if form.is_bound and form.errors else 200
    template = "customers/card_reveal.html"
    if not request.htmx:  # type: ignore[attr-defined]  # the middleware's
        template = "customers/card_reveal_page.html"
    return render(request, template, shown, status=status)


@sensitive_variables("login")
def _opened(visit: Visit, act: Act, table: str, row: int) -> list[tuple[str, str]]:
    with visit.reading("customer-secret") as r:
        if table == "identitycode":
            code = secrets.reveal_identity_code(act=act, r=r, identity_code=row)
            return [(_("Henkilötunnus"), code)]
        login = secrets.reveal_credential(act=act, r=r, credential=row)
    return [(_("Käyttäjätunnus"), login.username), (_("Salasana"), login.secret)]


@part_page()
def download(request: HttpRequest, visit: Visit, who: Somebody, row: int) -> HttpResponse:
    """A file, to be saved and never to be run in the browser."""
    del request
    page = page_of(visit, who)
    name = _name_of(page, "file", row)
    media = next(one.media_type for one in page.files if one.id == row)
    with visit.reading("customer-file") as r:
        content = file_content(r, row)
    if content is None:
        raise Unknown(f"there is no file {row}")
    answer = HttpResponse(content, content_type=media)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


# --- taking away ----------------------------------------------------------------------------


@part_page(methods="GET POST")
def discard(
    request: HttpRequest, visit: Visit, who: Somebody, table: str, row: int
) -> HttpResponse:
    """Take one away; it can be put back for a quarter of an hour."""
    if table not in TABLES:
        raise Http404
    acts = acts_on(visit, who.facts, table)
    name = _name_of(page_of(visit, who), table, row)
    if request.method == "POST":
        taken = first_of(acts, lambda act: discarding.discard(act=act, table=table, row=row))
        told = _("Poistettiin: %(what)s.") % {"what": ROWS[table]}
        undoable(request, visit, told, (DISCARD, taken))
        return who.where.back()
    doing = Doing(
        Does.DISCARD,
        _("Poista: %(what)s") % {"what": ROWS[table]},
        _("Poistetaan: %(name)s. Poiston voi kumota vartin ajan.") % {"name": name},
        _("Poista"),
        "trash-2",
        danger=True,
    )
    return doing_page(request, who, doing, Deed())


@undoes(DISCARD)
def _put_back(visit: Visit, taken: Discarded) -> str:
    with transaction.atomic():
        first_of(visit.acts(), lambda act: discarding.put_back(act=act, discarded=taken))
    return str(gettext_lazy("Kumottu."))
