"""A small register on plain tables, drawn so that its dates lie around the cut-offs.

``World`` is one policy, one day and forty parties with their rows. ``disagreements`` executes
every query of the retention room on an engine and names each answer that differs from what
:mod:`lupaus.policy.meaning` says of the same rows.
"""

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from lupaus.policy import holding as names
from lupaus.policy import meaning, retention, sql, views
from lupaus.policy.holding import RELATION, Holding
from lupaus.policy.meaning import Thing
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Anchor, Category, SubjectKind

DAY = timedelta(days=1)
EMAIL = Holding(
    "records_emailaddress",
    Category.EMAIL,
    ("address", "sourced_on"),
    anchors={Anchor.COLLECTED: "sourced_on"},
    search="address",
)
INVOICE = Holding(
    "records_invoice",
    Category.VOUCHERS,
    ("issued_on", "status"),
    anchors={Anchor.COLLECTED: "sourced_on", Anchor.FISCAL_YEAR: "issued_on"},
)
LINE = Holding(
    "records_invoiceline",
    Category.VOUCHERS,
    ("text",),
    anchors={Anchor.COLLECTED: "sourced_on", Anchor.FISCAL_YEAR: "issued_on"},
    parent=("records_invoice", "invoice_id"),
)
CREDENTIAL = Holding(
    "records_credential",
    Category.CREDENTIALS,
    ("label",),
    anchors={Anchor.COLLECTED: "sourced_on", Anchor.SERVICE_ENDED: "service_ended_on"},
)
CREDIT = Holding(
    "records_creditcheck",
    Category.CREDIT,
    ("checked_on",),
    anchors={Anchor.DECISION: "checked_on"},
)
PERMISSION = Holding(
    "records_permission",
    Category.PERMISSIONS,
    ("purpose", "channel", "decision", "decided_on"),
    anchors={Anchor.COLLECTED: "sourced_on"},
)
ROLE = Holding(
    "records_affiliation",
    Category.ROLE,
    ("organisation_id",),
    anchors={Anchor.COLLECTED: "sourced_on"},
    refers=("organisation_id",),
)
SCHEMA = (RELATION, EMAIL, INVOICE, LINE, CREDENTIAL, CREDIT, PERMISSION, ROLE)

FLAGS = ("is_organisation", *names.KINDS.values(), "restricted", "disputed")
SPINE_DATES = (
    "relation_started_on",
    "relation_ended_on",
    "last_contact_on",
    "last_contact_any_on",
    "last_invoice_on",
    "created_on",
)
_HELD = "id INTEGER PRIMARY KEY, party_id INTEGER, batch_id INTEGER, sourced_on DATE"
_SAID = "purpose TEXT, channel TEXT, decision TEXT, at INTEGER, decided_on DATE"
_MARKS = ", ".join(("is_organisation", *names.KINDS.values()))
DDL = (
    "CREATE TABLE records_batch (id INTEGER PRIMARY KEY, state TEXT)",
    "CREATE TABLE guard_cutoff (rule TEXT PRIMARY KEY, day DATE NOT NULL)",
    "CREATE TABLE records_party (id INTEGER PRIMARY KEY, number INTEGER, batch_id INTEGER, "
    + ", ".join(f"{c} BOOLEAN NOT NULL" for c in FLAGS)
    + ", "
    + ", ".join(f"{c} DATE" for c in SPINE_DATES)
    + ")",
    f"CREATE TABLE records_emailaddress ({_HELD}, address TEXT)",
    f"CREATE TABLE records_invoice ({_HELD}, issued_on DATE, status TEXT)",
    f"CREATE TABLE records_invoiceline ({_HELD}, invoice_id INTEGER, text TEXT)",
    f"CREATE TABLE records_credential ({_HELD}, service_ended_on DATE, label TEXT)",
    f"CREATE TABLE records_creditcheck ({_HELD}, checked_on DATE)",
    f"CREATE TABLE records_permission ({_HELD}, {_SAID})",
    f"CREATE TABLE records_affiliation ({_HELD}, organisation_id INTEGER)",
    "CREATE INDEX party_ended ON records_party (relation_ended_on)",
    "CREATE INDEX party_contact ON records_party (last_contact_on)",
    "CREATE INDEX party_contact_any ON records_party (last_contact_any_on)",
    "CREATE INDEX party_invoiced ON records_party (last_invoice_on)",
    "CREATE INDEX party_created ON records_party (created_on)",
    f"CREATE INDEX party_flags ON records_party ({_MARKS})",
    "CREATE INDEX email_party ON records_emailaddress (party_id)",
    "CREATE INDEX invoice_party ON records_invoice (party_id)",
    "CREATE INDEX invoice_issued ON records_invoice (issued_on)",
    "CREATE INDEX line_invoice ON records_invoiceline (invoice_id)",
    "CREATE INDEX permission_party ON records_permission (party_id)",
)
TABLES = tuple(found[1] for d in DDL if (found := re.match(r"CREATE TABLE (\w+)", d)))

