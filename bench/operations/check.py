"""Whether every clause was kept, beside counting the largest part of it by hand.

The raw side counts every row of every table by its source and every row that should have gone
yesterday, which is what most clauses of a register come down to. Who belongs to whom, what was
objected to, what stands in the ledger and what the engine lets through comes on top of that in
the product.
"""

from collections.abc import Iterator

from bench.goal import times_raw
from bench.measure import Result, compare
from bench.world import AT, TODAY, Cell
from lupaus.guard import in_force
from lupaus.guard.tables import holdings
from lupaus.policy import sql
from lupaus.policy.holding import PARTY
from lupaus.proof.check import check
from lupaus.proof.verdict import Report

_CENSUS, _LATE = "data.closed", "retention.daily"


def measured(cell: Cell) -> Iterator[Result]:
    clauses = 0

    def product(_turn: int) -> int:
        nonlocal clauses
        report = check(AT)
        clauses = len(report.clauses)
        return _counted(report)

    timing = compare(product, lambda _turn: _by_hand(cell), times=5)
    yield times_raw(2).judged("check of all clauses", cell, timing, clauses=clauses)


def _counted(report: Report) -> int:
    by_id = {clause.id: clause for clause in report.clauses}
    return by_id[_CENSUS].checked + by_id[_LATE].broken


def _by_hand(cell: Cell) -> int:
    policy = in_force().policy
    tables = sorted({PARTY, *(h.table for h in holdings())})
    census = " UNION ALL ".join(
        f"SELECT '{table}', source, COUNT(*) FROM {table} GROUP BY source" for table in tables
    )
    count = sum(row[2] for row in cell.raw.rows(census))
    for holding in holdings():
        query = sql.overdue_rows(holding, policy, TODAY)
        text = f"SELECT COUNT(*) FROM (\n{query.sql}\n) late"
        count += cell.raw.value(text, query.params)
    return int(count)
