"""Everything by keyboard, and the words about it."""

import pytest

pytestmark = pytest.mark.browser


def test_slash_leads_to_the_search_box(visiting):
    page = visiting()
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_control_k_leads_to_the_search_box_even_from_a_field(visiting):
    page = visiting()
    page.goto("/oma")
    page.locator("select").first.focus()
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "find"


def test_g_and_a_letter_lead_to_a_page(visiting, site):
    page = visiting()
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url(f"{site.url}/lupaukset")


def test_a_question_mark_shows_the_keys_and_escape_hides_them(visiting):
    page = visiting()
    page.goto("/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_a_letter_typed_into_a_field_is_a_letter(visiting, site):
    page = visiting()
    page.goto("/")
    page.locator("#find").fill("")
    page.locator("#find").press_sequentially("gl")
    page.wait_for_timeout(300)
    assert page.url == f"{site.url}/"


def test_the_first_tab_leads_past_the_menu(visiting):
    page = visiting()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_search_finds_while_typing_and_the_arrows_choose(visiting):
    page = visiting()
    page.goto("/")
    page.locator("#find").press_sequentially("vir", delay=20)
    page.locator("#found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [aria-selected=true]")
    assert chosen.count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/asiakkaat/*")


def test_what_was_searched_for_is_in_no_address(visiting):
    page = visiting()
    page.goto("/")
    page.locator("#find").fill("Virtanen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku?h=*")
    assert "irtanen" not in page.url


def test_search_works_without_scripts(visiting):
    page = visiting(scripts=False)
    page.goto("/")
    page.locator("#find").fill("virta")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/haku?h=*")
    assert page.locator("main a[href^='/asiakkaat/']").count() > 1
