"""What the worker leaves in the night, and what somebody has put off until today: the same on
both sides, so that the pages that show it have something to show."""

import json
from datetime import date, timedelta
from typing import Any

from bench.raw import Raw
from bench.world import AT, TODAY, Cell
from lupaus.policy.vocabulary import Category

#: Firms about whom something was noted: of them more may be noted.
_OFTEN_MET = (
    "SELECT p.id FROM records_party p WHERE p.is_organisation = TRUE AND p.restricted = FALSE"
    " AND p.relation_started_on IS NOT NULL AND p.relation_ended_on IS NULL"
    " ORDER BY p.id LIMIT 20"
)
_MONTHS = 12


def spend(cell: Cell) -> None:
    """Check the promises, look a year ahead, and have somebody put off what is to be done.
    What goes in the year is made up: counting it takes half a minute."""
    from lupaus.guard import Act, in_force  # noqa: PLC0415 - needs Django
    from lupaus.proof import history  # noqa: PLC0415 - likewise
    from lupaus.proof.check import check  # noqa: PLC0415 - likewise
    from lupaus.proof.models import Forecast, Report  # noqa: PLC0415 - likewise
    from lupaus.register import followups  # noqa: PLC0415 - likewise

    history.keep(check(AT), actor="aino", at=AT, via="bench")
    version = in_force().version
    going = [c.id for c in in_force().clauses if c.id.startswith("retention.")]
    year = list(_year([[clause, 120, 40] for clause in going]))
    Forecast.objects.create(id=1, at=AT, day=TODAY, policy_version=version, stretches=year)
    policy = in_force().policy
    purpose = next(p for p in policy.purposes if Category.NOTES in policy.categories_of(p))
    parties = [party for (party,) in cell.raw.rows(_OFTEN_MET)]
    for number, party in enumerate(parties):
        todo = followups.FollowUp(f"soita {number}", TODAY)
        followups.add(act=Act("aino", purpose, AT, "bench"), party=party, followup=todo)
    for model in (Report, Forecast):
        _copied(cell.raw, model.objects.latest("at"))
    cell.raw.put(
        "records_followup",
        "party_id, source, sourced_on, due_on, assigned_to, author, text",
        [
            (party, "customer", TODAY, TODAY, "", "aino", f"soita {number}")
            for number, party in enumerate(parties)
        ],
    )


def _year(going: list[Any]) -> Any:
    """Today, tomorrow, and month after month."""
    first: date = TODAY
    for month in range(_MONTHS):
        last = first if month < 1 else first + timedelta(days=29)
        yield [first.isoformat(), last.isoformat(), going, []]
        first = last + timedelta(days=1)


def _copied(raw: Raw, one: Any) -> None:
    """The row of the product, on the raw side."""
    names = [field.column for field in one._meta.concrete_fields]  # noqa: SLF001 - Django's own interface
    values = [getattr(one, name) for name in names]
    plain = [json.dumps(v) if isinstance(v, dict | list) else _stored(raw, v) for v in values]
    places = ", ".join(["%s"] * len(names))
    raw.run(f"INSERT INTO {one._meta.db_table} ({', '.join(names)}) VALUES ({places})", plain)  # noqa: SLF001 - likewise


def _stored(raw: Raw, value: Any) -> Any:
    return str(value) if raw.engine == "sqlite" and hasattr(value, "tzinfo") else value
