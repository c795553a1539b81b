"""What a set of purposes may see: names, texts and rows of its views."""

import re
from datetime import date

import pytest
from house import ENGINE
from retention_case import TWO_YEARS, a_policy, a_world, add
from retention_world import EMAIL, INVOICE, LINE, SCHEMA, Run, World, fill

from lupaus.policy import views
from lupaus.policy.views import Engine, View, set_name
from lupaus.policy.vocabulary import Category

pytestmark = pytest.mark.engine

ON = Engine.SQLITE if ENGINE == "sqlite" else Engine.POSTGRESQL
TODAY = date(2026, 3, 5)
ROLES = {"sales": {"purposes": ["marketing", "delivery"]}, "nobody": {"purposes": []}}


@pytest.fixture
def register(run):
    """Views made for a policy over rows; dropped after the test."""
    made: list[View] = []

    def make(world: World) -> Run:
        made.extend(views.views(world.policy, SCHEMA, ON))
        fill(run, world)
        if ON is Engine.SQLITE:
            run(
                "INSERT INTO records_emailaddress_fts (records_emailaddress_fts)"
                " VALUES ('delete-all')",
                {},
            )
            run(
                "INSERT INTO records_emailaddress_fts (rowid, folded)"
                " SELECT id, address FROM records_emailaddress",
                {},
            )
        for view in made:
            run(view.create, {})
        return run

    yield make
    for view in reversed(made):
        run(view.drop, {})


def found(run: Run, view: str, text: str) -> list[tuple]:
    if ON is Engine.SQLITE:
        return run(f"SELECT party_id, row_id FROM {view} WHERE hit MATCH '\"{text}\"'", {})
    return run(f"SELECT party_id, row_id FROM {view} WHERE folded LIKE '%%{text}%%'", {})


def test_a_search_finds_only_rows_that_the_set_may_see(register):
    world = a_world(a_policy(TWO_YEARS), TODAY)
    aino = world.rows["records_party"][0]
    world.rows["records_party"].append({**aino, "id": 2, "restricted": True})
    add(world, "records_emailaddress", party_id=2, address="bertta@example.fi")
    ask = register(world)
    assert found(ask, "marketing__emailaddress_search", "aino") == [(1, 1)]
    assert found(ask, "marketing__emailaddress_search", "bertta") == []
    assert found(ask, "marketing__emailaddress_search", "example") == [(1, 1)]


def test_a_batch_is_seen_whole_or_not_at_all(register, run):
    world = a_world(a_policy(TWO_YEARS), TODAY)
    world.rows["records_batch"] = [{"id": 7, "state": "staged"}]
    world.rows["records_party"][0]["batch_id"] = 7
    world.rows["records_emailaddress"][0]["batch_id"] = 7
    ask = register(world)
    names = ("party", "emailaddress", "emailaddress_search")
    everything = [f"SELECT * FROM marketing__{name}" for name in names[:2]]
    assert [ask(text, {}) for text in everything] == [[], []]
    assert found(ask, "marketing__emailaddress_search", "aino") == []
    run("UPDATE records_batch SET state = 'visible'", {})
    assert [len(ask(text, {})) for text in everything] == [1, 1]
    assert found(ask, "marketing__emailaddress_search", "aino") == [(1, 1)]


def test_a_view_closes_when_the_day_comes_and_opens_with_a_new_relation(register, run):
    world = a_world(a_policy(TWO_YEARS), TODAY, relation_ended_on=date(2024, 3, 6))
    ask = register(world)

    def seen() -> int:
        return len(ask("SELECT * FROM marketing__emailaddress", {}))

    assert seen() == 1
    run("UPDATE guard_cutoff SET day = '2024-03-06'", {})
    assert seen() == 0
    run("UPDATE records_party SET relation_ended_on = NULL", {})
    assert seen() == 1


def test_without_its_cut_off_a_rule_shows_nobody_whose_term_may_have_passed(register, run):
    world = a_world(a_policy(TWO_YEARS), TODAY, relation_ended_on=date(2026, 3, 4))
    ask = register(world)
    run("DELETE FROM guard_cutoff", {})
    assert ask("SELECT * FROM marketing__emailaddress", {}) == []
    assert ask("SELECT * FROM marketing__party", {}) == []


