"""What is wrong with a form, in codes that are stable: every mistake beside its field.

A mistake never repeats what was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lupaus.register.unfit import Unfit


@dataclass(frozen=True, slots=True)
class Wrong:
    """One mistake. ``code`` is stable and is what a face words; ``cure`` says it in English.
    ``at`` is the number of the change, where several were handed in together."""

    table: str
    field: str  # the column; empty: the row as a whole
    code: str
    cure: str
    clause: str = ""
    law: str = ""
    at: int = 0


class Mistaken(ValueError):  # noqa: N818 - it is no error of the program: somebody mistyped
    """Nothing was stored. Every mistake that was found; no value of anybody."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__("; ".join(f"{w.table}.{w.field}: {w.cure}" for w in wrong))
        self.wrong = wrong


#: What a value calls a field that is a column by another name; ``""``: the row as a whole.
_COLUMN: Mapping[str, Mapping[str, str]] = {
    "personname": {"name": ""},
    "organisation": {"organisation": "name"},
    "emailaddress": {"email": "address", "email_kind": "kind"},
    "phonenumber": {"phone": "typed", "phone_kind": "kind"},
    "postaladdress": {"address": "", "address_kind": "kind"},
    "webaddress": {"web": "url"},
    "billingprofile": {
        "billing": "",
        "billing_reference": "reference",
        "billing_email": "email",
    },
    "order": {"order": "name", "order_reference": "reference", "order_status": "status"},
}
#: How a reason begins -> its code. A test holds that every reason has one.
CODES: Mapping[str, str] = {
    "say something": "empty",
    "give at most": "too-long",
    "it holds characters": "no-text",
    "an identity code stands in it": "identity-code",
    "give a given name": "nothing-given",
    "give a street": "nothing-given",
    "give an e-invoice address": "nothing-given",
    "give the two letters": "country",
    "a Finnish post code": "postcode",
    "not an e-mail address": "email",
    "not a phone number": "phone",
    "not a Y-tunnus": "business-id",
    "the check digit of the Y-tunnus": "business-id-digit",
    "not a register number": "association-id",
    "give an address that begins": "web",
    "not an IBAN": "iban",
    "open, delivered": "choice",
    "choose one of these": "choice",
    "choose an organisation": "organisation",
    "a person acts for an organisation": "organisation",
    "a service does not end": "ends-before-it-begins",
    "it does not end": "ends-before-it-begins",
    "this day is in the future": "future",
    "a message cannot be of the future": "future",
    "not a day": "day",
    "not a sum": "money",
    "a customer number is": "number",
    "somebody has this customer number": "number-taken",
    "say whence it comes": "source",
    "the policy knows these": "source",
    "it is the last": "last-one",
    "the relation is begun": "relation",
    "end or begin the relation": "relation",
    "nobody works here": "staff",
}
UNKNOWN = "unfit"


def code_of(reason: str) -> str:
    return next((code for start, code in CODES.items() if reason.startswith(start)), UNKNOWN)


def wrong_of(table: str, unfit: Unfit, *, at: int = 0) -> Wrong:
    """A mistake that a value or an action found, beside the column that it is about."""
    column = _COLUMN.get(table, {}).get(unfit.field, unfit.field)
    return Wrong(table, column, code_of(unfit.reason), unfit.reason, at=at)


def renumbered(wrong: tuple[Wrong, ...], at: int) -> tuple[Wrong, ...]:
    """The mistakes of one change among several."""
    return tuple(replace(one, at=at) for one in wrong)
