"""The jobs of keeping itself: what must happen although nobody thinks of it.

Nobody watches them, so a mistake here would destroy day after day. They therefore choose
nothing: a purge goes the whole way of plan, hold and verification in :mod:`purge`, a payload of
the ledger goes by the term that the policy promises, and an import goes only when it has never
been in sight and has been left for a day."""

from datetime import date, datetime, time, timedelta

from lupaus.finland import HELSINKI
from lupaus.guard import Act, Adopted, NoPolicy, cutoffs, in_force, system_grant
from lupaus.keeping import merges, passing
from lupaus.keeping.finish import finish
from lupaus.keeping.jobs import Job, Shift, daily, every
from lupaus.keeping.plan import LAST, planned_or_new
from lupaus.keeping.purge import execute
from lupaus.keeping.texts import empty_parties
from lupaus.ledger.checkpoint import checkpoint
from lupaus.ledger.expire import expire
from lupaus.ledger.reads import seal_reads
from lupaus.policy import retention
from lupaus.policy.holding import PARTY
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Anchor, Category

ACTOR, VIA = "lupaus", "worker"
_SWEPT = 20_000
_FORGET = "DELETE FROM keeping_emptied WHERE party > %(first)s AND party <= %(last)s"


def purge(shift: Shift) -> None:
    """What is due today is destroyed, verified and certified. A run that was left half-way is
    carried to its end first."""
    for _ in range(2):  # one that was left, and today's
        act = Act(ACTOR, "", shift.now, VIA)
        run = planned_or_new(None, today=shift.today, act=act)
        if run.state in {"planned", "running"}:
            done = execute(
                run.id, today=shift.today, act=act, clock=shift.clock, stop=shift.stop
            )
            if not done.finished:
                return
        finish(run.id, act=act, clock=shift.clock)
        if run.day == shift.today:
            return


def refresh_cutoffs(shift: Shift) -> None:
    """The views say what today is, before anybody asks them."""
    cutoffs.refresh(in_force(), shift.today)


def forget_merges(shift: Shift) -> None:
    """What could undo a merge is forgotten with what was left of the merged party."""
    merges.forget(shift.today)


def sweep(shift: Shift) -> None:
    """Parties that were emptied by hand, or with the program, are looked at by the next purge.
    Piece by piece, so that nobody waits."""
    with system_grant("keeping", why="empty parties are looked for") as part:
        [(highest,)] = part.execute(f"SELECT MAX(id) FROM {PARTY}")
    for first in range(0, (highest or 0) + 1, _SWEPT):
        last = LAST if first + _SWEPT > (highest or 0) else first + _SWEPT
        bounds = {"first": first, "last": last}
        with system_grant("keeping", why="empty parties are looked for") as part:
            part.changed(_FORGET, bounds)
            part.changed(empty_parties(in_force()), bounds)
        if shift.stop():
            return


def expire_passing(shift: Shift) -> None:
    """Drafts of imports, and what imports have overwritten, go after their days."""
    passing.expire(shift.today)


def seal(shift: Shift) -> None:
    seal_reads(at=shift.now, actor=ACTOR, via=VIA)


def sign(shift: Shift) -> None:
    checkpoint(at=shift.now)


def expire_ledger(shift: Shift) -> None:
    """The ledger's payloads are personal data too, and go by their own clause."""
    found = ledger_term(in_force(), shift.today)
    if found is None:
        return
    last, clause = found
    before = datetime.combine(last + timedelta(days=1), time(), HELSINKI)
    while expire(before, clause=clause, actor=ACTOR, at=shift.now, via=VIA):
        if shift.stop():
            return


def ledger_term(adopted: Adopted, today: date) -> tuple[date, str] | None:
    """The last day whose entries have had their time, and by which clause; None where the
    policy says nothing of logs, or a purpose needs them without a term."""
    policy, category = adopted.policy, Category.LOGS
    rules = [r for r in retention.effective(policy) if r.anchor is Anchor.COLLECTED]
    terms: list[tuple[date, str]] = []
    for purpose in retention.needing(policy, category):
        closing = [
            (day, rule.id)
            for rule in retention.closing(rules, purpose, category)
            for day in [retention.closing_cutoff(rule, today, policy.fiscal_calendar)]
            if day is not None
        ]
        if not closing:
            return None
        terms.append(max(closing))
    held = [_held(adopted, rule, today) for rule in retention.holding(rules, category)]
    return min([*terms, *held]) if terms else None


def _held(adopted: Adopted, rule: Rule, today: date) -> tuple[date, str]:
    day = retention.holding_cutoff(rule, today, adopted.policy.fiscal_calendar)
    return day or date.min, rule.id


def _once_adopted(job: Job) -> Job:
    """Before the first policy there is nothing to keep."""

    def do(shift: Shift) -> None:
        try:
            in_force()
        except NoPolicy:
            return
        job.do(shift)

    return Job(job.name, do, job.next_after)


JOBS = (
    _once_adopted(Job("cutoffs", refresh_cutoffs, daily(time(0, 1)))),
    Job("seal-reads", seal, every(timedelta(minutes=5))),
    Job("passing", expire_passing, daily(time(2, 15))),
    _once_adopted(Job("sweep", sweep, daily(time(2, 30)))),  # for the purge, and before it
    _once_adopted(Job("purge", purge, daily(time(3, 0)))),
    Job("merges", forget_merges, daily(time(3, 15))),
    _once_adopted(Job("ledger-expiry", expire_ledger, daily(time(3, 30)))),
    Job("checkpoint", sign, daily(time(4, 0))),
)
