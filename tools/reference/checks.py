"""docs/reference/checks.md: what the check looks at for each kind of clause."""

from collections.abc import Iterator

from lupaus.policy.clause import KINDS, Kind
from lupaus.policy.vocabulary import Mode
from lupaus.proof.looks import LOOKS

_HEAD = """\
# What `lupaus check` looks at

Written by `make docs` from `lupaus/proof/looks.py`. Do not edit. What the verdicts mean is
explained in [verdicts](../explanation/verdicts.md).

The breaker is what `lupaus check --self-test` does by hand, in a sandbox, to see whether
anybody notices. A kind without an entry has its machinery in a later version: its clauses are
*not tested*.

| kind | mode | looked at | broken when | breaker |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page, as Markdown."""
    return _HEAD + "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    for kind in Kind:
        mode, look = KINDS[kind].mode, LOOKS[kind]
        if not look.built:
            yield f"| `{kind}` | {mode} | *comes later: not tested* | | |"
            continue
        breaker = look.breaker or ("" if mode in (Mode.BLOCK, Mode.PURGE) else "does not apply")
        yield f"| `{kind}` | {mode} | {look.at} | {look.broken} | {breaker} |"
