"""The card of a customer: everything that the purposes of the moment need, on one screen.

One reading sees it all, so that what is shown belongs together; what it does not see is told
with the clause that hides it. After something was done by htmx the whole page is answered
again: nothing beside what was changed is left stale.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from lupaus.guard import Reading
from lupaus.guard.collecting import verdicts_for
from lupaus.policy.vocabulary import Category, SourceKind, State
from lupaus.register.agenda import of_party
from lupaus.register.facts import Facts, known
from lupaus.register.fields import Form, form_of
from lupaus.register.listing import Neighbours
from lupaus.register.merge import Recent, last_merge
from lupaus.register.named import Named
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.rows import (
    FollowUpRow,
    Hidden,
    OrganisationPage,
    Page,
    PersonPage,
    Why,
)
from lupaus.register.wanted import Kind
from lupaus.web.customers import card_timeline as happened
from lupaus.web.customers.card_allowed import allowed
from lupaus.web.customers.card_base import Somebody, Where, unseen, where
from lupaus.web.customers.card_compose import composer
from lupaus.web.customers.card_sealed import TABLES
from lupaus.web.customers.card_shown import Shown, period, rest
from lupaus.web.customers.card_trade import INVOICE
from lupaus.web.customers.card_words import ICONS, ROWS, purpose_label
from lupaus.web.customers.context import beside, unpacked
from lupaus.web.customers.words import KINDS, STATES
from lupaus.web.frame.page import page as a_page
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.visit import known as in_order
from lupaus.web.frame.wording import category_label


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading saw."""

    page: PersonPage | OrganisationPage
    facts: Facts
    form: Form
    todo: tuple[FollowUpRow, ...]
    timeline: happened.Page
    beside: Neighbours | None
    merged: Recent | None
    sees_permissions: bool
    sees_roles: bool


@a_page()
def card(request: HttpRequest, visit: Visit, party: int) -> HttpResponse:
    """One customer."""
    at = where(request, party)
    reads = visit.is_owner and happened.READS in request.GET
    with visit.reading("customer-card") as r:
        found = _read(r, visit, at, reads=reads)
    if found is None:
        return unseen(request, visit)
    answer = render(request, "customers/card.html", _context(visit, at, found, reads=reads))
    if request.htmx:  # type: ignore[attr-defined]  # the middleware's: a form led back here
        answer.headers["HX-Retarget"] = "#main"
        answer.headers["HX-Reselect"] = "#main"
        answer.headers["HX-Reswap"] = "outerHTML show:none"
    return answer


def _read(r: Reading, visit: Visit, at: Where, *, reads: bool) -> Read | None:
    page = _page(r, at.party, visit)
    if page is None:
        return None
    facts = known(at.party)
    form = form_of(visit.adopted, facts, visit.purposes, visit.today)
    editable = {section.table for section in form.sections}
    policy = visit.adopted.policy
    timeline = happened.page_of(r, at, policy, reads=reads, editable=editable)
    assert timeline is not None  # noqa: S101 - the same reading has just seen the party
    asked = unpacked(at.word)
    return Read(
        page,
        facts,
        form,
        of_party(r, at.party, today=visit.today),
        timeline,
        beside(r, asked, at.party) if asked else None,
        last_merge(at.party, today=visit.today),
        r.sees("permission"),
        r.sees("affiliation"),
    )


def _page(r: Reading, party: int, visit: Visit) -> PersonPage | OrganisationPage | None:
    found = person_page(r, party, today=visit.today)
    return found or organisation_page(r, party, today=visit.today)


# --- what the template is handed ------------------------------------------------------------


