"""Answers about a policy worked out once per policy, for as long as the policy lives.

A policy is frozen, so an answer about it never changes; it is not hashable, so the usual cache
cannot hold it. Kept by identity and dropped with the policy.
"""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from lupaus.policy.model import Policy

Rest = TypeVarTuple("Rest")
Answer = TypeVar("Answer")


def once_per_policy(
    work_out: Callable[[Policy, *Rest], Answer],
) -> Callable[[Policy, *Rest], Answer]:
    """For pure functions of a policy and of positional, hashable arguments."""
    known: dict[int, dict[object, Answer]] = {}

    @wraps(work_out)
    def remembered(policy: Policy, /, *rest: *Rest) -> Answer:
        answers = known.get(id(policy))
        if answers is None:
            answers = known[id(policy)] = {}
            weakref.finalize(policy, known.pop, id(policy), None)
        if rest not in answers:
            answers[rest] = work_out(policy, *rest)
        return answers[rest]

    return remembered
