"""What the claims in a browser share: the site, and how anybody signs in to it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
#: Milliseconds. Long, because a machine may be busy: only what never comes waits for all of it.
PATIENCE = 30_000


@dataclass(frozen=True, slots=True)
class Site:
    """A served register: where, in which folder, and who may sign in."""

    url: str
    folder: Path
    passwords: dict[str, str]


def lupaus(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "lupaus", *arguments]


def environment() -> dict[str, str]:
    """Nothing of the tests' own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUPAUS_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"}


def sign_in(page: Page, site: Site, name: str) -> None:
    """As anybody does."""
    page.goto(f"{site.url}/kirjaudu")
    page.get_by_label("Käyttäjänimi").fill(name)
    page.get_by_label("Salasana").fill(site.passwords[name])
    page.locator("main").get_by_role("button", name="Kirjaudu", exact=True).click()
    page.wait_for_url(f"{site.url}/")