def test_lines_are_seen_with_their_invoice(register):
    world = a_world(a_policy(), TODAY)
    invoice = add(world, "records_invoice", issued_on=TODAY, status="open")
    add(world, "records_invoiceline", invoice_id=invoice, text="Ylläpito")
    ask = register(world)
    assert ask("SELECT text FROM accounting__invoiceline", {}) == [("Ylläpito",)]


# --- grants -----------------------------------------------------------------------------------


def test_a_role_is_granted_what_its_purposes_need_and_no_more():
    opened = views.grants(a_policy(TWO_YEARS, roles=ROLES), SCHEMA)
    sales = opened["role_sales"]
    assert sales.purposes == {"marketing", "delivery"}
    assert sales.categories == sales.may_write == {Category.EMAIL}
    assert sales.views == {EMAIL.table: "role_sales__emailaddress"}
    assert sales.searches == {EMAIL.table: "role_sales__emailaddress_search"}
    assert sales.relation is None
    assert opened["accounting"].holdings == (INVOICE, LINE)
    assert opened["claims"].holdings == ()


def test_a_role_without_purposes_sees_nobody(register):
    ask = register(a_world(a_policy(TWO_YEARS, roles=ROLES), TODAY))
    assert ask("SELECT * FROM role_nobody__party", {}) == []


def test_the_dates_of_the_relation_are_a_view_of_their_own():
    policy = a_policy(data={"relation": {"for": ["claims"]}})
    grant = views.grants(policy, SCHEMA)["claims"]
    assert grant.relation == "claims__relation"
    assert grant.views == {}
    assert "relation_ended_on" not in views.party_select(grant, policy).partition("FROM")[0]


def test_every_view_of_a_grant_exists_and_no_other():
    policy = a_policy(TWO_YEARS, roles=ROLES, data={"relation": {"for": ["claims"]}})
    granted = {name for g in views.grants(policy, SCHEMA).values() for name in g.all_views}
    assert granted == {view.name for view in views.views(policy, SCHEMA, ON)}


# --- names and texts --------------------------------------------------------------------------

LONG = "a" * 40


@pytest.mark.parametrize("slug", ["select", "direct-marketing", LONG, "x" + "-1" * 19])
@pytest.mark.parametrize("role", [False, True])
def test_names_are_identifiers_on_both_engines(slug, role):
    name = f"{set_name(slug, role=role)}__relationship_search"
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert len(name) <= 63


def test_no_two_sets_share_a_name():
    """Not even where a purpose is named as roles are, or long slugs differ at the end only."""
    slugs = [LONG, LONG[:-1] + "b", "role-a", "a", "a-b", "ab", "role-role-a"]
    made = [set_name(s, role=role) for s in slugs for role in (True, False)]
    assert len(set(made)) == len(made)


def test_texts_depend_on_the_policy_and_on_nothing_else():
    one = views.views(a_policy(TWO_YEARS), SCHEMA, ON)
    same = views.views(a_policy(TWO_YEARS), SCHEMA, ON)
    assert one == same
    assert views.digest(one) == views.digest(same)


@pytest.mark.parametrize(
    "other",
    [
        a_policy(TWO_YEARS, data={"email": {"for": ["marketing", "delivery"]}}),
        a_policy({**TWO_YEARS, "after": "last invoice"}),
        a_policy(TWO_YEARS, roles=ROLES),
    ],
)
def test_another_policy_has_another_digest(other):
    mine = views.digest(views.views(a_policy(TWO_YEARS), SCHEMA, ON))
    assert views.digest(views.views(other, SCHEMA, ON)) != mine


def test_a_longer_term_changes_the_cut_off_and_not_the_views():
    longer = a_policy({**TWO_YEARS, "at_most": "3 years"})
    assert views.views(longer, SCHEMA, ON) == views.views(a_policy(TWO_YEARS), SCHEMA, ON)
