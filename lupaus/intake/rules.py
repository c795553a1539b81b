"""What a column of a list may do to somebody who is in the register already: a rule for each.

An empty cell leaves alone, always. Prohibitions need no rule: they enter whatever it says; and
nothing in a list ever permits more than was permitted before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lupaus.intake.columns import Column, Way, place_of
from lupaus.intake.entry import Holds
from lupaus.intake.field import Field
from lupaus.intake.unusable import Unusable


class Rule(StrEnum):
    """The first three are for those who are in the register already; ``never`` is for all."""

    LEAVE = "leave"  # what is on file stays; newcomers get the value
    FILL = "fill"  # only where nothing is on file
    OVERWRITE = "overwrite"  # what the list says takes the place of what is on file
    NEVER = "never"  # the column is left out altogether


DEFAULT = Rule.FILL
_CARE = (Rule.LEAVE, Rule.FILL, Rule.OVERWRITE)  # the most careful first

_NAME, _FIRM, _POSTAL, _BILLING = (
    Holds.PERSON_NAME,
    Holds.ORGANISATION,
    Holds.POSTAL,
    Holds.BILLING,
)
#: Into which columns of the register a field goes. Rows that are only ever added have ``""``.
_FEEDS: Mapping[Field, tuple[tuple[Holds, str], ...]] = {
    Field.NAME: ((_NAME, "given"), (_NAME, "family"), (_FIRM, "name"), (_FIRM, "form")),
    Field.CONTACT: ((_NAME, "given"), (_NAME, "family")),
    Field.GIVEN: ((_NAME, "given"),),
    Field.FAMILY: ((_NAME, "family"),),
    Field.ORGANISATION: ((_FIRM, "name"), (_FIRM, "form")),
    Field.BUSINESS_ID: ((_FIRM, "business_id"),),
    Field.ASSOCIATION_ID: ((_FIRM, "association_id"),),
    Field.FORM: ((_FIRM, "form"),),
    Field.INDUSTRY: ((_FIRM, "industry"),),
    Field.TITLE: ((Holds.AFFILIATION, "title"),),
    Field.ROLE: ((Holds.AFFILIATION, "role"),),
    Field.EMAIL: ((Holds.EMAIL, ""),),
    Field.PHONE: ((Holds.PHONE, ""),),
    Field.WEB: ((Holds.WEB, ""),),
    Field.STREET: ((_POSTAL, "street"),),
    Field.EXTRA: ((_POSTAL, "extra"),),
    Field.POSTCODE: ((_POSTAL, "postcode"),),
    Field.TOWN: ((_POSTAL, "town"),),
    Field.COUNTRY: ((_POSTAL, "country"),),
    Field.EINVOICE_ADDRESS: ((_BILLING, "einvoice_address"),),
    Field.OPERATOR: ((_BILLING, "operator"),),
    Field.IBAN: ((_BILLING, "iban"),),
    Field.BILLING_REFERENCE: ((_BILLING, "reference"),),
    Field.BILLING_EMAIL: ((_BILLING, "email"),),
    Field.STARTED: ((Holds.RELATIONSHIP, ""),),
    Field.ENDED: ((Holds.RELATIONSHIP, ""),),
    Field.NOTE: ((Holds.NOTE, ""),),
    Field.ORDER_NAME: ((Holds.ORDER, ""),),
    Field.ORDER_REFERENCE: ((Holds.ORDER, ""),),
    Field.INVOICE_NUMBER: ((Holds.INVOICE, ""),),
}
#: Facts of the party itself.
SPINE = {Field.NUMBER: "number", Field.LAST_CONTACT: "last_contact_on"}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one list, by what they come to in the register."""

    _by: Mapping[tuple[Holds, str], Rule]
    _spine: Mapping[str, Rule]

    @classmethod
    def of(cls, columns: Iterable[Column], said: Mapping[int, Rule]) -> "Rules":
        """``said``: the rule of a column by its place; the others fill. Where two columns feed
        the same thing, the more careful rule holds."""
        by: dict[tuple[Holds, str], Rule] = {}
        spine: dict[str, Rule] = {}
        for column in columns:
            rule = said.get(column.place, DEFAULT)
            for target in _FEEDS.get(column.field, ()):
                by[target] = _careful(by.get(target), rule)
            if name := SPINE.get(column.field):
                spine[name] = _careful(spine.get(name), rule)
        _one_cell_addresses(by)
        return cls(by, spine)

    def rule(self, table: Holds, column: str = "") -> Rule:
        """What no column of the list says is left alone."""
        return self._by.get((table, column), Rule.LEAVE)

    def spine(self, column: str) -> Rule:
        return self._spine.get(column, Rule.LEAVE)


def _one_cell_addresses(by: dict[tuple[Holds, str], Rule]) -> None:
    """``Katu 1, 33100 Tampere`` stands in one cell: what has no column of its own in the list
    came from those that have."""
    said = [rule for (table, _), rule in by.items() if table is _POSTAL]
    for column in ("street", "postcode", "town", "country") if said else ():
        by.setdefault((_POSTAL, column), min(said, key=_CARE.index))


def _careful(before: Rule | None, rule: Rule) -> Rule:
    return rule if before is None else min(before, rule, key=_CARE.index)


def without(columns: Iterable[Column], said: Mapping[int, Rule]) -> tuple[Column, ...]:
    """The columns with those left out that are never to enter."""
    return tuple(
        replace(column, field=Field.IGNORED, way=Way.OPTION)
        if said.get(column.place) is Rule.NEVER
        else column
        for column in columns
    )


def parse_rules(headings: tuple[str, ...], said: Iterable[str]) -> dict[int, Rule]:
    """``Puh.=overwrite``; ``*=leave`` for every column not named. Raises Unusable."""
    rules: dict[int, Rule] = {}
    named: dict[int, Rule] = {}
    for text in said:
        heading, _sign, word = text.rpartition("=")
        if not heading.strip() or word.strip().lower() not in set(Rule):
            raise Unusable(
                f"--rule {text!r} is not HEADING=RULE. Rules: {', '.join(Rule)}; "
                "* stands for every column"
            )
        rule = Rule(word.strip().lower())
        if heading.strip() == "*":
            rules = dict.fromkeys(range(len(headings)), rule)
        else:
            named |= dict.fromkeys(place_of(headings, heading.strip()), rule)
    return rules | named
