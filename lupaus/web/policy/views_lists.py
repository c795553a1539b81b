"""Pages that edit parts of which a policy has several: rules, recipients, purposes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.policy.amend import GONE
from lupaus.policy.clauses.making import category_names, purpose_name, recipient_name
from lupaus.policy.phrases.parties import country
from lupaus.policy.phrases.words import capital, of
from lupaus.web.frame.wording import words
from lupaus.web.policy.desk import Desk, Room, answered, proposed
from lupaus.web.policy.forms.parts import Changes, Ground, PartForm
from lupaus.web.policy.forms.protection import MeasureForm
from lupaus.web.policy.forms.purposes import PurposeForm
from lupaus.web.policy.forms.recipients import RecipientForm
from lupaus.web.policy.forms.retention import RuleForm
from lupaus.web.policy.forms.tables import without_purpose
from lupaus.web.policy.forms.words import is_away
from lupaus.web.policy.views_parts import part
from lupaus.web.policy.weighed import Weighed, by_id

NEW = "new"


@dataclass(frozen=True, slots=True)
class Card:
    """One of several, with its own form. ``said`` is what the notice says of it now."""

    number: int
    form: PartForm
    title: str
    said: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return self.form.is_bound


def _posted(request: HttpRequest, most: int) -> int | str | None:
    """Which of them the form is about; None when it is about none that there is."""
    said = request.POST.get("number", "")
    if said == NEW:
        return NEW
    return int(said) if said.isascii() and said.isdigit() and int(said) < most else None


def _sentences(weighed: Weighed, ids: Sequence[str]) -> tuple[str, ...]:
    """What the clauses say, in the language of the page."""
    known = by_id(weighed.clauses)
    return tuple(words(of(known[name].sentences)) for name in ids if name in known)


def _several(
    request: HttpRequest,
    desk: Desk,
    section: str,
    make: Callable[[Any, int | None], PartForm],
    card: Callable[[Weighed, int, PartForm], Card],
) -> HttpResponse:
    """A page of cards, each with its form, and a form for one more."""
    ground = desk.ground()
    assert ground is not None and desk.weighed.policy is not None  # noqa: S101, PT018 - see part()
    count = len(ground.tree.get(section) or ())
    posted = _posted(request, count) if request.method == "POST" else None
    forms = [make(request.POST if posted == n else None, n) for n in range(count)]
    new = make(request.POST if posted == NEW else None, None)

    def live(would: Weighed) -> list[tuple[int, tuple[str, ...]]]:
        if not isinstance(posted, int):
            return []
        return [(posted, card(would, posted, forms[posted]).said)]

    cards = [card(desk.weighed, n, form) for n, form in enumerate(forms)]
    shown = {"cards": cards, "new": new}
    here = reverse(f"policy-{section}")
    address = f"{here}#saanto-{posted}" if isinstance(posted, int) else here
    room = Room(f"policy/{section}.html", shown, address, live)
    if posted is None:
        return answered(request, desk, room, make(None, None))
    if "remove" in request.POST and isinstance(posted, int):
        return proposed(request, desk, room, [((section, posted), GONE)])
    return answered(request, desk, room, forms[posted] if isinstance(posted, int) else new)


@part
def retention(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """How long: every rule with the sentence that it makes."""
    given = ground.tree.get("retention") or []

    def make(data: Any, number: int | None) -> RuleForm:
        had = given[number] if number is not None else None
        ids = f"id_{NEW if number is None else number}_%s"
        return RuleForm(data, ground=ground, number=number, given=had, auto_id=ids)

    def card(weighed: Weighed, number: int, form: PartForm) -> Card:
        policy = weighed.policy or ground.policy
        rule = policy.rules()[number]
        title = words(capital(purpose_name(policy, rule.purpose)))
        if rule.data:
            title += f": {words(category_names(rule.data))}"
        return Card(number, form, title, _sentences(weighed, (rule.id,)))

    return _several(request, desk, "retention", make, card)


@part
def protection(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """Measures of protection, each with its rhythm."""
    given = ground.tree.get("protection") or []

    def make(data: Any, number: int | None) -> MeasureForm:
        had = given[number] if number is not None else None
        ids = f"id_{NEW if number is None else number}_%s"
        return MeasureForm(data, ground=ground, number=number, given=had, auto_id=ids)

    def card(weighed: Weighed, number: int, form: PartForm) -> Card:
        policy = weighed.policy or ground.policy
        measure = policy.protection[number].measure
        before = sum(p.measure is measure for p in policy.protection[:number])
        name = f"protection.{measure}" + (f".{before + 1}" if before else "")
        title = str(form.title) if isinstance(form, MeasureForm) else str(measure)
        return Card(number, form, title, _sentences(weighed, (name,)))

    return _several(request, desk, "protection", make, card)


# --- recipients ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Receiver:
    """One recipient in the list."""

    slug: str
    name: str
    service: str
    country: str
    away: bool
    said: tuple[str, ...]


@part
def recipients(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """Everybody who receives information."""
    policy, today = ground.policy, desk.visit.today
    found = [
        Receiver(
            slug,
            words(capital(recipient_name(one))),
            words(capital(of(one.service))) if one.service else "",
            words(country(one.country)) if one.country else "",
            is_away(one.country, today) or one.outside_eea,
            _sentences(desk.weighed, (f"recipient.{slug}",)),
        )
        for slug, one in policy.recipients.items()
    ]
    room = Room("policy/recipients.html", {"receivers": found}, reverse("policy-recipients"))
    return answered(request, desk, room, RecipientForm(None, ground=ground))


@part
def recipient(
    request: HttpRequest, desk: Desk, ground: Ground, slug: str | None = None
) -> HttpResponse:
    """One of them, or one more."""
    given = (ground.tree.get("recipients") or {}).get(slug)
    if slug is not None and given is None:
        raise Http404
    form = RecipientForm(request.POST or None, ground=ground, slug=slug, given=given)
    name = words(capital(recipient_name(ground.policy.recipients[slug]))) if slug else ""
    said = _sentences(desk.weighed, _about(desk.weighed, f"recipient.{slug}"))
    shown = {"form": form, "name": name or _("Uusi vastaanottaja"), "slug": slug, "said": said}
    room = Room("policy/recipient.html", shown, reverse("policy-recipients"))
    if slug and "remove" in request.POST:
        return proposed(request, desk, room, [(("recipients", slug), GONE)])
    return answered(request, desk, room, form)


def _about(weighed: Weighed, stem: str) -> list[str]:
    """The clause and those that belong to it."""
    return [c.id for c in weighed.clauses if c.id == stem or c.id.startswith(f"{stem}.")]


# --- purposes ------------------------------------------------------------------------------


@part
def purposes(request: HttpRequest, desk: Desk, ground: Ground) -> HttpResponse:
    """What the register is for."""
    policy = ground.policy
    found = [
        (
            slug,
            words(capital(purpose_name(policy, slug))),
            _sentences(desk.weighed, (f"basis.{slug}",)),
            len(policy.categories_of(slug)),
        )
        for slug in policy.purposes
    ]
    room = Room("policy/purposes.html", {"purposes": found}, reverse("policy-purposes"))
    return answered(request, desk, room, PurposeForm(None, ground=ground))


@part
def purpose(
    request: HttpRequest, desk: Desk, ground: Ground, slug: str | None = None
) -> HttpResponse:
    """One of them, or one more. One that goes takes its rules along."""
    given = (ground.tree.get("purposes") or {}).get(slug)
    if slug is not None and given is None:
        raise Http404
    form = PurposeForm(request.POST or None, ground=ground, slug=slug, given=given)
    name = words(capital(purpose_name(ground.policy, slug))) if slug else _("Uusi tarkoitus")
    rules = sum(rule.purpose == slug for rule in ground.policy.retention)
    shown = {"form": form, "name": name, "slug": slug, "rules": rules}
    room = Room("policy/purpose.html", shown, reverse("policy-purposes"))
    if slug and "remove" in request.POST:
        wanted: Changes = without_purpose(ground.tree, slug)
        return proposed(request, desk, room, wanted)
    return answered(request, desk, room, form)
