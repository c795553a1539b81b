"""The SQL answers what the plain meaning says, for policies and rows drawn by chance."""

import os
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from retention_compare import disagreements
from retention_draw import draw_policy, draw_world
from retention_world import EMAIL, INVOICE, LINE, SCHEMA, ask, fill

from lupaus.policy import sql
from lupaus.policy.holding import RELATION

pytestmark = pytest.mark.engine

#: Each example is a policy with forty parties and some two hundred rows.
EXAMPLES = int(os.environ.get("LUPAUS_EXAMPLES", "25"))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
@example(12)  # a consent withdrawn, under a rule for some groups only
def test_the_engine_answers_what_the_rules_mean(run, seed):
    draw = random.Random(seed)
    world = draw_world(draw_policy(draw), draw)
    fill(run, world)
    assert disagreements(run, world, draw) == []


def test_the_drawn_worlds_are_worth_comparing(run):
    """A comparison of nothing with nothing proves nothing."""
    due = dict.fromkeys((h.suffix for h in SCHEMA), 0)
    kept = dict(due)
    for seed in range(30):
        draw = random.Random(seed)
        world = draw_world(draw_policy(draw), draw)
        fill(run, world)
        for holding in SCHEMA:
            found = ask(run, sql.due_rows(holding, world.policy, world.today))
            due[holding.suffix] += len(found)
            kept[holding.suffix] += len(world.rows[holding.table]) - len(found)
    assert due.pop(RELATION.suffix) == 0  # the spine goes by due_parties only
    for holding in (EMAIL, INVOICE, LINE):
        assert due[holding.suffix] > 50
        assert kept[holding.suffix] > 50
    assert min(due.values()) > 10
