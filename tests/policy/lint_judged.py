"""Snippets of policy laid over the smallest lawful one, and what the linter says of them."""

from datetime import date
from functools import cache

from lupaus.policy.lint import lint
from lupaus.policy.lint.example import TODAY, example
from lupaus.policy.model import Policy
from lupaus.policy.problem import Level, Problem
from lupaus.policy.read import read_policy


@cache
def policy_of(snippet: str = "") -> Policy:
    policy, problems = read_policy(example(snippet))
    assert policy is not None, problems
    return policy


@cache
def judged(snippet: str = "") -> tuple[Problem, ...]:
    return lint(policy_of(snippet), today=TODAY)


def found(snippet: str, code: str, *, today: date = TODAY) -> list[Level]:
    return [p.level for p in lint(policy_of(snippet), today=today) if p.code == code]
