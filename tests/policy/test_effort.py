"""A purge that has nothing to do must not grow with the register: counted in SQLite's steps."""

import sqlite3
from datetime import date

import pytest
from retention_world import DDL, EMAIL, INVOICE, LINE, SCHEMA, Holding, on_sqlite

from lupaus.policy import sql
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category

TODAY = date(2026, 3, 5)
POLICY = Policy.model_validate(
    {
        "lupaus": 1,
        "controller": {"name": "Esimerkki Oy"},
        "subjects": {
            "buyer": {"kind": "consumer", "states": ["customer", "former"]},
            "contact": {"kind": "representative", "states": ["customer", "former"]},
            "lead": {"kind": "consumer", "state": "prospect"},
        },
        "purposes": {
            "delivery": {"subjects": ["buyer", "contact"]},
            "marketing": {"class": "marketing", "subjects": ["contact"]},
            "prospecting": {"class": "marketing", "subjects": ["lead"]},
            "claims": {"class": "claims", "subjects": ["buyer", "contact"]},
            "accounting": {"class": "accounting", "basis": "legal-obligation"},
        },
        "data": {
            "email": {"for": ["delivery", "marketing", "prospecting", "claims"]},
            "vouchers": {"for": ["accounting", "claims"]},
            "relation": {"for": ["claims", "prospecting"]},
        },
        "retention": [
            {"purpose": "delivery", "at_most": "3 months", "after": "relation ended"},
            {"purpose": "marketing", "at_most": "2 years", "after": "relation ended"},
            {
                "purpose": "prospecting",
                "at_most": "1 year",
                "after": "last contact with person",
            },
            {"purpose": "claims", "at_most": "3 years", "after": "relation ended"},
            {"purpose": "accounting", "at_least": "6 years", "after": "end of fiscal year"},
        ],
    }
)


@pytest.fixture(scope="module", params=[500, 8000])
def register(request):
    """So many customers, half of them gone for a year; nothing of theirs has expired."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in DDL:
        connection.execute(statement)
    everyone = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
    connection.execute(
        f"INSERT INTO records_party {everyone} SELECT i, i, NULL, 0, i % 3 > 0, i % 3 = 0, 0,"
        " 0, 0, 0, '2020-01-01', CASE i % 2 WHEN 0 THEN '2025-03-05' END, '2025-12-01',"
        " '2025-12-01', '2025-12-01', '2020-01-01', NULL, NULL, NULL FROM n",
        (request.param,),
    )
    connection.execute(
        "INSERT INTO records_emailaddress SELECT id, id, NULL, '2020-01-01', 'a@example.fi'"
        " FROM records_party"
    )
    connection.execute(
        "INSERT INTO records_invoice SELECT id, id, NULL, '2025-01-01', '2025-01-01', 'paid'"
        " FROM records_party"
    )
    connection.execute(
        "INSERT INTO records_invoiceline SELECT id, id, NULL, '2025-01-01', id, 'Ylläpito'"
        " FROM records_party"
    )
    yield connection
    connection.close()


def steps(connection: sqlite3.Connection, query: sql.Query) -> int:
    """How many instructions of SQLite's machine the query took; it finds nothing."""
    count = 0

    def one() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(one, 1)
    found = on_sqlite(connection)(query.sql, dict(query.params))
    connection.set_progress_handler(None, 1)
    assert found == []
    return count


@pytest.mark.parametrize("holding", [EMAIL, INVOICE, LINE], ids=lambda h: h.suffix)
@pytest.mark.parametrize(
    "ask", [sql.due_rows, sql.overdue_rows, sql.held_rows, sql.closed_rows]
)
def test_nothing_expired_costs_the_same_at_any_size(register, ask, holding):
    assert steps(register, ask(holding, POLICY, TODAY)) < 1500


def test_nobody_to_remove_costs_the_same_at_any_size(register):
    assert steps(register, sql.due_parties(SCHEMA, POLICY, TODAY)) < 1000


def test_the_comment_names_the_index_that_serves():
    said = sql.due_rows(EMAIL, POLICY, TODAY).sql
    assert (
        "-- retention.claims: relation ended; uses index records_party(relation_ended_on)"
        in said
    )
    said = sql.due_rows(INVOICE, POLICY, TODAY).sql
    assert "uses index records_invoice(issued_on)" in said


def test_a_category_that_somebody_always_needs_is_not_looked_for_at_all(register):
    always = Holding("records_emailaddress", Category.PHONE, ())
    policy = POLICY.model_copy(update={"data": {**POLICY.data, Category.PHONE: _for_service()}})
    assert steps(register, sql.due_rows(always, policy, TODAY)) < 1000


def _for_service() -> object:
    return Policy.model_validate(
        {
            "lupaus": 1,
            "controller": {"name": "Esimerkki Oy"},
            "data": {"phone": {"for": ["accounting"]}},
        }
    ).data[Category.PHONE]
