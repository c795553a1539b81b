"""Adopting a policy: the one act that changes who may see and write what.

A mistake here opens or shuts the whole register. Therefore the new version, its views, its
roles and its entry in the ledger stand or fall in one transaction, and a policy with an error,
or one that the tables cannot keep, changes nothing.
"""

import hashlib
from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from lupaus.finland import day_of
from lupaus.guard import cutoffs, probe, scope
from lupaus.guard.acts import Act
from lupaus.guard.force import Adopted, clause_of, in_force, is_stamped, latest
from lupaus.guard.refused import NoPolicy, NotAdopted
from lupaus.guard.scope import Machinery
from lupaus.guard.session import here, opened, owner_alias
from lupaus.ledger.append import append
from lupaus.ledger.checkpoint import look_at_journal
from lupaus.ledger.entry import Entry, Event
from lupaus.policy import views
from lupaus.policy.model import Policy
from lupaus.policy.problem import errors
from lupaus.policy.read import read_policy
from lupaus.records.catalogue import explain_startup, holdings


def adopt(text: str | bytes, act: Act) -> Adopted:
    """Put a policy in force from now on.

    Raises NotAdopted with every problem when the policy has an error of form or of law, or
    names what no table holds. On PostgreSQL the views and roles are made through the owner's
    connection, and everything that is open elsewhere waits for its end.
    """
    from lupaus.policy.lint import lint  # noqa: PLC0415 - the law is long, readings do not need it

    policy, problems = read_policy(text)
    if policy is None:
        raise NotAdopted(problems)
    wrong = errors(lint(policy, today=day_of(act.at)))
    reasons = explain_startup(policy)
    if wrong or reasons:
        raise NotAdopted(wrong, reasons)
    plain = text.decode() if isinstance(text, bytes) else text
    return enforce(policy, plain, act)


def enforce(policy: Policy, text: str, act: Act) -> Adopted:
    """Put a policy in force that has been looked at. Raises JournalError, and changes nothing,
    while the adoption could not be signed outside the database."""
    look_at_journal()
    owner = owner_alias()
    # The owner's transaction is the outer one: it commits last, and only if the ledger has.
    with (
        transaction.atomic(using=owner),
        transaction.atomic(),
        opened(scope.machinery(Machinery.ADOPTION), alias=owner, writes=True),
    ):
        if here().vendor == "postgresql":
            _wait_for_nobody(owner)
        adopted = _record(policy, text, act, owner)
        _remake_views(adopted, owner)
        cutoffs.put(adopted, day_of(act.at), alias=owner)
        if here().vendor == "postgresql":
            _remake_roles(adopted, owner)
        probe.stamp_of(adopted).put(owner)
        counts = {"version": adopted.version, "views": len(_views(adopted))}
        entry = Entry(
            actor=act.actor,
            event=Event.POLICY_ADOPTED,
            whose=(),
            at=act.at,
            purpose=act.purpose,
            via=act.via,
            counts=counts,
            clause=clause_of(adopted.digest),
        )
        append([entry])
    return adopted


def _record(policy: Policy, text: str, act: Act, owner: str) -> Adopted:
    digest = hashlib.sha256(text.encode()).hexdigest()
    at = act.at.isoformat(sep=" ")
    with connections[owner].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(version), 0) + 1 FROM guard_policyversion")
        version = int(cursor.fetchone()[0])
        cursor.execute(
            "INSERT INTO guard_policyversion (version, text, digest, adopted_at, adopted_by)"
            " VALUES (%s, %s, %s, %s, %s)",
            [version, text, digest, at, act.actor],
        )
    return Adopted(version, digest, text, policy)


def _wait_for_nobody(owner: str) -> None:
    """Views that somebody is reading cannot be remade: say so rather than wait for ever."""
    with connections[owner].cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")


def _views(adopted: Adopted) -> tuple[views.View, ...]:
    engine = views.Engine(here().vendor)
    return views.views(adopted.policy, holdings(), engine)


def to_remake(*, new: bool) -> Adopted | None:
    """The policy whose views may be made anew; None before the first. ``new``: the register
    has got its place for a stamp just now. Raises PolicyChanged."""
    try:
        return in_force() if is_stamped() else latest(unheard=new)
    except NoPolicy:
        return None


def remake(*, new: bool = False, today: date | None = None) -> None:
    """Make the views and roles of the policy in force anew, as after an upgrade. Without a
    policy there is nothing to make.

    ``today``: the day for which the cut-offs are made anew too, because this program may have
    other rules. Raises PolicyChanged: nothing is made from a text that was not adopted.
    """
    if (adopted := to_remake(new=new)) is None:
        return
    owner = owner_alias()
    adoption = scope.machinery(Machinery.ADOPTION)
    with transaction.atomic(using=owner), opened(adoption, alias=owner, writes=True):
        _remake_views(adopted, owner)
        if here().vendor == "postgresql":
            _remake_roles(adopted, owner)
        if today is not None:
            cutoffs.renew(adopted, today, alias=owner)
        probe.stamp_of(adopted).put(owner)


def _remake_views(adopted: Adopted, owner: str) -> None:
    """Every view of an earlier version goes, and exactly those of this one come."""
    drop_views(owner)
    made = _views(adopted)
    with connections[owner].cursor() as cursor:
        for view in made:
            cursor.execute(view.create.replace("%", "%%"))
    if connections[owner].vendor == "postgresql":
        probe.mark(owner, made)


def drop_views(owner: str) -> None:
    """Take every view away: nobody reads until they are made again."""
    with connections[owner].cursor() as cursor:
        if connections[owner].vendor == "postgresql":
            cursor.execute(
                "SELECT viewname FROM pg_views WHERE schemaname = current_schema()"
                " AND viewname LIKE %s",
                [r"%\_\_%"],
            )
        else:
            cursor.execute(
                r"SELECT name FROM sqlite_master WHERE type = 'view' AND name LIKE '%%\_\_%%'"
                r" ESCAPE '\'"
            )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP VIEW "{name}"')


def _remake_roles(adopted: Adopted, owner: str) -> None:
    from lupaus.guard.postgresql import roles  # noqa: PLC0415 - psycopg is not always there

    runtime = str(connections[DEFAULT_DB_ALIAS].settings_dict["USER"])
    roles.rebuild(connections[owner], runtime, adopted)
