"""A day's work, as somebody does it who has not read a word about the product."""

import re

import pytest
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.browser


def _open_by(page, typed: str) -> None:
    """Type into the box, take what is found."""
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.locator("#found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/asiakkaat/\d+"))


def test_a_customer_is_found_by_half_a_phone_number(visiting):
    page = visiting()
    page.goto("/asiakkaat")
    phone = page.locator("tr[data-row] a[href^='tel:']").nth(3)
    name = (
        phone.locator("xpath=ancestor::tr")
        .locator("a[href^='/asiakkaat/']")
        .first.inner_text()
        .strip()
    )
    digits = re.sub(r"\D", "", phone.get_attribute("href"))
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(f"{digits[-6:-4]} {digits[-4:-1]}")
    wanted = page.locator("#found [role=option]")
    for word in name.split():
        wanted = wanted.filter(has_text=word)
    wanted.first.wait_for()
    while wanted.first.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/asiakkaat/\d+"))
    assert set(name.split()) <= set(page.locator("h1").inner_text().split())
    assert page.locator(f"main a[href^='tel:'][href$='{digits[-9:]}']").count() == 1


def test_a_note_takes_two_keys_and_can_be_undone(visiting):
    page = visiting()
    page.goto("/asiakkaat")
    page.locator("tr[data-row] a[href^='/asiakkaat/']").first.click()
    page.wait_for_url(re.compile(r"/asiakkaat/\d+"))
    page.keyboard.press("n")
    page.keyboard.type("Soitti ja kysyi laskusta äö")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Soitti ja kysyi laskusta äö")
    page.locator("[data-undo]").first.click()
    expect(page.locator("main")).not_to_contain_text("Soitti ja kysyi laskusta äö")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_purge_is_shown_counted_and_certified(visiting, overdue, scripts):
    page = visiting(scripts=scripts)
    assert page.goto(f"/asiakkaat/{overdue}").status == 200
    page.goto("/havitys")
    page.get_by_role("button", name="Katso, mitä tänään poistuisi").click()
    page.wait_for_url(re.compile(r"/havitys/\d+$"))
    count = page.locator("#count").get_attribute("data-must-be")
    assert int(count) > 0
    page.locator("#count").fill(f"{count}1")
    if scripts:
        expect(page.get_by_role("button", name="Hävitä", exact=True)).to_be_disabled()
    else:
        page.get_by_role("button", name="Hävitä", exact=True).click()
        expect(page.locator("#count-error")).to_contain_text("Mitään ei hävitetty")
    page.locator("#count").fill(count)
    page.get_by_role("button", name="Hävitä", exact=True).click()
    page.wait_for_url(re.compile(r"/todistus$"))
    expect(page.locator("h1")).to_contain_text("Hävitystodistus")
    expect(page.locator("dd").filter(has_text=f"{count} tietoa")).to_have_count(1)
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert taken.value.suggested_filename.startswith("havitystodistus-")
    assert taken.value.path().read_bytes().startswith(b"%PDF-")
    assert page.goto(f"/asiakkaat/{overdue}").status == 404


def test_the_promises_are_checked_and_each_tells_how_it_is_kept(visiting):
    page = visiting()
    page.goto("/lupaukset")
    page.get_by_role("button", name="Tarkista nyt").click()
    expect(page.locator("#toasts")).to_contain_text("tarkistettiin")
    page.locator(".promise-rows a").first.click()
    expect(page.locator("main")).to_contain_text("Valvoo")


def test_a_day_that_has_nothing_to_say_is_calm(visiting):
    page = visiting("kaarlo")
    page.goto("/")
    expect(page.locator("h1")).to_contain_text("Tänään")
    assert page.locator("a[href='/havitys']").count() == 0


def test_a_person_is_added_and_what_was_mistyped_is_told_beside_the_field(visiting):
    page = visiting()
    page.goto("/asiakkaat/lisaa/henkilo")
    page.get_by_label("Etunimet").fill("Bertta")
    page.get_by_label("Sukunimi").fill("Kokeiluöhman")
    page.get_by_label("Puhelinnumero").fill("ei ole")
    source = page.get_by_label("Mistä tiedot saatiin")
    source.select_option(index=1)
    page.get_by_role("button", name="Tallenna", exact=True).click()
    wrong = page.locator("[aria-invalid=true]")
    expect(wrong.first).to_be_visible()
    assert page.get_by_label("Sukunimi").input_value() == "Kokeiluöhman"
    page.get_by_label("Puhelinnumero").fill("040 765 4321")
    page.get_by_role("button", name="Tallenna", exact=True).click()
    page.wait_for_url(re.compile(r"/asiakkaat/\d+"))
    expect(page.locator("h1")).to_contain_text("Kokeiluöhman")
    page.goto("/")
    _open_by(page, "7654321")
    expect(page.locator("h1")).to_contain_text("Kokeiluöhman")


def test_what_is_typed_while_the_form_is_laid_out_anew_stays(visiting):
    """Another kind of person is asked other fields; the answer may be slow."""
    page = visiting()
    page.goto("/asiakkaat/lisaa/henkilo")
    page.get_by_label("Etunimet").fill("Kaarlo")
    slow: list[Route] = []

    def hold(route: Route) -> None:
        if slow:
            route.continue_()
        else:
            slow.append(route)

    page.route("**/asiakkaat/lisaa/henkilo", hold)
    with page.expect_request(lambda r: r.method == "POST" and r.url.endswith("/henkilo")):
        page.get_by_label("Yksityisasiakas").check()
    page.get_by_label("Etunimet").fill("Kaarlo Äijö")
    page.get_by_label("Mistä tiedot saatiin").select_option(index=1)
    page.get_by_label("Sukunimi").fill("Hidas")
    page.evaluate("document.querySelector('#entry').dataset.old = 1")
    slow[0].continue_()
    page.locator("#entry:not([data-old])").wait_for()
    expect(page.get_by_label("Sukunimi")).to_have_value("Hidas")
    expect(page.get_by_label("Etunimet")).to_have_value("Kaarlo Äijö")
    assert page.get_by_label("Mistä tiedot saatiin").input_value()
    expect(page.get_by_label("Sukunimi")).to_be_focused()
