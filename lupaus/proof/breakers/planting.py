"""Invented rows, put in by the plain driver; and which of them a rule would make overdue.

The candidates are weighed with the meaning of the rules, which counts forwards; the check that
must find them counts backwards in SQL.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import product
from typing import Any

from django.db import connection

from lupaus.policy import holding as names
from lupaus.policy import meaning
from lupaus.policy.holding import Holding
from lupaus.policy.meaning import Thing
from lupaus.policy.predicate import MARKS
from lupaus.policy.vocabulary import Anchor, State
from lupaus.proof.breakers import Bench

#: So long ago that every term has run.
LONG_AGO = date(1900, 1, 1)

#: What a row must say at least. DAY stands for the day of the row.
DAY, MOMENT = object(), object()
_SEAL = b"\x01" + bytes(40)
ROWS: Mapping[str, Mapping[str, Any]] = {
    "records_personname": {"given": "Aino", "family": "", "folded": "aino", "sort_key": "aino"},
    "records_organisation": {
        "name": "Esimerkki", "business_id": "", "association_id": "", "form": "",
        "industry": "", "folded": "esimerkki", "sort_key": "esimerkki",
    },
    "records_affiliation": {"organisation_id": 0, "role": "user", "title": ""},
    "records_relationship": {"state": "customer", "since": DAY, "reason": ""},
    "records_emailaddress": {"address": "a@example.fi", "folded": "a@example.fi", "kind": ""},
    "records_phonenumber": {"typed": "0", "e164": "", "digits": "0", "kind": ""},
    "records_postaladdress": {
        "street": "Katu 1", "extra": "", "postcode": "", "town": "", "country": "FI",
        "folded": "katu 1", "kind": "",
    },
    "records_webaddress": {"url": "example.fi", "folded": "example.fi"},
    "records_identitycode": {"sealed": _SEAL, "masked": "010190-****", "ground": "luotto"},
    "records_billingprofile": {
        "einvoice_address": "", "operator": "", "iban": "", "reference": "1", "email": "",
    },
    "records_order": {"name": "Tuote", "reference": "", "status": "ended", "folded": "tuote"},
    "records_invoice": {
        "number": "1", "issued_on": DAY, "paid_on": DAY, "status": "paid", "total_cents": 1,
        "reference": "",
    },
    "records_invoiceline": {"invoice_id": 0, "text": "x", "quantity": 1, "price_cents": 1},
    "records_message": {
        "at": MOMENT, "direction": "in", "channel": "email", "subject": "", "body": "",
    },
    "records_note": {"written_on": DAY, "author": "x", "text": "x"},
    "records_followup": {"due_on": DAY, "assigned_to": "", "author": "x", "text": "x"},
    "records_permission": {
        "purpose": "x", "channel": "", "decision": "granted", "at": MOMENT, "decided_on": DAY,
        "how": "x", "actor": "x", "text_version": "1", "evidence": "",
    },
    "records_file": {
        "name": "x", "media_type": "text/plain", "size": 0, "sha256": "", "content": b"",
    },
    "records_credential": {
        "label": "x", "username_sealed": _SEAL, "secret_sealed": _SEAL,
    },
    "records_creditcheck": {"checked_on": DAY, "register": "x", "outcome": "x"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of party: one mark, or none, and a state."""

    mark: str
    state: State

    def party(self, day: date) -> dict[str, Any]:
        """Every date of the spine on one day."""
        former, known = self.state is State.FORMER, self.state is not State.PROSPECT
        return {
            **{mark: mark == self.mark for mark in MARKS},
            names.RESTRICTED: False,
            names.DISPUTED: False,
            names.STARTED: LONG_AGO if known else None,
            names.ENDED: day if former else None,
            "last_contact_on": day,
            "last_contact_any_on": day,
            "last_invoice_on": day,
            "created_on": day,
        }


SORTS = tuple(Sort(mark, state) for mark, state in product(("", *MARKS), State))


def row(holding: Holding, day: date) -> dict[str, Any]:
    """The facts of a row of which every date is one day."""
    facts = dict.fromkeys(holding.anchors.values(), day)
    return {**facts, "status": "paid"} | {"sourced_on": day}


