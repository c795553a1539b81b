"""Making people with known dates, and counting what is left of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lupaus.guard import Act, enforce, system_grant
from lupaus.policy.read import read_policy

SAMPLE = Path(__file__).parents[1] / "sample.yaml"
DAY = date(2026, 3, 2)
RETENTION = """
  - {purpose: delivery, at_most: 1 years, after: relation ended}
  - {purpose: relations, at_most: 2 years, after: relation ended}
  - {purpose: accounting, data: [vouchers], at_least: 6 years, after: end of calendar year in which the fiscal year ended}
  - {purpose: accounting, data: [name, organisation, postal-address, billing], at_most: 1 years, after: relation ended}
  - {purpose: claims, at_most: 2 years, after: relation ended}
  - {purpose: marketing, at_most: 2 years, after: relation ended}
roles:"""  # noqa: E501 - as the policy has it


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


def act(day: date = DAY) -> Act:
    return Act("lupaus", "", at(day), "worker")


def two_years(**changes: str) -> str:
    """Everything but vouchers goes two years after the relation ended."""
    text = SAMPLE.read_text(encoding="utf-8")
    start, end = text.index("retention:") + len("retention:"), text.index("roles:")
    text = text[:start] + RETENTION.removesuffix("roles:") + text[end:]
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@dataclass
class Hands:
    """Puts rows in under the seed grant, looks at them under that of proof."""

    def adopt(self, text: str) -> None:
        """Put the text in force without asking the linter."""
        policy, problems = read_policy(text)
        assert policy is not None, problems
        enforce(policy, text, Act("aino", "relations", at(DAY), "cli"))

    def party(self, **facts: Any) -> int:
        columns = {
            "is_organisation": False,
            "is_consumer": not facts.get("is_organisation", False),
            "is_representative": False,
            "is_sole_trader": False,
            "is_technical": False,
            "restricted": False,
            "disputed": False,
            "relation_started_on": date(2015, 1, 1),
            "created_on": date(2015, 1, 1),
            "source": "customer",
            "sourced_on": date(2015, 1, 1),
            **facts,
        }
        return self.put("party", **columns)

    def person(self, name: str, **facts: Any) -> int:
        """A party with a name, an address and a note."""
        party = self.party(**facts)
        self.held(
            "personname", party, given=name, family="", folded=name.lower(), sort_key=name
        )
        mail = f"{name.lower()}@example.fi"
        self.held("emailaddress", party, address=mail, folded=mail, kind="")
        self.held("note", party, written_on=DAY, author="bertta", text=f"about {name}")
        return party

    def named(self, firm: int) -> int:
        """The name of an organisation."""
        empty = dict.fromkeys(("business_id", "association_id", "form", "industry"), "")
        return self.held("organisation", firm, name="Oy", folded="oy", sort_key="oy", **empty)

    def invoice(self, party: int, on: date, status: str = "paid") -> int:
        paid = on if status == "paid" else None
        columns = {"issued_on": on, "paid_on": paid, "status": status}
        invoice = self.held(
            "invoice", party, number=f"L{party}", total_cents=100, reference="", **columns
        )
        self.held(
            "invoiceline", party, invoice_id=invoice, text="työ", quantity=1, price_cents=100
        )
        return invoice

    def permission(self, party: int, decision: str = "objected") -> int:
        return self.held(
            "permission",
            party,
            purpose="marketing",
            channel="",
            decision=decision,
            at=at(DAY),
            decided_on=DAY,
            how="call",
            actor="aino",
            text_version="",
            evidence="",
        )

    def held(self, table: str, party: int, **values: Any) -> int:
        sourced = values.pop("sourced_on", date(2015, 1, 1))
        return self.put(table, party_id=party, source="customer", sourced_on=sourced, **values)

    def put(self, table: str, **values: Any) -> int:
        with system_grant("seed", why="a test") as seed:
            return int(seed.insert(table, tuple(values), [tuple(values.values())])[0])

    def change(self, table: str, row: int, **values: Any) -> None:
        with system_grant("seed", why="a test") as seed:
            seed.update(table, values, {"id": row})

    def tables(self, party: int) -> set[str]:
        """Where anything of the party is left."""
        from lupaus.records.catalogue import CLAIMS  # noqa: PLC0415 - needs Django set up

        with system_grant("proof", why="a test") as proof:
            found = {
                claim.table.removeprefix("records_")
                for claim in CLAIMS
                if proof.execute(f"SELECT 1 FROM {claim.table} WHERE party_id = %s", [party])
            }
            if proof.execute("SELECT 1 FROM records_party WHERE id = %s", [party]):
                found.add("party")
        return found

    def forget(self) -> None:
        """Runs and jobs of a test that committed."""
        with system_grant("keeping", why="emptied after a test") as part:
            for table in ("item", "run", "emptied", "job"):
                part.changed(f"DELETE FROM keeping_{table}")
