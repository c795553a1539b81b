"""Editing the draft: what a form would change is shown, then written, and can be undone.

Nothing here touches what is in force. A form that says *show* is answered with what would
change and writes nothing; the same form without it is written to the draft.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lupaus.guard import Adopted, Refused
from lupaus.guard.refused import BY_DESIGN
from lupaus.policy.amend import NotAmended, amended
from lupaus.policy.problem import Level
from lupaus.web.frame.back import undoable, warned
from lupaus.web.frame.visit import Visit
from lupaus.web.policy import draft as drafts
from lupaus.web.policy.draft import Draft, DraftChanged, NoPlace
from lupaus.web.policy.effects import Outcome, outcome
from lupaus.web.policy.forms.parts import Changes, Ground
from lupaus.web.policy.problems import Told, told
from lupaus.web.policy.turns import Turns, turns
from lupaus.web.policy.weighed import Weighed, changes, weigh
from lupaus.web.undo import undoes

#: What a form may ask for instead of being written.
SHOW, EFFECT = "show", "effect"


@dataclass(frozen=True, slots=True)
class Desk:
    """The draft, what it promises, and what is in force."""

    visit: Visit
    draft: Draft
    weighed: Weighed

    @classmethod
    def of(cls, visit: Visit) -> "Desk":
        draft = drafts.read()
        return cls(visit, draft, weigh(draft.text, visit.today))

    @property
    def adopted(self) -> Adopted:
        return self.visit.adopted

    @property
    def changed(self) -> int:
        """How many sentences the draft changes."""
        return len(changes(self.adopted, self.weighed))

    def ground(self) -> Ground | None:
        """What a form stands on; None for a draft that cannot be read as a policy."""
        policy = self.weighed.policy
        return Ground.of(policy, self.draft.text, self.adopted) if policy else None

    def would(self, text: str) -> Weighed:
        return weigh(text, self.visit.today)


@dataclass(frozen=True, slots=True)
class Panel:
    """What a text would change, beside the form. ``fresh`` are problems that the version in
    force does not have."""

    turns: Turns
    fresh: list[Told]
    errors: int
    unsaved: int


def panel(desk: Desk, would: Weighed | None = None) -> Panel:
    """Of the draft, or of the text that a form would make of it."""
    text = would or desk.weighed
    found = turns(desk.adopted, text, saved=desk.weighed if would else None)
    stands = {(p.code, p.message) for p in desk.would(desk.adopted.text).problems}
    fresh = [p for p in text.problems if (p.code, p.message) not in stands]
    return Panel(
        turns=found,
        fresh=told(fresh, text.text),
        errors=sum(p.level is Level.ERROR for p in text.problems),
        unsaved=sum(turn.unsaved for turn in found.all),
    )


@dataclass(frozen=True, slots=True)
class Room:
    """The page of one part of the policy: its template, what it shows, its own address.
    ``live`` says what a card would say of itself, so that it changes while somebody types."""

    template: str
    shown: dict[str, Any]
    address: str
    live: Callable[[Weighed], list[tuple[int, tuple[str, ...]]]] | None = None


def page(
    request: HttpRequest, desk: Desk, room: Room, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page with the panel beside it."""
    shown = {"desk": desk, "panel": panel(desk), **room.shown, **more}
    return render(request, room.template, shown, status=status)


def answered(request: HttpRequest, desk: Desk, room: Room, form: Any) -> HttpResponse:
    """Show the form, or what it would change, or write it."""
    if not form.is_bound:
        return page(request, desk, room)
    if not form.is_valid():
        return unfit(request, desk, room, form)
    return proposed(request, desk, room, form.changes(), form=form)


def unfit(request: HttpRequest, desk: Desk, room: Room, form: Any) -> HttpResponse:
    """The page with the mistakes beside the fields; while somebody types, only a word of it."""
    if _is_part(request):
        shown = {"desk": desk, "panel": panel(desk), "faulty": form}
        return render(request, "policy/panel.html", shown)
    return page(request, desk, room, status=422)


