"""Every page in both themes, on a phone and on a desk: readable by everybody."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_hands import PATIENCE, Hands, Site, handed, some_of
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Every page that the main user can open by its address alone.
PAGES = [
    "/",
    "/haku",
    "/asiakkaat",
    "/asiakkaat/lisaa/henkilo",
    "/asiakkaat/lisaa/yritys",
    "/asiakkaat/samat",
    "/asiakkaat/yhdistetyt",
    "/asiakkaat/nakymat",
    "/tuonti",
    "/lupaukset",
    "/lupaukset/retention.marketing",
    "/lupaukset/protection.locked-paper",
    "/havitys",
    "/seloste",
    "/seloste/julkinen",
    "/tapahtumat",
    "/tapahtumat/tarkistus",
    "/katselut",
    "/henkilosto",
    "/oma",
    "/oma/kirjaaminen",
    "/oma/vahvistus",
    "/oma/salasana",
]
#: Forms that a script shows in their place on another page, and pages deeper in: somebody
#: or something of the demo stands where a name is in braces.
FORMS = [
    "{customer}",
    "{customer}/asiakkuus",
    "{customer}/luvat",
    "{customer}/rajoitus",
    "{customer}/riita",
    "{customer}/turvakielto",
    "{customer}/aika",
    "{customer}/kirjaa/merkinta",
    "{customer}/kirjaa/puhelu",
    "{customer}/kirjaa/muistutus",
    "{customer}/lisaa/emailaddress",
    "{customer}/lisaa/postaladdress",
    "{customer}/lisaa/order",
    "{customer}/laskut/uusi",
    "{customer}/sailyta/file",
    "{customer}/yhdista",
    "{customer}/yhdista?toinen={other}",
    "{customer}/yhdista?toinen={other}&esikatsele=1",
    "{contact}",
    "{contact}/lisaa/affiliation",
    "{firm}",
    "{firm}/lisaa/billingprofile",
    "{customer} a[href*='/muuta/personname/']",
    "{customer} a[href*='/muuta/phonenumber/']",
    "{customer} a[href*='/laskut/']:not([href$='uusi'])",
    "{contact} a[href*='/muuta/affiliation/']",
    "{firm} a[href*='/muuta/organisation/']",
    "{list}/sarakkeet",
    "{list}/esikatselu",
    "{taken}/tulos",
    "{taken}/tulos a[href$='/kumoa']",
    "/seloste/rekisterinpitaja",
    "/seloste/sailytys",
    "/seloste/tarkoitukset",
    "/seloste/tarkoitukset/uusi",
    "/seloste/tarkoitus/marketing",
    "/seloste/tiedot",
    "/seloste/vastaanottajat",
    "/seloste/vastaanottajat/uusi",
    "/seloste/vastaanottajat a[href^='/seloste/vastaanottaja/']",
    "/seloste/roolit",
    "/seloste/oikeudet",
    "/seloste/suojaus",
    "/seloste/teksti",
    "/seloste/muutokset",
    "/seloste/esikatselu",
    "/seloste/kasittelytoimet",
    "/seloste/versiot",
    "/seloste/versiot/1",
    "/henkilosto/kutsu",
    "/henkilosto/tunnus/kaarlo",
    "/henkilosto/tunnus/kaarlo/paata",
    "/havitys a[href$='/todistus']",
    "/tietosuojaseloste",
]
PHONE, TABLET, DESK = 320, 768, 1280
#: Rules of axe that depend on the theme.
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(scope="session")
def places(site: Site, chromium, cookies) -> dict[str, str]:
    """Whom and what the addresses in braces are about. A list waits, another is taken in."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False, locale="fi-FI")
    context.set_default_timeout(PATIENCE)
    context.add_cookies(cookies("aino"))
    hands = Hands(context.new_page(), keys=False)
    found = some_of(site)
    for name in ("list", "taken"):
        rows = [(f"Aino {name}", f"{name}@example.fi"), ("Åke", "ei ole")]
        handed(hands, f"{name}.xlsx", ("Nimi", "Sähköposti"), *rows)
        found[name] = hands.page.url.removeprefix(site.url).removesuffix("/sarakkeet")
    hands.page.get_by_role("button", name="Jatka esikatseluun").click()
    hands.page.get_by_role("button", name=re.compile("^Tuo ")).click()
    while hands.page.url.endswith("/eteneminen"):
        hands.page.get_by_role("link", name="Päivitä").click()
    hands.page.wait_for_url("**/tulos")
    context.close()
    return found


