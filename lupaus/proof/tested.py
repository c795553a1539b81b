"""The results of the last self-test, as far as they still count.

A breaker that was caught says something only of the program and the policy that it was run
with: after an upgrade or an adoption the self-test must be run again.
"""

from collections.abc import Mapping

from lupaus import __version__
from lupaus.proof.looking import Look
from lupaus.proof.verdict import Tested


def last(look: Look) -> Mapping[str, Tested]:
    """By clause, under the policy in force and this program."""
    rows = look.rows(
        "SELECT clause, breaker, caught_by FROM proof_selftest"
        " WHERE policy_version = %(version)s AND program = %(program)s",
        {"version": look.adopted.version, "program": __version__},
    )
    found: dict[str, Tested] = {}
    for clause, breaker, caught_by in rows:
        before = found.get(clause, Tested())
        found[clause] = (
            Tested(before.caught + 1, before.missed)
            if caught_by
            else Tested(before.caught, (*before.missed, breaker))
        )
    return found
