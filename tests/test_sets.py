"""Sets of keys go to the database whole, whatever their number."""

import pytest

from lupaus.sets import PIECE, pieces, placeholders


@pytest.mark.parametrize("count", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_no_key_is_lost_or_said_twice(count):
    keys = list(range(count))
    found = list(pieces(keys))
    assert [key for piece in found for key in piece] == keys
    assert all(0 < len(piece) <= PIECE for piece in found)


def test_nothing_makes_no_statement():
    assert not list(pieces([]))


def test_a_place_for_every_key():
    assert placeholders([7, 8, 9]) == "%s, %s, %s"
