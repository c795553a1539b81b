"""The dates of the spine, from which most periods run, recomputed in sets from the facts.

A date too early destroys too early, one too late keeps what was promised to go. Therefore dates
of contact and of invoices only ever move forward (rows that are destroyed later do not take
them back; an undo does, :mod:`lupaus.register.days`), and every date is the greatest of facts
that the register holds.

* ``last_contact_on``: the last message or order of the party itself. A note is written about
  somebody, not to them, and moves nothing: what was said is a message. Before any, the day on
  which the party was created, or on which its relation ended if that was before: so the term of
  a prospect begins.
* ``last_contact_any_on``: that, and the last contact with the organisations that a person acts
  for, or with the persons of an organisation; with each as long as the affiliation lasted.
* ``last_invoice_on``: the day of the last invoice.
* the relation: from the party's own relationship rows. A representative without any stands in
  the relation of its organisations, up to the end of its affiliation; a technical contact, who
  only looks after services, stands in none.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from lupaus.guard import Machinery, Part, system_grant
from lupaus.sets import pieces, placeholders

_P = "records_party"


def _last(table: str, column: str) -> str:
    """The last day in a table of the party. Grouped, because PostgreSQL would look for a bare
    maximum from the end of the index on the days, through everybody else's rows."""
    return (
        f"SELECT max(x.{column}) FROM {table} x WHERE x.party_id = {_P}.id GROUP BY x.party_id"
    )


_CONTACTS = (
    _last("records_message", "sourced_on"),
    _last("records_order", "ordered_on"),
)


def _greatest(column: str, facts: Iterable[str]) -> str:
    """The greatest of what stands and of the facts; NULL when there is none of either."""
    said = " UNION ALL ".join((f"SELECT {_P}.{column} AS day", *facts))
    return f"(SELECT max(f.day) FROM ({said}) f)"


_EARLIER_END = (
    f"CASE WHEN {_P}.relation_ended_on < {_P}.created_on"
    f" THEN {_P}.relation_ended_on ELSE {_P}.created_on END"
)
_LAST_CONTACT = (
    f"UPDATE {_P} SET last_contact_on = "
    f"coalesce({_greatest('last_contact_on', _CONTACTS)}, {_EARLIER_END})"
)
#: What is done with one side while the affiliation lasts is contact with the other.
_WHILE = (
    "SELECT max(CASE WHEN a.ended_on < q.last_contact_on THEN a.ended_on"
    " ELSE q.last_contact_on END)"
    f" FROM records_affiliation a JOIN {_P} q ON q.id = a.{{theirs}} WHERE a.{{ours}} = {_P}.id"
)
_LAST_CONTACT_ANY = f"UPDATE {_P} SET last_contact_any_on = " + _greatest(
    "last_contact_any_on",
    (
        f"SELECT {_P}.last_contact_on",
        _WHILE.format(theirs="organisation_id", ours="party_id"),
        _WHILE.format(theirs="party_id", ours="organisation_id"),
    ),
)
_LAST_INVOICE = f"UPDATE {_P} SET last_invoice_on = " + _greatest(
    "last_invoice_on",
    (_last("records_invoice", "issued_on"),),
)

_OWN = f"FROM records_relationship r WHERE r.party_id = {_P}.id"
#: Untouched where the rows have gone: the dates themselves are kept by their own rules.
_HAS_OWN = f"EXISTS (SELECT 1 {_OWN} AND r.state = 'customer')"
_RELATION = (
    f"UPDATE {_P} SET"
    f" relation_started_on = (SELECT min(r.since) {_OWN} AND r.state = 'customer'),"
    " relation_ended_on = CASE"
    f" WHEN EXISTS (SELECT 1 {_OWN} AND r.state = 'customer' AND r.until IS NULL) THEN NULL"
    " ELSE (SELECT max(CASE WHEN r.state = 'customer' THEN r.until ELSE r.since END)"
    f" {_OWN} AND r.state IN ('customer', 'former')) END"
)

_ACTS_FOR = (
    f"FROM records_affiliation a JOIN {_P} q ON q.id = a.organisation_id"
    f" WHERE a.party_id = {_P}.id AND a.role <> 'technical'"
    " AND q.relation_started_on IS NOT NULL"
)
_STANDS_FOR = (
    f"{_P}.is_representative = TRUE AND {_P}.is_consumer = FALSE"
    f" AND {_P}.is_sole_trader = FALSE AND NOT {_HAS_OWN} AND EXISTS (SELECT 1 {_ACTS_FOR})"
)
_INHERITED = (
    f"UPDATE {_P} SET relation_started_on = (SELECT min(q.relation_started_on) {_ACTS_FOR}),"
    " relation_ended_on = CASE WHEN EXISTS"
    f" (SELECT 1 {_ACTS_FOR} AND q.relation_ended_on IS NULL AND a.ended_on IS NULL) THEN NULL"
    " ELSE (SELECT max(CASE WHEN q.relation_ended_on IS NULL THEN a.ended_on"
    " WHEN a.ended_on < q.relation_ended_on THEN a.ended_on"
    f" ELSE q.relation_ended_on END) {_ACTS_FOR}) END"
)


def recompute(parties: Iterable[int]) -> None:
    """Bring every date of the parties, and of those that they belong together with, to what
    the rows say. A handful of statements for each few hundred parties, whatever they hold.

    Belongs to the caller's transaction, inside whichever grant is open.
    """
    ids = sorted(set(parties))
    with transaction.atomic(), system_grant(Machinery.SPINE, why="dates of the spine") as part:
        around = together(part, ids)
        _each(part, _RELATION, ids, f" AND {_HAS_OWN}")
        _each(part, _INHERITED, around, f" AND {_STANDS_FOR}")
        _each(part, _LAST_INVOICE, ids)
        _each(part, _LAST_CONTACT, ids)
        _each(part, _LAST_CONTACT_ANY, around)


def together(part: Part, parties: Iterable[int]) -> list[int]:
    """The parties, and those whose dates are recomputed with theirs."""
    ids = sorted(set(parties))
    return sorted({*ids, *_connected(part, ids)})


def _each(part: Part, update: str, ids: Sequence[int], condition: str = "") -> None:
    for piece in pieces(ids):
        places = placeholders(piece)
        part.changed(f"{update} WHERE {_P}.id IN ({places}){condition}", piece)


def _connected(part: Part, ids: Sequence[int]) -> set[int]:
    """The organisations of the persons, and the persons of the organisations."""
    found: set[int] = set()
    for piece in pieces(ids):
        places = placeholders(piece)
        sql = (
            f"SELECT organisation_id FROM records_affiliation WHERE party_id IN ({places})"
            " UNION SELECT party_id FROM records_affiliation"
            f" WHERE organisation_id IN ({places})"
        )
        found.update(row[0] for row in part.execute(sql, [*piece, *piece]))
    return found
