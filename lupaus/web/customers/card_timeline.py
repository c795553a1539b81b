"""What has happened with a customer, in words, newest first, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.guard import Reading
from lupaus.policy.model import Policy
from lupaus.register.named import named
from lupaus.register.timeline import Item, Mark, Timeline, What, timeline
from lupaus.register.typed import IN_PLACE
from lupaus.register.unfit import Unknown
from lupaus.web.customers.card_allowed import decided_text, how_text
from lupaus.web.customers.card_base import Somebody, Where, part_page
from lupaus.web.customers.card_words import CHOICES, ICONS, INVOICES, ROWS, purpose_label
from lupaus.web.customers.words import CHANNELS, ROLES, STATES
from lupaus.web.frame.visit import Visit
from lupaus.web.frame.wording import actor_label, did_label

#: Where a page of the timeline begins: the parameter with the mark of the page before.
FROM = "j"
#: The parameter that shows who has looked, for the main user.
READS = "katselut"
SIZE = 20
#: A text longer than either is folded: so much of it stands open.
LONG, LINES = 1_000, 20
OPEN, OPEN_LINES = 500, 10


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, as it is read. ``text`` is in its own lines; ``rest`` is the
    part of a long one that is folded."""

    id: str
    icon: str
    day: date
    at: datetime | None
    head: str
    text: str
    rest: str
    by: str
    edit: str
    invoice: str
    cents: int | None
    other: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the timeline, and the address of the next; empty at the end. ``left_out`` of
    those who looked are told where ``looked`` leads."""

    items: tuple[Happened, ...]
    after: str
    left_out: int
    looked: str


def page_of(  # noqa: PLR0913 - how a page is asked for
    r: Reading,
    at: Where,
    policy: Policy,
    *,
    mark: Mark | None = None,
    reads: bool = False,
    editable: Iterable[str] = (),
) -> Page | None:
    """One page; None for a party that the reading does not see. ``editable`` are the tables
    whose rows somebody may mend here."""
    found = timeline(r, at.party, after=mark, size=SIZE, reads=reads)
    if found is None:
        return None
    firms = _firms(r, found)
    tables = IN_PLACE & frozenset(editable)
    items = tuple(_happened(one, at, policy, tables, firms) for one in found.items)
    after = ""
    if found.after:
        said = {FROM: found.after.text(), **({READS: "1"} if reads else {})}
        there = at.to("customer-timeline")
        after = f"{there}{'&' if at.query else '?'}{urlencode(said)}"
    return Page(items, after, found.left_out, _looked(at.party, found))


def _looked(party: int, found: Timeline) -> str:
    """The record of reads from the day on that the page's last read is of; empty where the page
    has them all."""
    if not found.left_out:
        return ""
    last = min(one.day for one in found.items if one.what is What.READ)
    return f"{reverse('reads')}?{urlencode({'loppu': last, 'asiakas': party})}"


def _firms(r: Reading, found: Timeline) -> dict[int, str]:
    """The names of the organisations that the page speaks of."""
    ids = {one.other for one in found.items if one.other is not None}
    if not ids:
        return {}
    return {one.party: one.name or str(one.number) for one in named(r, ids).values()}


def _happened(
    one: Item, at: Where, policy: Policy, editable: frozenset[str], firms: dict[int, str]
) -> Happened:
    head, whole, by = _words(one, policy)
    text, rest = folded(whole)
    other = None
    if one.other is not None and one.other in firms:
        other = (Where(one.other, at.word).card, firms[one.other])
    edit = invoice = ""
    if one.what is What.INVOICE:
        invoice = at.to("customer-invoice", one.id)
    elif one.what in editable:
        edit = at.to("customer-change", str(one.what), one.id)
    icon = ICONS.get(one.what, "eye" if one.what is What.READ else "history")
    if one.what is What.MESSAGE:
        icon = _CHANNEL_ICONS.get(one.way, icon)
    slot = f"aika-{one.what}-{one.id}"
    said = (head, text, rest, by)
    return Happened(slot, icon, one.day, one.at, *said, edit, invoice, one.cents, other)


def folded(text: str) -> tuple[str, str]:
    """The beginning of a long text, to the end of a word, and the rest; a short one whole."""
    if len(text) <= LONG and text.count("\n") < LINES:
        return text, ""
    head = "\n".join(text[:OPEN].split("\n")[:OPEN_LINES])
    if len(head) == OPEN and not text[OPEN].isspace():
        head = (head.rsplit(None, 1) or [head])[0]
    return head.rstrip(), text[len(head) :].strip()


_CHANNEL_ICONS = {
    "email": "mail",
    "phone": "phone",
    "sms": "message-square",
    "post": "mailbox",
    "in-person": "users",
    "form": "clipboard-list",
}


def _words(one: Item, policy: Policy) -> tuple[str, str, str]:
    """The head, the text below it, and by whom."""
    match one.what:
        case What.MESSAGE:
            way, side = CHANNELS.get(one.way, one.way), CHOICES["direction"][one.state]
            return _joined(_capital(way), one.head), one.text, str(side)
        case What.PERMISSION:
            told = {
                "purpose": _capital(purpose_label(policy, one.head)),
                "channel": CHANNELS.get(one.way, one.way),
                "decision": decided_text(one.state),
            }
            said = _("%(purpose)s, %(channel)s: %(decision)s") % told
            return said, "", how_text(one.text)
        case What.NOTE | What.FOLLOWUP:
            heads = {"done": _("Tehty"), "open": _("Muistutus")}
            by = one.head if one.what is What.NOTE else one.way
            return heads.get(one.state, _("Merkintä")), one.text, by
        case What.EVENT:
            return _told(one), "", ""
        case What.READ:
            return _("%(who)s katsoi") % {"who": actor_label(one.head)}, "", ""
        case _:
            return _of_relation(one)


def _of_relation(one: Item) -> tuple[str, str, str]:
    """Of trade and of the relation: likewise."""
    match one.what:
        case What.ORDER:
            state = CHOICES["status"].get(one.state, one.state)
            return _joined(one.head, state), one.way, ""
        case What.INVOICE:
            label = INVOICES[one.state][0] if one.state in INVOICES else one.state
            told = {"number": one.head, "state": label}
            return _("Lasku %(number)s, %(state)s") % told, "", ""
        case What.RELATION:
            return _("Asiakkuus: %(state)s") % {"state": STATES[one.state]}, one.text, ""
        case _:
            ended = one.state == "ended"
            role = _("Rooli päättyi") if ended else _capital(ROLES.get(one.state, one.state))
            return _joined(role, one.head), "", ""


def _told(one: Item) -> str:
    """What the ledger tells: who did what to which fields."""
    tables = dict.fromkeys(name.partition(".")[0] for name in one.fields)
    fields = ", ".join(str(ROWS[t]) for t in tables if t in ROWS)
    did = {"who": actor_label(one.head), "did": did_label(one.state, one.way)}
    said = _("%(who)s %(did)s") % did
    return f"{said}: {fields}" if fields else said


def _joined(*parts: Any) -> str:
    return ": ".join(str(part) for part in parts if part)


def _capital(text: Any) -> str:
    plain = str(text)
    return plain[:1].upper() + plain[1:]


@part_page()
def more(request: HttpRequest, visit: Visit, who: Somebody) -> HttpResponse:
    """The next page, by itself or at the end of the one before."""
    mark = Mark.read(request.GET.get(FROM, ""))
    reads = visit.is_owner and READS in request.GET
    editable = {section.table for section in who.form.sections}
    with visit.reading("customer-timeline") as r:
        page = page_of(
            r, who.where, visit.adopted.policy, mark=mark, reads=reads, editable=editable
        )
    if page is None:
        raise Unknown("there is no such party, or not for these purposes")
    shown = {"who": who, "timeline": page, "back": who.where.card, "reads": reads}
    template = "customers/card_timeline.html"
    if not request.htmx:  # type: ignore[attr-defined]  # the middleware's
        template = "customers/card_timeline_page.html"
    return render(request, template, shown)
