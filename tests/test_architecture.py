"""The rules of the house that a program can hold (CONTRIBUTING.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lupaus

ROOT = Path(lupaus.__file__).parent
REPOSITORY = ROOT.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def _sources(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def _calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            yield f"{name}.{node.func.attr}", node.lineno


@pytest.mark.parametrize("folder", ["lupaus", "tests", "tools", "bench"])
def test_no_file_and_no_function_is_too_long(folder):
    long = []
    for file in _sources(REPOSITORY / folder):
        text = file.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > LONGEST_FILE:
            long.append(f"{file.relative_to(REPOSITORY)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{file.relative_to(REPOSITORY)}:{node.lineno} {length} lines")
    assert not long


def test_no_two_files_of_tests_have_one_name():
    """They are no packages: of two, only one would be found when all are run together."""
    names = [file.name for file in _sources(REPOSITORY / "tests") if file.name[:2] != "__"]
    assert not {name for name in names if names.count(name) > 1} - {"conftest.py"}


CLOCKS = {
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "timezone.now",
    "datetime.today",
    "time.time",
}


#: Where a request gets its moment.
PAGES = ROOT / "web" / "frame" / "middleware.py"


def test_only_the_outermost_layer_asks_the_clock():
    asked = [
        f"{file.relative_to(ROOT)}:{line} {call}"
        for file in _sources(ROOT)
        if "commands" not in file.relative_to(ROOT).parts and file != PAGES
        for call, line in _calls(ast.parse(file.read_text(encoding="utf-8")))
        if call in CLOCKS
    ]
    assert not asked


VAGUE = re.compile(r"(Manager|Helper|Utils?|_data|_info|Data|Info)$")


def test_names_say_what_they_are():
    vague = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file in _sources(ROOT)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and VAGUE.search(node.name)
    ]
    assert not vague


def test_destructive_modules_open_with_the_danger():
    """Whatever runs DELETE says first how it might destroy too much and what prevents it."""
    silent = []
    for file in _sources(ROOT / "keeping", ROOT / "guard", ROOT / "ledger", ROOT / "intake"):
        text = file.read_text(encoding="utf-8")
        deletes = re.search(r'["\']DELETE FROM|\.delete\(', text)
        docstring = ast.get_docstring(ast.parse(text)) or ""
        if deletes and len(docstring.split()) < 25:
            silent.append(str(file.relative_to(ROOT)))
    assert not silent


def test_lock_files_hold_hashes_and_no_addresses():
    for lock in REPOSITORY.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--(extra-)?index-url|file:", text)
