"""Dates of the spine against the facts that they stand for.

A date that is earlier than what the rows say destroys too early; one that rows cannot have made
destroys too late. Rows that have gone leave the date behind, so only what is there is compared.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from lupaus.policy import holding as names
from lupaus.policy import retention
from lupaus.policy.holding import SPINE
from lupaus.policy.retention import Rule
from lupaus.proof.looking import Look
from lupaus.proof.verdict import Finding

#: The spine's date, and the days of rows that it may never be behind.
_FACTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "last_invoice_on": (("records_invoice", "issued_on"),),
    "last_contact_on": (("records_message", "sourced_on"),),
    "last_contact_any_on": (("records_message", "sourced_on"),),
}


#: How long before its end a wrong date is found: it does no harm earlier, and looking at every
#: row of the register every day would.
AHEAD = timedelta(days=31)


def dates(look: Look, rule: Rule) -> Finding:
    """Parties whose term ends within a month by a date that their rows say is too early; and
    dates that lie in the future, which would put the end off.

    The end of a relation is asserted by a person: no row says otherwise.
    """
    column = SPINE.get(rule.anchor)
    if column is None or column not in _FACTS:
        return Finding(by_breaker=True)
    soon = retention.closing_cutoff(rule, look.today + AHEAD, look.policy.fiscal_calendar)
    return look.once(("spine", column, soon), lambda: _dates(look, column, soon))


def _dates(look: Look, column: str, soon: date | None) -> Finding:
    # Each starts from the index of the spine's date.
    behind = [
        f"SELECT p.id AS id, p.id AS party_id FROM {names.PARTY} p WHERE p.{column} > %(today)s"
    ]
    behind += [
        f"SELECT p.id AS id, p.id AS party_id FROM {names.PARTY} p WHERE p.{column} <= %(soon)s"
        f" AND EXISTS (SELECT 1 FROM {table} t WHERE t.party_id = p.id"
        f" AND t.{day} > p.{column} AND t.{day} <= %(today)s)"
        for table, day in _FACTS.get(column, ())
    ]
    query = "\nUNION\n".join(behind)
    params = {"today": look.today, "soon": soon}
    count = look.number(f"SELECT COUNT(*) FROM (\n{query}\n) x", params)
    if not count:
        return Finding(by_breaker=True)
    shown = look.examples(names.PARTY, query, params)
    return Finding(0, count, shown, f"{column} does not agree with the rows")
