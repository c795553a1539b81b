"""Every column is claimed, and what the pure policy is told is true."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from lupaus.policy.vocabulary import ELSEWHERE, Anchor, Category
from lupaus.records import catalogue
from lupaus.records.catalogue import APART, CLAIMS, NEUTRAL, explain_startup, holdings
from lupaus.records.search import SEARCHED


def test_nothing_stands_in_the_way_of_starting():
    assert explain_startup(None) == ()


def test_a_column_that_nobody_claims_is_named(monkeypatch):
    fewer = tuple(c for c in CLAIMS if c.table != "records_note")
    monkeypatch.setattr(catalogue, "CLAIMS", fewer)
    catalogue.claims.cache_clear()
    try:
        lines = explain_startup(None)
    finally:
        monkeypatch.undo()
        catalogue.claims.cache_clear()
    assert any(line.startswith("records_note.text: no category claims") for line in lines)
    assert all("catalogue.py" in line for line in lines)


def test_every_table_of_the_room_is_claimed_or_said_to_be_neutral():
    tables = {model._meta.db_table for model in apps.get_app_config("records").get_models()}
    assert tables == {claim.table for claim in CLAIMS} | set(NEUTRAL)


def test_every_category_is_held_or_said_where():
    held = {claim.category for claim in CLAIMS}
    assert held | ELSEWHERE | set(APART) == set(Category)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.table)
def test_a_claim_has_values_and_no_column_twice(claim):
    assert claim.values
    assert len(claim.shown) == len(set(claim.shown))
    assert not set(claim.values) & {*claim.keys, *claim.facts}


@pytest.mark.parametrize("holding", holdings(), ids=lambda h: f"{h.table}-{h.category}")
def test_what_dates_a_holding_is_a_column(holding):
    model = next(m for m in apps.get_models() if m._meta.db_table == holding.table)
    parent = holding.parent[0] if holding.parent else holding.table
    dating = next(m for m in apps.get_models() if m._meta.db_table == parent)
    columns = {f.column for f in model._meta.local_concrete_fields}
    dates = {f.column for f in dating._meta.local_concrete_fields}
    assert set(holding.columns) <= columns
    assert set(holding.anchors.values()) <= columns | dates
    assert Anchor.COLLECTED in holding.anchors


def test_searched_tables_are_holdings_with_that_column():
    searched = {h.table: h.search for h in holdings() if h.search}
    assert searched == SEARCHED


def test_the_migrations_are_complete():
    """Asked of the files alone: ``makemigrations`` would look into every database."""
    with translation.override(None):  # the words of models are migrated untranslated
        loader = MigrationLoader(None)
        wanted = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), wanted).changes(loader.graph)
    assert not changes


def test_the_migrations_of_a_room_follow_one_upon_another():
    graph = MigrationLoader(None).graph
    ours = {app for app, _name in graph.nodes if apps.get_app_config(app).name[:7] == "lupaus."}
    assert "records" in ours
    for app in ours:
        assert len(graph.leaf_nodes(app)) == 1
        numbers = sorted(name[:4] for node, name in graph.nodes if node == app)
        assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
