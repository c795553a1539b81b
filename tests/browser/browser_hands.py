"""What the claims in a browser share: the site, and how anybody signs in to it."""

import io
import os
import re
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
#: Milliseconds. Long, because a machine may be busy: only what never comes waits for all of it.
PATIENCE = 90_000


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


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody at a page: by keyboard alone, which is also seen at every step, or with a mouse
    where there are no scripts."""

    page: Page
    keys: bool

    def press(self, target: Locator) -> None:
        """A button, or a link."""
        if self.keys:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def tick(self, target: Locator) -> None:
        """A box, or one of several."""
        if self.keys:
            self.reach(target)
            self.page.keyboard.press("Space")
        else:
            target.check()

    def write(self, target: Locator, text: str) -> None:
        if self.keys:
            self.reach(target)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)
        else:
            target.fill(text)

    def reach(self, target: Locator) -> None:
        """Tab after tab until it has the focus, and shows that it has."""
        target.wait_for()
        there = target.element_handle()
        for _ in range(_TABS):
            if there.evaluate("one => one === document.activeElement"):
                assert there.evaluate(_SHOWS), f"nobody sees that {target} has the focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no tab leads to {target}")


_TABS = 250
_SHOWS = """one => { const how = getComputedStyle(one);
  return (how.outlineStyle !== 'none' && parseFloat(how.outlineWidth) > 0)
    || how.boxShadow !== 'none'; }"""


def workbook(*rows: Sequence[object]) -> bytes:
    """A file as Excel makes it, of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def handed(hands: Hands, name: str, *rows: Sequence[object]) -> None:
    """A list is given as a file and its source is chosen; its columns are open."""
    page = hands.page
    page.goto("/tuonti")
    file = {"name": name, "mimeType": XLSX, "buffer": workbook(*rows)}
    page.locator("#id_file").set_input_files(file)
    hands.tick(page.get_by_role("radio", name=re.compile("^Aiempi asiakasrekisterimme")))
    hands.press(page.get_by_role("button", name="Jatka sarakkeisiin"))
    page.wait_for_url(re.compile(r"/sarakkeet$"))


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def added(page: Page, given: str, family: str, phone: str) -> str:
    """The address of somebody who is put into the register by the form, whoever else is like
    them."""
    page.goto("/asiakkaat/lisaa/henkilo")
    page.get_by_label("Yksityisasiakas").check()
    page.wait_for_load_state("networkidle")  # another kind is asked other fields
    page.get_by_label("Mistä tiedot saatiin").select_option(index=1)
    page.get_by_label("Etunimet").fill(given)
    page.get_by_label("Sukunimi").fill(family)
    page.get_by_label("Puhelinnumero").fill(phone)
    _save(page, "Tallenna")
    if page.url.endswith("/lisaa/henkilo"):  # somebody is alike
        _save(page, "Tallenna silti")
    return re.search(r"/asiakkaat/\d+", page.url)[0]


def _save(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).click()


#: Somebody of each kind who has something of everything.
_SOME = {
    "customer": "is_consumer AND last_invoice_on IS NOT NULL AND relation_ended_on IS NULL",
    "contact": "is_representative AND relation_started_on IS NOT NULL AND id IN"
    " (SELECT party_id FROM records_affiliation WHERE ended_on IS NULL)",
    "firm": "is_organisation AND last_invoice_on IS NOT NULL AND relation_ended_on IS NULL",
}


def some_of(site: Site) -> dict[str, str]:
    """The address of a customer, a contact and a firm of the demo; the number of another."""
    with closing(sqlite3.connect(site.folder / "register.sqlite3", timeout=20)) as register:
        ask = "SELECT id FROM records_party WHERE NOT restricted AND merged_into_id IS NULL AND"
        ids = {n: register.execute(f"{ask} {who}").fetchall() for n, who in _SOME.items()}
    found = {name: f"/asiakkaat/{rows[0][0]}" for name, rows in ids.items()}
    return found | {"other": str(ids["customer"][1][0])}
