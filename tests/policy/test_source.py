"""The policy file as a tree: what it means, on which line, and what is refused at once."""

import time
from datetime import date

import pytest

from lupaus.policy.problem import Problem
from lupaus.policy.source import DEEPEST, LARGEST_BYTES, MOST_PARTS, Source, read_source


def tree(text: str | bytes) -> dict[str, object]:
    source = read_source(text)
    assert isinstance(source, Source), source
    return source.tree


def refusal(text: str | bytes) -> Problem:
    problem = read_source(text)
    assert isinstance(problem, Problem), problem
    return problem


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),  # Norway
        ("no", "no"),
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("7", 7),
        ("0401234567", "0401234567"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e999999", "1e999999"),
        ("9" * 5000, "9" * 5000),
        ("12-31", "12-31"),
        ("2:10", "2:10"),
        ("2026-03-01", date(2026, 3, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-02-29", "2026-02-29"),
        ('"2026-03-01"', "2026-03-01"),
        ("'true'", "true"),
        ("Ääkkösiä ja öljyä", "Ääkkösiä ja öljyä"),
        ("|\n  kaksi\n  riviä", "kaksi\nriviä\n"),
    ],
)
def test_a_value_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert tree(f"key: {written}\n")["key"] == meant


def test_every_key_and_every_item_has_its_line() -> None:
    source = read_source("# alku\na:\n  b: [x, y]\n  c:\n    - 1\n\n    - {d: 2}\n")
    assert isinstance(source, Source)
    assert source.lines == {
        ("a",): 2,
        ("a", "b"): 3,
        ("a", "b", 0): 3,
        ("a", "b", 1): 3,
        ("a", "c"): 4,
        ("a", "c", 0): 5,
        ("a", "c", 1): 7,
        ("a", "c", 1, "d"): 7,
    }


def test_a_byte_order_mark_is_not_part_of_the_first_key() -> None:
    assert tree(b"\xef\xbb\xbfa: 1") == {"a": 1}
    assert tree("\ufeffa: 1") == {"a": 1}


def test_windows_line_ends_count_once() -> None:
    source = read_source(b"a: 1\r\nb: 2\r\n")
    assert isinstance(source, Source)
    assert source.lines["b",] == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a:\n\tb: 1", "Y01", 2),
        ("a: 1\nb: c: d", "Y01", 2),
        ('a: 1\nb: "open\nc: 2', "Y01", 2),
        ("a: 1\nb: [open\nc: 2", "Y01", 2),
        ("a:\n  b: 1\n c: 2", "Y01", 3),
        ('a: "\\q"', "Y01", 1),
        ("? [a]\n: b", "Y01", 1),
        ("%YAML 1.1\n---\na: no", "Y01", 2),
        (b"a: 1\nb: \xe4", "Y02", 2),
        ("a: ä\nb: 2".encode("utf-16"), "Y02", 0),
        ("a: ä".encode("utf-16-be"), "Y02", 0),
        (bytes(range(256)) * 9, "Y02", 0),
        (b"%PDF-1.7\x00\x01", "Y02", 1),
        ("a: 1\nb: \x00", "Y02", 2),
        (b"a: 1\nb: \x07", "Y02", 2),
        ("a: \ud800", "Y02", 1),
        ("", "Y03", 0),
        (b"\xef\xbb\xbf", "Y03", 0),
        (" \n\n", "Y03", 0),
        ("# vain kommentti\n", "Y03", 0),
        ("---\n", "Y03", 0),
        ("a: *x", "Y06", 1),
        ("a: &x 1", "Y06", 1),
        ("a:\n  <<: {b: 1}", "Y06", 2),
        ("a: !!python/object:os.system x", "Y06", 1),
        ("a: !secret x", "Y06", 1),
        ("a: 1\nb: 2\na: 3", "Y07", 3),
        ("x: {a: 1, a: 2}", "Y07", 1),
        ("- a\n- b", "Y08", 1),
        ("Tietosuojaseloste", "Y08", 1),
        ("a: 1\n---\nb: 2", "Y09", 2),
    ],
)
def test_one_clear_problem(text: str | bytes, code: str, line: int) -> None:
    problem = refusal(text)
    assert (problem.code, problem.line) == (code, line), problem
    assert problem.hint


def test_a_duplicate_key_tells_both_lines() -> None:
    problem = refusal("a: 1\nb: 2\na: 3")
    assert "line 1" in problem.message
    assert problem.line == 3


def test_as_deep_as_allowed_and_no_deeper() -> None:
    inner = DEEPEST - 1
    assert tree("a: " + "[" * inner + "]" * inner)
    assert refusal("a: " + "[" * (inner + 1) + "]" * (inner + 1)).code == "Y05"


def test_as_large_as_allowed_and_no_larger() -> None:
    assert tree(b"a: " + b"x" * (LARGEST_BYTES - 3))
    assert refusal(b"a: " + b"x" * (LARGEST_BYTES - 2)).code == "Y04"


def test_size_counts_bytes_as_they_lie_on_disk() -> None:
    assert refusal("a: " + "ä" * (LARGEST_BYTES // 2)).code == "Y04"


LAUGHS = "a: &a [x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
BOMBS = {
    "billion laughs": LAUGHS,
    "a hundred thousand brackets": "a: " + "[" * 100_000,
    "a hundred thousand braces": "{a: " * 30_000,
    "a hundred thousand dashes": "a:\n  " + "- " * 60_000,
    "a staircase": "\n".join(" " * i + "a:" for i in range(500)),
    "many items": "a: [" + "b," * 60_000 + "]",
    "many keys": "".join(f"k{i}: 1\n" for i in range(MOST_PARTS)),
    "one long line": "a: " + "x " * 60_000,
    "one long key": "x" * 120_000 + ": 1",
    "an open quote": "a: '" + "\n" * 120_000,
    "exclamation marks": "!" * 120_000,
    "ampersands": "&a " * 40_000,
    "question marks": "? " * 60_000,
    "percent signs": "%" * 120_000,
    "directives": "%FOO x\n" * 15_000,
    "documents": "---\n" * 30_000,
    "block text": "a: |\n" + " x\n" * 40_000,
    "colons": ":" * 120_000,
    "a megabyte of nothing": "\x00" * 1_000_000,
    "a hundred megabytes": b"a: " + b"x" * 100_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_over_in_under_a_second(name: str) -> None:
    begun = time.process_time()
    read_source(BOMBS[name])
    assert time.process_time() - begun < 1.5  # a busy machine; alone it is half a second
