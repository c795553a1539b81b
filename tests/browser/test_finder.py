"""The search box while it is open: readable by everybody, whatever a role may look into."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

#: Typed by bookkeeping, which may not look into e-mail, phones and notes: names and places that
#: were not searched; no name, but a page; places that were not searched and nothing else.
TYPED = {"virta": True, "lupauk": True, "zzzz": False}


@pytest.mark.parametrize("typed", TYPED)
def test_axe_finds_nothing_in_what_the_box_shows(visiting, typed):
    page = visiting("kaarlo", width=320)
    page.goto("/")
    page.locator("#find").press_sequentially(typed, delay=20)
    page.locator("#found .found-note").last.wait_for()
    found = page.locator("#found [role=listbox] [role=option]")
    assert (found.count() > 0) is TYPED[typed]
    expanded = page.locator("#find").get_attribute("aria-expanded")
    assert expanded == ("true" if TYPED[typed] else "false")
    for width, scheme in product((320, 1280), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        seen = Axe().run(page, options={"resultTypes": ["violations"]})
        assert not seen.violations_count, f"{width} px, {scheme}: {seen.generate_report()}"


def test_what_was_not_searched_is_told_outside_of_the_list(visiting):
    page = visiting("kaarlo")
    page.goto("/")
    page.locator("#find").press_sequentially("virta", delay=20)
    note = page.locator("#found .found-note").last
    note.wait_for()
    assert "Ei haettu näistä" in note.inner_text()
    assert page.locator("#found [role=listbox] .found-note").count() == 0
    assert page.locator("#find").get_attribute("aria-controls") == "found-list"
    assert page.locator("#found-list[role=listbox]").count() == 1
