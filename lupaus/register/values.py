"""What may be entered about a party, as values: cleaned, checked and folded for searching.

Nothing here asks whether it may be entered; that is the policy's matter. What the engines would
store differently (zero bytes, half characters, text beyond its column) is refused here.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from stdnum import iban
from stdnum.exceptions import ValidationError

from lupaus.guard import Refused
from lupaus.register.identity_code import CLAUSE, TSL, holds_code
from lupaus.register.spelling import association_id, business_id, e164
from lupaus.register.unfit import Unfit
from lupaus.text import digits, fold, sort_key

_NAME = 200
_FOLDED_NAME = 420
_FOLDED_FIRM = 320
_SORTED = 600
_DIGITS = 20


class Value(Protocol):
    """One row to be: its table, and its columns."""

    table: ClassVar[str]

    def columns(self) -> Mapping[str, Any]: ...


def line(field: str, text: str, longest: int, *, needed: bool = False) -> str:
    """One line of text. Spaces are made one; marks that turn the direction of what follows
    are dropped. Raises Unfit for what cannot be text, or is too long, and Refused for a text
    in which an identity code stands."""
    kept = " ".join(prose(field, text, longest * 4).split())
    kept = "".join(c for c in kept if c not in _TURNING)
    if len(kept) > longest:
        raise Unfit(field, f"give at most {longest} characters")
    if needed and not kept:
        raise Unfit(field, "say something")
    return kept


def prose(field: str, text: str, longest: int = 100_000) -> str:
    """Text of several lines. Raises Refused for a text in which an identity code stands: its
    place is sealed, and has a ground."""
    kept = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    if len(kept) > longest:
        raise Unfit(field, f"give at most {longest} characters")
    if any(unicodedata.category(c) in _NO_TEXT and c not in "\n\t\r" for c in kept):
        raise Unfit(field, "it holds characters that are no text; type it again")
    if holds_code(kept):
        raise Refused(f"{field}: {_NO_PLACE}", law=TSL, clause=CLAUSE)
    return kept


_NO_PLACE = (
    "an identity code stands in it, and it has no place in plain text. Take it out here (write "
    "010190-**** if it must be spoken of); where there is a ground to keep it, add it as the "
    "identity code of the person. If it is another number, write it with other spaces"
)


#: Control characters and halves of characters.
_NO_TEXT = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Somebody with one name has it as the family name."""

    given: str
    family: str
    table: ClassVar[str] = "personname"

    def columns(self) -> Mapping[str, Any]:
        given, family = line("given", self.given, _NAME), line("family", self.family, _NAME)
        if not given and not family:
            raise Unfit("name", "give a given name, a family name or both")
        return {
            "given": given,
            "family": family,
            # Both orders, so that whichever is typed is one piece of it.
            "folded": fold(f"{family} {given} {family}")[:_FOLDED_NAME],
            "sort_key": sort_key(family, given)[:_SORTED],
        }


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation, or the trade name of a sole trader."""

    name: str
    business_id: str = ""
    association_id: str = ""
    form: str = ""
    industry: str = ""
    table: ClassVar[str] = "organisation"

    def columns(self) -> Mapping[str, Any]:
        name = line("organisation", self.name, 300, needed=True)
        return {
            "name": name,
            "business_id": business_id(self.business_id),
            "association_id": association_id(self.association_id),
            "form": line("form", self.form, 60),
            "industry": line("industry", self.industry, 200),
            "folded": fold(name)[:_FOLDED_FIRM],
            "sort_key": sort_key(name)[:_SORTED],
        }


@dataclass(frozen=True, slots=True)
class Email:
    address: str
    kind: str = ""
    table: ClassVar[str] = "emailaddress"

    def columns(self) -> Mapping[str, Any]:
        address = _email("email", self.address, needed=True)
        return {
            "address": address,
            "folded": fold(address)[:254],
            "kind": line("email_kind", self.kind, 20),
        }


_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


def _email(field: str, typed: str, *, needed: bool = False) -> str:
    address = line(field, typed, 254, needed=needed)
    if address and not _EMAIL.fullmatch(address):
        raise Unfit(field, "not an e-mail address: write name@domain")
    return address


@dataclass(frozen=True, slots=True)
class Phone:
    """What was typed is kept for the eye; E.164 beside it is for calling and for bans."""

    typed: str
    kind: str = ""
    table: ClassVar[str] = "phonenumber"

    def columns(self) -> Mapping[str, Any]:
        typed = line("phone", self.typed, 40, needed=True)
        number = e164(typed)
        return {
            "typed": typed,
            "e164": number,
            "digits": digits(number)[:_DIGITS],
            "kind": line("phone_kind", self.kind, 20),
        }


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    postcode: str = ""
    town: str = ""
    extra: str = ""
    country: str = "FI"
    kind: str = ""
    table: ClassVar[str] = "postaladdress"

    def columns(self) -> Mapping[str, Any]:
        street, extra = line("street", self.street, 200), line("extra", self.extra, 200)
        postcode, town = line("postcode", self.postcode, 12), line("town", self.town, 100)
        country = line("country", self.country, 2).upper() or "FI"
        if not any((street, extra, postcode, town)):
            raise Unfit("address", "give a street, a post code or a town")
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise Unfit("country", "give the two letters of the country: FI")
        if country == "FI" and postcode and not re.fullmatch(r"\d{5}", postcode, re.ASCII):
            raise Unfit("postcode", "a Finnish post code has five digits")
        return {
            "street": street,
            "extra": extra,
            "postcode": postcode,
            "town": town,
            "country": country,
            "folded": fold(f"{street} {extra} {postcode} {town}")[:540],
            "kind": line("address_kind", self.kind, 20),
        }


@dataclass(frozen=True, slots=True)
class Web:
    url: str
    table: ClassVar[str] = "webaddress"

    def columns(self) -> Mapping[str, Any]:
        url = line("web", self.url, 500, needed=True)
        if re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", url, re.IGNORECASE):
            raise Unfit("web", "give an address that begins with https://, or a domain")
        return {"url": url, "folded": fold(url)[:500]}


@dataclass(frozen=True, slots=True)
class Billing:
    einvoice_address: str = ""
    operator: str = ""
    iban: str = ""
    reference: str = ""
    email: str = ""
    table: ClassVar[str] = "billingprofile"

    def columns(self) -> Mapping[str, Any]:
        found = {
            "einvoice_address": line("einvoice_address", self.einvoice_address, 40),
            "operator": line("operator", self.operator, 40),
            "iban": _iban(self.iban),
            "reference": line("billing_reference", self.reference, 100),
            "email": _email("billing_email", self.email),
        }
        if not any(found.values()):
            raise Unfit(
                "billing", "give an e-invoice address, an IBAN, a reference or an e-mail"
            )
        return found


def _iban(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return str(iban.validate(typed))
    except ValidationError:
        raise Unfit("iban", "not an IBAN: look at the check digits") from None


@dataclass(frozen=True, slots=True)
class Order:
    """An order or a running service. Money is in cents."""

    name: str
    reference: str = ""
    ordered_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = "open"
    price_cents: int | None = None
    table: ClassVar[str] = "order"

    def columns(self) -> Mapping[str, Any]:
        name = line("order", self.name, 300, needed=True)
        reference = line("order_reference", self.reference, 100)
        if self.status not in {"open", "delivered", "running", "ended", "cancelled"}:
            raise Unfit("order_status", "open, delivered, running, ended or cancelled")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise Unfit("ends_on", "a service does not end before it begins")
        return {
            "name": name,
            "reference": reference,
            "ordered_on": self.ordered_on,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "status": self.status,
            "price_cents": self.price_cents,
            "folded": fold(f"{name} {reference}")[:420],
        }
