"""Aino and her one row: the small cases in which a rule is shown."""

from datetime import date

from retention_world import DAY, FLAGS, SPINE_DATES, TABLES, Run, World, ask, fill

from lupaus.policy import meaning, retention, sql
from lupaus.policy.holding import Holding
from lupaus.policy.model import Policy

CALENDAR_YEAR = "end of calendar year in which the fiscal year ended"
VOUCHERS = {
    "purpose": "accounting",
    "data": ["vouchers"],
    "at_least": "6 years",
    "after": CALENDAR_YEAR,
}
TWO_YEARS = {"purpose": "marketing", "at_most": "2 years", "after": "relation ended"}


def a_policy(*rules: dict, **more: object) -> Policy:
    return Policy.model_validate(
        {
            "lupaus": 1,
            "controller": {"name": "Esimerkki Oy", "kind": more.pop("controller", "company")},
            "purposes": {
                "accounting": {"basis": "legal-obligation", "class": "accounting"},
                "marketing": {"basis": "legitimate-interest", "class": "marketing"},
                "delivery": {"basis": "contract"},
                "claims": {"basis": "legitimate-interest", "class": "claims"},
            },
            "data": {"email": {"for": ["marketing"]}, "vouchers": {"for": ["accounting"]}},
            "retention": rules,
            **more,
        }
    )


def a_world(policy: Policy, today: date, **party: object) -> World:
    """Aino alone, with one e-mail address; no dates but those that are given."""
    world = World(policy, today, {table: [] for table in TABLES})
    aino = {"id": 1, "number": 1, "batch_id": None, **dict.fromkeys(FLAGS, False)}
    aino |= {"merged_on": None, **dict.fromkeys(SPINE_DATES), "created_on": date(2020, 1, 1)}
    world.rows["records_party"].append({**aino, "is_consumer": True, **party})
    add(world, "records_emailaddress", address="aino@example.fi")
    renew(world, today)
    return world


def renew(world: World, today: date) -> None:
    world.today = today
    world.rows["guard_cutoff"] = [
        {"rule": rule, "day": day}
        for rule, day in retention.cutoffs(world.policy, today).items()
    ]


def add(world: World, table: str, **row: object) -> int:
    rows = world.rows[table]
    held = {"id": len(rows) + 1, "party_id": 1, "batch_id": None}
    rows.append({**held, "sourced_on": date(2020, 1, 1), **row})
    return len(rows)


def goes(run: Run, world: World, holding: Holding, today: date) -> bool:
    """Is the one row of the holding to be destroyed today? Engine and meaning agree."""
    renew(world, today)
    fill(run, world)
    said = bool(ask(run, sql.due_rows(holding, world.policy, today)))
    (thing,) = world.things(holding)
    assert said == meaning.due(thing, world.policy, today)
    return said


def last_day(run: Run, world: World, holding: Holding, day: date) -> bool:
    """Still here on the day, gone on the next; foretold by the person's page."""
    (thing,) = world.things(holding)
    foretold = meaning.departure(thing, world.policy, day).day
    return (
        foretold == day + DAY
        and not goes(run, world, holding, day)
        and goes(run, world, holding, day + DAY)
    )


def said(world: World, at: int, decision: str, day: date, channel: str = "email") -> None:
    """Something that Aino said of marketing."""
    add(
        world,
        "records_permission",
        purpose="marketing",
        channel=channel,
        decision=decision,
        at=at,
        decided_on=day,
    )
