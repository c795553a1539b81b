"""A card that two people work on at once, and the newest of several undos."""

import re

import pytest
from browser_hands import added

pytestmark = pytest.mark.browser

_POST = """async ([address, typed]) => {
  const sent = new URLSearchParams(typed);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  sent.set("csrfmiddlewaretoken", token);
  await fetch(address, { method: "POST", body: sent, redirect: "manual" });
}"""


def test_z_takes_back_the_newest_of_several(visiting):
    page = visiting()
    card = added(page, "Aino", "Viimeisin", "040 555 0001")
    for text in ("ensimmäinen kirjaus", "toinen kirjaus"):
        page.evaluate(_POST, [f"{card}/kirjaa/merkinta", {"text": text}])
    page.goto(card)
    assert page.locator("[data-undo]").count() == 2
    with page.expect_navigation():
        page.keyboard.press("z")
    said = page.locator("main").inner_text()
    assert "ensimmäinen kirjaus" in said
    assert "toinen kirjaus" not in said


def test_a_value_that_a_colleague_took_away_is_told_so_in_its_place(visiting):
    page = visiting()
    card = added(page, "Bertta", "Poistettava", "040 555 0002")
    page.goto(card)
    edit = page.locator(f"a[data-edit][href*='{card}/muuta/phonenumber/']").first
    address = edit.get_attribute("href")
    form = visiting()
    form.goto(address)
    with form.expect_navigation():
        form.get_by_role("button", name="Poista", exact=True).click()
    edit.click()
    told = page.get_by_role("alert").filter(has_text="Tietoa ei enää ole")
    told.wait_for()
    assert re.search(
        r"phonenumber-\d+", told.locator("xpath=ancestor::*[@id][1]").get_attribute("id")
    )


def test_what_is_typed_over_a_value_that_is_gone_is_added_anew(visiting):
    page = visiting()
    card = added(page, "Kaarlo", "Kirjoitettava", "040 555 0003")
    page.goto(card)
    edit = page.locator(f"a[data-edit][href*='{card}/muuta/phonenumber/']").first
    address = edit.get_attribute("href")
    edit.click()
    field = page.locator("form.in-place input[name=typed]")
    field.fill("040 555 0004")
    form = visiting()
    form.goto(address)
    with form.expect_navigation():
        form.get_by_role("button", name="Poista", exact=True).click()
    page.locator("form.in-place button.primary").click()
    page.get_by_role("heading", name="Joku ehti poistaa tämän").wait_for()
    assert field.input_value() == "040 555 0004"
    page.get_by_role("button", name="Lisää uudelleen").click()
    page.locator(".toast").first.wait_for()
    page.goto(card)
    assert "tel:+358405550004" in page.content()
