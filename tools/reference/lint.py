"""docs/reference/lint.md: every rule with its law, its cure and its examples."""

from collections.abc import Iterator
from itertools import groupby

from lupaus.policy.lint import RULES, SECTIONS
from lupaus.policy.lint.example import MINIMAL, TODAY
from lupaus.policy.lint.machinery import KEPT
from lupaus.policy.lint.rule import Rule
from lupaus.policy.problem import Level

_INTRODUCTION = f"""\
# The rules of the linter

Written by `make docs` from `lupaus/policy/lint`; do not edit by hand.

`lupaus policy lint FILE` looks at what a policy promises, not at how it is worded. An **error**
bars adoption, a **warning** asks for a reason, a **note** is for reading. An error that rests
on a fact of law with a date ([law.md](law.md)) comes and goes with that date. No rule says that
a policy is lawful; they say what is known to be wrong.

The examples are pieces of YAML laid over the smallest policy that has nothing to find
([below](#the-smallest-policy)) and judged on {TODAY}. Mappings are merged, other values
replaced, `null` takes a key away; rules of retention replace those of the same purposes.
"""


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    count = {level: sum(rule.level is level for rule in RULES) for level in Level}
    said = ", ".join(f"{number} {level}s" for level, number in count.items())
    yield f"{len(RULES)} rules: {said}.\n"
    for letter, sections in groupby(SECTIONS, key=lambda section: section.letter):
        same = tuple(sections)
        yield f"## {letter}. {'; '.join(section.title for section in same)}\n"
        for section in same:
            for rule in section.rules:
                yield from _rule(rule)
    yield from _kept()
    yield "## The smallest policy\n"
    yield f"```yaml\n{MINIMAL}```"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id} · {rule.level}\n"
    yield f"{rule.wants}\n"
    yield f"- Law: {rule.law}"
    yield f"- Cure: {rule.fix}\n"
    yield f"```yaml\n# passes\n{rule.passing}\n```\n"
    yield f"```yaml\n# {rule.id}\n{rule.failing}\n```\n"


def _kept() -> Iterator[str]:
    yield "## Kept by machinery\n"
    yield "What no policy can show, because it asks for deeds.\n"
    yield "| id | what would be wrong | kind of clause | how it is kept |"
    yield "| --- | --- | --- | --- |"
    for kept in KEPT:
        by = f"`{kept.by}`" if kept.by else "–"
        yield f"| {kept.id} | {kept.asks} | {by} | {kept.how} |"
    yield ""
