"""The end of a run: verified, on the record, certified; then its plan is forgotten.

The plan is itself a list of who was destroyed. It is removed as soon as the certificate holds
its counts and digests; removed too early, nobody could verify. What prevents that: items go
only from a run whose certificate is written, in short pieces, and the run stays open until the
last of them has gone.
"""

from datetime import datetime

from django.conf import settings

from lupaus.guard import Act, Part, system_grant, version_of
from lupaus.keeping import holds, runs
from lupaus.keeping.certificate import Certificate, draw, read
from lupaus.keeping.compaction import compact
from lupaus.keeping.runs import CannotPurge, Cause, Clock, Run
from lupaus.keeping.verification import Verified, look
from lupaus.ledger.entry import Event

_PIECE = 20_000


class NotGone(CannotPurge):
    """Something that was destroyed is still there: a fault of ours, or a hand in the database.
    The run stays open, and with it its plan, until nothing is left; no other can begin."""

    def __init__(self, said: str) -> None:
        super().__init__(Cause.NOT_GONE, said)


def finish(
    run: int, *, act: Act, clock: Clock | None = None, compacting: bool = True
) -> Certificate:
    """Verify a run that has been carried out, certify it and forget its plan.

    May be called again after a crash. Raises NotGone, and leaves the plan, when anything of it
    is still there: that is a fault of ours or a hand in the database.
    """
    now = clock or (lambda: act.at)
    with system_grant("keeping", why=f"purge {run} is verified", actor=act.actor) as part:
        found = runs.find(part, run)
        if found.state in {"planning", "planned", "running", "dropped"}:
            raise CannotPurge(
                Cause.NOT_CARRIED_OUT,
                f"purge {run} has not been carried out: it is {found.state}",
            )
        tables = [c.name for c in runs.counts(part, run, "holding")]
        if found.state == "purged":
            _verify(part, found, act, now())
    if found.state == "purged":
        _certify(run)
    if compacting and tables:
        compact(tables)
    _forget(run)
    return certificate(run)


def certificate(run: int) -> Certificate:
    """The certificate of a finished run. Raises CannotPurge when there is none."""
    with system_grant("keeping", why=f"the certificate of purge {run} is read") as part:
        found = runs.find(part, run)
    if not found.certificate:
        raise CannotPurge(
            Cause.UNCERTIFIED, f"purge {run} is {found.state}: it has no certificate yet"
        )
    return read(found.certificate)


def last_certified() -> int:
    """The number of the latest run that has a certificate."""
    with system_grant("keeping", why="the last certificate is looked for") as part:
        [(number,)] = part.execute("SELECT MAX(id) FROM keeping_run WHERE certificate <> ''")
    if number is None:
        cure = settings.FOLDER.typed("purge run")
        raise CannotPurge(Cause.UNCERTIFIED, f"nothing has been purged yet: {cure}")
    return int(number)


def _verify(part: Part, run: Run, act: Act, at: datetime) -> Verified:
    seen = look(part, run.id)
    if not seen.gone:
        where = ", ".join(f"{c.name} ({c.rows})" for c in seen.left) or ", ".join(
            seen.triggers_missing
        )
        raise NotGone(
            f"purge {run.id}: not everything that was destroyed is gone: {where}. "
            "See who has written to the database past Lupaus, remove what it wrote, then run "
            "it again"
        )
    part.log(
        Event.VERIFIED_GONE,
        actor=act.actor,
        at=at,
        via=act.via,
        whose=runs.parties_of(part, run.id),
        counts={"run": run.id, "rows": seen.looked_at},
    )
    part.changed("UPDATE keeping_run SET verified_at = %s WHERE id = %s", [at, run.id])
    return seen


def _certify(run: int) -> None:
    with system_grant("keeping", why=f"purge {run} is certified") as part:
        found = runs.find(part, run)
    adopted = version_of(found.policy_version)
    held = holds.summary(adopted, found.day)
    with system_grant("keeping", why=f"purge {run} is certified") as part:
        drawn = draw(part, found, adopted, held)
        part.changed(
            "UPDATE keeping_run SET state = 'verified', certificate = %s"
            " WHERE id = %s AND state = 'purged'",
            [drawn.text(), run],
        )


def _forget(run: int) -> None:
    """Piece by piece, so that nobody waits."""
    done = 1
    while done:
        with system_grant("keeping", why=f"the plan of purge {run} is forgotten") as part:
            done = part.changed(
                "DELETE FROM keeping_item WHERE run_id = %s AND party <= (SELECT MAX(party)"
                " FROM (SELECT party FROM keeping_item WHERE run_id = %s"
                f" ORDER BY holding, party LIMIT {_PIECE}) piece)",
                [run, run],
            )
    with system_grant("keeping", why=f"purge {run} is finished") as part:
        part.changed(
            "UPDATE keeping_run SET state = 'finished', slot = NULL"
            " WHERE id = %s AND state = 'verified'",
            [run],
        )
