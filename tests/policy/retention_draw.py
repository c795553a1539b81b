"""Policies and rows drawn by chance, their dates around the cut-offs."""

import random
from collections.abc import Callable
from datetime import date

from retention_world import DAY, FLAGS, SPINE_DATES, TABLES, Row, World

from lupaus.policy import holding as names
from lupaus.policy import retention
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Anchor, SubjectKind

TODAYS = (
    date(2026, 3, 5),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2026, 2, 28),
    date(2026, 2, 28),
    date(2027, 2, 28),
    date(2026, 3, 1),
    date(2028, 2, 29),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 12, 30),
    date(2026, 8, 31),
)
PERIODS = (
    "2 years",
    "2 years",
    "3 years",
    "6 years",
    "18 months",
    "6 months",
    "28 days",
    "1 year",
)
WINDOWS = ("12-31", "02-28", "03-05", "06-30")
SUBJECTS = {
    "consumer": {"kind": "consumer"},
    "buyer": {"kind": "consumer", "states": ["customer", "former"]},
    "lead": {"kind": "representative", "state": "prospect"},
    "contact": {"kind": "representative", "states": ["customer", "former"]},
    "trader": {"kind": "sole-trader", "state": "customer"},
    "helper": {"kind": "technical"},
}
FISCAL = (
    [],
    [{"ends": "12-31"}],
    [{"ends": "03-31"}],
    [{"ends": "03-31"}, {"from": date(2024, 4, 1), "to": date(2025, 12, 31)}],
    [{"ends": "03-31"}, {"from": date(2018, 4, 1), "to": date(2019, 12, 31)}],
    [{"ends": "03-31"}, {"ends": "12-31", "from": date(2019, 4, 1)}],
)
DATA = ("email", "vouchers", "credentials", "credit", "permissions", "relation", "role")
DECISIONS = ("granted", "granted", "withdrawn", "withdrawn", "objected", "refused", "lifted")
PURPOSES = ("accounting", "claims", "direct-marketing", "service")
CLASSES = {"direct-marketing": "marketing", "claims": "claims", "accounting": "accounting"}


def _some(draw: random.Random, these: object, least: int = 0, most: int = 3) -> list:
    pool = sorted(these)
    return draw.sample(pool, draw.randint(least, min(most, len(pool))))


def draw_policy(draw: random.Random) -> Policy:
    purposes = _some(draw, PURPOSES, 1, 4)
    subjects = {s: SUBJECTS[s] for s in _some(draw, SUBJECTS, 0, 4)}
    data = {
        category: {"for": _some(draw, purposes, 0, 3), "subjects": _maybe(draw, subjects)}
        for category in _some(draw, DATA, 3, len(DATA))
    }
    promised = {"erasure": {"except": _some(draw, ("open-invoice", "collection", "dispute"))}}
    return Policy.model_validate(
        {
            "lupaus": 1,
            "controller": {"name": "Esimerkki Oy", "kind": draw.choice(("company", "person"))},
            "fiscal_years": draw.choice(FISCAL),
            "subjects": subjects,
            "purposes": {p: _purpose(draw, p, subjects) for p in purposes},
            "data": data,
            "retention": [
                _rule(draw, purposes, data, subjects) for _ in range(draw.randint(1, 6))
            ],
            "rights": promised if draw.random() < 0.6 else {},
            "roles": {"sales": {"purposes": _some(draw, purposes, 1)}},
        }
    )


def _maybe(draw: random.Random, subjects: dict) -> list:
    return _some(draw, subjects) if draw.random() < 0.35 else []


def _purpose(draw: random.Random, name: str, subjects: dict) -> Row:
    return {
        "basis": "legal-obligation" if name == "accounting" else "legitimate-interest",
        "class": CLASSES.get(name, "service"),
        "subjects": _maybe(draw, subjects),
    }


def _rule(draw: random.Random, purposes: list, data: dict, subjects: dict) -> Row:
    shape = draw.random()
    rule: Row = {
        "purpose": draw.choice(purposes),
        "data": _some(draw, data) if draw.random() < 0.3 else [],
        "subjects": _some(draw, subjects) if draw.random() < 0.2 else [],
        "after": draw.choice([*sorted(Anchor), Anchor.CONSENT_WITHDRAWN]),
    }
    if shape < 0.8:
        rule["at_most"] = draw.choice(PERIODS)
        rule["window"] = draw.choice(WINDOWS) if draw.random() < 0.3 else None
    if shape > 0.6:
        rule["at_least"] = draw.choice(PERIODS)
    return rule


