"""Retention: what is past its time, what must still be there, what may be seen meanwhile."""

from datetime import date, timedelta

from lupaus.policy import holding as names
from lupaus.policy import predicate, retention
from lupaus.policy.clause import Clause
from lupaus.policy.holding import Holding
from lupaus.policy.predicate import all_of as and_
from lupaus.policy.predicate import within
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Category
from lupaus.proof.look import census, triggers
from lupaus.proof.look.late import DAILY, late
from lupaus.proof.look.recorded import logs_kept
from lupaus.proof.look.spine import dates
from lupaus.proof.looking import GRACE, Look
from lupaus.proof.verdict import SHOWN, Finding

_ELSEWHERE = "no table of the register holds it"


def retention_rule(look: Look, clause: Clause) -> Finding:
    """Rows past their time, over every table that the rule is about."""
    rule = look.rules.get(clause.id)
    if rule is None:
        return Finding(note="the rule has no length or no beginning")
    if not rule.closes:
        return minimum(look, clause)
    tables = look.holdings(rule.categories)
    if Category.LOGS in rule.categories:
        return logs_kept(look, rule)
    if not tables:
        return Finding(note=_ELSEWHERE)
    measured = [h for h in tables if predicate.passed(rule, h, lambda _rule: "")]
    if not measured:
        return Finding(note="nothing that is stored says when its time begins")
    checked = broken = 0
    examples: tuple[str, ...] = ()
    for holding in measured:
        checked += about(look, rule, holding)
        count, shown = late(look, holding).by(rule.id)
        broken, examples = broken + count, (*examples, *shown)
    found = Finding(checked, broken, examples[:SHOWN]) + _seen_too_long(look, rule)
    found += triggers.kept(look, (h.table for h in tables))  # or an index keeps what has gone
    return found + dates(look, rule) if checked else found


def about(look: Look, rule: Rule, holding: Holding) -> int:
    """How many rows were looked at for the rule: those of the table, if there is anybody whom
    the rule and its purpose are about."""
    whos = (rule.who, *retention.covered(look.policy, rule.purpose, holding.category))
    return census.count(look, (holding.table,)) if census.anybody(look, whos) else 0


def minimum(look: Look, clause: Clause) -> Finding:
    """Vouchers that must be there and are not: the party was invoiced on a day that the rule
    still covers, and no invoice of that day or later is left. Of other categories nothing
    tells afterwards what is gone, so only the breaker speaks for them."""
    rule = look.rules.get(str(clause.params.get("rule") or clause.id))
    if rule is None or not look.holdings(rule.categories):
        return Finding(note=_ELSEWHERE)
    if Category.VOUCHERS not in rule.categories:
        return Finding(note="what was destroyed leaves no trace", by_breaker=True)
    if Category.VOUCHERS not in look.policy.data:
        return Finding(note="the policy holds no vouchers", by_breaker=True)
    cutoff = retention.holding_cutoff(rule, look.today, look.policy.fiscal_calendar)
    # A promise of the policy and the law that it repeats are one look.
    return look.once(("minimum", cutoff, rule.who), lambda: _vouchers(look, rule, cutoff))


def _vouchers(look: Look, rule: Rule, cutoff: date | None) -> Finding:
    whos = {
        and_(
            [within(who) for who in retention.covered(look.policy, purpose, Category.VOUCHERS)]
        )
        for purpose in retention.needing(look.policy, Category.VOUCHERS)
    }
    covered = " OR ".join(sorted(whos)) or "1 = 0"
    # Most have been: not the dates' own index but party_ended, which holds every mark besides,
    # then invoice_party. The vouchers of a merged party are with the one that took it in.
    invoiced = (
        f"FROM {names.PARTY} p WHERE (p.last_invoice_on > %(cutoff)s) IS TRUE AND ({covered})"
        f" AND {within(rule.who)} AND p.{names.MERGED} IS NULL"
    )
    there = (
        f"EXISTS (SELECT 1 FROM {names.INVOICE} i"
        " WHERE i.party_id = p.id AND i.issued_on >= p.last_invoice_on)"
    )
    params = {"cutoff": cutoff}
    [(checked, broken)] = look.rows(
        f"SELECT COUNT(*), SUM(CASE WHEN {there} THEN 0 ELSE 1 END) {invoiced}", params
    )
    if not broken:
        return Finding(checked)
    gone = f"SELECT p.id AS id, p.id AS party_id {invoiced} AND NOT {there}"
    shown = look.examples(names.PARTY, gone, params)
    return Finding(checked, int(broken), shown, "vouchers that law still keeps are missing")


