"""The check: for every clause of the policy in force, was it kept?

It looks at the raw tables under a grant that covers no value, counts, and names what is wrong
by reference. A clause whose machinery is not built is *not tested*; *kept* needs records that
were looked at and could have been wrong, or a breaker of the self-test that was caught.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Literal, assert_never

from django.conf import settings

from lupaus.finland import day_of
from lupaus.folder import Folder
from lupaus.guard import Machinery, in_force, system_grant
from lupaus.policy.clause import Clause, Kind
from lupaus.policy.vocabulary import Mode
from lupaus.proof import tested as selftest
from lupaus.proof.look import accounts, bans, elsewhere, held, opened, recorded, said, terms
from lupaus.proof.looking import Look
from lupaus.proof.looks import LOOKS
from lupaus.proof.verdict import Finding, Report, Tested, judge

_NOT_BUILT = Finding(note="comes with a later version")

# The kinds by the module that looks at them; together they must be all there are.
_Confirmed = Literal[Kind.BALANCE, Kind.AGREEMENT, Kind.COOKIES, Kind.ATTEST]
_Declared = Literal[Kind.STATEMENT, Kind.PURPOSE, Kind.BASIS]
_Opened = Literal[Kind.PURPOSE_BOUND, Kind.ROLE, Kind.NEED_TO_KNOW, Kind.PERSONAL_ACCOUNTS]
_Said = Literal[Kind.CONSENT_GATE, Kind.OBJECTION, Kind.SUPPRESSION]
_Held = Literal[
    Kind.CATEGORY_CLOSED,
    Kind.SEGMENT,
    Kind.IDENTITY_CODE,
    Kind.SEALED,
    Kind.SOURCE_KNOWN,
    Kind.SOURCES_CLOSED,
    Kind.REFRESH,
]
_Terms = Literal[
    Kind.RETENTION,
    Kind.STATUTORY_MINIMUM,
    Kind.DAILY_PURGE,
    Kind.HOLD,
    Kind.LAST_PURPOSE,
]
_Around = Literal[
    Kind.TRANSFER,
    Kind.TRANSFERS_CLOSED,
    Kind.NEVER,
    Kind.JOURNAL_ELSEWHERE,
    Kind.READS_RECORDED,
]
_Later = Literal[
    Kind.CHANNEL,
    Kind.SOFT_OPT_IN,
    Kind.STOP_LINK,
    Kind.TARGETING,
    Kind.REGISTER_CLOSED,
    Kind.INFORM,
    Kind.RECIPIENT,
    Kind.RECIPIENTS_CLOSED,
    Kind.RECIPIENT_CONDITION,
    Kind.PUBLICATION,
    Kind.REVIEW,
    Kind.BACKUP_AGE,
    Kind.RIGHT,
    Kind.RIGHT_DEADLINE,
    Kind.REQUEST_CHANNEL,
    Kind.RIGHT_PERSON,
    Kind.INCIDENT,
    Kind.TRAINING,
    Kind.BACKUP,
    Kind.NOTICE_DELIVERED,
]


def check(
    at: date | datetime,
    *,
    clauses: Iterable[str] | None = None,
    folder: Folder | None = None,
    tested: bool = True,
) -> Report:
    """The verdicts of a day. Writes nothing.

    ``clauses`` limits it to some ids; raises KeyError for one that the policy does not have.
    Without ``tested`` the last self-test is left out, so that a look speaks for itself.
    """
    adopted = in_force()
    moment = at if isinstance(at, datetime) else datetime.combine(at, time(12), UTC)
    day = day_of(at) if isinstance(at, datetime) else at
    wanted = _wanted(adopted.clauses, clauses)
    with system_grant(Machinery.PROOF, why="checking the promises") as part:
        look = Look(adopted, moment, day, folder or settings.FOLDER, part)
        results = selftest.last(look) if tested else {}
        judged = tuple(
            judge(clause, find(look, clause), results.get(clause.id, Tested()))
            for clause in wanted
        )
    return Report(adopted.version, adopted.digest, moment, judged, look.statements)


def _wanted(clauses: tuple[Clause, ...], ids: Iterable[str] | None) -> tuple[Clause, ...]:
    if ids is None:
        return clauses
    by_id = {clause.id: clause for clause in clauses}
    return tuple(by_id[name] for name in ids)


def find(look: Look, clause: Clause) -> Finding:
    """What the look at one clause finds, whatever the self-test has said."""
    if clause.mode is Mode.DECLARE:
        return Finding()
    if clause.mode is Mode.ATTEST:
        return elsewhere.attested(look, clause)
    if not LOOKS[clause.kind].built:
        return _NOT_BUILT
    return _looked(look, clause)


def _looked(look: Look, clause: Clause) -> Finding:  # noqa: PLR0911 - one for each module
    kind = clause.kind
    match kind:
        case Kind.STATEMENT | Kind.PURPOSE | Kind.BASIS:
            return Finding()
        case Kind.BALANCE | Kind.AGREEMENT | Kind.COOKIES | Kind.ATTEST:
            return elsewhere.attested(look, clause)
        case (
            Kind.RETENTION
            | Kind.STATUTORY_MINIMUM
            | Kind.DAILY_PURGE
            | Kind.HOLD
            | Kind.LAST_PURPOSE
        ):
            return _terms(look, clause, kind)
        case (
            Kind.CATEGORY_CLOSED
            | Kind.SEGMENT
            | Kind.IDENTITY_CODE
            | Kind.SEALED
            | Kind.SOURCE_KNOWN
            | Kind.SOURCES_CLOSED
            | Kind.REFRESH
        ):
            return _held(look, clause, kind)
        case Kind.CONSENT_GATE | Kind.OBJECTION | Kind.SUPPRESSION:
            return _said(look, clause, kind)
        case Kind.PURPOSE_BOUND | Kind.ROLE | Kind.NEED_TO_KNOW | Kind.PERSONAL_ACCOUNTS:
            return _opened(look, clause, kind)
        case (
            Kind.TRANSFER
            | Kind.TRANSFERS_CLOSED
            | Kind.NEVER
            | Kind.JOURNAL_ELSEWHERE
            | Kind.READS_RECORDED
        ):
            return _around(look, clause, kind)
        case _:
            return _later(kind)


def _terms(look: Look, clause: Clause, kind: _Terms) -> Finding:
    match kind:
        case Kind.RETENTION:
            return terms.retention_rule(look, clause)
        case Kind.STATUTORY_MINIMUM:
            return terms.minimum(look, clause)
        case Kind.DAILY_PURGE:
            return terms.daily(look, clause)
        case Kind.HOLD:
            return terms.holds(look, clause)
        case Kind.LAST_PURPOSE:
            return terms.last_purpose(look, clause)
        case _:
            assert_never(kind)


def _held(  # noqa: PLR0911 - one for each kind
    look: Look, clause: Clause, kind: _Held
) -> Finding:
    match kind:
        case Kind.CATEGORY_CLOSED:
            return held.category(look, clause)
        case Kind.SEGMENT:
            of_purpose = "purpose" in clause.params
            return (opened.purpose_bound if of_purpose else held.segment)(look, clause)
        case Kind.IDENTITY_CODE:
            return held.identity_code(look, clause)
        case Kind.SEALED:
            return held.sealed(look, clause)
        case Kind.SOURCE_KNOWN:
            return held.source_known(look, clause)
        case Kind.SOURCES_CLOSED:
            return held.sources_closed(look, clause)
        case Kind.REFRESH:
            return held.refreshed(look, clause)
        case _:
            assert_never(kind)


def _said(look: Look, clause: Clause, kind: _Said) -> Finding:
    match kind:
        case Kind.CONSENT_GATE:
            return said.consent(look, clause)
        case Kind.OBJECTION:
            return said.objection(look, clause)
        case Kind.SUPPRESSION:
            return bans.suppression(look, clause)
        case _:
            assert_never(kind)


def _opened(look: Look, clause: Clause, kind: _Opened) -> Finding:
    match kind:
        case Kind.PURPOSE_BOUND:
            return opened.purpose_bound(look, clause)
        case Kind.ROLE:
            return opened.role(look, clause)
        case Kind.NEED_TO_KNOW:
            return opened.need_to_know(look, clause)
        case Kind.PERSONAL_ACCOUNTS:
            return accounts.personal_accounts(look, clause)
        case _:
            assert_never(kind)


def _around(look: Look, clause: Clause, kind: _Around) -> Finding:
    match kind:
        case Kind.TRANSFER:
            return elsewhere.transfer(look, clause)
        case Kind.TRANSFERS_CLOSED:
            return elsewhere.transfers_closed(look, clause)
        case Kind.NEVER:
            return elsewhere.never(look, clause)
        case Kind.JOURNAL_ELSEWHERE:
            return recorded.journal(look, clause)
        case Kind.READS_RECORDED:
            return recorded.reads_recorded(look, clause)
        case _:
            assert_never(kind)


def _later(kind: _Later) -> Finding:
    """A kind that is looked at has no place here; one that is new must be given one."""
    assert not LOOKS[kind].built, kind  # noqa: S101 - a kind looked at by nobody is our bug
    return _NOT_BUILT
