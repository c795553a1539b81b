"""The bench itself: both sides do the same, and what it writes can be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measure import UnequalError, compare
from bench.table import duration

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
ROOT = Path(__file__).parents[2]
GROUPS = ("guard", "people", "check", "pages", "ledger", "purge")


@pytest.mark.engine
def test_a_small_run_ends_with_equal_rows_and_a_readable_file(tmp_path):
    out = tmp_path / "bench.json"
    only = [word for name in GROUPS for word in ("--only", name)]
    words = ["--people", "300", "--engine", ENGINE, "--quick", "--out", str(out), *only]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *words],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "LUPAUS_DIR": ""},
    )
    assert done.returncode == 0, done.stderr  # a difference of rows ends the run
    tree = json.loads(out.read_text(encoding="utf-8"))
    named = {
        result["operation"].partition(":")[0].partition(" ")[0] for result in tree["results"]
    }
    assert named >= {"guard", "search", "person", "check", "page", "ledger", "purge"}
    for result in tree["results"]:
        assert result["engine"] == ENGINE
        assert result["people"] == 300
        assert result["raw"] > 0
        assert result["product"] > 0
        assert result["operation"] in done.stdout


def test_sides_that_do_not_do_the_same_are_not_compared():
    with pytest.raises(UnequalError):
        compare(lambda turn: turn, lambda _turn: 0, times=2)


def test_the_median_leaves_the_warming_up_out():
    turns = []
    timing = compare(
        lambda turn: turns.append(turn) or turn, lambda turn: turn, times=5, warm=2
    )
    assert turns == list(range(7))
    assert timing.rows == 4  # of turns 2 to 6


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, ""), (0.0000123, "12.3 µs"), (0.0123, "12.3 ms"), (12.3, "12.3 s")],
)
def test_a_duration_has_three_digits_and_a_unit(seconds, said):
    assert duration(seconds) == said
