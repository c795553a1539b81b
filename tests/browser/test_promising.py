"""A promise is changed: written, previewed in every language, compared, adopted, and then shown
among the promises and printed for anybody."""

import re
from dataclasses import dataclass

import pytest
from browser_hands import Hands
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser
MARKETING = "Markkinointi yhteisöasiakkaille"
NOTICES = ("/tietosuojaseloste", "/sv/dataskyddsbeskrivning", "/en/privacy-notice")


@dataclass(frozen=True, slots=True)
class Period:
    """How long marketing may use what it knows: as it is chosen, as the promise says so, and as
    the notice does in each language."""

    number: str
    unit: str
    promise: str
    fi: str
    sv: str
    en: str


YEAR = Period("1", "years", "enintään yhden vuoden", "yksi vuosi", "ett år", "one year")
MONTHS = Period(
    *("5", "months", "enintään viisi kuukautta"),
    *("viisi kuukautta", "fem månader", "five months"),
)


def test_a_period_is_changed_previewed_compared_adopted_and_promised(hands: Hands):
    page = hands.page
    period = YEAR if hands.keys else MONTHS
    page.goto("/lupaukset/retention.marketing")
    expect(page.locator("h1")).not_to_contain_text(period.promise)
    before = page.goto("/tietosuojaseloste").headers["etag"]
    _written(hands, period)
    for language, said in (("fi", period.fi), ("sv", period.sv), ("en", period.en)):
        page.goto(f"/seloste/esikatselu?kieli={language}")
        expect(page.locator(".sheet mark").filter(has_text=said)).to_have_count(1)
    page.goto("/lupaukset/retention.marketing")
    expect(page.locator("h1")).not_to_contain_text(period.promise)
    _adopted(hands, period)
    page.goto("/lupaukset/retention.marketing")
    expect(page.locator("h1")).to_contain_text(period.promise)
    assert page.goto("/tietosuojaseloste").headers["etag"] != before
    rows = page.get_by_role("row").filter(has_text=MARKETING)
    said = rows.filter(has_text="viimeisestä yhteydenpidosta").first
    expect(said).to_contain_text(period.fi)


def _rule(hands: Hands) -> Locator:
    named = hands.page.get_by_role("heading", name=MARKETING)
    return hands.page.locator(".card.rule").filter(has=named)


def _written(hands: Hands, period: Period) -> None:
    """In the form; while it is typed, its sentence and what changes are shown, and without
    scripts by a button."""
    page = hands.page
    page.goto("/seloste/sailytys")
    rule = _rule(hands)
    hands.write(rule.locator("[name=at_most_n]"), period.number)
    rule.get_by_label("yksikkö").first.select_option(period.unit)
    if hands.keys:
        expect(rule.locator(".promise-said")).to_contain_text(period.promise)
    else:
        rule.get_by_role("button", name="Näytä ensin, mitä muuttuu").click()
    expect(page.locator("#muutokset")).to_contain_text(period.promise)
    expect(page.locator("#muutokset")).to_contain_text("Tallentamatta: 1.")
    hands.press(_rule(hands).get_by_role("button", name="Tallenna luonnokseen"))
    expect(page.locator("main")).to_contain_text("Luonnos on tallennettu")


def _adopted(hands: Hands, period: Period) -> None:
    """From the page that compares, once it says what was and what will be."""
    page = hands.page
    page.goto("/seloste/muutokset")
    turn = page.locator(".turn").filter(has_text=MARKETING)
    expect(turn).to_have_count(1)
    expect(turn).to_contain_text(period.promise)
    expect(page.locator("main")).to_contain_text("Mitä tiedoille tapahtuu")
    hands.press(page.get_by_role("button", name=re.compile("^Ota käyttöön")))
    page.wait_for_url(re.compile(r"/seloste(/versiot/\d+)?$"))


@pytest.mark.parametrize("address", NOTICES)
def test_the_notice_is_printed_by_anybody(site, chromium, address):
    """By somebody who has not signed in and lets no script run."""
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    assert page.goto(address).status == 200
    expect(page.locator(".contents")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator(".languages")).to_be_hidden()
    assert len(page.pdf(format="A4")) > 20_000
    document = page.request.get(f"{address}.pdf")
    assert document.headers["content-type"] == "application/pdf"
    assert document.body().startswith(b"%PDF-")
    context.close()
