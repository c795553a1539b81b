"""Who works with the register: personal names, each with one role of the policy.

Whoever can run commands on the controller's folder is its owner and needs no name here. Names
are for everybody else, and for the ledger: one person, one name, never given twice. The main
user is whoever has the role ``owner``, named in the policy or not: then it has every purpose.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from lupaus.finland import day_of
from lupaus.guard.acts import Act, Actor
from lupaus.guard.force import in_force
from lupaus.guard.refused import BY_DESIGN, Refused
from lupaus.guard.scope import Machinery, machinery
from lupaus.guard.session import opened
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event, checked
from lupaus.policy import views

OWNER = views.OWNER
#: Who is in the ledger without being somebody who works here: the command line, and we.
PROGRAM = (OWNER, "lupaus", "demo")


class FactorLost(StrEnum):
    """Why somebody's second factor is taken away: a word that the ledger can hold."""

    LOST = "lost-device"
    BROKEN = "broken-device"
    CHANGED = "changed-device"


_GRANT = machinery(Machinery.STAFF)
_OWN, _PLEDGE = "protection.personal-accounts", "protection.confidentiality"
#: What an account of several people is called. Such a name does not tell who did something.
_SHARED = frozenset(
    "admin administrator asiakaspalvelu guest hallinto info johto kaikki kassa konttori"
    " laskutus markkinointi myynti office palvelu root sales staff support team test testi"
    " tiimi toimisto tuki user vieras yhteinen yllapito ylläpito".split()
)


_BETWEEN = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    role: str
    since: datetime
    until: datetime | None
    pledged_on: date | None


def add(name: str, role: str, *, act: Act, pledged_on: date | None = None) -> None:
    """Let somebody work in a role of the policy in force.

    Raises Refused for a role that the policy does not know, a name that is not one, is no
    person's or has been given before, and, where the notice promises signed non-disclosure,
    for want of its day.
    """
    adopted = in_force()
    adopted.purposes_of(role)
    _proper(name)
    if not is_personal(name, adopted.policy.roles):
        raise Refused(
            f"an account belongs to one person, and {name} is what a task, a place or a role is"
            " called: give the person's own name, as in aino or kaarlo.k",
            law=BY_DESIGN,
            clause=_OWN if _promises(_OWN, adopted.clauses) else "",
        )
    if pledged_on is None and _promises(_PLEDGE, adopted.clauses):
        raise Refused(
            "the notice promises that everybody has signed a non-disclosure undertaking: say "
            "the day on which it was signed, --pledged 2026-03-01",
            law=BY_DESIGN,
            clause=_PLEDGE,
        )
    with opened(_GRANT, writes=True), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM guard_staff WHERE name = %s", [name])
        if name == OWNER or cursor.fetchone() is not None:
            raise Refused(f"the name {name} has been given before: choose another")
        cursor.execute(
            "INSERT INTO guard_staff (name, role, since, pledged_on) VALUES (%s, %s, %s, %s)",
            [name, role, act.at.isoformat(sep=" "), pledged_on],
        )
        _tell(Event.USER_ADDED, act, name, ("name", "role"))


def change_role(name: str, role: str, *, act: Act) -> None:
    """Give somebody another role, from now on. Raises Refused when nobody works by the name,
    and for the last main user (:func:`end`)."""
    in_force().purposes_of(role)
    with opened(_GRANT, writes=True), connection.cursor() as cursor:
        if role != OWNER:
            _leave_a_main_user(cursor, name, act)
        cursor.execute(
            "UPDATE guard_staff SET role = %s WHERE name = %s AND until IS NULL", [role, name]
        )
        _found(cursor.rowcount, name)
        _tell(Event.USER_CHANGED, act, name, ("role",))


def pledge(name: str, on: date, *, act: Act) -> None:
    """Record the day on which somebody signed the non-disclosure undertaking. Raises Refused
    for a day to come, and when nobody works by the name."""
    if on > day_of(act.at):
        raise Refused("nobody has signed on a day to come: give the day of the signature")
    with opened(_GRANT, writes=True), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE guard_staff SET pledged_on = %s WHERE name = %s AND until IS NULL",
            [on, name],
        )
        _found(cursor.rowcount, name)
        _tell(Event.USER_CHANGED, act, name, ("pledged_on",))


def end(name: str, *, act: Act) -> None:
    """From now on the name opens nothing. The ledger keeps it.

    Raises Refused when nobody works by the name, and when it is the last main user's, unless
    the command line asks, which lets others in by itself.
    """
    with opened(_GRANT, writes=True), connection.cursor() as cursor:
        _leave_a_main_user(cursor, name, act)
        cursor.execute(
            "UPDATE guard_staff SET until = %s WHERE name = %s AND until IS NULL",
            [act.at.isoformat(sep=" "), name],
        )
        _found(cursor.rowcount, name)
        _tell(Event.USER_REMOVED, act, name, ("name",))


