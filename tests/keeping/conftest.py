"""A register of a few people whose terms are known, on the engine of the run."""

import pytest
from keeping_hands import Hands


@pytest.fixture
def hands(register) -> Hands:
    """In a transaction that is rolled back."""
    return Hands()


@pytest.fixture
def committed(committed_register):
    """Really committed, for claims about kills, threads and files."""
    hands = Hands()
    yield hands
    hands.forget()
