"""Invented customers, the same for the same number, day and seed: rows ready for the tables.

Every state that a notice speaks of is among them: prospects fresh and stale, customers,
relations that ended before and after each usual term, open and collected invoices, old fiscal
years, objections and consents, restricted and disputed persons. Party *i* does not depend on
how many there are, so that a register of 10,000 is the beginning of one of 100,000.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from itertools import count as upward
from random import Random
from typing import Any

from lupaus.commands.demo import words
from lupaus.text import digits, fold, sort_key

CHUNK = 1000
_NOON = time(12, tzinfo=timezone(timedelta(hours=2)))
_YEAR = 365.2425

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows by table. Parties and invoices carry their id; the rest get one when written."""

    by_table: dict[str, list[Row]] = field(default_factory=dict)

    def put(self, table: str, **row: Any) -> None:
        self.by_table.setdefault(f"records_{table}", []).append(row)


def invented(
    count: int, *, today: date, first: int = 1, seed: int = 20261122
) -> Iterator[Rows]:
    """``count`` parties from id ``first`` on, in chunks of a thousand."""
    for start in range(first, first + count, CHUNK):
        rows = Rows()
        for party in range(start, min(start + CHUNK, first + count)):
            _Customer(party, today, seed, rows).invent()
        yield rows


class _Customer:
    """One party being made up. ``chance`` is seeded by the party's own number."""

    def __init__(self, party: int, today: date, seed: int, rows: Rows) -> None:
        self.party, self.today, self.seed, self.rows = party, today, seed, rows
        self.chance = Random(f"{seed}:{party}")
        self.invoices = 0
        self.last_contact: date | None = None
        self.last_invoice: date | None = None

    def invent(self) -> None:
        kind = self._kind()
        started, ended = self._relation(kind)  # draws first: representatives repeat it
        self.since = started or self._ago(0.02, 2.2)
        self._identify(kind)
        self._reach(kind)
        if started is not None and kind != "representative":
            self._trade(started, ended or self.today)
        self._talk(started, ended)
        self._decide(kind)
        self._spine(kind, started, ended)

    # Every seventh party is an organisation; each has the next ones for contact persons.
    def _kind(self) -> str:
        if self.party % 7 == 1:
            return "organisation"
        if self.party % 7 in (2, 3):
            return "representative"
        if self.party % 35 == 4:
            return "technical"
        return "sole_trader" if self.party % 11 == 5 else "consumer"

    def _organisation_of(self) -> int:
        return self.party - (self.party % 7 - 1)

    def _relation(self, kind: str) -> tuple[date | None, date | None]:
        """A representative stands in the relation of the organisation, a technical contact in
        none."""
        if kind == "technical":
            return None, None
        if kind == "representative":
            own = Random(f"{self.seed}:{self._organisation_of()}")
            return _relation(own, self.today)
        return _relation(self.chance, self.today)

    def _ago(self, least: float, most: float) -> date:
        return _ago(self.chance, self.today, least, most)

    def _between(self, first: date, last: date) -> date:
        return first + timedelta(days=round(self.chance.random() * (last - first).days))

    def _put(
        self, table: str, on: date | None = None, source: str = "subject", **row: Any
    ) -> None:
        sourced = on or self.since
        self.rows.put(table, party_id=self.party, source=source, sourced_on=sourced, **row)

    def _identify(self, kind: str) -> None:
        pick = self.chance.choice
        if kind == "organisation":
            firm = f"{pick(words.FIRM_FIRST)}{pick(words.FIRM_LAST)}"
            name = f"{firm} {self.party} {pick(words.FORMS)}"
            self._put(
                "organisation",
                name=name,
                business_id=_business_id(self.party),
                association_id="",
                form=name.rsplit(" ", 1)[1],
                industry=pick(words.INDUSTRIES),
                folded=fold(name),
                sort_key=sort_key(name),
            )
            self.label = fold(name).replace(" ", "-")
            return
        given, family = pick(pick((words.FEMALE, words.MALE))), _zipf(self.chance, words.FAMILY)
        self._put(
            "personname",
            given=given,
            family=family,
            folded=fold(f"{family} {given} {family}"),
            sort_key=sort_key(family, given),
        )
        self.label = fold(f"{given}.{family}").replace(" ", "-")
        if kind in ("representative", "technical"):
            self._put(
                "affiliation",
                organisation_id=self._organisation_of(),
                role="technical" if kind == "technical" else pick(_ROLES),
                title=pick(words.TITLES),
                started_on=self.since,
                ended_on=None,
            )
        if kind == "sole_trader":
            firm = f"Tmi {given} {family}"
            self._put(
                "organisation",
                name=firm,
                business_id=_business_id(self.party),
                association_id="",
                form="Tmi",
                industry=pick(words.INDUSTRIES),
                folded=fold(firm),
                sort_key=sort_key(firm),
            )

    def _reach(self, kind: str) -> None:
        prefix = self.chance.choice((40, 41, 44, 45, 50))
        number = f"0{prefix} {self.party % 1000:03} {self.party // 1000 % 10000:04}"
        address = f"{_ascii(self.label)}.{self.party}@example.fi"
        self._put("emailaddress", address=address, folded=fold(address), kind="")
        e164 = "+358" + number.replace(" ", "")[1:]
        self._put("phonenumber", typed=number, e164=e164, digits=digits(number), kind="")
        if kind in ("representative", "technical") or self.chance.random() < 0.2:
            return
        street = f"{self.chance.choice(words.STREETS)} {self.chance.randint(1, 120)}"
        postcode, town = self.chance.choice(words.TOWNS)
        self._put(
            "postaladdress",
            street=street,
            extra="",
            postcode=postcode,
            town=town,
            country="FI",
            folded=fold(f"{street} {postcode} {town}"),
            kind="",
        )

    def _trade(self, started: date, until: date) -> None:
        for _ in range(1 + min(int(self.chance.paretovariate(1.2)), 12)):
            name, price = self.chance.choice(words.SERVICES)
            on = self._between(started, until)
            running = until == self.today and self.chance.random() < 0.5
            self._put(
                "order",
                on,
                name=name,
                reference=f"T{self.party}-{self.invoices + 1}",
                ordered_on=on,
                starts_on=on,
                ends_on=None if running else min(until, on + timedelta(days=365)),
                status="running" if running else "ended",
                price_cents=price,
                folded=fold(f"{name} T{self.party}-{self.invoices + 1}"),
            )
            self._invoice(on, name, price)

    def _invoice(self, on: date, text: str, price: int) -> None:
        self.invoices += 1
        invoice = self.party * 100 + self.invoices
        due = on + timedelta(days=14)
        status = "paid"
        if due + timedelta(days=30) > self.today and self.chance.random() < 0.6:
            status = "open"
        elif self.chance.random() < 0.03:
            status = self.chance.choice(("open", "collection", "collection"))
        common = {"party_id": self.party, "source": "staff", "sourced_on": on}
        self.rows.put(
            "invoice",
            id=invoice,
            **common,
            number=str(1_000_000 + invoice),
            issued_on=on,
            due_on=due,
            paid_on=due if status == "paid" else None,
            status=status,
            total_cents=price,
            reference="",
        )
        self.rows.put(
            "invoiceline",
            **common,
            invoice_id=invoice,
            text=text,
            quantity=1,
            price_cents=price,
        )
        self.last_invoice = max(on, self.last_invoice or on)

    def _talk(self, started: date | None, ended: date | None) -> None:
        last = ended or self.today
        first = started or self.since
        for _ in range(min(int(self.chance.paretovariate(0.9)), 20)):
            on = self._between(first, last)
            self._put(
                "message",
                on,
                source="staff",
                at=datetime.combine(on, _NOON),
                direction=self.chance.choice(("in", "out")),
                channel=self.chance.choice(("email", "email", "phone")),
                subject=self.chance.choice(words.SUBJECTS),
                body=self.chance.choice(words.BODIES),
            )
            self.last_contact = max(on, self.last_contact or on)
        if self.chance.random() < 0.2:
            on = self._between(first, last)
            text = self.chance.choice(words.NOTES)
            self.last_contact = max(on, self.last_contact or on)
            self._put("note", on, source="staff", written_on=on, author="omistaja", text=text)

    def _decide(self, kind: str) -> None:
        if kind == "organisation":
            return
        for decision, share in (("granted", 0.25), ("objected", 0.08), ("withdrawn", 0.03)):
            if self.chance.random() < share:
                on = self._between(self.since, self.today)
                self._put(
                    "permission",
                    on,
                    purpose="marketing",
                    channel="email" if decision == "granted" else "",
                    decision=decision,
                    at=datetime.combine(on, _NOON),
                    decided_on=on,
                    how="lomake" if decision == "granted" else "puhelu",
                    actor="asiakas",
                    text_version="2026-1",
                    evidence="",
                )

    def _spine(self, kind: str, started: date | None, ended: date | None) -> None:
        contact = self.last_contact
        self.rows.put(
            "party",
            id=self.party,
            number=10_000 + self.party,
            is_organisation=kind == "organisation",
            is_consumer=kind == "consumer",
            is_representative=kind == "representative",
            is_sole_trader=kind == "sole_trader",
            is_technical=kind == "technical",
            restricted=self.chance.random() < 0.002,
            disputed=self.chance.random() < 0.003,
            relation_started_on=started,
            relation_ended_on=ended,
            last_contact_on=contact,
            last_contact_any_on=contact,
            last_invoice_on=self.last_invoice,
            created_on=self.since,
            source="subject",
            sourced_on=self.since,
        )
        if started is not None:
            self._put(
                "relationship",
                started,
                state="former" if ended else "customer",
                since=ended or started,
                until=None,
                reason="",
            )


