"""For whom somebody acts: an organisation of the register, or one that is entered with them.

What is typed to find one is posted, as everywhere. It is chosen, never guessed: a name that is
typed and not chosen is a mistake with the candidates beside it.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from lupaus.policy.vocabulary import State
from lupaus.register.facts import facts_of
from lupaus.register.named import Named, named
from lupaus.register.search import search
from lupaus.web.frame.visit import Visit

#: Names of the form: the one that was chosen, what is typed to find one, and that it is new.
CHOSEN, FINDER, NEW = "org", "org-q", "org-new"
SHOWN: Final = 6


@dataclass(slots=True)
class Employer:
    """The organisation as far as it is known. ``state`` is that of one in the register."""

    chosen: Named | None = None
    state: State = State.PROSPECT
    typed: str = ""
    is_new: bool = False
    found: tuple[Named, ...] = ()
    errors: list[str] = field(default_factory=list)

    @property
    def party(self) -> int | None:
        return self.chosen.party if self.chosen else None

    @property
    def looked(self) -> bool:
        """Has somebody looked, and is there nothing chosen yet?"""
        return bool(self.typed) and not self.is_new and self.chosen is None

    def ask(self) -> None:
        """A name was typed and nothing chosen, though nothing else says for whom."""
        self.errors.append(
            _("Valitse yritys luettelosta tai lisää se uutena.")
            if self.found
            else _("Tällaista yritystä ei ole rekisterissä. Lisää se uutena.")
        )


def employer_of(visit: Visit, typed: QueryDict | None, asked: str = "") -> Employer:
    """What was chosen or typed. ``asked`` is an id from the address."""
    said = typed if typed is not None else QueryDict()
    chosen = _id(said.get(CHOSEN, asked if typed is None else ""))
    text = said.get(FINDER, "").strip()[:300]
    if said.get("do") == "org-clear":
        return Employer()
    is_new = said.get(NEW) == "1" or said.get("do") == "org-new"
    if chosen is None and not text and not is_new:
        return Employer()
    with visit.reading("customer-role") as r:
        here = named(r, [chosen]).get(chosen) if chosen is not None else None
        found: tuple[Named, ...] = ()
        if text and here is None and not is_new:
            found = tuple(
                Named(hit.party, hit.number, True, hit.name)
                for hit in search(r, text).hits
                if hit.is_organisation
            )[:SHOWN]
        r.viewed(one.party for one in (*found, *([here] if here else [])))
    if here is None or not here.is_organisation:
        return Employer(typed=text, is_new=is_new, found=found)
    facts = facts_of([here.party]).get(here.party)
    return Employer(chosen=here, state=facts.state if facts else State.PROSPECT)


def _id(text: Any) -> int | None:
    return int(text) if text and str(text).isdecimal() and len(str(text)) < 16 else None
