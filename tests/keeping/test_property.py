"""After a purge the plain meaning of the policy finds nothing overdue, and nothing gone that
was not due: row by row, for invented people under every policy we ship."""

from datetime import date, timedelta

import pytest
from keeping_hands import SAMPLE, act, at

from lupaus.commands.demo.filling import fill
from lupaus.guard import in_force, system_grant
from lupaus.keeping.plan import plan
from lupaus.keeping.purge import execute
from lupaus.policy import meaning, retention
from lupaus.policy.holding import INVOICE, PARTY, PERMISSION
from lupaus.policy.meaning import Thing
from lupaus.policy.templates import TEMPLATES, template
from lupaus.records.catalogue import claims, holdings

pytestmark = pytest.mark.engine
TODAY = date(2026, 3, 2)


def _rows(part, table, columns):
    found = part.execute(f"SELECT {', '.join(columns)} FROM {table}")
    dates = [i for i, c in enumerate(columns) if c.endswith("_on") or c in ("since", "until")]
    for values in found:
        row = list(values)
        for i in dates:
            if isinstance(row[i], str):
                row[i] = date.fromisoformat(row[i])
        yield dict(zip(columns, row, strict=True))


def things() -> dict[tuple[str, int], Thing]:
    """Everything in the register, as the meaning looks at it."""
    from lupaus.guard.scope import NEUTRAL_COLUMNS  # noqa: PLC0415 - what proof may see

    with system_grant("proof", why="a test") as part:
        parties = {r["id"]: r for r in _rows(part, PARTY, NEUTRAL_COLUMNS[PARTY])}
        flags = [c for c in NEUTRAL_COLUMNS[PARTY] if c.startswith("is_")]
        for party in parties.values():
            party.update({c: bool(party[c]) for c in (*flags, "restricted", "disputed")})
        tables = {
            name: list(
                _rows(
                    part,
                    name,
                    [c for c in (*claim.keys, *claim.shown) if c not in claim.values],
                )
            )
            for name, claim in claims().items()
        }
    by_party = {name: {} for name in (INVOICE, PERMISSION)}
    for name, found in by_party.items():
        for row in tables[name]:
            found.setdefault(row["party_id"], []).append(row)
    invoices = {row["id"]: row for row in tables[INVOICE]}
    return {
        (h.table, row["id"]): Thing(
            h,
            row,
            parties[row[h.party]],
            invoices.get(row.get("invoice_id")) if h.parent else None,
            by_party[INVOICE].get(row[h.party], ()),
            by_party[PERMISSION].get(row[h.party], ()),
        )
        for h in holdings()
        for row in (parties.values() if h.table == PARTY else tables[h.table])
    }


def _expected(before, policy, day):
    """Which of the things should be left: said with the meaning alone."""
    due = {key for key, thing in before.items() if meaning.due(thing, policy, day)}
    follow = {h.table for h in holdings() if retention.follows(policy, h.category)}
    kept = {
        reference
        for key, thing in before.items()
        if key not in due and thing.holding.table != PARTY
        for reference in (
            [thing.row["organisation_id"]] if "organisation_id" in thing.row else []
        )
        + ([thing.row["party_id"]] if thing.holding.table not in follow else [])
    }
    touched = {before[key].party["id"] for key in due}
    whole = {p for p in touched - kept if meaning.unneeded(before[PARTY, p], policy, day)}
    followers = {
        key
        for key, thing in before.items()
        if thing.party["id"] in whole and (thing.holding.table in follow or key[0] == PARTY)
    }
    return set(before) - due - followers


@pytest.mark.parametrize("name", ["sample", *TEMPLATES])
@pytest.mark.parametrize("later", [0, 307, 1500])
def test_exactly_what_the_meaning_says_is_left(hands, name, later):
    text = SAMPLE.read_text(encoding="utf-8") if name == "sample" else template(name)
    hands.adopt(text)
    fill(120, today=TODAY, at=at(TODAY))
    policy, day = in_force().policy, TODAY + timedelta(days=later)
    before = things()
    expected = _expected(before, policy, day)
    found = plan(day, act(day))
    result = execute(found.run, today=day, act=act(day))
    left = things()
    assert set(left) == expected
    assert (result.destroyed, result.saved) == (len(before) - len(left), 0)
    assert found.rows == result.destroyed
    assert len(before) > len(left) > 0
    assert not [key for key, thing in left.items() if meaning.due(thing, policy, day)]
