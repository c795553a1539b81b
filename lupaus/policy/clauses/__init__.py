"""A policy compiled to its clauses: every part of it yields at least one.

What law grants whether or not the policy speaks of it (the rights, the right to object, the
answer within a month) is here too, at line 0. What a policy says unlawfully, *as published*,
compiles as well: the linter refuses it, not the compiler.
"""

from lupaus.policy.clause import Clause
from lupaus.policy.clauses.controller import controller
from lupaus.policy.clauses.holdings import holdings, sources
from lupaus.policy.clauses.objection import objection
from lupaus.policy.clauses.protection import changes, cookies, never, protection
from lupaus.policy.clauses.purposes import purposes
from lupaus.policy.clauses.recipients import recipients, transfers
from lupaus.policy.clauses.retention import retention
from lupaus.policy.clauses.rights import rights
from lupaus.policy.model import Policy

_SECTIONS = (
    objection,
    controller,
    purposes,
    holdings,
    sources,
    recipients,
    transfers,
    retention,
    rights,
    cookies,
    protection,
    never,
    changes,
)


def clauses(policy: Policy) -> tuple[Clause, ...]:
    """In the order of the printed notice; the same policy gives the same clauses."""
    return tuple(clause for section in _SECTIONS for clause in section(policy))
