"""``lupaus worker``: does what is due, exactly once, and ends well when it is told to."""
# ruff: noqa: PLC0415 - Django is set up when a register has been opened

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lupaus.commands.opening import complain, now, open_register, say
from lupaus.commands.outcome import FINE, FOUND

if TYPE_CHECKING:  # these need Django to be set up
    from lupaus.keeping.jobs import Done, Job, Shift

app = typer.Typer(add_completion=False)

_LONGEST_SLEEP = 30.0
_NOBODYS_FILE = "(worker)"


@app.command(help="Do what is due: purge, seal, sign, expire, clear. Ends at SIGTERM.")
def worker(
    *,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
) -> None:
    open_register()
    from lupaus.keeping.jobs import enrol, next_due, run_due

    jobs, failed = _jobs(), False
    with _told_to_end() as end:
        enrol(jobs, now())
        if not once:
            say("The worker is at work.")
        while not end.is_set():
            for done in run_due(jobs, clock=now, stopping=end.is_set):
                _tell(done)
                failed = failed or bool(done.error)
            if once:
                raise typer.Exit(FOUND if failed else FINE)
            due = next_due()
            wait = (due - now()).total_seconds() if due else _LONGEST_SLEEP
            end.wait(min(max(wait, 1.0), _LONGEST_SLEEP))
    say("The worker has ended.")


def _jobs() -> tuple["Job", ...]:
    """Those of keeping, and of rooms that keeping does not know."""
    from lupaus.keeping.daily import JOBS
    from lupaus.keeping.jobs import Job, daily, every
    from lupaus.proof.daily import JOBS as OF_PROOF

    dead_imports = Job("dead-imports", _clear_dead_imports, every(timedelta(hours=1)))
    lists = Job("lists", _clear_lists, daily(time(2, 20)))
    accounts = Job("accounts", _clear_accounts, every(timedelta(minutes=15)))
    return (*JOBS, *OF_PROOF, dead_imports, lists, accounts)


def _clear_dead_imports(shift: "Shift") -> None:
    """What was staged more than a day ago and never came into sight."""
    from lupaus.guard import Act
    from lupaus.intake.batch import clear_dead

    clear_dead(Act("lupaus", "", shift.now, "worker"), origin=_NOBODYS_FILE)


def _clear_lists(shift: "Shift") -> None:
    """Saved views that were removed, and what took bulk acts back while it could."""
    from lupaus.guard import Act
    from lupaus.register import saved
    from lupaus.register.bulk import undoing

    act = Act("lupaus", "", shift.now, "worker")
    saved.clear(act=act)
    undoing.clear(act=act)


def _clear_accounts(shift: "Shift") -> None:
    """Sealed undos, sent forms, links and sessions whose time has passed."""
    from django.contrib.sessions.models import Session

    from lupaus.accounts import invitations, sendings, undoing

    undoing.forget(shift.now)
    sendings.forget(shift.now)
    invitations.forget(shift.now)
    Session.objects.filter(expire_date__lte=shift.now).delete()


def _tell(done: "Done") -> None:
    if done.error:
        complain(f"{done.name}: {done.error}")
    else:
        say(f"{done.name}: done")


@contextmanager
def _told_to_end() -> Iterator[threading.Event]:
    """Set by SIGTERM and SIGINT; the work in hand ends after its present piece."""
    end = threading.Event()

    def told(_number: int, _frame: Any) -> None:
        end.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
