"""Permissions and objections of a line. An import can narrow what is allowed, never widen it.

*Yes* enters only with evidence beside it: how and where it was given. *No* enters always.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from lupaus.finland import day_of
from lupaus.intake.cells import Cells
from lupaus.intake.entry import Holds, Party
from lupaus.intake.field import OBJECTED, PERMITTED, Field
from lupaus.intake.trade import day_in
from lupaus.intake.unusable import BadValue
from lupaus.intake.values.yesno import parse_yes, refuses
from lupaus.policy.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class Terms:
    """``purposes`` are those of the policy that a permission can be for: marketing."""

    purposes: tuple[str, ...]
    at: datetime
    actor: str


_EVERY_CHANNEL: tuple[Channel | None, ...] = (None,)


def add_permissions(cells: Cells, party: Party, terms: Terms) -> None:
    for field in cells.one.keys() & PERMITTED.keys():
        if _yes(cells, field):
            _grant(cells, party, terms, field)
        elif _yes(cells, field) is False:
            _write(party, terms, "objected", PERMITTED[field], "")
    for field in cells.one.keys() & OBJECTED.keys():
        if _yes(cells, field):
            _write(party, terms, "objected", OBJECTED[field], "")


def _yes(cells: Cells, field: Field) -> bool | None:
    """None when the cell says neither; a doubtful cell in a column of bans is a ban."""
    try:
        return parse_yes(cells.one[field])
    except BadValue as wrong:
        if field in OBJECTED:
            return True
        if refuses(cells.one[field]):
            return False
        if not any(r.column == cells.headings.get(field) for r in cells.remarks):
            cells.left_out(field, str(wrong))
        return None


def _grant(cells: Cells, party: Party, terms: Terms, field: Field) -> None:
    evidence = cells.get(Field.PERMISSION_EVIDENCE)
    given = day_in(cells, Field.PERMISSION_DAY)
    if not evidence or given is None:
        cells.left_out(
            field,
            "a permission needs its evidence and its day, each in a column of its own "
            "(permission-evidence, permission-day)",
        )
        return
    if given > day_of(terms.at):
        raise BadValue("the permission is dated in the future")
    _write(party, terms, "granted", PERMITTED[field], evidence, given=given)


def _write(  # noqa: PLR0913 - the columns of one row
    party: Party,
    terms: Terms,
    decision: str,
    channels: tuple[Channel, ...],
    evidence: str,
    *,
    given: date | None = None,
) -> None:
    at = datetime.combine(given, time(12), UTC) if given else terms.at
    for purpose in terms.purposes:
        for channel in channels or _EVERY_CHANNEL:
            party.add(
                Holds.PERMISSION,
                purpose,
                channel or "",
                decision,
                at,
                day_of(at),
                "import",
                terms.actor,
                "",
                evidence,
            )
