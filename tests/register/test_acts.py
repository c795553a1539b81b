"""What holds for every action and every reader, looked at and not trusted."""

import inspect
from dataclasses import fields, is_dataclass
from types import ModuleType

import pytest

from lupaus.guard import Act, Reading
from lupaus.register import (
    agenda,
    allowed,
    edit,
    entering,
    files,
    followups,
    listing,
    messages,
    pages,
    people,
    permissions,
    relations,
    rows,
    search,
    secrets,
    timeline,
    trade,
)

ACTIONS = (
    allowed,
    edit,
    entering,
    files,
    followups,
    messages,
    people,
    permissions,
    relations,
    secrets,
    trade,
)
READERS = (agenda, listing, pages, search, timeline)
#: What stands among the actions and is none: pure functions, and a look within another's part.
PURE = {"banned_of", "judged", "mistakes", "needs_consent", "objecting", "state_since"}


def functions(*modules: ModuleType):
    return [
        pytest.param(function, id=f"{module.__name__.rpartition('.')[2]}.{name}")
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and name not in PURE
    ]


@pytest.mark.parametrize("function", functions(*ACTIONS))
def test_every_action_takes_an_act_by_name_and_nothing_by_place(function):
    parameters = inspect.signature(function).parameters.values()
    assert all(p.kind is p.KEYWORD_ONLY for p in parameters)
    (act,) = [p for p in parameters if p.name == "act"]
    assert act.annotation is Act
    assert act.default is act.empty


@pytest.mark.parametrize("function", functions(*READERS))
def test_every_reader_works_inside_a_reading(function):
    first = next(iter(inspect.signature(function).parameters.values()))
    assert (first.name, first.annotation) == ("r", Reading)


@pytest.mark.parametrize(
    "row",
    [
        row
        for module in (agenda, listing, rows, search, timeline)
        for row in vars(module).values()
        if is_dataclass(row) and row.__module__ == module.__name__
    ],
)
def test_what_readers_return_is_frozen_and_holds_nothing_that_can_change(row):
    assert row.__dataclass_params__.frozen
    assert all("list[" not in str(f.type) and "dict[" not in str(f.type) for f in fields(row))
