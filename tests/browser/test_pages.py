"""Every page in both themes, on a phone and on a desk: readable by everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

#: Every page that the main user can open by its address alone.
PAGES = [
    "/",
    "/haku",
    "/asiakkaat",
    "/asiakkaat/lisaa/henkilo",
    "/asiakkaat/lisaa/yritys",
    "/asiakkaat/samat",
    "/tuonti",
    "/lupaukset",
    "/lupaukset/retention.marketing",
    "/lupaukset/protection.locked-paper",
    "/havitys",
    "/seloste",
    "/seloste/julkinen",
    "/tapahtumat",
    "/katselut",
    "/henkilosto",
    "/oma",
    "/oma/vahvistus",
    "/oma/salasana",
]
#: Found by following a link.
LED_TO = {
    "customer": ("/asiakkaat", "a[href^='/asiakkaat/']:not([href*='lisaa'], [href*='samat'])"),
    "certificate": ("/havitys", "a[href$='/todistus']"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(visiting, address, width, scheme):
    page = visiting(width=width, scheme=scheme)
    answer = page.goto(address)
    assert answer.status == 200
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", LED_TO)
def test_axe_finds_nothing_on_what_a_link_leads_to(visiting, name, width, scheme):
    page = visiting(width=width, scheme=scheme)
    start, link = LED_TO[name]
    page.goto(start)
    page.goto(page.locator(link).first.get_attribute("href"))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_to_be_scrolled_sideways(visiting, address, width):
    page = visiting(width=width)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_heading_and_a_title(visiting, address):
    page = visiting()
    page.goto(address)
    assert page.locator("h1").count() == 1
    assert re.fullmatch(r".{2,80} · Lupaus", page.title())


@pytest.mark.parametrize("address", PAGES)
def test_no_target_is_too_small_to_hit(visiting, address):
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, save for links within a sentence."""
    page = visiting(width=320)
    page.goto(address)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             'button, summary, select, input:not([type=hidden]), a.button, .ways a, .chip')]
        .filter(n => n.checkVisibility({visibilityProperty: true}))
        .map(n => [n.outerHTML.slice(0, 90), n.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height && (box.width < 24 || box.height < 24))
        .filter(([html]) => !/type="(checkbox|radio)"|class="link/.test(html))
        .map(([html]) => html)"""
    )
    assert not small


def test_the_list_weighs_less_than_a_hundred_kilobytes(visiting):
    page = visiting()
    answer = page.goto("/asiakkaat")
    assert len(answer.body()) < 100_000


def test_nothing_comes_from_another_place(visiting, site):
    page = visiting()
    strangers: list[str] = []
    page.on(
        "request",
        lambda r: None if r.url.startswith((site.url, "data:")) else strangers.append(r.url),
    )
    for address in PAGES:
        page.goto(address)
    assert not strangers
