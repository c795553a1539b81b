"""What the register cannot see by itself: transfers by the law of the day, and what people
confirm with dated evidence."""

from datetime import date

from lupaus.guard.structure import Columns, columns
from lupaus.policy.clause import Clause
from lupaus.policy.clauses.recipients import leaves_eea
from lupaus.policy.law import mechanism_valid
from lupaus.policy.model import Recipient
from lupaus.policy.period import Period
from lupaus.policy.vocabulary import Ban, Category
from lupaus.proof.look import census
from lupaus.proof.looking import Look
from lupaus.proof.verdict import SHOWN, Finding

#: A confirmation without a rhythm of its own is good for a year.
_GOOD_FOR = Period(months=12)


def transfer(look: Look, clause: Clause) -> Finding:
    """The safeguard stands in law today. What was really sent is not recorded yet."""
    slug = str(clause.params["recipient"])
    wrong = _unsafe(look, look.policy.recipients[slug])
    if wrong:
        return Finding(1, 1, (f"recipient {slug}",), wrong)
    return Finding(note="the safeguard stands; disclosures are not recorded yet")


def transfers_closed(look: Look, _clause: Clause) -> Finding:
    """Recipients outside the EEA without a safeguard that stands today."""
    wrong = {
        slug: why
        for slug, recipient in look.policy.recipients.items()
        if leaves_eea(look.policy, recipient) and (why := _unsafe(look, recipient))
    }
    shown = tuple(f"recipient {slug}" for slug in wrong)[:SHOWN]
    note = "; ".join(dict.fromkeys(wrong.values()))
    if not wrong:
        note = "recipients are safe by policy; disclosures are not recorded yet"
    return Finding(len(look.policy.recipients), len(wrong), shown, note, by_breaker=not wrong)


def _unsafe(look: Look, recipient: Recipient) -> str:
    guard = recipient.safeguard
    if guard is None or recipient.country is None:
        return "no safeguard for a country outside the EEA"
    if guard.until is not None and guard.until < look.today:
        return f"the safeguard ended on {guard.until}"
    if not mechanism_valid(guard.mechanism, look.today, country=recipient.country):
        return f"{guard.mechanism} is no ground of transfer today"
    return ""


def never(look: Look, clause: Clause) -> Finding:
    """Two of the things that are never done leave something to look at: a table or column that
    no category claims, and a recipient abroad."""
    ban = Ban(str(clause.params["never"]))
    if ban is Ban.TRANSFERS:
        abroad = [s for s, r in look.policy.recipients.items() if leaves_eea(look.policy, r)]
        shown = tuple(f"recipient {slug}" for slug in abroad)[:SHOWN]
        return Finding(len(look.policy.recipients), len(abroad), shown)
    if ban is Ban.SPECIAL_CATEGORIES:
        return _special(look)
    return Finding(note="nothing in this version does it; disclosures are not recorded yet")


#: Where anybody may write anything, and nobody reads it for the check.
_FREE = frozenset({Category.NOTES, Category.MESSAGES, Category.FILES})


def _special(look: Look) -> Finding:
    """A place for what must not be kept: a column that nobody has claimed, in our tables or in
    somebody else's in the same database. What is written where anything may be written is not
    read, so where there is any, nothing is proved."""
    found = strange_columns(look)
    free = census.count(look, (h.table for h in look.every() if h.category in _FREE))
    said = f"the names of {found.columns} columns of {found.tables} tables were looked at"
    unread = f"what stands in {free} notes, messages and files was not read"
    note = "no category claims these columns; " if found.strange else ""
    return Finding(
        found.columns,
        len(found.strange),
        found.strange[:SHOWN],
        note + (f"{said}; {unread}" if free else said),
        unseen=bool(free),
    )


def strange_columns(look: Look) -> Columns:
    def find() -> Columns:
        look.statements += 1
        return columns()

    return look.once("columns", find)


# --- what a person confirms ------------------------------------------------------------------


def attested(look: Look, clause: Clause) -> Finding:
    """The last confirmation that somebody really made, and whether it is still good."""
    last = look.once("attestations", lambda: _attestations(look)).get(clause.id)
    if last is None:
        return Finding(note="nobody has confirmed it: lupaus attest " + clause.id)
    confirmed, seeded = last
    if seeded:
        return Finding(note="confirmed by the demo only, which counts for nothing")
    every = rhythm(clause)
    due = every.after(confirmed)
    if due < look.today:
        return Finding(1, 1, (f"confirmed on {confirmed}",), f"was to be confirmed by {due}")
    return Finding(1, note=f"confirmed on {confirmed}, good until {due}")


def rhythm(clause: Clause) -> Period:
    said = clause.params.get("attest") or clause.params.get("every")
    return Period.parse(str(said)) if said else _GOOD_FOR


def _attestations(look: Look) -> dict[str, tuple[date, bool]]:
    """The last of each clause; a real one before a seeded one of a later day."""
    found: dict[str, tuple[date, bool]] = {}
    for clause, day, seeded in look.rows(
        "SELECT clause, MAX(confirmed_on), seeded FROM proof_attestation"
        " WHERE confirmed_on <= %(today)s GROUP BY clause, seeded",
        {"today": look.today},
    ):
        said = (date.fromisoformat(str(day)), bool(seeded))
        if clause not in found or not said[1]:
            found[clause] = said
    return found