def _context(visit: Visit, at: Where, read: Read, *, reads: bool) -> dict[str, Any]:
    page, form = read.page, read.form
    shown = Shown(visit.adopted, form, at, visit.today)
    is_firm = page.is_organisation
    people = page.people if isinstance(page, OrganisationPage) else page.affiliations
    named = Named(page.party, page.number, is_firm, page.title)
    who = Somebody(named, read.facts, form, at)
    add = _add(visit, at, read)
    said = {
        "who": who,
        "page": page,
        "title": page.title or _("Asiakas %(number)s") % {"number": page.number or ""},
        "edit_name": _edit_name(at, page, form),
        "state": _state(page),
        "kinds": _kinds(page),
        "menu": _menu(at, page, read.merged),
        "merged": read.merged,
        "beside": _beside(at, read.beside),
        "purposes": (purposes := _purposes(visit)),
        "alone": next((label for _name, label, alone in purposes if alone), ""),
        "add": add,
        "refused": _refused(page, form),
        "hidden": [(_hidden(one, visit), one.clause) for one in page.hidden],
        "sees_permissions": read.sees_permissions,
        "reads": reads,
        "timeline": read.timeline,
        "composer": composer(visit, who, "merkinta", at=at),
        "todo": [
            (one, one.due_on < visit.today, _edit(at, form, "followup", one.id))
            for one in read.todo
        ],
        "today": visit.today,
    }
    sections = {
        "contact": shown.contact(page),
        "firms": shown.firms(page),
        "roles": shown.roles(people, page.party, at_firm=is_firm),
        "states": shown.states(page.relationships),
        "orders": shown.orders(page.orders),
        "invoices": shown.invoices(page.invoices),
        "billing": shown.billing(page.billing),
        "files": shown.files(page),
        "secrets": shown.secrets(page),
        "credit": shown.credit(page),
        "allowed": allowed(visit, page.party, page.permissions)
        if read.sees_permissions
        else (),
    }
    missing = [(ROWS[t], url, ICONS[t]) for t, url in add.items() if not _has(sections, t)]
    return {**said, **sections, "missing": missing, "nameless": _nameless(page, visit)}


#: The section in which rows of a table are shown.
_SECTION = {
    "emailaddress": "contact",
    "phonenumber": "contact",
    "postaladdress": "contact",
    "webaddress": "contact",
    "organisation": "firms",
    "affiliation": "roles",
    "billingprofile": "billing",
    "order": "orders",
    "identitycode": "secrets",
    "credential": "secrets",
    "file": "files",
    "creditcheck": "credit",
    INVOICE: "invoices",
}


def _has(sections: Mapping[str, Any], table: str) -> bool:
    """Is there a section with a row of the table, whose head offers another?"""
    if _SECTION[table] in {"contact", "secrets"}:
        return any(one.slot.startswith(f"{table}-") for one in sections[_SECTION[table]])
    return bool(sections[_SECTION[table]])


def _add(visit: Visit, at: Where, read: Read) -> dict[str, str]:
    """What may be added, by table: the address of its form."""
    page, form = read.page, read.form
    there = {
        "organisation": page.firms,
        "billingprofile": page.billing,
        "identitycode": page.identity_codes,
    }
    found = {}
    for table in _SECTION:
        if table == "affiliation" and page.is_organisation:
            if read.sees_roles:
                found[table] = at.to("customer-add", table)
        elif table in {INVOICE, "creditcheck"}:
            if _covers(visit, read.facts, table):
                name = "customer-invoice-new" if table == INVOICE else "customer-keep"
                found[table] = at.to(name, *([] if table == INVOICE else [table]))
        elif rest(there.get(table, ()), table, form):
            name = "customer-keep" if table in TABLES else "customer-add"
            found[table] = at.to(name, table)
    return found


def _covers(visit: Visit, facts: Facts, table: str) -> bool:
    """Does a purpose of the moment need such rows of such a party?"""
    sources = visit.adopted.policy.sources
    if table == "creditcheck" and not any(
        one.kind is SourceKind.CREDIT_REGISTER for one in sources.values()
    ):
        return False
    return any(
        verdicts_for(visit.adopted, facts.subject, purpose)[table] is None
        for purpose in visit.purposes
    )


def _edit(at: Where, form: Form, table: str, row: int) -> str:
    return at.to("customer-change", table, row) if form.section(table) else ""


def _edit_name(at: Where, page: Page, form: Form) -> tuple[str, str] | None:
    """The slot and the address of the form that mends the name."""
    table = "organisation" if page.is_organisation else "personname"
    rows = page.firms if page.is_organisation else page.names
    if not rows or not (url := _edit(at, form, table, rows[0].id)):
        return None
    return f"{table}-{rows[0].id}", url


def _state(page: Page) -> tuple[Any, str, str] | None:
    """The state in a word, its tone, and its days."""
    if page.relation is None:
        return None
    tones = {State.CUSTOMER: "kept", State.PROSPECT: "note", State.FORMER: ""}
    days = period(page.relation.started_on, page.relation.ended_on)
    return STATES[page.relation.state], tones[page.relation.state], days