Row = dict[str, object]
Run = Callable[[str, dict[str, object]], list[tuple]]


# --- drawing a policy -----------------------------------------------------------------------

TODAYS = (
    date(2026, 3, 5),
    date(2024, 2, 29),
    date(2025, 2, 28),
    date(2026, 3, 1),
    date(2028, 2, 29),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 12, 30),
    date(2026, 8, 31),
)
PERIODS = ("2 years", "3 years", "6 years", "18 months", "6 months", "28 days", "1 year")
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
    [{"ends": "03-31"}, {"ends": "12-31", "from": date(2019, 4, 1)}],
)
DATA = ("email", "vouchers", "credentials", "credit", "permissions", "relation", "role")
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
        "after": draw.choice(sorted(Anchor)),
    }
    if shape < 0.8:
        rule["at_most"] = draw.choice(PERIODS)
        rule["window"] = draw.choice(WINDOWS) if draw.random() < 0.3 else None
    if shape > 0.6:
        rule["at_least"] = draw.choice(PERIODS)
    return rule


# --- drawing the rows -----------------------------------------------------------------------


@dataclass
class World:
    policy: Policy
    today: date
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, table: str, party: object) -> list[Row]:
        return [row for row in self.rows[table] if row["party_id"] == party]

    def things(self, holding: Holding) -> Iterator[Thing]:
        parties = {p["id"]: p for p in self.rows["records_party"]}
        invoices = {i["id"]: i for i in self.rows["records_invoice"]}
        staged = {b["id"] for b in self.rows["records_batch"] if b["state"] != "visible"}
        for row in self.rows[holding.table]:
            party = row[holding.party]
            yield Thing(
                holding,
                row,
                parties[party],
                invoices[row["invoice_id"]] if holding.parent else None,
                self.of("records_invoice", party),
                self.of("records_permission", party),
                row["batch_id"] not in staged,
            )


def draw_world(policy: Policy, draw: random.Random, parties: int = 40) -> World:
    today = draw.choice(TODAYS)
    day = _days(policy, today, draw)
    world = World(policy, today, {table: [] for table in TABLES})
    world.rows["records_batch"] = [{"id": 1, "state": "visible"}, {"id": 2, "state": "staged"}]
    world.rows["guard_cutoff"] = [
        {"rule": rule, "day": d} for rule, d in retention.cutoffs(policy, today).items()
    ]
    for number in range(1, parties + 1):
        world.rows["records_party"].append(_party(number, draw, day))
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
    return lambda: draw.choice(pool) + draw.choice((-1, 0, 0, 1)) * DAY


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
    for _ in range(draw.choice((0, 0, 1, 2, 4))):
        add(
            "records_permission",
            purpose=draw.choice(PURPOSES[2:]),
            channel=draw.choice(("", "email", "sms")),
            decision=draw.choice(("granted", "refused", "withdrawn", "objected", "lifted")),
            at=draw.randint(1, 5),
            decided_on=day(),
        )


# --- engines --------------------------------------------------------------------------------


def sqlite() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in DDL:
        connection.execute(statement)
    connection.execute(
        "CREATE VIRTUAL TABLE records_emailaddress_fts USING fts5"
        "(folded, content='', contentless_delete=0, tokenize='trigram')"
        if sqlite3.sqlite_version_info >= (3, 43)
        else "CREATE VIRTUAL TABLE records_emailaddress_fts USING fts5"
        "(folded, content='', tokenize='trigram')"
    )
    return connection


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def on_sqlite(connection: sqlite3.Connection) -> Run:
    def run(text: str, params: dict[str, object]) -> list[tuple]:
        plain = re.sub(r"%\((\w+)\)s", r":\1", text)
        return connection.execute(plain, {k: _text(v) for k, v in params.items()}).fetchall()

    return run


def fill(run: Run, world: World) -> None:
    for table in TABLES:
        run(f"DELETE FROM {table}", {})
        rows = world.rows[table]
        for start in range(0, len(rows), 100):
            chunk = rows[start : start + 100]
            params = {f"{c}_{n}": v for n, row in enumerate(chunk) for c, v in row.items()}
            values = ", ".join(
                "(" + ", ".join(f"%({c}_{n})s" for c in row) + ")"
                for n, row in enumerate(chunk)
            )
            run(f"INSERT INTO {table} ({', '.join(chunk[0])}) VALUES {values}", params)


# --- the comparison -------------------------------------------------------------------------


