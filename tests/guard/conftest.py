"""Somebody in the register, for claims about who sees what."""

import pytest
from bypass.world import ENGINE, World, populate

#: Claims about one engine are not there on the other, rather than skipped.
collect_ignore = [f"test_on_{e}.py" for e in ("sqlite", "postgresql") if e != ENGINE]


@pytest.fixture
def world(register) -> World:
    return populate()