def proposed(
    request: HttpRequest, desk: Desk, room: Room, wanted: Changes, *, form: Any = None
) -> HttpResponse:
    """Changes of the draft: shown when the form says so, otherwise written."""
    try:
        text = amended(desk.draft.text, wanted)
    except NotAmended:
        if form is not None:
            form.add_error(None, _by_hand())
            return unfit(request, desk, room, form)
        return page(request, desk, room, status=422, sorry=_by_hand())
    would = desk.would(text)
    if would.policy is None:
        return _unreadable(request, desk, room, would)
    match request.POST.get("only"):
        case "effect":
            return render(request, "policy/effect.html", {"outcome": weighing(desk, would)})
        case "show":
            return _shown(request, desk, room, would)
        case _:
            return written(request, desk, room, text)


def _by_hand() -> str:
    return _("Tämä kohta on tekstissä kirjoitettu tavalla, jota lomake ei osaa. Muuta tekstiä.")


def _unreadable(request: HttpRequest, desk: Desk, room: Room, would: Weighed) -> HttpResponse:
    """What was typed would break the policy: told, and nothing is written."""
    problems = told(would.problems, would.text)
    if _is_part(request):
        shown = {"desk": desk, "panel": panel(desk), "broken": problems}
        return render(request, "policy/panel.html", shown)
    return page(request, desk, room, status=422, broken=problems)


def _shown(request: HttpRequest, desk: Desk, room: Room, would: Weighed) -> HttpResponse:
    beside = panel(desk, would)
    if _is_part(request):
        live = room.live(would) if room.live else []
        shown = {"desk": desk, "panel": beside, "live": live, "asked": _asked(request)}
        return render(request, "policy/panel.html", shown)
    return page(request, desk, room, panel=beside)


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form said, to be said again when the effect of it is asked for."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "only"}
        for value in values
    ]


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def weighing(desk: Desk, would: Weighed, *, year: bool = False) -> Outcome | None:
    """What a text would do to the data that is here; None where it promises the same."""
    if not changes(desk.adopted, would):
        return None
    return outcome(desk.adopted.policy, would, desk.visit.today, year=year)


# --- writing -------------------------------------------------------------------------------


def written(request: HttpRequest, desk: Desk, room: Room, text: str) -> HttpResponse:
    """The draft has this text, unless somebody was quicker: then the form is shown again."""
    if text == desk.draft.text:
        return redirect(room.address)
    try:
        after = put(request, desk, text)
    except DraftChanged:
        return page(request, desk, room, status=409, overtaken=True)
    except NoPlace as no:
        return page(request, desk, room, status=409, no_place=str(no))
    sentence = _("Luonnos on tallennettu. Voimassa oleva seloste ei muuttunut.")
    undoable(request, desk.visit, sentence, (DRAFT, (desk.draft.text, after.digest)))
    return redirect(room.address)


def put(request: HttpRequest, desk: Desk, text: str) -> Draft:
    """Write over the text that the form was made from. Raises DraftChanged and NoPlace."""
    seen = seen_in(request)
    if seen != desk.draft.digest:
        raise DraftChanged("the form was made from another text")
    return drafts.write(text, seen=seen)


def seen_in(request: HttpRequest) -> str:
    """The digest of the text that a form was made from; or of the one that somebody was shown
    beside their own and has chosen to write over."""
    return request.POST.get("over") or request.POST.get("seen", "")


DRAFT = "policy-draft"


@undoes(DRAFT)
def _undo(visit: Visit, value: Any) -> str:
    """The draft is what it was, if nobody has written to it since."""
    if not visit.is_owner:
        raise Refused("only the main user does this", law=BY_DESIGN)
    before, digest = value
    try:
        drafts.write(before, seen=digest)
    except DraftChanged:
        return _("Luonnosta on muutettu sen jälkeen, joten sitä ei kumottu.")
    except NoPlace:
        return _("Luonnosta ei voi kirjoittaa, joten sitä ei kumottu.")
    return _("Kumottu.")


def to_text(request: HttpRequest) -> HttpResponse:
    """A draft that cannot be read as a policy is mended in its text."""
    warned(request, _("Luonnosta ei voi lukea selosteena. Korjaa ensin tekstin virheet."))
    return redirect("policy-text")
