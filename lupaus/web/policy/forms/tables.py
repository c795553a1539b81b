"""Two tables of boxes: which data is for which purpose, and which role works for which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lupaus.policy.amend import GONE
from lupaus.policy.phrases.words import capital, of, same
from lupaus.policy.vocabulary import Category
from lupaus.web.frame.wording import words
from lupaus.web.policy.forms.parts import Changes, PartForm, ordered
from lupaus.web.policy.forms.recipients import free_slug
from lupaus.web.policy.forms.words import category_word, purpose_choices

#: Between the row and the column in the value of a box: in no name of a policy.
_AND = "+"


@dataclass(frozen=True, slots=True)
class Box:
    """One box: what it sends, whether it is ticked, and what it says to who cannot see it."""

    value: str
    on: bool
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of boxes."""

    name: str
    word: str
    boxes: tuple[Box, ...]


class _Boxes(PartForm):
    """A table whose boxes all have one name. What is not ticked is not sent."""

    rows: Sequence[tuple[str, Any]] = ()
    columns: Sequence[tuple[str, Any]] = ()
    ticked: Mapping[str, Iterable[str]] = {}

    def build(self) -> None:
        self.lay_out()
        choices = [(f"{r}{_AND}{c}", "") for r, _w in self.rows for c, _x in self.columns]
        initial = [f"{r}{_AND}{c}" for r, wanted in self.ticked.items() for c in wanted]
        self.fields["on"] = forms.MultipleChoiceField(
            choices=choices, initial=initial, required=False
        )

    def lay_out(self) -> None:
        raise NotImplementedError

    @property
    def lines(self) -> list[Line]:
        on = set(self["on"].value() or ())
        return [
            Line(
                row,
                str(word),
                tuple(
                    Box(f"{row}{_AND}{c}", f"{row}{_AND}{c}" in on, f"{word}: {column}")
                    for c, column in self.columns
                ),
            )
            for row, word in self.rows
        ]

    def wanted(self) -> dict[str, list[str]]:
        """By row: the columns ticked."""
        found: dict[str, list[str]] = {row: [] for row, _word in self.rows}
        for each in self.cleaned_data["on"]:
            row, _and, column = each.partition(_AND)
            found[row].append(column)
        return found


class UsesForm(_Boxes):
    """Data x purposes. A row without a tick leaves the notice, and every list in it; a
    category that is not there yet may be added."""

    def lay_out(self) -> None:
        policy = self.ground.policy
        self.rows = [(str(c), category_word(c)) for c in policy.data]
        self.columns = purpose_choices(policy)
        self.ticked = {str(c): held.for_ for c, held in policy.data.items()}
        missing = [c for c in Category if c not in policy.data]
        self.fields["more"] = forms.ChoiceField(
            label=_("Lisää tieto"),
            choices=[("", _("ei lisätä")), *((str(c), category_word(c)) for c in missing)],
            required=False,
        )
        self.fields["more_for"] = forms.ChoiceField(
            label=_("Tarkoitukseen"), choices=self.columns, required=False
        )

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("more") and not found.get("more_for"):
            self.add_error("more_for", _("Valitse tarkoitus."))
        return found

    def changes(self) -> Changes:
        found: Changes = []
        data = self.ground.tree["data"]
        for category, purposes in self.wanted().items():
            if purposes:
                had = (data.get(category) or {}).get("for") or ()
                found.append((("data", category), {"for": ordered(had, purposes)}))
            else:
                found += without_category(self.ground.tree, category)
        if more := self.cleaned_data.get("more"):
            found.append((("data", more), {"for": [self.cleaned_data["more_for"]]}))
        return found


def without_category(tree: Mapping[str, Any], category: str) -> Changes:
    """The category out of the data, and out of every list that names it."""
    found: Changes = [(("data", category), GONE)]
    for section in ("registers", "sources", "recipients"):
        for name, part in (tree.get(section) or {}).items():
            if category in (part.get("data") or ()):
                found.append(((section, name), {"data": _less(part["data"], category)}))
    publication = tree.get("publication") or {}
    if category in (publication.get("data") or ()):
        found.append((("publication",), {"data": _less(publication["data"], category)}))
    for number, rule in enumerate(tree.get("retention") or ()):
        if category in (rule.get("data") or ()):
            left = _less(rule["data"], category)
            found.append((("retention", number), GONE if left is GONE else {"data": left}))
    return found


def without_purpose(tree: Mapping[str, Any], purpose: str) -> Changes:
    """The purpose out, with its rules, and out of every list that names it."""
    found: Changes = [(("purposes", purpose), GONE)]
    for category, held in (tree.get("data") or {}).items():
        part = {
            key: _less(held[key], purpose)
            for key in ("for", "required_for")
            if purpose in (held.get(key) or ())
        }
        if part:
            found.append((("data", category), part))
    for name, role in (tree.get("roles") or {}).items():
        if purpose in (role.get("purposes") or ()):
            left = [p for p in role["purposes"] if p != purpose]
            found.append((("roles", name), {"purposes": left}))
    for number, rule in enumerate(tree.get("retention") or ()):
        if rule.get("purpose") == purpose:
            found.append((("retention", number), GONE))
    return found


def _less(had: Sequence[str], name: str) -> Any:
    left = [each for each in had if each != name]
    return left or GONE


class RolesForm(_Boxes):
    """Purposes x roles; a new role by its name."""

    def lay_out(self) -> None:
        policy = self.ground.policy
        self.rows = purpose_choices(policy)
        self.columns = [
            (slug, words(capital(of(role.name) if role.name else same(slug))))
            for slug, role in policy.roles.items()
        ]
        self.ticked = {
            purpose: [s for s, role in policy.roles.items() if purpose in role.purposes]
            for purpose in policy.purposes
        }
        self.texts("new", _("Uuden roolin nimi"))

    def clean(self) -> dict[str, Any]:
        self.check_texts("new")
        return self.cleaned_data

    def changes(self) -> Changes:
        found: Changes = []
        wanted = self.wanted()
        for slug, _word in self.columns:
            purposes = [purpose for purpose, roles in wanted.items() if slug in roles]
            had = self.ground.tree["roles"][slug].get("purposes") or ()
            found.append((("roles", slug), {"purposes": ordered(had, purposes)}))
        name = self.said("new")
        if name is not GONE:
            slug = free_slug(next(iter(name.values())), self.ground.policy.roles)
            found.append((("roles", slug), {"name": name, "purposes": []}))
        return found
