"""What is written holds: links lead somewhere, commands exist, generated pages are fresh."""

import ast
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import typer

import lupaus
from lupaus.commands.main import COMMANDS
from lupaus.policy.clause import KINDS
from tools.messages import KEYWORDS, LANGUAGES, ROOMS, UNDATED
from tools.reference import stale

ROOT = Path(lupaus.__file__).parents[1]
PAGES = sorted(p for p in ROOT.rglob("*.md") if not {".venv", "node_modules"} & set(p.parts))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)", text)
    dead = [
        link
        for link in links
        if "://" not in link and not (page.parent / link).resolve().exists()
    ]
    assert not dead


def test_generated_pages_are_fresh():
    assert stale() == ()


def _written() -> Iterator[tuple[str, list[str]]]:
    """Every line of a code block that calls ``lupaus``."""
    for page in PAGES:
        for block in re.findall(
            r"```\w*\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL
        ):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True) if line.count("'") % 2 == 0 else []
                while words and "=" in words[0]:
                    words = words[1:]
                if words and words[0].rsplit("/", 1)[-1] == "lupaus":
                    yield f"{page.relative_to(ROOT)}: {line.strip()}", words[1:]


def test_every_command_that_the_documents_type_exists_with_its_options():
    written = dict(_written())
    assert len(written) > 15
    wrong = [line for line, words in written.items() if not _exists(words)]
    assert not wrong


def _exists(words: list[str]) -> bool:
    if words[:1] == ["-C"]:
        words = words[2:]
    if not words or words[0] not in COMMANDS:
        return False
    command = typer.main.get_command(import_module(COMMANDS[words[0]].module).app)
    words = words[1:]
    if hasattr(command, "commands"):
        if not words or words[0] not in command.commands:
            return False
        command, words = command.commands[words[0]], words[1:]
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
    return all(word.split("=")[0] in known for word in words if word.startswith("-"))


def test_every_kind_of_clause_is_explained():
    page = (ROOT / "docs/reference/clause-kinds.md").read_text(encoding="utf-8")
    assert not [kind for kind in KINDS if f"`{kind}`" not in page]


def test_the_glossary_has_each_word_once():
    rows = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    words = [row.split("|")[1].strip() for row in rows if row.startswith("| ")]
    assert len(words) == len(set(words))


def test_the_compiled_words_of_the_pages_do_not_change_with_the_hour() -> None:
    catalogues = sorted((ROOT / "lupaus" / "web" / "locale").rglob("*.mo"))
    assert len(catalogues) == len(LANGUAGES)
    for catalogue in catalogues:
        made = f"POT-Creation-Date: {UNDATED:%Y-%m-%d %H:%M}+0000"
        assert made.encode() in catalogue.read_bytes(), catalogue


def test_every_name_under_which_the_pages_translate_is_one_that_the_catalogues_collect():
    """A function imported under another name would leave its sentences in Finnish."""
    found = set()
    for room in ROOMS:
        for file in (ROOT / "lupaus" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.ImportFrom)
                    and node.module == "django.utils.translation"
                ):
                    said = (one for one in node.names if "gettext" in one.name)
                    found |= {one.asname or one.name for one in said}
    assert len(found) > 2
    assert found <= set(KEYWORDS)
