"""What anybody on the network can see: the notice in force, and nothing else."""

import pytest
from django.db import OperationalError
from django.test import Client

from lupaus.guard import PolicyChanged, in_force

pytestmark = pytest.mark.engine

PAGES = {
    "fi": "/tietosuojaseloste",
    "sv": "/sv/dataskyddsbeskrivning",
    "en": "/en/privacy-notice",
}


@pytest.fixture
def client(register) -> Client:
    return Client()


def _published(client: Client) -> dict[str, str]:
    return {lang: page for lang, page in PAGES.items() if client.get(page).status_code == 200}


def test_the_notice_in_force_is_at_its_stable_address(client):
    published = _published(client)
    assert set(published) == set(in_force().policy.languages) == {"fi"}
    for language, page in published.items():
        answer = client.get(page)
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}">' in answer.content.decode()


def test_a_language_that_is_not_published_leads_to_one_that_is(client):
    for language in set(PAGES) - set(_published(client)):
        answer = client.get(PAGES[language], follow=True)
        assert answer.status_code == 200
        assert answer.headers["Content-Language"] != language


def test_what_a_browser_asks_for_beside_the_notice_is_there(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")


def test_the_notice_can_be_had_as_pdf(client):
    answer = client.get("/tietosuojaseloste.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_page_passes_its_own_strict_policy(client):
    answer = client.get("/tietosuojaseloste")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script" not in page
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_returning_reader_gets_a_not_modified(client):
    first = client.get("/tietosuojaseloste")
    again = client.get("/tietosuojaseloste", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("sv-FI,sv;q=0.9,fi;q=0.5", "/sv/dataskyddsbeskrivning"),
        ("en-US", "/en/privacy-notice"),
        ("de", "/tietosuojaseloste"),
        ("", "/tietosuojaseloste"),
        ("x" * 9000, "/tietosuojaseloste"),
    ],
)
def test_the_door_names_the_notice_in_the_readers_language(client, asked, led):
    page = client.get("/kirjaudu", headers={"Accept-Language": asked}).content.decode()
    assert f'href="{led}"' in page


@pytest.mark.parametrize(
    "address", ["/admin", "/tietosuojaseloste/", "/%00", "/<b>ä</b>", "/../etc"]
)
def test_an_unknown_address_says_where_the_notice_is_and_repeats_nothing(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "/tietosuojaseloste" in page
    assert "<b>" not in page


def test_a_notice_that_was_tampered_with_says_so_and_is_no_fault_of_the_page(
    client, monkeypatch
):
    def changed():
        raise PolicyChanged("the text of version 1 is not what was adopted")

    monkeypatch.setattr("lupaus.web.public.in_force", changed)
    answer = client.get(PAGES["fi"])
    assert answer.status_code == 503
    assert "muuttunut ohjelman ohi" in answer.content.decode()


def test_a_register_that_is_busy_asks_to_try_again(client, monkeypatch):
    def busy():
        raise OperationalError("database is locked")

    monkeypatch.setattr("lupaus.web.public.in_force", busy)
    answer = client.get(PAGES["fi"])
    assert answer.status_code == 503
    assert "Yritä hetken päästä uudelleen" in answer.content.decode()
