"""Every query of the retention room beside the plain meaning of the same rows.

``said`` asks the engine and ``meant`` the plain meaning, both under the same names, so that
whatever differs can be named.
"""

import random
from collections import Counter

from retention_world import DAY, SCHEMA, Run, World, ask, ids

from lupaus.policy import holding as names
from lupaus.policy import meaning, retention, sql, views
from lupaus.policy.holding import RELATION, Holding
from lupaus.policy.meaning import Thing
from lupaus.policy.views import Grant

Answers = dict[str, object]
HELD = tuple(h for h in SCHEMA if h.table != names.PARTY)


def some_grants(world: World, draw: random.Random) -> list[Grant]:
    grants = list(views.grants(world.policy, SCHEMA).values())
    return draw.sample(grants, min(2, len(grants)))


def disagreements(run: Run, world: World, draw: random.Random) -> list[str]:
    """What the engine answers otherwise than the plain meaning; empty when all is well."""
    grants = some_grants(world, draw)
    return differences(said(run, world, grants), meant(world, grants))


def differences(answers: Answers, right: Answers) -> list[str]:
    assert answers.keys() == right.keys()
    return [
        f"{what}: SQL {answers[what]}, meaning {right[what]}"
        for what in right
        if answers[what] != right[what]
    ]


# --- what the engine says ---------------------------------------------------------------------


def said(run: Run, world: World, grants: list[Grant]) -> Answers:
    policy, today, found = world.policy, world.today, {}
    for h in SCHEMA:
        found[f"due {h.table}"] = ids(ask(run, sql.due_rows(h, policy, today)))
        found[f"overdue {h.table}"] = ids(ask(run, sql.overdue_rows(h, policy, today)))
        for purpose in policy.purposes:
            closed = sql.closed_for(h, policy, today, purpose=purpose)
            found[f"closed for {purpose} {h.table}"] = ids(ask(run, closed))
    for h in HELD:
        found[f"closed {h.table}"] = ids(ask(run, sql.closed_rows(h, policy, today)))
        found[f"held {h.table}"] = sorted(ask(run, sql.held_rows(h, policy, today)))
        counts = ask(run, sql.held_counts(h, policy, today))
        found[f"held counts {h.table}"] = {row[:2]: row[2:] for row in counts}
    for grant in grants:
        owners = set()
        for h in _open(grant):
            rows = run(views.select(grant, h, policy), {})
            found[f"{grant.name} sees {h.table}"] = ids(rows)
            owners |= {row[1] for row in rows}
        parties = set(ids(run(views.party_select(grant, policy), {})))
        hidden = owners - parties - _may_be_unseen(world)
        found[f"{grant.name} sees rows of nobody"] = hidden
    found["parties"] = ids(ask(run, sql.due_parties(SCHEMA, policy, today)))
    return found


def _open(grant: Grant) -> tuple[Holding, ...]:
    """The holdings of a grant; those of the spine when its dates are granted."""
    return grant.holdings + ((RELATION,) if grant.relation else ())


def _may_be_unseen(world: World) -> set[object]:
    """Parties not in sight themselves, and those whose spine does not know of their last
    invoice: that their rows are seen is not the doing of a view."""
    party = {p["id"]: p for p in world.rows["records_party"]}
    behind = {
        invoice["party_id"]
        for invoice in world.rows["records_invoice"]
        if (day := party[invoice["party_id"]]["last_invoice_on"]) is None
        or day < invoice["issued_on"]
    }
    return behind | {number for number, p in party.items() if p["batch_id"] == 2}


# --- what is meant ----------------------------------------------------------------------------


def meant(world: World, grants: list[Grant]) -> Answers:
    policy, today, found = world.policy, world.today, {}
    things = {h.table: list(world.things(h)) for h in SCHEMA}
    for h in SCHEMA:
        rows = things[h.table]
        due = [t for t in rows if meaning.due(t, policy, today)]
        found[f"due {h.table}"] = _ids(due)
        found[f"overdue {h.table}"] = _ids(
            t for t in due if meaning.is_closed(t, policy, today - DAY)
        )
        for purpose in policy.purposes:
            found[f"closed for {purpose} {h.table}"] = _ids(
                t
                for t in rows
                if purpose in meaning.covering(t, policy)
                and purpose not in meaning.open_purposes(t, policy, today)
            )
    for h in HELD:
        found |= _held(world, h, things[h.table])
    for grant in grants:
        for h in _open(grant):
            found[f"{grant.name} sees {h.table}"] = _ids(
                t for t in things[h.table] if meaning.visible(t, policy, grant.purposes, today)
            )
        found[f"{grant.name} sees rows of nobody"] = set()
    found["parties"] = _parties(world)
    return found


def _ids(things) -> list[object]:
    return [t.row["id"] for t in things]


def _held(world: World, holding: Holding, rows: list[Thing]) -> Answers:
    policy, today = world.policy, world.today
    closed = [
        t
        for t in rows
        if meaning.is_closed(t, policy, today)
        and not retention.follows(policy, holding.category)
    ]
    held = sorted(
        (t.row["id"], t.row["party_id"], str(s.hold), s.clause)
        for t in closed
        for s in meaning.standing(t, policy, today)
    )
    all_rows = Counter(h[2:] for h in held)
    persons = Counter(h[1:] for h in {h[1:] for h in held})
    return {
        f"closed {holding.table}": _ids(closed),
        f"held {holding.table}": held,
        f"held counts {holding.table}": {r: (all_rows[r], persons[r]) for r in all_rows},
    }


def _parties(world: World) -> list[object]:
    """Parties of which nothing is left but what follows them, and at which nobody points."""
    policy = world.policy
    kept = [h.table for h in HELD if not retention.follows(policy, h.category)]
    left = {row["party_id"] for table in kept for row in world.rows[table]}
    left |= {row["organisation_id"] for row in world.rows["records_affiliation"]}
    return [
        t.row["id"]
        for t in world.things(RELATION)
        if t.row["id"] not in left and meaning.unneeded(t, policy, world.today)
    ]
