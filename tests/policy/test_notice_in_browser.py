"""The notice in a real browser: axe finds nothing, nothing is scrolled sideways, print is ink.

Deselected by default (``make test`` needs nothing but Python and make); ``make test-browser``
runs it, and so do ``make check`` and CI. Without a browser these tests fail: they do not skip.
"""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from promises import RICH, compiled, page

from lupaus.policy.model import LANGUAGES
from lupaus.policy.render import html
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.unfolded import told

pytestmark = pytest.mark.browser

NAMES = ["rich", *TEMPLATES]
SCHEMES = ["light", "dark"]
WIDTHS = [320, 768, 1280]


@pytest.fixture
def browser(chromium) -> Browser:
    return chromium


def _text(name: str) -> str:
    return RICH if name == "rich" else template(name)


def _kept(text: str):
    """As if everything that can be found kept had been."""
    days = {"checked": date(2026, 3, 1), "tried": date(2026, 2, 20)}
    said = {clause.id: told(clause, **days) for clause in compiled(text)}
    return {clause: one for clause, one in said.items() if one}


def _opened(
    browser: Browser,
    folder: Path,
    name: str,
    width: int,
    *,
    language="fi",
    scheme="light",
    unfolds=False,
) -> Page:
    file = folder / "notice.html"
    others = {other: f"/{other}" for other in LANGUAGES}
    text = _text(name)
    kept = _kept(text) if unfolds else None
    whole = html.render(page(text), language, alternatives=others, kept=kept)
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


# --- where the kept promises unfold ----------------------------------------------------------

OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_folded_or_unfolded(browser, tmp_path, width, scheme):
    shown = _opened(browser, tmp_path, "rich", width, scheme=scheme, unfolds=True)
    for do in ("0", OPEN_ALL):
        shown.evaluate(do)
        found = Axe().run(shown)
        assert found.violations_count == 0, found.generate_report()
    shown.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_unfolded_has_to_be_scrolled_sideways(browser, tmp_path, language):
    for width in WIDTHS:
        shown = _opened(browser, tmp_path, "rich", width, language=language, unfolds=True)
        shown.evaluate(OPEN_ALL)
        needed = shown.evaluate("document.documentElement.scrollWidth")
        shown.close()
        assert needed <= width


def test_the_right_to_object_stays_on_the_first_screen(browser, tmp_path):
    for width in (768, 1280):
        shown = _opened(browser, tmp_path, "communications-agency", width, unfolds=True)
        box = shown.locator("#object").bounding_box()
        shown.close()
        assert box is not None
        assert box["y"] + box["height"] < 900


def test_a_promise_is_unfolded_by_keyboard_and_is_easy_to_hit(browser, tmp_path):
    shown = _opened(browser, tmp_path, "rich", 320, unfolds=True)
    summary = shown.locator("details summary").first
    target = summary.bounding_box()
    assert target is not None
    assert target["height"] >= 24
    summary.focus()
    shown.keyboard.press("Enter")
    assert shown.locator("details[open] p").first.is_visible()
    shown.keyboard.press("Enter")
    assert not shown.locator("details p").first.is_visible()
    shown.close()


def test_on_paper_stands_what_was_unfolded_and_nothing_of_the_rest(browser, tmp_path):
    shown = _opened(browser, tmp_path, "rich", 1280, unfolds=True)
    shown.locator("details summary").nth(1).click()
    shown.emulate_media(media="print")
    lines = shown.locator("details p:visible").count()
    folded = shown.locator("details:visible").count()
    summaries = shown.locator("summary:visible").count()
    about = shown.locator(".unfolds").is_visible()
    shown.close()
    assert (folded, summaries, about) == (1, 0, False)
    assert lines >= 2
