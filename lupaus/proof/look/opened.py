"""What the engine really lets pass, compared with what the policy opens.

SQLite: the text of every view in the file. PostgreSQL: the rights of every role, and the mark
that adoption left on every view. On both a statement past a grant is tried, and must fail.
"""

from collections.abc import Iterable

from django.conf import settings

from lupaus.guard import Actor, Refused
from lupaus.guard.probe import differences, refuses
from lupaus.policy.clause import Clause
from lupaus.policy.views import Grant, set_name
from lupaus.proof.looking import Look
from lupaus.proof.verdict import SHOWN, Finding

_CURE = (
    "the engine does not enforce what the policy says: find out who changed it, then put it"
    " right with"
)


_STALE = (
    "the register still stands as another version of Lupaus has made it: bring it to this one"
    " with"
)


def purpose_bound(look: Look, clause: Clause) -> Finding:
    """The views of one purpose, and what lies past them."""
    return _set(look, set_name(str(clause.params["purpose"])))


def role(look: Look, clause: Clause) -> Finding:
    """The views of one role, and whether its holder may look for another purpose."""
    slug = str(clause.params["role"])
    own = look.adopted.purposes_of(slug)
    wrong = []
    for purpose in sorted(set(look.policy.purposes) - own):
        try:
            Actor("lupaus", slug, own).require(frozenset({purpose}))
        except Refused:
            continue
        wrong.append(f"role {slug} reads for {purpose}")
    found = _set(look, set_name(slug, role=True))
    return found + Finding(len(look.policy.purposes) - len(own), len(wrong), tuple(wrong))


def need_to_know(look: Look, _clause: Clause) -> Finding:
    """Nobody reads without a role, and every role opens what its clause says."""
    try:
        look.adopted.purposes_of("nobody-has-this-role")
    except Refused:
        return all_sets(look) + _staff(look)
    return Finding(1, 1, ("a role that does not exist",), "a reading opens without a role")


def _staff(look: Look) -> Finding:
    """Everybody who works here. Whose role the policy does not know opens nothing."""
    strangers = names = 0
    for role_, count in look.rows(
        "SELECT role, COUNT(*) FROM guard_staff WHERE until IS NULL GROUP BY role"
    ):
        names += count
        strangers += 0 if role_ in look.policy.roles else count
    note = f"{strangers} names have a role that the policy does not know, and see nothing"
    return Finding(names, note=note if strangers else "")


def all_sets(look: Look) -> Finding:
    """Every set of purposes."""
    found = [_set(look, name) for name in look.adopted.sets]
    return _joined(found)


def _joined(found: Iterable[Finding]) -> Finding:
    total = Finding()
    for finding in found:
        total += finding
    return total


def _set(look: Look, name: str) -> Finding:
    """What is wrong with one set: a view that is not the policy's, a right too many, or a
    statement that passes."""
    wrong = look.once("differences", lambda: differences(look.adopted))
    mine = tuple(d for d in wrong if d.set in (name, ""))
    opening = look.adopted.sets[name]
    passed = look.once(f"refuses {name}", lambda: _passing(opening))
    every = (*passed, *(d.what for d in mine))
    stale = bool(mine) and not passed and all(d.stale for d in mine)
    cure = _STALE if stale else _CURE
    note = f"{cure} {settings.FOLDER.typed('upgrade')}" if every else ""
    return Finding(len(opening.all_views) + 1, len(every), every[:SHOWN], note)


def _passing(opening: Grant) -> tuple[str, ...]:
    """Tables behind the views, read under the grant of the set: none may pass."""
    return tuple(f"{table} is read past the views" for table in refuses(opening))
