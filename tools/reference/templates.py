"""docs/reference/templates.md: what each starter template says, why, and what keeps it."""

from collections.abc import Iterator

from lupaus.policy.clause import KINDS, Clause, Kind
from lupaus.policy.clauses import clauses
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import Mode
from tools.reference.answers import Answers, answers

_HEAD = """\
# The starter templates

Written by `make docs` from the templates, from the table of kinds in
`lupaus/policy/clause.py` and from `answers.yaml` beside this page. Do not edit.

Each template is the lawful version of one real notice of its trade. The notices are known here
by number only: `000-17` is the seventeenth clause of notice 000. A clause of a template answers
clauses of its notice, or was added for the reason given.

The mode says how a clause is kept: **block**, the system refuses anything else; **purge**, it
destroys in time; **task**, it makes someone do it by a date; **attest**, a person confirms with
dated evidence; **declare**, nothing can check it. Where the machinery of a kind is not built
yet, `lupaus check` says *not tested*, never *declared only*.
"""


def page() -> str:
    """The whole page, as Markdown."""
    mapping = answers()
    parts = [_HEAD, *_kinds()]
    for name in TEMPLATES:
        parts += _template(name, mapping[name])
    return "\n".join(parts)


def compiled(name: str) -> tuple[Clause, ...]:
    """The clauses of a template; an unreadable template is our own bug."""
    policy, problems = read_policy(template(name), name=f"{name}.yaml")
    if policy is None:
        raise ValueError(f"{name}: {problems[0]}")
    return clauses(policy)


def _kinds() -> Iterator[str]:
    yield "## What enforces and proves each kind\n"
    yield "| kind | mode | means | enforces | proves |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in Kind:
        row = KINDS[kind]
        yield f"| {kind} | {row.mode} | {row.means} | {row.enforces} | {row.proves} |"
    yield ""


def _template(name: str, mapping: Answers) -> Iterator[str]:
    said = compiled(name)
    modes = {mode: sum(clause.mode is mode for clause in said) for mode in Mode}
    counted = ", ".join(f"{count} {mode}" for mode, count in modes.items() if count)
    yield f"## {name} (notice {mapping.seed})\n"
    yield f"{len(said)} clauses: {counted}.\n"
    yield "| clause | mode | kind | answers | enforces | proves |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield from (_row(clause, mapping) for clause in said)
    yield ""
    if mapping.away:
        yield f"Of notice {mapping.seed} these have no answer:\n"
        yield from (f"- {number}: {why}." for number, why in mapping.away.items())
        yield ""


def _row(clause: Clause, mapping: Answers) -> str:
    kind = KINDS[clause.kind]
    numbers = mapping.of(clause.id)
    answer = ", ".join(numbers) if numbers else f"added: {mapping.addition(clause.id)}"
    cells = (f"`{clause.id}`", clause.mode, clause.kind, answer, kind.enforces, kind.proves)
    return "| " + " | ".join(cells) + " |"
