"""``lupaus policy``: what can be done with a policy file alone. No register, no Django."""
# ruff: noqa: PLC0415 - each command imports what it needs, so that lint starts at once

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, assert_never

import typer

from lupaus.commands.outcome import CANNOT_RUN, FINE, FOUND, CannotRun, by_name, put, today
from lupaus.policy.model import Language, Policy
from lupaus.policy.problem import Level, Problem
from lupaus.policy.read import read_policy
from lupaus.policy.source import LARGEST_BYTES
from lupaus.policy.templates import TEMPLATES, template

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help=(
        "Read, check and print a policy file. FILE is a path, - for standard input, or the "
        f"name of a template: {', '.join(TEMPLATES)}."
    ),
)


class Report(StrEnum):
    TEXT = "text"
    JSON = "json"


class NoticeAs(StrEnum):
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"
    PDF = "pdf"


class RecordAs(StrEnum):
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


File = Annotated[str, typer.Argument(metavar="FILE", help="A path, -, or a template's name.")]
Speaking = Annotated[Language | None, typer.Option("--language", "-l", help="fi, sv or en.")]
Reporting = Annotated[Report, typer.Option("--format", "-f", help="For a person or a program.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
]
BY_NAME = typer.Option(
    "--format", "-f", help="When left out: as the name of the file ends, else html."
)
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="As if it were this day: 2026-03-01.",
    ),
]


@app.command()
def lint(file: File, today_: Today = None, format_: Reporting = Report.TEXT) -> None:
    """Tell everything that is wrong with a policy. Exit 1 when there is an error."""
    policy, problems = _read(file)
    if policy is not None:
        from lupaus.policy.lint import lint as lint_policy

        problems = lint_policy(policy, today=today_.date() if today_ else today())
    if format_ is Report.JSON:
        put(_as_json([_as_tree(p) for p in problems]), None)
    else:
        put(_told(problems, file) + _summary(problems) + "\n", None)
    raise typer.Exit(_exit_code(problems))


@app.command()
def notice(
    file: File,
    format_: Annotated[NoticeAs | None, BY_NAME] = None,
    language: Speaking = None,
    output: Output = None,
) -> None:
    """Print the privacy notice."""
    from lupaus.policy.clauses import clauses as clauses_of
    from lupaus.policy.notice import notice as notice_of

    policy = _policy(file)
    page, spoken = notice_of(policy, clauses_of(policy)), _spoken(policy, language)
    match format_ or by_name(output, NoticeAs.HTML):
        case NoticeAs.HTML:
            from lupaus.policy.render import html

            put(html.render(page, spoken), output)
        case NoticeAs.MARKDOWN:
            from lupaus.policy.render import markdown

            put(markdown.render(page, spoken), output)
        case NoticeAs.JSON:
            from lupaus.policy.render import json as as_json

            put(as_json.render(page), output)
        case NoticeAs.PDF:
            from lupaus.policy.render import pdf

            put(pdf.render(page, spoken), output)
        case never:
            assert_never(never)


@app.command()
def record(
    file: File,
    format_: Annotated[RecordAs | None, BY_NAME] = None,
    language: Speaking = None,
    output: Output = None,
) -> None:
    """Print the record of processing activities (Art. 30)."""
    from lupaus.policy.clauses import clauses as clauses_of
    from lupaus.policy.record import record as record_of
    from lupaus.policy.render import record as render

    policy = _policy(file)
    kept, spoken = record_of(policy, clauses_of(policy)), _spoken(policy, language)
    match format_ or by_name(output, RecordAs.HTML):
        case RecordAs.HTML:
            put(render.as_html(kept, spoken), output)
        case RecordAs.MARKDOWN:
            put(render.as_markdown(kept, spoken), output)
        case RecordAs.CSV:
            put(render.as_csv(kept, spoken), output)
        case RecordAs.JSON:
            put(render.as_json(kept), output)
        case never:
            assert_never(never)


@app.command()
def clauses(
    file: File,
    format_: Reporting = Report.TEXT,
    language: Speaking = None,
    output: Output = None,
) -> None:
    """List the clauses: every sentence of the notice, and how it is kept."""
    from lupaus.policy.clauses import clauses as clauses_of

    policy = _policy(file)
    found = clauses_of(policy)
    if format_ is Report.JSON:
        listed = [
            {
                "id": clause.id,
                "section": clause.section,
                "mode": clause.mode,
                "sentences": {str(code): said for code, said in clause.sentences.items()},
                "law": list(clause.law),
                "params": dict(clause.params),
            }
            for clause in found
        ]
        put(_as_json(listed), output)
        return
    spoken = _spoken(policy, language)
    lines = (f"{c.id}  [{c.mode}]\n    {c.sentences[spoken]}\n" for c in found)
    put("".join(lines), output)


