"""It was somebody who is in the register already: what was typed is offered to their card.

Nothing is written before it is said what. What the card has is left out, what such a party may
not have is named with its clause, and the whole can be undone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lupaus.guard import Refused
from lupaus.register import typed as reading_of
from lupaus.register.edit import Applied, Change, apply_all
from lupaus.register.pages import organisation_page, person_page
from lupaus.register.rows import Page, PersonPage
from lupaus.register.spelling import e164
from lupaus.register.unfit import Unfit
from lupaus.register.wrong import Mistaken, wrong_of
from lupaus.text import fold
from lupaus.web.customers.adding_employer import employer_of
from lupaus.web.customers.adding_form import SOURCE, Head
from lupaus.web.customers.adding_rows import FIRST, FOLDED, EntryRow, Part, part_of, told
from lupaus.web.customers.adding_words import NotAsked, not_asked
from lupaus.web.customers.card_base import Somebody, part_page
from lupaus.web.customers.card_forms import refuse_past
from lupaus.web.customers.card_words import source_label
from lupaus.web.frame.back import said, undoable
from lupaus.web.frame.once import once
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import sentence_of
from lupaus.web.undo import EDIT

ADD: Final = "add"
TAKE: Final = "take"
_ROLE = "affiliation"
Given = Mapping[str, Any]


@dataclass(slots=True)
class Offer:
    """One row that was typed, and whether it is to be added."""

    part: Part
    row: EntryRow
    taken: bool
    other: int | None = None

    @property
    def place(self) -> str:
        return str(self.row.prefix)

    def change(self, common: str) -> Change:
        given = self.row.given | ({"organisation_id": self.other} if self.other else {})
        return Change.add(self.part.table, given, source=self.part.source_of(common))


class Offers:
    """What of the form may go to the card."""

    def __init__(self, visit: Visit, who: Somebody, typed: QueryDict) -> None:
        self._visit, self._who, self._typed = visit, who, typed
        policy = visit.adopted.policy
        page = _page(visit, who)
        self.employer = employer_of(visit, typed) if isinstance(page, PersonPage) else None
        self.page = page
        self.there = 0
        self.not_asked: list[NotAsked] = []
        self.rows: list[Offer] = []
        for table in (*FIRST, *FOLDED):
            if table != who_is(who):
                self.rows += self._offered(table)
        gives = {
            one.slug
            for offer in self.rows
            if not offer.part.section.source and len(offer.part.section.sources) > 1
            for one in offer.part.section.sources
        }
        sources = [
            (slug, source_label(policy, slug)) for slug in policy.sources if slug in gives
        ]
        self.head = Head(typed, sources, "")

    def _offered(self, table: str) -> Iterator[Offer]:
        section = self._who.form.section(table)
        if section is None:
            self._refuse(table)
            return
        role = table == _ROLE
        policy = self._visit.adopted.policy
        only = ["role", "title"] if role else ()
        part = part_of(section, policy, self._typed, only=only)
        other = self.employer.party if role and self.employer else None
        for row in part.rows:
            if (role and other is None) or not (role or (row.is_bound and row.has_changed())):
                continue
            if self.page and _is_there(self.page, row, other, self._visit.today):
                self.there += 1
                continue
            taken = self._typed.get("do") != ADD or row.prefix in self._typed.getlist(TAKE)
            yield Offer(part, row, taken, other)

    def _refuse(self, table: str) -> None:
        against = self._who.form.refusal(table)
        typed = any(
            name.startswith(f"{table}-0-") and str(self._typed[name]).strip() not in {"", "FI"}
            for name in self._typed
        )
        if against and typed and table != _ROLE:
            subject = self._who.facts.subject
            self.not_asked.append(not_asked(self._visit.adopted, subject, against))

    @property
    def taken(self) -> list[Offer]:
        return [offer for offer in self.rows if offer.taken]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        rows = [told(offer.row) for offer in self.taken]
        sources = [told(o.part.source) for o in self.taken if o.part.source]
        return [*told(self.head), *(one for each in (*rows, *sources) for one in each)]

    def judge(self) -> bool:
        """Is everything that is to be added right, as far as can be told here?"""
        common = self.head.source
        for offer in self.taken:
            change = offer.change(common)
            try:
                reading_of.read(change.table, change.given, at=self._visit.at)
            except Mistaken as mistaken:
                offer.row.fail(mistaken)
            refuse_past(offer.row, self._visit.today)
            several = len(offer.part.section.sources) > 1
            if several and not change.source and SOURCE not in self.head.errors:
                self.head.add_error(SOURCE, _("Valitse, mistä tiedot saatiin."))
        return not self.errors

    def add(self) -> Applied:
        """Everything that was taken, or nothing. Raises Mistaken and Refused."""
        act, *also = self._visit.acts()
        changes = [offer.change(self.head.source) for offer in self.taken]
        try:
            return apply_all(act=act, also=also, party=self._who.id, changes=changes)
        except Unfit as unfit:  # a source that must be named
            raise Mistaken((wrong_of(changes[0].table, unfit),)) from None

    def fail(self, mistaken: Mistaken) -> None:
        taken = self.taken
        for wrong in mistaken.wrong:
            taken[min(wrong.at, len(taken) - 1)].row.wrong(wrong)


def who_is(who: Somebody) -> str:
    """The table of what they are called, which the card has."""
    return "organisation" if who.named.is_organisation else "personname"


def _page(visit: Visit, who: Somebody) -> Page | None:
    look = organisation_page if who.named.is_organisation else person_page
    with visit.reading("customer-part") as r:
        return look(r, who.id, today=visit.today)


def _number(typed: str) -> str:
    try:
        return e164(typed.strip())
    except Unfit:
        return ""


def _street(*lines: str) -> str:
    return fold(" ".join(line.strip() for line in lines))


#: By table: what the card has, and what was typed, in a form in which they are compared.
_THERE: Final[Mapping[str, tuple[Callable[[Page], set[Any]], Callable[[Given], Any]]]] = {
    "emailaddress": (
        lambda page: {fold(one.address) for one in page.emails},
        lambda given: fold(given["address"].strip()),
    ),
    "phonenumber": (
        lambda page: {one.e164 for one in page.phones},
        lambda given: _number(given["typed"]),
    ),
    "postaladdress": (
        lambda page: {_street(one.street, one.postcode, one.town) for one in page.addresses},
        lambda given: _street(given["street"], given["postcode"], given["town"]),
    ),
    "webaddress": (
        lambda page: {fold(one.url) for one in page.webs},
        lambda given: fold(given["url"].strip()),
    ),
    # Of these there is one: that of the card is mended there.
    "billingprofile": (lambda page: {bool(page.billing)}, lambda _given: True),
    "organisation": (lambda page: {bool(page.firms)}, lambda _given: True),
}


def _is_there(page: Page, row: EntryRow, other: int | None, today: date) -> bool:
    """Has the card such a row already?"""
    if row.table == _ROLE:
        return isinstance(page, PersonPage) and any(
            one.other == other
            and one.role == row.given["role"]
            and (one.ended_on is None or one.ended_on > today)
            for one in page.affiliations
        )
    if row.table not in _THERE:
        return False
    theirs, ours = _THERE[row.table]
    return ours(row.given) in theirs(page)


@part_page(methods="POST")
def complete(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """What was typed about somebody who is here already, offered to their card."""
    offers = Offers(visit, who, request.POST)
    if not offers.rows and not offers.not_asked:
        said(request, _("Kortilla on jo kaikki, mitä kirjoitit."))
        return who.where.back()
    adds = request.POST.get("do") == ADD
    if adds and not offers.taken:
        return who.where.back()
    if adds:
        return once(request, visit, lambda: _added(request, visit, who, offers))
    return _shown(request, visit, who, offers)


def _added(request: HttpRequest, visit: Visit, who: Somebody, offers: Offers) -> HttpResponse:
    """On the card; or the form with what is wrong."""
    refused: Refused | None = None
    if offers.judge():
        try:
            applied = offers.add()
        except Mistaken as mistaken:
            offers.fail(mistaken)
        except Refused as no:
            refused = no
        else:
            return _done(request, visit, who, applied)
    return _shown(request, visit, who, offers, errors=offers.errors, refused=refused)


def _shown(  # noqa: PLR0913 - what a form is shown with
    request: HttpRequest,
    visit: Visit,
    who: Somebody,
    offers: Offers,
    *,
    errors: Sequence[tuple[str, str, str]] = (),
    refused: Refused | None = None,
) -> HttpResponse:
    shown = {
        "who": who,
        "offers": offers,
        "errors": errors,
        "refused": refused,
        "refused_says": sentence_of(visit.adopted, refused.clause) if refused else "",
    }
    status = 422 if errors or refused else 200
    return render(request, "customers/add_existing.html", shown, status=status)


def _done(request: HttpRequest, visit: Visit, who: Somebody, applied: Applied) -> HttpResponse:
    count = len(applied.ids)
    text = ngettext("%(n)d tieto lisättiin.", "%(n)d tietoa lisättiin.", count) % {"n": count}
    if applied.undo is None:
        said(request, text)
    else:
        undoable(request, visit, text, (EDIT, applied.undo))
    return who.where.back()
