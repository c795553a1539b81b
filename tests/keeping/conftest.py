"""A register of a few people whose terms are known, on the engine of the run."""

import os

import pytest
from keeping_hands import Hands


@pytest.fixture
def hands(request):
    """In a transaction that is rolled back; on PostgreSQL really committed, because a policy is
    adopted through the owner's connection, which the transaction does not hold."""
    if os.environ.get("LUPAUS_TEST_ENGINE") == "postgresql":
        request.getfixturevalue("committed_register")
        hands = Hands()
        yield hands
        hands.forget()
    else:
        request.getfixturevalue("register")
        yield Hands()


@pytest.fixture
def committed(committed_register):
    """Really committed, for claims about kills, threads and files."""
    hands = Hands()
    yield hands
    hands.forget()