def _kinds(page: Page) -> list[Any]:
    there = {
        Kind.CONSUMER: page.is_consumer,
        Kind.REPRESENTATIVE: page.is_representative,
        Kind.SOLE_TRADER: page.is_sole_trader,
        Kind.TECHNICAL: page.is_technical,
        Kind.ORGANISATION: page.is_organisation,
    }
    return [KINDS[kind] for kind, said in there.items() if said]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the menu of what can be done."""

    label: str
    url: str
    icon: str


def _menu(at: Where, page: Page, merged: Recent | None) -> list[Choice]:
    found = [Choice(_("Kirjaa lupa tai kielto"), at.to("customer-permission"), "megaphone")]
    if page.relation is not None:
        ends = page.relation.state is State.CUSTOMER
        label = _("Päätä asiakkuus") if ends else _("Aloita asiakkuus")
        found.append(Choice(label, at.to("customer-relation"), "handshake"))
    with suppress(NoReverseMatch):  # the room may not be there
        found.append(Choice(_("Yhdistä toiseen"), at.to("merge"), "merge"))
    if merged is not None:
        found.append(Choice(_("Kumoa yhdistäminen"), f"{at.card}#yhdistetty", "undo-2"))
    if not page.is_organisation:
        label = _("Poista turvakielto") if page.protected else _("Merkitse turvakielto")
        icon = "shield-off" if page.protected else "shield-alert"
        found.append(Choice(label, at.to("customer-protection"), icon))
    label = _("Riita on ratkennut") if page.disputed else _("Merkitse riita")
    found.append(Choice(label, at.to("customer-claim"), "scale"))
    label = _("Poista rajoitus") if page.restricted else _("Rajoita käsittelyä")
    icon = "lock-open" if page.restricted else "lock"
    found.append(Choice(label, at.to("customer-restriction"), icon))
    return found


def _beside(at: Where, found: Neighbours | None) -> dict[str, str]:
    """The way back to the list, and on in it."""
    asked = unpacked(at.word)
    if asked is None:
        return {}
    before, after = (found.before, found.after) if found else (None, None)
    return {
        "list": asked.address,
        "before": Where(before, at.word).card if before else "",
        "after": Where(after, at.word).card if after else "",
    }


def _purposes(visit: Visit) -> list[tuple[str, str, bool]]:
    """Those of the role, each with whether it is the one that the work is narrowed to."""
    policy = visit.adopted.policy
    alone = next(iter(visit.purposes)) if visit.is_narrowed else ""
    return [
        (name, purpose_label(policy, name), name == alone)
        for name in in_order(visit.actor.purposes, visit.adopted.policy)
    ]


def _hidden(one: Hidden, visit: Visit) -> str:
    """What is hidden and why, as one sentence."""
    label = category_label(one.category)
    told = {"what": label[:1].upper() + label[1:]}
    match one.why:
        case Why.NOT_NEEDED:
            if visit.is_narrowed:
                told["purpose"] = purpose_label(visit.adopted.policy, *visit.purposes)
                return _("%(what)s: tarkoitus %(purpose)s ei tarvitse tätä.") % told
            return _("%(what)s: tarkoituksesi eivät tarvitse tätä.") % told
        case Why.NOT_OF_SUCH:
            return _("%(what)s: tätä ei tarvita tällaisista asiakkaista.") % told
        case Why.CLOSED:
            return _("%(what)s: määräaika on kulunut.") % told


def _nameless(page: Page, visit: Visit) -> tuple[str, str] | None:
    """Why a number stands in the place of the name: a sentence, and the clause that hides it.
    None where the name is there, or no clause hides it."""
    named = Category.ORGANISATION if page.is_organisation else Category.NAME
    hidden = [] if page.title else [one for one in page.hidden if one.category is named]
    if not hidden:
        return None
    match hidden[0].why:
        case Why.CLOSED:
            said = _("Nimi ei näy, koska aika, jonka sitä saa käyttää, on kulunut.")
        case Why.NOT_OF_SUCH:
            said = _("Nimi ei näy, koska sitä ei tarvita tällaisista asiakkaista.")
        case Why.NOT_NEEDED if visit.is_narrowed:
            purpose = purpose_label(visit.adopted.policy, *visit.purposes)
            said = _("Nimi ei näy, koska tarkoitus %(purpose)s ei tarvitse sitä.")
            said %= {"purpose": purpose}
        case Why.NOT_NEEDED:
            said = _("Nimi ei näy, koska tarkoituksesi eivät tarvitse sitä.")
    return said, hidden[0].clause


def _refused(page: Page, form: Form) -> list[tuple[Any, str]]:
    """What may not be entered though the section itself is in sight, with the clause."""
    hidden = {one.category for one in page.hidden}
    return [(ROWS[one.field], one.clause) for one in form.refused if one.category not in hidden]
