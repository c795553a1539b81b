"""``lupaus adopt``: put the folder's policy in force."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lupaus.commands.opening import complain, now, open_register, say
from lupaus.commands.outcome import CANNOT_RUN, FOUND, CannotRun, today
from lupaus.commands.policy import told

if TYPE_CHECKING:  # importing the guard needs Django to be set up
    from lupaus.guard.force import Adopted

app = typer.Typer(add_completion=False)


@app.command(help="Put policy.yaml in force: its views, grants, deadlines and notice.")
def adopt(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Another file than policy.yaml.")
    ] = None,
    who: Annotated[str, typer.Option("--as", metavar="NAME", help="Who adopts it.")] = "owner",
) -> None:
    opened = open_register()
    from lupaus.guard import Act, NotAdopted  # noqa: PLC0415 - slow
    from lupaus.guard import adopt as put_in_force  # noqa: PLC0415 - likewise

    assert opened.path is not None  # noqa: S101 - open_register gives folders only
    path = file or opened.path / "policy.yaml"
    text = _text_of(path)
    before = _before(who)
    if before is not None and before.text.encode() == text:
        say(f"This policy is in force already, as version {before.version}.")
        return
    if before is None:
        _look_at_first_place(text, path)
    try:
        after = put_in_force(text, Act(who, "", now(), "cli"))
    except NotAdopted as refused:
        for problem in refused.problems:
            complain(told(problem, str(path)))
        for reason in refused.reasons:
            complain(f"{path}: {reason}")
        complain("Nothing was changed.")
        unreadable = any(problem.code.startswith("Y") for problem in refused.problems)
        raise typer.Exit(CANNOT_RUN if unreadable else FOUND) from None
    unsigned = _sign()
    say(f"Version {after.version} is in force: {len(after.clauses)} promises.")
    _warn(path, text)
    if before is not None:
        _tell_changes(before, after)
    elif name := _first_place(who):
        say(f"{name} is the main user.")
    if unsigned:
        raise CannotRun(f"version {after.version} is in force, but not signed: {unsigned}")


def _sign() -> str:
    """Sign the adoption outside the database at once: a ledger that is emptied later was not
    always empty. Returns why it could not be."""
    from lupaus.ledger.checkpoint import (  # noqa: PLC0415 - Django is set up now
        JournalError,
        checkpoint,
    )

    try:
        checkpoint(at=now())
    except JournalError as wrong:
        return str(wrong)
    return ""


def _look_at_first_place(text: bytes, path: Path) -> None:
    """Whoever will be the main user must be able to: otherwise the policy would be in force for
    nobody. Raises CannotRun for an account that is called what a role is."""
    from lupaus.guard import staff  # noqa: PLC0415 - Django is set up now
    from lupaus.policy.read import read_policy  # noqa: PLC0415 - likewise

    name = _first_account()
    policy, _problems = read_policy(text)
    if name and policy and not staff.is_personal(name, policy.roles):
        raise CannotRun(
            f"the account {name} would be the main user's, and {name} is what a task, a place"
            f" or a role is called: give that role another name under roles in {path}"
        )


def _first_place(who: str) -> str:
    """Whoever opened the first link before there was a policy is the main user now: their name,
    or empty."""
    from lupaus.guard import Act, staff  # noqa: PLC0415 - Django is set up now

    if name := _first_account():
        staff.add(name, staff.OWNER, act=Act(who, "", now(), "cli"), pledged_on=today())
    return name


def _first_account() -> str:
    """The name of the one account that there is while nobody works here; otherwise empty."""
    from lupaus.accounts.standing import every  # noqa: PLC0415 - Django is set up now
    from lupaus.guard import staff  # noqa: PLC0415 - likewise

    names = [account.name for account in every() if account.is_active]
    return names[0] if len(names) == 1 and not staff.members() else ""


def _before(who: str) -> "Adopted | None":
    """The version that stands, if one can be trusted. Raises Refused or CannotRun
    for somebody who may not adopt."""
    from lupaus.commands.keyboard import known  # noqa: PLC0415 - slow
    from lupaus.guard import NoPolicy, PolicyChanged, in_force  # noqa: PLC0415 - likewise
    from lupaus.guard.staff import OWNER  # noqa: PLC0415 - likewise

    try:
        before = in_force()
        known(who)
    except (NoPolicy, PolicyChanged):
        if who != OWNER:
            cure = "the owner adopts the first policy: leave --as out"
            raise CannotRun(f"nobody works here yet by the name {who}: {cure}") from None
        return None
    return before


def _text_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise CannotRun(f"{path} cannot be read: {wrong.strerror}") from None


def _warn(path: Path, text: bytes) -> None:
    from lupaus.policy.lint import lint  # noqa: PLC0415 - only after an adoption
    from lupaus.policy.read import read_policy  # noqa: PLC0415 - likewise

    policy, problems = read_policy(text)
    assert policy is not None, problems  # noqa: S101 - it was adopted a moment ago
    for problem in lint(policy, today=today()):
        say(told(problem, str(path)))


def _tell_changes(old: "Adopted", new: "Adopted") -> None:
    """What the new version changes, and what must be told to people before it is used."""
    from lupaus.policy.diff import diff, must_be_told  # noqa: PLC0415 - only after an adoption
    from lupaus.proof import telling  # noqa: PLC0415 - likewise

    changes = diff(old.clauses, new.clauses)
    language = new.policy.languages[0]
    for change in changes:
        say(f"  {change.clause}: {change.text.everywhere()[language]}")
    if told := must_be_told(changes):
        telling.owe(new.version, [change.clause for change in told])
        say(f"{len(told)} of these must be told to the people concerned before they are used.")
        say(f"Say on the page of version {new.version} when and how they were told.")