# --- drawing the rows -----------------------------------------------------------------------


def draw_world(policy: Policy, draw: random.Random, parties: int = 40) -> World:
    today = draw.choice(TODAYS)
    day = _days(policy, today, draw)
    world = World(policy, today, {table: [] for table in TABLES})
    world.rows["records_batch"] = [{"id": 1, "state": "visible"}, {"id": 2, "state": "staged"}]
    world.rows["guard_cutoff"] = [
        {"rule": rule, "day": d} for rule, d in retention.cutoffs(policy, today).items()
    ]
    for number in range(1, parties + 1):
        world.rows["records_party"].append(_party(number, draw, day) | _merged(today, draw))
        _things(number, world, draw, day)
    return world


def _days(policy: Policy, today: date, draw: random.Random) -> Callable[[], date]:
    """Days around every cut-off of the policy and, not to trust the cut-offs, around the plain
    anniversaries of today; leap days and year ends among them."""
    fiscal = policy.fiscal_calendar
    around = {today, date(2024, 2, 29), date(2020, 2, 29), date(2023, 12, 31)}
    for rule in retention.effective(policy):
        for cutoff in (retention.closing_cutoff, retention.holding_cutoff):
            day = cutoff(rule, today, fiscal)
            around |= {day} if day else set()
    for years in (1, 2, 3, 6, 7):
        around.add((today - DAY).replace(year=today.year - years, day=min(today.day, 28)))
    pool = sorted(around)
    pool += [
        day for day in pool if (day.month, day.day) == (2, 29)
    ] * 3  # rare, and treacherous
    return lambda: draw.choice(pool) + draw.choice((-1, 0, 0, 1)) * DAY


def _merged(today: date, draw: random.Random) -> Row:
    """Some have been taken in by another, around the day from which that cannot be undone."""
    days = draw.choice((0, 29, 30, 31, 400)) if draw.random() < 0.08 else None
    return {"merged_on": None if days is None else today - days * DAY}


def _party(number: int, draw: random.Random, day: Callable[[], date]) -> Row:
    party: Row = {"id": number, "number": 1000 + number, "batch_id": _batch(draw)}
    party |= dict.fromkeys(FLAGS, False)
    if draw.random() < 0.15:
        party["is_organisation"] = True
    else:
        kinds = [names.KINDS[k] for k in _some(draw, SubjectKind, 0 if number == 1 else 1, 2)]
        party |= dict.fromkeys(kinds, True)
    party["restricted"] = draw.random() < 0.08
    party["disputed"] = draw.random() < 0.08
    party |= {c: day() if draw.random() < 0.8 else None for c in SPINE_DATES}
    party["created_on"] = day()
    if party["relation_started_on"] is None:  # what did not begin cannot end
        party["relation_ended_on"] = None
    return party


def _batch(draw: random.Random) -> int | None:
    return draw.choice((None, None, None, None, 1, 2))


def _things(party: int, world: World, draw: random.Random, day: Callable[[], date]) -> None:
    def add(table: str, **more: object) -> int:
        rows = world.rows[table]
        held = {"id": len(rows) + 1, "party_id": party, "sourced_on": day()}
        rows.append({**held, "batch_id": _batch(draw), **more})
        return len(rows)

    if draw.random() < 0.15:  # nothing at all is left of this one
        return
    add("records_emailaddress", address=f"aino{party}@example.fi")
    for _ in range(draw.randint(0, 2)):
        status = draw.choice(("paid", "paid", "open", "collection", "disputed", "credited"))
        invoice = add("records_invoice", issued_on=day(), status=status)
        add("records_invoiceline", invoice_id=invoice, text="Ylläpito")
    if draw.random() < 0.3:
        ended = day() if draw.random() < 0.8 else None
        add("records_credential", service_ended_on=ended, label="Palvelin")
    if draw.random() < 0.3:
        add("records_creditcheck", checked_on=day())
    if draw.random() < 0.2:
        add("records_affiliation", organisation_id=draw.randint(1, party))
    for _ in range(draw.choice((0, 1, 2, 3, 4))):
        add(
            "records_permission",
            purpose=draw.choice(PURPOSES[2:]),
            channel=draw.choice(("", "email", "sms")),
            decision=draw.choice(DECISIONS),
            at=draw.randint(1, 5),
            decided_on=day(),
        )