def ask(run: Run, query: sql.Query) -> list[tuple]:
    return run(query.sql, dict(query.params))


def disagreements(run: Run, world: World, only: random.Random | None = None) -> list[str]:
    """What the engine answers otherwise than the plain meaning; empty when all is well."""
    found = [
        problem
        for holding in SCHEMA
        for problem in (*_purge(run, world, holding), *_holds(run, world, holding))
    ]
    grants = list(views.grants(world.policy, SCHEMA).values())
    for grant in only.sample(grants, min(2, len(grants))) if only else grants:
        found += _seen(run, world, grant)
    return [*found, *_parties(run, world)]


def _differs(what: str, said: object, meant: object) -> list[str]:
    return [] if said == meant else [f"{what}: SQL {said}, meaning {meant}"]


def _ids(rows: list[tuple]) -> list[int]:
    return sorted(row[0] for row in rows)


def _purge(run: Run, world: World, holding: Holding) -> list[str]:
    policy, today = world.policy, world.today
    things = list(world.things(holding))
    due = [t.row["id"] for t in things if meaning.due(t, policy, today)]
    late = [
        t.row["id"]
        for t in things
        if not meaning.open_purposes(t, policy, today - DAY)
        and meaning.due(t, policy, today)
        and holding.table != names.PARTY
    ]
    what = f"due {holding.suffix} {today}"
    found = _differs(what, _ids(ask(run, sql.due_rows(holding, policy, today))), due)
    overdue = _ids(ask(run, sql.overdue_rows(holding, policy, today)))
    found += _differs(f"over{what}", overdue, late)
    for purpose in policy.purposes:
        closed = [
            t.row["id"]
            for t in things
            if purpose in meaning.covering(t, policy)
            and purpose not in meaning.open_purposes(t, policy, today)
        ]
        answer = ask(run, sql.closed_for(holding, policy, today, purpose=purpose))
        found += _differs(f"closed for {purpose}, {holding.suffix}", _ids(answer), closed)
    return found


def _holds(run: Run, world: World, holding: Holding) -> list[str]:
    policy, today = world.policy, world.today
    if holding.table == names.PARTY:
        return []
    held = sorted(
        (t.row["id"], t.row["party_id"], str(s.hold), s.clause)
        for t in world.things(holding)
        if not meaning.open_purposes(t, policy, today)
        and not retention.follows(policy, holding.category)
        for s in meaning.standing(t, policy, today)
    )
    said = sorted(ask(run, sql.held_rows(holding, policy, today)))
    counts = {
        (hold, clause): (
            len([h for h in held if h[2:] == (hold, clause)]),
            len({h[1] for h in held if h[2:] == (hold, clause)}),
        )
        for _, _, hold, clause in held
    }
    told = {row[:2]: row[2:] for row in ask(run, sql.held_counts(holding, policy, today))}
    return _differs(f"held {holding.suffix}", said, held) + _differs("counts", told, counts)


def _seen(run: Run, world: World, grant: views.Grant) -> list[str]:
    policy, found, owners = world.policy, [], set()
    for holding in (RELATION, *grant.holdings):
        if holding is RELATION and not grant.relation:
            continue
        things = [
            t
            for t in world.things(holding)
            if meaning.visible(t, policy, grant.purposes, world.today)
        ]
        if holding is not RELATION:
            owners |= {t.row["party_id"] for t in things if t.party["batch_id"] != 2}
        meant = sorted(t.row["id"] for t in things)
        said = _ids(run(views.select(grant, holding, policy), {}))
        found += _differs(f"{grant.name} sees {holding.suffix}", said, meant)
    parties = set(_ids(run(views.party_select(grant, policy), {})))
    invoiced = {
        i["party_id"]
        for i in world.rows["records_invoice"]
        if (p := world.rows["records_party"][i["party_id"] - 1])["last_invoice_on"] is not None
        and p["last_invoice_on"] < i["issued_on"]
    }  # a spine that is behind its invoices is not the view's doing
    if lost := owners - parties - invoiced:
        found.append(f"{grant.name} sees rows of parties that it does not see: {lost}")
    return found


def _parties(run: Run, world: World) -> list[str]:
    policy = world.policy
    counted = [
        h
        for h in SCHEMA
        if h.table != names.PARTY and not retention.follows(policy, h.category)
    ]
    left = {row["party_id"] for h in counted for row in world.rows[h.table]}
    left |= {row["organisation_id"] for row in world.rows["records_affiliation"]}
    gone = [
        t.row["id"]
        for t in world.things(RELATION)
        if t.row["id"] not in left and meaning.unneeded(t, policy, world.today)
    ]
    said = _ids(ask(run, sql.due_parties(SCHEMA, policy, world.today)))
    return _differs("parties to go", said, gone)
