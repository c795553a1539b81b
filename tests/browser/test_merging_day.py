"""Two who are one are found, looked at side by side, made one, and made two again."""

import re

import pytest
from browser_hands import Hands, added
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_two_are_made_one_and_two_again(hands: Hands):
    page = hands.page
    family = "Näppäri" if hands.keys else "Hiirinen"
    phone = "040 555 0303" if hands.keys else "040 555 0404"
    keep, gone = added(page, "Aino", family, phone), added(page, "Aina", family, phone)
    assert keep != gone
    page.goto("/asiakkaat/samat")
    pair = page.get_by_role("listitem").filter(has_text=family)
    expect(pair).to_contain_text("sama puhelinnumero")
    hands.press(pair.get_by_role("link", name="Yhdistä"))
    page.wait_for_url(re.compile(r"/yhdista\?"))
    _choose_aina(hands, family)
    hands.press(page.get_by_role("button", name="Esikatsele yhdistämistä"))
    expect(page.locator("h1")).to_contain_text("Näin käy")
    expect(page.locator("dd").filter(has_text=f"Aina {family}").last).to_be_visible()
    assert page.goto(gone).status == 200, "looking has merged nothing"
    page.go_back()
    hands.press(page.get_by_role("button", name="Yhdistä", exact=True))
    page.wait_for_url(re.compile(r"/asiakkaat/samat$"))
    expect(page.get_by_role("listitem").filter(has_text=family)).to_have_count(0)
    page.goto(keep)
    expect(page.locator("h1")).to_contain_text(f"Aina {family}")
    expect(page.locator("main a[href^='tel:']")).to_have_count(1)  # both had the same one
    page.goto(gone)
    assert page.url.endswith(keep), "the old number leads to the one who was kept"
    _make_two_again(hands, family)
    for party, name in ((keep, "Aino"), (gone, "Aina")):
        assert page.goto(party).status == 200
        expect(page.locator("h1")).to_contain_text(f"{name} {family}")
        expect(page.locator("main a[href^='tel:']")).to_have_count(1)


def _choose_aina(hands: Hands, family: str) -> None:
    """The name that will be theirs: of the two, by the arrow where there is only a keyboard."""
    wanted = hands.page.get_by_role("radio", name=f"Aina {family}")
    if hands.keys and not wanted.is_checked():
        hands.reach(hands.page.locator("[name=personname]:checked"))
        hands.page.keyboard.press("ArrowDown")
    elif not hands.keys:
        wanted.check()
    expect(wanted).to_be_checked()


def _make_two_again(hands: Hands, family: str) -> None:
    page = hands.page
    page.goto("/asiakkaat/yhdistetyt")
    line = page.get_by_role("listitem").filter(has_text=family)
    expect(line).to_contain_text("29 päivää jäljellä")
    hands.press(line.get_by_role("button", name="Kumoa"))
    expect(page.locator("h1")).to_contain_text("Yhdistäminen kumottiin")
    back = page.locator("section").filter(has=page.locator("#pile-back"))
    assert int(back.locator(".stat b").inner_text()) > 0
    for pile in ("#pile-kept", "#pile-lost"):
        stat = page.locator("section").filter(has=page.locator(pile)).locator(".stat b")
        expect(stat).to_have_text("0")
