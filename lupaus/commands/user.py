"""``lupaus user``: who works with the register, in which role."""
# ruff: noqa: PLC0415 - Django is set up when a register has been opened

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lupaus.commands.opening import address, folder, now, open_register, say
from lupaus.commands.outcome import CannotRun
from lupaus.commands.policy import Report, Reporting

if TYPE_CHECKING:  # importing the guard needs Django to be set up
    from lupaus.guard.acts import Act
    from lupaus.guard.staff import FactorLost

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Who works with the register, in which role. Names are personal.",
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="As in aino or kaarlo.k.")]
Reason = Annotated[
    str, typer.Option("--reason", help="lost-device, broken-device or changed-device.")
]
Role = Annotated[str, typer.Option("--role", "-r", help="A role of the policy.")]


@app.command()
def add(
    name: Name,
    role: Role,
    pledged: Annotated[
        datetime | None,
        typer.Option(
            "--pledged",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day on which the non-disclosure undertaking was signed.",
        ),
    ] = None,
) -> None:
    """Let somebody work with the register."""
    open_register()
    from lupaus.guard import staff

    staff.add(name, role, act=_act(), pledged_on=pledged.date() if pledged else None)
    say(f"{name} works in the role {role}.")
    _invite(name)


@app.command()
def invite(name: Name) -> None:
    """A link by which somebody chooses a password: the first one, or a new one."""
    open_register()
    from lupaus.guard import staff

    staff.invited(name, act=_act())
    _invite(name)


def _invite(name: str) -> None:
    from lupaus.accounts import invitations

    token = invitations.invite(name, at=now())
    say(f"Give {name} this link; it opens once, for a week:")
    say(f"  {address(folder())}/kutsu/{token}")


@app.command("remove-factor")
def remove_factor(name: Name, reason: Reason) -> None:
    """Take away a second factor that somebody has lost, and sign them out everywhere."""
    open_register()
    from lupaus.accounts.standing import standing
    from lupaus.accounts.taking import remove_factors
    from lupaus.guard import staff

    staff.at_work(name)
    why = _why(reason)
    if not standing([name], at=now())[name].factors:
        say(f"{name} has no second factor: nothing was changed.")
        return
    staff.second_factor_removed(name, why, act=_act())
    remove_factors(name)
    say(f"{name} signs in with the password alone, and is signed out everywhere.")


def _why(reason: str) -> "FactorLost":
    from lupaus.guard.staff import FactorLost

    try:
        return FactorLost(reason)
    except ValueError:
        raise CannotRun(f"--reason is one of {', '.join(FactorLost)}") from None


@app.command()
def role(name: Name, role_: Role) -> None:
    """Give somebody another role."""
    open_register()
    from lupaus.guard import staff

    staff.change_role(name, role_, act=_act())
    say(f"{name} works in the role {role_}.")


@app.command()
def end(name: Name) -> None:
    """From now on the name opens nothing."""
    open_register()
    from lupaus.accounts import invitations
    from lupaus.accounts.standing import every
    from lupaus.guard import Refused, staff

    try:
        staff.end(name, act=_act())
    except Refused:  # an account without a place, or one left open past the program
        if name not in {account.name for account in every() if account.is_active}:
            raise
        staff.account_shut(name, act=_act())
    invitations.shut(name)
    say(f"{name} does not work here any more.")


@app.command("list")
def members(format_: Reporting = Report.TEXT) -> None:
    """Everybody who works or has worked here."""
    open_register()
    from lupaus.guard import staff

    found = staff.members()
    if format_ is Report.JSON:
        typer.echo(json.dumps([asdict(m) for m in found], indent=2, default=str))
        return
    for member in found:
        ended = f"until {member.until:%Y-%m-%d}" if member.until else ""
        say(
            f"{member.name:<24}{member.role:<20}since {member.since:%Y-%m-%d}  {ended}".rstrip()
        )
    if not found:
        say("Nobody yet but the owner. Add the first: lupaus user add NAME --role ROLE")


def _act() -> "Act":
    from lupaus.guard import Act

    return Act("owner", "", now(), "cli")
