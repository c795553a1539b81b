"""A list from Excel comes in, its bad lines come back, and all of it goes out again: in the
three piles of what went, what somebody has worked on since, and what nobody may undo."""

import csv
import json
import re
from collections.abc import Iterator

import pytest
from browser_hands import PATIENCE, Hands, handed
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
HEADINGS = (
    *("Etunimi", "Sukunimi", "Sähköposti", "Puhelin", "Viimeisin yhteydenotto"),
    *("Markkinointikielto", "Kengännumero"),
)
#: So many lines that the page has several times how far they have come.
MANY = 10_000


def _rows(word: str) -> Iterator[tuple[object, ...]]:
    """Three who come in, the last with a ban; one whose day is none."""
    yield HEADINGS
    for given, day, ban in (
        ("Aino", "1.2.2026", ""),
        ("Bertta", "", ""),
        ("Kaarlo", "", "kyllä"),
        ("Åke", "31.2.2026", ""),
    ):
        mail = f"{given[0].lower()}.{word}@example.fi"
        yield given, word, mail, "", day, ban, 42


def test_a_list_comes_in_and_goes_out_in_three_piles(hands: Hands):
    page = hands.page
    word = "Tuontela" if hands.keys else "Listala"
    handed(hands, f"{word}.xlsx", *_rows(word))
    shoes = page.get_by_role("row").filter(has_text="Kengännumero")
    expect(shoes.get_by_label("Kengännumero: mikä tieto")).to_have_value("-")
    hands.press(page.get_by_role("button", name="Jatka esikatseluun"))
    expect(page.locator("h1")).to_have_text("Näin luettelo tulisi sisään")
    expect(page.locator("td.marked")).to_contain_text("Sellaista päivää ei ole")
    page.goto("/asiakkaat?sort=-created")
    assert page.get_by_text(word).count() == 0, "looking has taken nothing in"
    page.go_back()
    hands.press(page.get_by_role("button", name="Tuo 3 asiakasta"))
    _wait_for_the_end(hands)
    expect(page.locator("main")).to_contain_text("1 rivi ei tullut")
    _bad_lines_come_back(hands, word)
    result = page.url
    _work_on(page, f"Bertta {word}")
    page.goto(result)
    _take_out(hands, word)


def _wait_for_the_end(hands: Hands) -> None:
    """The page goes on by itself; without scripts by the button."""
    page = hands.page
    while not hands.keys and page.url.endswith("/eteneminen"):
        page.get_by_role("link", name="Päivitä").click()
    page.wait_for_url(re.compile(r"/tulos$"))
    expect(page.locator("h1")).to_have_text("Luettelo on tuotu")


def _bad_lines_come_back(hands: Hands, word: str) -> None:
    page = hands.page
    with page.expect_download() as taken:
        hands.press(page.get_by_role("link", name="Lataa hylätyt rivit"))
    text = taken.value.path().read_text(encoding="utf-8-sig")
    heads, *lines = csv.reader(text.splitlines(), delimiter=";")
    assert tuple(heads[:-1]) == HEADINGS
    assert [line[:2] for line in lines] == [["Åke", word]]
    assert "Sellaista päivää ei ole" in lines[0][-1]


def _work_on(page: Page, name: str) -> None:
    """Somebody writes something down on one who came with the list."""
    page.goto("/asiakkaat?sort=-created")
    given, family = name.split()
    page.get_by_role("link", name=re.compile(f"{family} {given}|{name}")).first.click()
    page.wait_for_url(re.compile(r"/asiakkaat/\d+"))
    party = re.search(r"/asiakkaat/\d+", page.url)[0]
    page.goto(f"{party}/kirjaa/merkinta")
    page.locator("main").get_by_label("Merkintä").last.fill("Soitti heti tuonnin jälkeen")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Kirjaa").last.click()


def _take_out(hands: Hands, word: str) -> None:
    page = hands.page
    hands.press(page.get_by_role("link", name="Kumoa tuonti"))
    expect(page.locator("h1")).to_contain_text("Kumoa tuonti")
    count = page.locator("#count").get_attribute("data-must-be")
    expect(page.locator("section:has(#kept)")).to_contain_text(f"Bertta {word}")
    expect(page.locator("section:has(#lost)")).to_contain_text("Vain henkilö itse purkaa")
    hands.write(page.locator("#count"), count)
    hands.press(page.get_by_role("button", name="Kumoa tuonti"))
    page.wait_for_url(re.compile(r"/kumottu\?"))
    expect(page.locator("section:has(#back)")).to_contain_text(count)
    expect(page.locator("section:has(#kept)")).to_contain_text(f"Bertta {word}")
    expect(page.locator("section:has(#lost)")).to_contain_text("Vain henkilö itse purkaa")
    page.goto("/asiakkaat?sort=-created")
    left = page.locator("tr[data-row]").filter(has_text=word)
    expect(left).to_have_count(1)
    expect(left).to_contain_text("Bertta")


def test_how_far_a_long_list_has_come_is_seen(visiting):
    page = visiting()
    page.add_init_script(_WATCHES)
    rows = (("Aino", f"Pitkälä{n}", f"aino.{n}@example.fi", f"0409{n:06}") for n in range(MANY))
    handed(Hands(page, keys=False), "pitka.xlsx", HEADINGS[:4], *rows)
    page.get_by_role("button", name="Jatka esikatseluun").click()
    page.get_by_role("button", name=re.compile(r"^Tuo 10.000 asiakasta")).click()
    page.wait_for_url(re.compile(r"/tulos$"), timeout=3 * PATIENCE)
    seen = json.loads(page.evaluate("sessionStorage.seen"))
    assert seen == sorted(seen), "it never goes back"
    assert len([one for one in seen if one > 0]) >= 2, seen
    expect(page.locator("main")).to_contain_text("10\u00a0000uutta asiakasta")


#: Remembers every value that the bar of progress has had.
_WATCHES = """addEventListener("DOMContentLoaded", () => {
  const look = () => {
    const bar = document.querySelector("#bar progress");
    const seen = JSON.parse(sessionStorage.seen || "[]");
    if (!bar || seen.at(-1) === bar.value) return;
    sessionStorage.seen = JSON.stringify([...seen, bar.value]);
  };
  look();
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
});"""
