"""Somebody in the register, for claims about who sees what."""

import pytest
from bypass.world import World, populate


@pytest.fixture
def world(register) -> World:
    return populate()