@app.command()
def explain(
    file: File,
    purpose: Annotated[str, typer.Argument(metavar="PURPOSE", help="A purpose of the policy.")],
    today_: Today = None,
    format_: Reporting = Report.TEXT,
    language: Speaking = None,
) -> None:
    """Tell what a purpose may read, which rules bind it, and the SQL of each."""
    from lupaus.guard.tables import holdings
    from lupaus.policy.explain import explain as explain_purpose
    from lupaus.policy.explain import text

    policy = _policy(file)
    if purpose not in policy.purposes:
        known = ", ".join(policy.purposes) or "none"
        raise CannotRun(f"the policy has no purpose {purpose}: its purposes are {known}")
    day = today_.date() if today_ else today()
    found = explain_purpose(policy, purpose, schema=holdings(), today=day)
    if format_ is Report.JSON:
        put(_as_json(asdict(found)), None)
    else:
        put(text(found, _spoken(policy, language)).rstrip() + "\n", None)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The policy as it was.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The policy as it will be.")],
    format_: Reporting = Report.TEXT,
    language: Speaking = None,
) -> None:
    """Tell what changes between two policies, and what people must be told. Exit 1 when they
    must be told something."""
    from lupaus.policy.clauses import clauses as clauses_of
    from lupaus.policy.diff import diff as changes_between
    from lupaus.policy.diff import must_be_told

    before, after = _policy(old), _policy(new)
    changes = changes_between(clauses_of(before), clauses_of(after))
    if format_ is Report.JSON:
        put(_as_json([{**asdict(c), "text": c.text.everywhere()} for c in changes]), None)
    else:
        spoken = _spoken(after, language)
        told = (
            f"{c.clause}  [{c.fate}, {c.duty}]\n    {c.text.everywhere()[spoken]}\n"
            for c in changes
        )
        put("".join(told) or "no changes\n", None)
    raise typer.Exit(FOUND if must_be_told(changes) else FINE)


@app.command()
def schema(output: Output = None) -> None:
    """Print the JSON Schema of the policy language, for editors."""
    from lupaus.policy.schema import schema_text

    put(schema_text(), output)


def _policy(file: str) -> Policy:
    """The policy, or the end of the command with its mistakes of form told."""
    policy, problems = _read(file)
    if policy is None:
        sys.stderr.write(_told(problems, file))
        raise typer.Exit(_exit_code(problems))
    return policy


def _read(file: str) -> tuple[Policy | None, tuple[Problem, ...]]:
    return read_policy(_content(file), name=file)


def _content(file: str) -> str | bytes:
    """At most one byte more than a policy may have: a device never ends."""
    if file == "-":
        return sys.stdin.buffer.read(LARGEST_BYTES + 1)
    path = Path(file)
    try:
        if file in TEMPLATES and not path.exists():
            return template(file)
        with path.open("rb") as stream:
            return stream.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        names = ", ".join(TEMPLATES)
        cure = f"name a policy file, or a template: {names}"
        raise CannotRun(f"{file} does not exist: {cure}") from None
    except IsADirectoryError:
        cure = f"name the file in it: {path / 'policy.yaml'}"
        raise CannotRun(f"{file} is a folder: {cure}") from None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or "the name cannot be that of a file"
        raise CannotRun(f"{file} cannot be read: {why}") from None


def _spoken(policy: Policy, wanted: Language | None) -> Language:
    if wanted is None:
        return policy.languages[0]
    if wanted not in policy.languages:
        said = ", ".join(policy.languages)
        cure = f"add {wanted} to its languages, and the texts"
        raise CannotRun(f"the policy is in {said}, not in {wanted}: {cure}")
    return wanted


def _exit_code(problems: Iterable[Problem]) -> int:
    errors = [p for p in problems if p.level is Level.ERROR]
    if any(p.code.startswith("Y") for p in errors):
        return CANNOT_RUN
    return FOUND if errors else FINE


def _told(problems: Iterable[Problem], file: str) -> str:
    """One line for each, the way compilers tell them, so that editors can jump there."""
    name = "standard input" if file == "-" else file
    return "".join(told(p, name) + "\n" for p in problems)


def told(problem: Problem, name: str) -> str:
    """A problem in one line, the file and the line first."""
    where = f"{name}:{problem.line}" if problem.line else name
    law = f" [{problem.law}]" if problem.law else ""
    hint = f" → {problem.hint}" if problem.hint else ""
    return f"{where}: {problem.level} {problem.code}: {problem.message}{hint}{law}"


def _summary(problems: tuple[Problem, ...]) -> str:
    counts = ((level, sum(p.level is level for p in problems)) for level in Level)
    said = [f"{n} {level}{'' if n == 1 else 's'}" for level, n in counts if n]
    return ", ".join(said) or "no problems"


def _as_tree(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "level": problem.level,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
        "law": problem.law,
    }


def _as_json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2, default=str) + "\n"