def daily(look: Look, _clause: Clause) -> Finding:
    """Everything overdue by the rules that the daily purge serves, and the purge itself."""
    checked = sum(census.count(look, (h.table,)) for h in look.every())
    found = [late(look, holding).by(DAILY) for holding in look.every()]
    shown = tuple(example for _count, some in found for example in some)[:SHOWN]
    overdue_ = Finding(checked, sum(count for count, _some in found), shown)
    indexes = triggers.kept(look, (h.table for h in look.every()))
    return overdue_ + _last_purge(look, checked) + indexes


def _last_purge(look: Look, checked: int) -> Finding:
    """The worker's purge that ran through last: a day without one is a day too many, once
    there has been any."""
    [(when,)] = look.rows("SELECT MAX(purged_at) FROM keeping_run")
    if when is None:
        note = "no purge has run yet" if checked else ""
        return Finding(note=note, by_breaker=True)
    last = date.fromisoformat(str(when)[:10])
    if last >= look.today - timedelta(days=2 * GRACE):
        return Finding(1)
    return Finding(1, 1, (f"last purge on {last}",), "the daily purge has not run")


def holds(look: Look, _clause: Clause) -> Finding:
    """What is past its time and stays, by hold. That it should stay is a matter of the plan,
    so the breaker speaks for it; that it goes when the hold lifts, the retention rules do."""
    by_hold: dict[str, int] = {}
    for holding in look.every():
        for hold, count in late(look, holding).held.items():
            by_hold[hold] = by_hold.get(hold, 0) + count
    said = ", ".join(f"{hold} {count}" for hold, count in sorted(by_hold.items()))
    note = f"kept by a hold: {said}" if said else "nothing is held at present"
    return Finding(sum(by_hold.values()), note=note, by_breaker=True)


def last_purpose(look: Look, _clause: Clause) -> Finding:
    """The cut-offs on which every view rests are those of the policy for their day."""
    wanted, wrong = cutoffs(look)
    if not wanted:
        return Finding(note="nobody has looked at the register yet")
    note = "cut-offs of the views are not those of the policy" if wrong else ""
    return Finding(wanted, len(wrong), tuple(sorted(wrong)[:SHOWN]), note)


def cutoffs(look: Look) -> tuple[int, frozenset[str]]:
    """How many cut-offs there should be, and the rules of which the stored one is wrong."""
    return look.once("cutoffs", lambda: _cutoffs(look))


def _cutoffs(look: Look) -> tuple[int, frozenset[str]]:
    [(day, version)] = look.rows("SELECT day, version FROM guard_today") or [(None, None)]
    if day is None:
        return 0, frozenset()
    stored = {
        rule: date.fromisoformat(str(found)) if found else None
        for rule, found in look.rows("SELECT rule, day FROM guard_cutoff")
    }
    wanted = retention.cutoffs(look.policy, date.fromisoformat(str(day)))
    if version != look.adopted.version:
        return len(wanted), frozenset(wanted)
    every = {*stored, *wanted}
    return len(wanted), frozenset(r for r in every if stored.get(r) != wanted.get(r))


def _seen_too_long(look: Look, rule: Rule) -> Finding:
    """The purpose is shut by its cut-off; a wrong one would show what has closed."""
    wrong = rule.id in cutoffs(look)[1]
    note = "the cut-off of its views is wrong" if wrong else ""
    return Finding(0, int(wrong), ("cut-off",) if wrong else (), note, by_breaker=True)