def _opened(page: Page, places: dict[str, str], address: str) -> None:
    """The page itself, or what its first such link leads to."""
    start, _, link = address.format(**places).partition(" ")
    assert page.goto(start).status == 200
    if link:
        assert page.goto(page.locator(link).first.get_attribute("href")).status == 200


@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_read_every_page(visiting, places, address):
    page = visiting(width=PHONE)
    _opened(page, places, address)
    faults = [*_by_axe(page, PHONE), *_shape(page), *_by_axe(page, DESK)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("address", FORMS)
def test_everybody_can_fill_every_form(visiting, places, address):
    """Without scripts many of these are pages of their own."""
    page = visiting(width=PHONE)
    _opened(page, places, address)
    faults = [*_by_axe(page, PHONE), *_shape(page)]
    assert not faults, "\n".join(faults)


def _by_axe(page: Page, width: int) -> Iterator[str]:
    """What axe finds at a width: by all its rules in one theme, by those of colour in the
    other too."""
    page.set_viewport_size({"width": width, "height": 900})
    for scheme, rules in (("light", None), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=rules or {"resultTypes": ["violations"]})
        if found.violations_count:
            yield f"{width} px, {scheme}: {found.generate_report()}"


def _shape(page: Page) -> Iterator[str]:
    """What else is wrong with a page: one heading, a title, nothing out of reach."""
    if (heads := page.locator("h1").count()) != 1:
        yield f"{heads} headings of the first level"
    if not re.fullmatch(r".{2,80} [·–] [^·]{2,80}", page.title()):
        yield f"a title that says nothing: {page.title()}"
    for width in (TABLET, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{width} px: has to be scrolled sideways, {wide} px wide"
    yield from (f"too small to hit: {small}" for small in page.evaluate(_SMALL))


#: WCAG 2.2, 2.5.8: 24 by 24 pixels, save for links within a sentence.
_SMALL = """() => [...document.querySelectorAll(
    'button, summary, select, input:not([type=hidden]), a.button, .ways a, .chip')]
  .filter(n => n.checkVisibility({visibilityProperty: true}))
  .map(n => [n.outerHTML.slice(0, 90), n.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height && (box.width < 24 || box.height < 24))
  .filter(([html]) => !/type="(checkbox|radio)"|class="link/.test(html))
  .map(([html]) => html)"""


def test_a_page_that_is_bad_would_be_told(visiting):
    """The claims above see what they look for."""
    page = visiting(width=PHONE)
    page.goto("/oma")
    page.evaluate(
        """() => { document.title = "x"; const bad = document.createElement("div");
        bad.innerHTML = '<h1>x</h1><img src="/favicon.ico"><button class="tiny">x</button>';
        bad.querySelector("button").style.cssText =
          "width:9px;height:9px;min-width:0;min-height:0;padding:0;overflow:hidden";
        bad.style.cssText = "width:2000px"; document.querySelector("main").append(bad); }"""
    )
    told = " ".join([*_by_axe(page, PHONE), *_shape(page)])
    for said in ("image-alt", "2 headings", "says nothing", "sideways", 'class="tiny"'):
        assert said in told


def test_the_list_weighs_less_than_a_hundred_kilobytes(visiting):
    page = visiting()
    answer = page.goto("/asiakkaat")
    assert len(answer.body()) < 100_000


def test_nothing_comes_from_another_place(visiting, site):
    page = visiting()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES:
        page.goto(address)
    assert len(asked) > len(PAGES)
    assert not [url for url in asked if not url.startswith((site.url, "data:"))]