def _ago(chance: Random, today: date, least: float, most: float) -> date:
    return today - timedelta(days=round(chance.uniform(least, most) * _YEAR))


def _relation(chance: Random, today: date) -> tuple[date | None, date | None]:
    """A sixth are prospects; of the rest a third has ended, within the last seven years."""
    if chance.random() < 1 / 6:
        return None, None
    started = _ago(chance, today, 0.3, 11)
    if chance.random() < 2 / 3:
        return started, None
    return started, max(started + timedelta(days=30), _ago(chance, today, 0.02, 7))


_ROLES = ("decision-maker", "decision-maker", "administration", "billing", "technical", "user")


def _zipf(chance: Random, names: tuple[str, ...]) -> str:
    """The first names are the commonest, as in life."""
    return names[min(int(chance.paretovariate(0.6)) - 1, len(names) - 1)]


def _ascii(text: str) -> str:
    return text.translate(str.maketrans("åäöéè", "aaoee")).replace("'", "")


def _business_id(party: int) -> str:
    """A Y-tunnus with a right check digit, from a range made up here."""
    for base in upward(7_000_000 + party * 11 % 2_900_000):
        total = sum(int(d) * w for d, w in zip(str(base), (7, 9, 10, 5, 8, 4, 2), strict=True))
        if (rest := total % 11) != 1:  # such numbers are never given
            return f"{base}-{0 if rest == 0 else 11 - rest}"
    raise AssertionError  # upward() never ends