def thing(bench: Bench, holding: Holding, sort: Sort, day: date) -> Thing:
    """The row with its party, as the meaning of rules sees it."""
    facts = row(holding, day)
    return Thing(
        holding=holding,
        row=facts,
        party=sort.party(day),
        parent=facts if holding.parent else None,
        permissions=withdrawals(bench, day),
    )


def withdrawals(bench: Bench, day: date) -> list[dict[str, Any]]:
    """Consents taken back, for the purposes whose terms run from that."""
    purposes = {
        rule.purpose
        for rule in bench.policy.retention
        if rule.after is Anchor.CONSENT_WITHDRAWN
    }
    return [
        {
            "id": number,
            "purpose": purpose,
            "channel": "",
            "decision": "withdrawn",
            "at": datetime.combine(day, time(12), UTC),
            "decided_on": day,
        }
        for number, purpose in enumerate(sorted(purposes))
    ]


def due(bench: Bench, holding: Holding) -> Iterator[Sort]:
    """Sorts of party whose rows of this table are due when everything is long ago."""
    for sort in SORTS:
        old = thing(bench, holding, sort, LONG_AGO)
        if meaning.due(old, bench.policy, bench.today):
            yield sort


def nobody(bench: Bench, holding: Holding) -> tuple[Sort, date] | None:
    """A sort of party of whom no purpose needs rows of this table, and a day on which no
    minimum of law keeps them either: fresh if that will do, else long ago."""
    for day, sort in product((bench.today, LONG_AGO), SORTS):
        if day == bench.today and sort.state is State.FORMER:
            continue  # given until tonight's purge
        found = thing(bench, holding, sort, day)
        needless = not meaning.covering(found, bench.policy)
        if needless and meaning.due(found, bench.policy, bench.today):
            return sort, day
    return None


# --- putting in ------------------------------------------------------------------------------


def plant_party(bench: Bench, sort: Sort, day: date, **more: Any) -> int:
    """A party of this sort with every date on the day. Its id."""
    party = bench.number()
    own = {"id": party, "source": source(bench), "sourced_on": day}
    _insert(bench, names.PARTY, {**own, **sort.party(day), **more})
    return party


def plant(bench: Bench, holding: Holding, sort: Sort, day: date, **more: Any) -> int:
    """A row of the table, with its party and what it hangs on. Its id."""
    party = plant_party(bench, sort, day)
    for event in withdrawals(bench, day):
        plant_row(bench, names.PERMISSION, party, day, **{**event, "id": bench.number()})
    if holding.parent:
        parent, key = holding.parent
        more = {key: plant_row(bench, parent, party, day), **more}
    own = {c: day for c in holding.anchors.values() if not holding.parent}
    return plant_row(bench, holding.table, party, day, **{**own, **more})


def plant_row(bench: Bench, table: str, party: int, day: date, **more: Any) -> int:
    """A row of a party that is there. Its id."""
    number = bench.number()
    said = {"id": number, "party_id": party, "source": source(bench), "sourced_on": day}
    said |= {c: _dated(value, day) for c, value in ROWS[table].items()}
    if "organisation_id" in said:
        said["organisation_id"] = party
    _insert(bench, table, {**said, **more})
    return int(more.get("id", number))


def source(bench: Bench) -> str:
    return next(iter(bench.policy.sources), "")


def _dated(value: Any, day: date) -> Any:
    if value is DAY:
        return day
    return datetime.combine(day, time(12), UTC) if value is MOMENT else value


def _insert(bench: Bench, table: str, values: Mapping[str, Any]) -> None:
    columns = ", ".join(f'"{column}"' for column in values)
    places = ", ".join(f":{column}" for column in values)
    bench.sandbox.raw(f"INSERT INTO {table} ({columns}) VALUES ({places})", plain(values))


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the driver of the engine takes them."""
    if connection.vendor == "postgresql":
        return dict(values)
    return {name: _text(value) for name, value in values.items()}


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else value
