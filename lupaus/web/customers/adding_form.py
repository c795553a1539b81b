"""The form by which somebody is entered: only what a purpose of the moment covers.

What is asked depends on what somebody is and on whether they are a customer, so the form is
made anew from those answers each time that one of them changes; whatever was typed stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from lupaus.guard import Subject
from lupaus.policy.vocabulary import Category, SourceKind, State, SubjectKind
from lupaus.register.fields import FIELDS, Because, Form, Section, form_for
from lupaus.web.customers.adding_employer import Employer, employer_of
from lupaus.web.customers.adding_permissions import Permissions, questions
from lupaus.web.customers.adding_rows import FIRST, FOLDED, Part, part_of
from lupaus.web.customers.adding_words import KINDS, STATES, NotAsked, not_asked
from lupaus.web.customers.card_words import ROWS, source_label
from lupaus.web.frame.visit import Visit

Kinds = frozenset[SubjectKind]
#: Those who act for somebody else.
ACTING: Final = frozenset({SubjectKind.REPRESENTATIVE, SubjectKind.TECHNICAL})
#: Those who are customers themselves.
OWN: Final = frozenset({SubjectKind.CONSUMER, SubjectKind.SOLE_TRADER})
#: Names of the form, and of the address that begins it filled in.
KIND, STATE, SOURCE, DO = "kind", "state", "source", "do"
ASKED: Final = {KIND: "laji", STATE: "tila", SOURCE: "lahde", "org": "yritys"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    label: Any
    hint: Any
    icon: str
    checked: bool


class Head(forms.Form):
    """What is asked once for the whole form."""

    use_required_attribute = False

    def __init__(self, typed: Any, sources: list[tuple[str, str]], initial: str) -> None:
        super().__init__(typed, auto_id="f-%s", initial={SOURCE: initial})
        self.fields["number"] = forms.CharField(
            label=_("Asiakasnumero"),
            help_text=_("Tyhjänä rekisteri antaa seuraavan numeron."),
            required=False,
            max_length=18,
            widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        )
        if sources:
            field = forms.ChoiceField(
                label=_("Mistä tiedot saatiin"),
                choices=[("", _("Valitse")), *sources],
                required=False,
            )
            self.fields[SOURCE] = field
        if self.is_bound:
            self.errors  # noqa: B018 - judged while nothing is required
        if sources:
            self.fields[SOURCE].required = True

    @property
    def source(self) -> str:
        if self.is_bound:
            return str(self.cleaned_data.get(SOURCE, ""))
        return str(self.initial.get(SOURCE, ""))

    @property
    def typed_number(self) -> str:
        return str(self.cleaned_data.get("number", "")).strip() if self.is_bound else ""


class EntryForm:
    """The form, as it stands after the answers that it was sent with.

    ``asked`` are the parameters of the address: what was chosen the last time.
    """

    def __init__(
        self,
        visit: Visit,
        *,
        is_organisation: bool,
        typed: QueryDict | None = None,
        asked: QueryDict | None = None,
    ) -> None:
        self.visit = visit
        self.is_organisation = is_organisation
        self.typed = typed
        self._asked = asked or QueryDict()
        self.policy = visit.adopted.policy
        self.offered = () if is_organisation else tuple(k for k in KINDS if self._can_be(k))
        self.kinds = self._kinds()
        self.employer = self._employer()
        self.states = tuple(s for s in (State.PROSPECT, State.CUSTOMER) if self._opens(s))
        self.state = self._state()
        self.subject = Subject(self.kinds, self._stands())
        self.form = self._form(self.subject)
        self.relation = self._relation()
        self.employer_part = self._employer_part()
        self.parts = self._parts(FIRST)
        self.folded = self._parts(FOLDED)
        asked_of = questions(visit.adopted, self.subject) if self.is_ready else ()
        self.permissions = Permissions(visit, typed, asked_of)
        self.head = self._head()
        self.wrong: list[str] = []  # what belongs to no field

    # -- what somebody is ---------------------------------------------------------------------

    def _form(self, subject: Subject) -> Form:
        return form_for(self.visit.adopted, subject, self.visit.purposes)

    def _names(self, kinds: Kinds, state: State) -> bool:
        table = "personname" if kinds else "organisation"
        return self._form(Subject(kinds, state)).section(table) is not None

    def _begins(self, kinds: Kinds) -> bool:
        """May the purposes of the moment record that a relation has begun?"""
        if Category.RELATION not in self.policy.data:
            return True
        section = self._form(Subject(kinds, State.CUSTOMER)).section("relationship")
        return section is not None

    def _can_be(self, kind: SubjectKind) -> bool:
        return any(self._names(frozenset({kind}), state) for state in State)

    def _said(self, name: str) -> list[str]:
        if self.typed is not None:
            return self.typed.getlist(name)
        return self._asked.getlist(ASKED[name])

    def _kinds(self) -> Kinds:
        said = set(self._said(KIND))
        chosen = frozenset(kind for kind in self.offered if kind.value in said)
        first = self._first() if self.typed is None else ()
        return chosen or frozenset(first)

    def _first(self) -> tuple[SubjectKind, ...]:
        """What the form begins with: of those who are customers themselves the one that the
        policy names first. For whom somebody acts would have to be said before anything."""
        named = [subject.kind for subject in self.policy.subjects.values()]
        own = [kind for kind in named if kind in OWN and kind in self.offered]
        return tuple(own[:1]) or self.offered[:1]

    def _employer(self) -> Employer:
        if not self.kinds & ACTING:
            return Employer()
        [asked] = self._asked.getlist(ASKED["org"])[:1] or [""]
        return employer_of(self.visit, self.typed, asked)

    @property
    def stands_alone(self) -> bool:
        """Is the relation their own?"""
        return self.is_organisation or bool(self.kinds & OWN)

    @property
    def _represents(self) -> bool:
        return SubjectKind.REPRESENTATIVE in self.kinds

    def _opens(self, state: State) -> bool:
        """May somebody like this be entered in the state, and is that asked at all?"""
        if self.stands_alone:
            begins = state is State.PROSPECT or self._begins(self.kinds)
            return begins and self._names(self.kinds, state)
        if not self.employer.is_new:
            return False
        theirs = state if self._represents else State.PROSPECT
        begins = state is State.PROSPECT or self._begins(frozenset())
        named = self._names(frozenset(), state) and self._names(self.kinds, theirs)
        return begins and named

    def _state(self) -> State:
        said = self._said(STATE)
        chosen = next((s for s in self.states if s.value in said), None)
        return chosen or next(iter(self.states), State.PROSPECT)

    def _stands(self) -> State:
        """In what state they are judged: their own, or that of whom they act for."""
        if self.stands_alone:
            return self.state
        if not self._represents:
            return State.PROSPECT
        return self.state if self.employer.is_new else self.employer.state

    # -- what is asked ------------------------------------------------------------------------

    @property
    def names(self) -> str:
        return "organisation" if self.is_organisation else "personname"

    @property
    def is_ready(self) -> bool:
        """Is enough said to know what may be asked?"""
        return self.form.section(self.names) is not None

    @property
    def is_wanting_employer(self) -> bool:
        """May nothing be known of them before it is said for whom they act?"""
        return bool(self.kinds) and not self.is_ready and bool(self.kinds & ACTING)

    @property
    def begins(self) -> bool:
        return self.state is State.CUSTOMER and bool(self.states)

    @property
    def more(self) -> str:
        return self.typed.get("more", "") if self.typed is not None else ""

    def _relation(self) -> Part | None:
        """Since when, where somebody is entered as a customer."""
        if not self.begins:
            return None
        whose = self.subject if self.stands_alone else Subject(frozenset(), self.state)
        section = self._form(whose).section("relationship") or _SPINE
        return part_of(
            section,
            self.policy,
            self.typed,
            only=["since"],
            initial={"since": self.visit.today},
        )

    def _employer_part(self) -> Part | None:
        if not self.employer.is_new:
            return None
        section = self._form(Subject(frozenset(), self.state)).section("organisation")
        if section is None:
            return None
        return part_of(
            section,
            self.policy,
            self.typed,
            place="employer",
            only=["name", "business_id"],
            initial={"name": self.employer.typed},
        )

    def _parts(self, tables: Iterable[str]) -> list[Part]:
        if not self.is_ready:
            return []
        found = [self.form.section(table) for table in tables]
        return [self._part(section) for section in found if section is not None]

    def _part(self, section: Section) -> Part:
        role = section.table == "affiliation"
        technical = role and not self._represents
        return part_of(
            section,
            self.policy,
            self.typed,
            more=self.more,
            only=["role", "title"] if role else (),
            initial={"role": "technical"} if technical else None,
        )

    @cached_property
    def all_parts(self) -> list[Part]:
        """Every section that is asked, in the order of the page."""
        apart = (self.relation, self.employer_part)
        return [*(one for one in apart if one), *self.parts, *self.folded]

    def part(self, table: str) -> Part | None:
        return next((one for one in (*self.parts, *self.folded) if one.table == table), None)

    def _head(self) -> Head:
        """Whence: every source that gives something for which there is no usual one."""
        asked = [p for p in self.all_parts if len(p.section.sources) > 1]
        given = {s.slug for p in asked if not p.section.source for s in p.section.sources}
        slugs = [slug for slug in self.policy.sources if slug in given]
        first = [s for s in slugs if self.policy.sources[s].kind is SourceKind.SUBJECT]
        ordered = [*first, *(slug for slug in slugs if slug not in first)]
        sources = [(slug, source_label(self.policy, slug)) for slug in ordered]
        initial = next(iter(self._said(SOURCE)), "")
        return Head(self.typed, sources, initial if initial in given else "")

    # -- as the page shows it -----------------------------------------------------------------

    @property
    def kind_choices(self) -> list[Choice]:
        return [
            Choice(kind.value, label, hint, icon, kind in self.kinds)
            for kind, (label, hint, icon) in KINDS.items()
            if kind in self.offered
        ]

    @property
    def state_choices(self) -> list[Choice]:
        icons: Mapping[State, str] = {State.PROSPECT: "sprout", State.CUSTOMER: "handshake"}
        return [
            Choice(state.value, *STATES[state], icons[state], state is self.state)
            for state in self.states
        ]

    @property
    def not_asked(self) -> list[NotAsked]:
        if not self.is_ready:
            return []
        return list(
            dict.fromkeys(
                not_asked(self.visit.adopted, self.subject, against)
                for against in self.form.refused
                if against.field != "relationship"
            )
        )

    @property
    def on_the_card(self) -> list[Any]:
        """What may be entered too, and has a place of its own on the card."""
        apart = [s for s in self.form.sections if s.apart] if self.is_ready else []
        return [ROWS[section.table] for section in apart]

    @property
    def what(self) -> str:
        """What is added, in an address."""
        return "yritys" if self.is_organisation else "henkilo"

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return reverse("add-organisation" if self.is_organisation else "add-person")

    @property
    def again(self) -> QueryDict:
        """The parameters by which the next one begins as this one did."""
        said = QueryDict(mutable=True)
        said.setlist(ASKED[KIND], [kind.value for kind in KINDS if kind in self.kinds])
        if self.states:
            said[ASKED[STATE]] = self.state.value
        if self.head.source:
            said[ASKED[SOURCE]] = self.head.source
        if self.employer.party:
            said[ASKED["org"]] = str(self.employer.party)
        return said


#: Where the policy keeps no stages of the relation, its days are kept all the same.
_SPINE: Final = Section(
    table="relationship",
    category=Category.RELATION,
    fields=FIELDS["relationship"],
    because=(Because("", ""),),
    sources=(),
    source="",
    added=False,
)
