"""An invited person, a code from a telephone, a key of the device: in a real browser."""

import base64
import hmac
import re
import struct
import subprocess
import time

import pytest
from browser_hands import PATIENCE, environment, lupaus
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PASSWORD = "kuusi-lumi-halla-usva"


@pytest.fixture
def newcomer(site, chromium, request):
    """Somebody who was invited on the command line and has opened the link."""
    name = "pekka" + "".join(c for c in request.node.name if c.isalpha())[-20:]
    said = subprocess.run(
        lupaus(
            *("-C", str(site.folder), "user", "add", name, "--role", "sales"),
            *("--pledged", "2026-03-01"),
        ),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    path = re.search(r"/kutsu/\S+", said)[0]
    context = chromium.new_context(locale="fi-FI", base_url=site.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(path)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Jatka").click()
    page.wait_for_url(f"{site.url}/**")
    yield name, page
    context.close()


def _code(secret: str) -> str:
    """The six digits of this half minute (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def _again(page: Page) -> None:
    """The password once more, where it is asked for."""
    if "/varmista" in page.url:
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main form button.primary").click()
        page.wait_for_load_state()


def _sign_out(page: Page, site) -> None:
    page.locator(".account-menu > summary").click()
    page.get_by_role("button", name="Kirjaudu ulos").click()
    page.wait_for_url(f"{site.url}/kirjaudu")


def _sign_in(page: Page, name: str) -> None:
    page.get_by_label("Käyttäjänimi").fill(name)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Kirjaudu", exact=True).click()


def test_a_code_is_asked_for_once_it_is_switched_on(newcomer, site):
    name, page = newcomer
    page.goto("/oma/vahvistus/sovellus")
    _again(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(_code(secret))
    page.locator("main form button.primary").click()
    page.wait_for_url("**/oma/varakoodit**")
    assert page.locator("main").inner_text()
    page.goto("/")
    _sign_out(page, site)
    _sign_in(page, name)
    page.wait_for_url("**/kirjaudu/vahvista**")
    page.locator("#id_code").first.fill("000000")
    page.locator("main form button.primary").first.click()
    assert "/kirjaudu/vahvista" in page.url
    page.locator("#id_code").first.fill(_unused(secret))
    page.locator("main form button.primary").first.click()
    page.wait_for_url(f"{site.url}/")


def _unused(secret: str) -> str:
    """A code that has not been used to switch it on: of the next half minute when need be."""
    first = _code(secret)
    for _ in range(70):
        if _code(secret) != first:
            break
        time.sleep(0.5)
    return _code(secret)


def test_a_key_of_the_device_signs_in_without_a_password(newcomer, site):
    _name, page = newcomer
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/oma/vahvistus/avaimet/uusi")
    _again(page)
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile(r"/oma/(varakoodit|vahvistus/avaimet$)"))
    page.goto("/")
    _sign_out(page, site)
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{site.url}/")
