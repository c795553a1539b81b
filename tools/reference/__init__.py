"""The reference pages that are written by the code they describe.

A page is a function without arguments that gives Markdown. ``python -m tools.reference`` writes
the pages, ``--check`` fails when one is stale.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.reference import checks, commands, language, law, lint, templates

ROOT = Path(__file__).resolve().parents[2]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/checks.md": checks.page,
    "docs/reference/commands.md": commands.page,
    "docs/reference/law.md": law.page,
    "docs/reference/lint.md": lint.page,
    "docs/reference/policy-language.md": language.page,
    "docs/reference/templates.md": templates.page,
}


def stale() -> tuple[str, ...]:
    """The pages that differ from what the code says today."""
    return tuple(path for path, page in PAGES.items() if _read(ROOT / path) != page())


def write() -> tuple[str, ...]:
    """Write what is stale; the pages that were."""
    changed = stale()
    for path in changed:
        (ROOT / path).write_text(PAGES[path](), encoding="utf-8")
    return changed


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
