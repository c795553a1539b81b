"""The notice in a real browser: axe finds nothing, nothing is scrolled sideways, print is ink.

Deselected by default (``make test`` needs nothing but Python and make); ``make test-browser``
runs it, and so do ``make check`` and CI. Without a browser these tests fail: they do not skip.
"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from promises import RICH, page

from lupaus.policy.model import LANGUAGES
from lupaus.policy.render import html
from lupaus.policy.templates import TEMPLATES, template

pytestmark = pytest.mark.browser

NAMES = ["rich", *TEMPLATES]
SCHEMES = ["light", "dark"]
WIDTHS = [320, 768, 1280]


@pytest.fixture
def browser(chromium) -> Browser:
    return chromium


def _text(name: str) -> str:
    return RICH if name == "rich" else template(name)


def _opened(
    browser: Browser, folder: Path, name: str, width: int, *, language="fi", scheme="light"
) -> Page:
    file = folder / "notice.html"
    others = {other: f"/{other}" for other in LANGUAGES}
    whole = html.render(page(_text(name)), language, alternatives=others)
    file.write_text(whole, encoding="utf-8")
    opened = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    opened.goto(file.as_uri())
    return opened


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(browser, tmp_path, name, width, scheme):
    shown = _opened(browser, tmp_path, name, width, scheme=scheme)
    found = Axe().run(shown)
    shown.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_has_to_be_scrolled_sideways(browser, tmp_path, name, language):
    for width in WIDTHS:
        shown = _opened(browser, tmp_path, name, width, language=language)
        needed = shown.evaluate("document.documentElement.scrollWidth")
        shown.close()
        assert needed <= width


def test_a_very_long_word_does_not_widen_the_page(browser, tmp_path):
    text = RICH.replace("name: Uutiskirje", f"name: {'pitkä' * 60}")
    file = tmp_path / "notice.html"
    file.write_text(html.render(page(text), "fi"), encoding="utf-8")
    for width in WIDTHS:
        shown = browser.new_page(viewport={"width": width, "height": 900})
        shown.goto(file.as_uri())
        needed = shown.evaluate("document.documentElement.scrollWidth")
        shown.close()
        assert needed <= width


def test_the_right_to_object_is_on_the_first_screen(browser, tmp_path):
    for width in (768, 1280):
        shown = _opened(browser, tmp_path, "communications-agency", width)
        box = shown.locator("#object").bounding_box()
        shown.close()
        assert box is not None
        assert box["y"] + box["height"] < 900


def test_dark_is_dark_and_light_is_light(browser, tmp_path):
    colours = {}
    for scheme in SCHEMES:
        shown = _opened(browser, tmp_path, "rich", 1280, scheme=scheme)
        colours[scheme] = shown.evaluate("getComputedStyle(document.body).backgroundColor")
        shown.close()
    assert colours == {"light": "rgb(253, 253, 251)", "dark": "rgb(21, 25, 23)"}


def test_every_link_of_the_contents_can_be_reached_and_followed_by_keyboard(browser, tmp_path):
    shown = _opened(browser, tmp_path, "retailer", 320, language="sv")
    link = shown.locator(".contents a").last
    link.focus()
    shown.keyboard.press("Enter")
    shown.wait_for_function("location.hash === '#changes'")
    heading = shown.locator("#h-changes").bounding_box()
    shown.close()
    assert heading is not None
    assert heading["y"] < 900


def test_on_paper_it_is_black_on_white_without_the_contents(browser, tmp_path):
    shown = _opened(browser, tmp_path, "retailer", 1280, scheme="dark")
    shown.emulate_media(media="print", color_scheme="dark")
    paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    contents = shown.locator(".contents").is_visible()
    tables = shown.locator("thead").first.bounding_box()
    shown.close()
    assert paper == "rgb(255, 255, 255)"
    assert not contents
    assert tables is not None
    assert tables["height"] > 10
