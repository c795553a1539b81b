"""A list as it is asked for: in an address, in a form, and as one word beside a customer.

What comes from a closed set stands in the address as it is. What somebody typed (a name, a
number, a town) is sealed: it stays out of the logs of servers and the history of browsers.

A card is opened from a list with the whole list as one sealed word, the parameter
:data:`LIST`: previous and next follow the list that the visitor came from, and the way back
leads to the same page of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Self
from urllib.parse import urlencode

from django.urls import reverse

from lupaus.guard import Reading, Refused
from lupaus.register.listing import Neighbours, Place, neighbours
from lupaus.register.wanted import Column, Order, Stray, Wanted
from lupaus.web.frame.sealed import seal, unseal

#: The parameter of a card's address that says from which list it was opened.
LIST: Final = "l"
#: Filters that somebody types.
TYPED: Final = frozenset({"q", "town", "service"})
_SEALED: Final = "x"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the register, in which order, with which columns, from where on.

    ``columns`` empty are the usual ones. ``view`` is the saved view that it began as;
    ``as_saved``: nothing of it has been changed, so that the address names the view alone.
    """

    wanted: Wanted = field(default_factory=Wanted)
    order: Order = field(default_factory=Order)
    columns: tuple[Column, ...] = ()
    view: int | None = None
    as_saved: bool = False
    after: Place | None = None
    before: Place | None = None

    @classmethod
    def read(cls, said: Mapping[str, str]) -> tuple[Self, tuple[Stray, ...]]:
        """Out of the parameters of an address, whoever wrote them; what was left out,
        besides."""
        typed = unseal(said.get(_SEALED, ""))
        plain = {name: said[name] for name in said if name not in TYPED}
        sealed = {name: str(typed[name]) for name in TYPED & typed.keys()}
        wanted, strays = Wanted.of({**plain, **sealed})
        number = said.get("view", "")
        is_number = number.isascii() and number.isdecimal() and len(number) < 16
        view = int(number) if is_number else None
        found = cls(
            wanted=wanted,
            order=Order.read(said.get("sort", "")),
            columns=_columns(said.get("columns", "")),
            view=view,
            as_saved=view is not None and "sort" not in said,
            after=Place.read(said.get("after", "")),
            before=None if said.get("after") else Place.read(said.get("before", "")),
        )
        return found, strays

    # -- other lists -------------------------------------------------------------------------

    def filtered(self, **filters: Any) -> Self:
        """With other filters, from the beginning."""
        return self._other(wanted=replace(self.wanted, **filters))

    def without(self, name: str) -> Self:
        """With one filter less."""
        return self.filtered(**{name: getattr(Wanted(), name)})

    def sorted_by(self, order: Order) -> Self:
        return self._other(order=order)

    def with_columns(self, columns: tuple[Column, ...]) -> Self:
        return self._other(columns=columns)

    def page(self, *, after: Place | None = None, before: Place | None = None) -> Self:
        """The same list from elsewhere on."""
        return replace(self, after=after, before=before)

    def _other(self, **changes: Any) -> Self:
        return replace(self, **changes, as_saved=False, after=None, before=None)

    def links(self) -> "Links":
        """For a menu: many lists, each with one filter set otherwise."""
        return Links(self, reverse("customers"), _spelled(self.wanted), self._beside())

    # -- words -------------------------------------------------------------------------------

    @property
    def query(self) -> str:
        """The parameters of its address; nothing typed is legible in it."""
        said: dict[str, str] = {}
        if self.view is not None:
            said["view"] = str(self.view)
        if not self.as_saved:
            said |= _spelled(self.wanted) | self._beside()
        for name in ("after", "before"):
            if place := getattr(self, name):
                said[name] = str(place)
        return urlencode(said, safe=",")

    def _beside(self) -> dict[str, str]:
        """What it says besides its filters, where it is no saved view as it stands."""
        said: dict[str, str] = {}
        if self.view is not None or self.order != Order():
            said["sort"] = str(self.order)
        if self.columns:
            said["columns"] = ",".join(self.columns)
        return said

    @property
    def address(self) -> str:
        """Where the list is, on the page that was asked for."""
        query = self.query
        return f"{reverse('customers')}?{query}" if query else reverse("customers")

    @property
    def packed(self) -> str:
        """The whole list as one word. It holds what was wanted also where it is a saved view:
        the view may be another by the time that somebody goes on to the next."""
        said = {
            "o": str(self.order),
            "w": str(self.wanted),
            "c": ",".join(self.columns),
            "v": self.view,
            "s": self.as_saved,
            "a": str(self.after or ""),
            "b": str(self.before or ""),
        }
        return seal({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Links:
    """The lists that differ from one in a single filter. What they have in common is written
    out, and what was typed is sealed, once for all of them."""

    asked: Asked
    address: str
    filters: dict[str, str]
    besides: dict[str, str]

    def __call__(self, name: str, value: Any) -> tuple[str, bool]:
        """The address of the list with the filter, and whether it is filtered so already."""
        said = {} if self.asked.view is None else {"view": str(self.asked.view)}
        wanted = {**self.filters, name: str(value)}
        said |= {one: wanted[one] for one in (*_FILTERS, _SEALED) if one in wanted}
        said |= self.besides
        query = urlencode(said, safe=",")
        return f"{self.address}?{query}", getattr(self.asked.wanted, name) == value


def unpacked(word: str) -> Asked | None:
    """The list that was packed; None for a word that is none of ours."""
    said = unseal(word) if word else {}
    if "o" not in said:
        return None
    return Asked(
        wanted=Wanted.read(said.get("w", ""))[0],
        order=Order.read(said["o"]),
        columns=_columns(said.get("c", "")),
        view=said.get("v"),
        as_saved=bool(said.get("s")),
        after=Place.read(said.get("a", "")),
        before=Place.read(said.get("b", "")),
    )


def beside(r: Reading, asked: Asked, party: int, *, counted: bool = False) -> Neighbours | None:
    """Who comes before and after somebody in the list. None when the reading does not see the
    party, or may not list so (any more): then a card has no previous and no next."""
    try:
        return neighbours(r, asked.wanted, asked.order, party, counted=counted)
    except Refused:
        return None


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(dict.fromkeys(Column(c) for c in text.split(",") if c in set(Column)))


def _spelled(wanted: Wanted) -> dict[str, str]:
    """The parameters of the filters: the typed ones together as one sealed word."""
    said = {
        one: str(value)
        for one in _FILTERS
        if (value := getattr(wanted, one)) is not None and value != ""
    }
    typed = {name: said.pop(name) for name in TYPED & said.keys()}
    return {**said, _SEALED: seal(typed)} if typed else said


_FILTERS: Final = tuple(one.name for one in fields(Wanted))
