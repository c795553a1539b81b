"""Taking a draft in: by its number alone, from whichever process, once.

Two who take the same list in would double it. What prevents it: the draft is claimed, and who
has lost the claim finds that it cannot bring anything into sight. A process that dies leaves a
claim to run out; until then nothing of the list is in sight, and afterwards it is taken in anew
from the start.
"""

import io
import json

from lupaus.finland import day_of
from lupaus.guard import Act, Actor, NoPolicy, Part, Refused
from lupaus.intake.draft import mapping, store
from lupaus.intake.draft.steps import csv_bytes, order_of, proposed
from lupaus.intake.draft.store import Clock
from lupaus.intake.report import Report
from lupaus.intake.take import take_in
from lupaus.intake.told import as_tree
from lupaus.intake.unusable import Unusable
from lupaus.intake.work import Progress

_OURS = (Unusable, Refused, NoPolicy)
INTERRUPTED = "taking the list in was interrupted, and nothing was taken in: run it again"


def claim(draft: int, *, act: Act) -> str:
    """Be the one who takes the list in, before the work goes on elsewhere: from now on whoever
    looks sees that it is being taken in. Hand the claim to :func:`commit` within two minutes.

    Raises Unusable when somebody is at it already, or it has been taken in.
    """
    store.standing(draft, act=act)
    return store.claim(draft, at=act.at)


def commit(  # noqa: PLR0913 - what a job is given
    draft: int,
    *,
    actor: Actor,
    act: Act,
    clock: Clock | None = None,
    progress: Progress = lambda _lines: None,
    token: str = "",
) -> Report:
    """Take the list in, whole or not at all. ``clock`` keeps the claim alive; without one it
    lasts for two minutes from the act. ``token`` is a claim that was made before.

    Raises Unusable, and says so in the draft, when the list cannot be taken in; the draft is
    open again then. Any other error is ours, and leaves the draft open and the register as it
    was.
    """
    now = clock or (lambda: act.at)
    token = token or claim(draft, act=act)
    try:
        return _take_in(draft, actor, act, now, progress, token)
    except BaseException as wrong:
        store.give_up(draft, token, _words(wrong))
        raise


def _take_in(  # noqa: PLR0913, PLR0917 - the same
    draft: int, actor: Actor, act: Act, now: Clock, progress: Progress, token: str
) -> Report:
    failures = io.StringIO(newline="")
    found = store.standing(draft, act=act)
    columns = proposed(found)
    order = order_of(found, actor, act, failures)
    total = sum(1 for _ in order.table.rows())
    store.beat(draft, token, at=now(), lines=0, total=total)

    def come(lines: int) -> None:
        store.beat(draft, token, at=now(), lines=min(lines, total), total=total)
        progress(lines)

    def ending(part: Part, report: Report) -> None:
        if failed := csv_bytes(failures):
            store.put_content(part, draft, "failed", failed)
        tree = json.dumps(as_tree(report), ensure_ascii=False)
        store.finish(part, draft, token, batch=report.batch, report=tree)
        mapping.remember(part, order.table, columns, on=day_of(act.at))

    return take_in(order, progress=come, ending=ending)


def _words(wrong: BaseException) -> str:
    """An error of another kind may hold a value in its words."""
    return str(wrong) if isinstance(wrong, _OURS) else INTERRUPTED