def invited(name: str, *, act: Act) -> None:
    """Record that a link was made by which the name chooses a new password. Raises Refused
    when nobody works by the name."""
    at_work(name)
    with opened(_GRANT, writes=True):
        _tell(Event.USER_INVITED, act, name, ("password",))


def second_factor_removed(name: str, reason: FactorLost, *, act: Act) -> None:
    """Record that the account of the name is asked for no second factor any more, and why.
    Raises Refused when nobody works by the name."""
    at_work(name)
    with opened(_GRANT, writes=True):
        _tell(Event.SECOND_FACTOR_REMOVED, act, name, ("second_factor",), f"reason.{reason}")


def account_shut(name: str, *, act: Act) -> None:
    """Record that an account was shut whose name works here no longer, or never did."""
    with opened(_GRANT, writes=True):
        _tell(Event.USER_REMOVED, act, name, ("account",))


def actor(name: str = OWNER) -> Actor:
    """Somebody with the purposes of the role. Raises Refused for a name that does not work
    here, or no longer."""
    adopted = in_force()
    if name == OWNER:
        return Actor(OWNER, OWNER, adopted.purposes_of(OWNER))
    with connection.cursor() as cursor:
        cursor.execute("SELECT role, until FROM guard_staff WHERE name = %s", [name])
        row = cursor.fetchone()
    if row is None:
        raise _nobody(name)
    if row[1] is not None:
        raise Refused(f"{name} does not work here any more", law=BY_DESIGN)
    return Actor(name, row[0], adopted.purposes_of(row[0]))


def members() -> tuple[Member, ...]:
    """Everybody who works or has worked here, by name."""
    from lupaus.guard.models import Staff  # noqa: PLC0415 - needs the apps to be loaded

    found = Staff.objects.order_by("name").values_list(
        "name", "role", "since", "until", "pledged_on"
    )
    return tuple(Member(*row) for row in found)


def has_main_user() -> bool:
    """Does anybody work here who lets others in?"""
    return any(member.role == OWNER and member.until is None for member in members())


def at_work(name: str) -> None:
    """Raises Refused for a name that does not work here, and for the command line's own, which
    is nobody's account."""
    if name == OWNER:
        who = settings.FOLDER.typed(f"user add NAME --role {OWNER}")
        raise Refused(
            f"{OWNER} is whoever runs commands here, and has no account: let a person in with"
            f" {who}",
            law=BY_DESIGN,
        )
    actor(name)


def _proper(name: str) -> None:
    try:
        checked("actor", "the name", name)
    except ValueError:
        raise Refused(
            f"'{name}' is no account name: letters and digits without spaces, beginning with a "
            "letter, as in aino or kaarlo.k"
        ) from None


def is_personal(name: str, roles: Collection[str] = ()) -> bool:
    """Could the name be one person's? Those of a task, a place or a role are not, nor with a
    number: ``myynti2``."""
    named = {OWNER, *(role.casefold() for role in roles)}
    words = [word for word in _BETWEEN.split(name.casefold()) if word]
    return name.casefold() not in named and not _SHARED.union(named).issuperset(words)


def promises_pledge() -> bool:
    """Does the notice in force promise that everybody has signed an undertaking?"""
    return _promises(_PLEDGE, in_force().clauses)


def _promises(wanted: str, clauses: Sequence[object]) -> bool:
    return any(getattr(clause, "id", "") == wanted for clause in clauses)


def _leave_a_main_user(cursor: CursorWrapper, name: str, act: Act) -> None:
    """Two main users may end each other's work in one moment: the rows stay locked until the
    first is done, and the second finds itself the last."""
    lock = " ORDER BY name FOR UPDATE" if connection.vendor == "postgresql" else ""
    cursor.execute(
        f"SELECT name FROM guard_staff WHERE role = %s AND until IS NULL{lock}", [OWNER]
    )
    if act.actor != OWNER and [row[0] for row in cursor.fetchall()] == [name]:
        raise Refused(
            f"{name} is the last main user: let in another one first, or nobody here could let"
            " anybody in, adopt a policy or run a purge",
            law=BY_DESIGN,
        )


def _found(count: int, name: str) -> None:
    if not count:
        raise _nobody(name)


def _nobody(name: str) -> Refused:
    who = settings.FOLDER.typed("user list")
    return Refused(f"nobody works here by the name {name}: see {who}", law=BY_DESIGN)


def _tell(event: Event, act: Act, whom: str, fields: tuple[str, ...], why: str = "") -> None:
    entry = Entry(
        *(act.actor, event, (), act.at, act.purpose, act.via, fields), clause=why, whom=whom
    )
    append([entry])
