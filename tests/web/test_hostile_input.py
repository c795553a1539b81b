"""Every form of every page, filled with what nobody should type: it shows as text, or it is
refused with a sentence. No page fails, and nothing is let through unescaped."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from house import SAMPLE
from imports_hands import begun
from list_hands import picked
from test_every_address import TABLE
from web_hands import person, used_up

from lupaus.guard import in_force
from lupaus.register.typed import IN_PLACE
from lupaus.register.values import Phone
from lupaus.web.customers.card_compose import KINDS
from lupaus.web.customers.card_sealed import TABLES
from lupaus.web.customers.verbs import VERBS

pytestmark = pytest.mark.engine

HOSTILE = {
    "html": '<script>alert("ä")</script><img src=x onerror=alert(1)>',
    "attribute": "\" autofocus onfocus=alert(1) x='",
    "template": "{{ 7|add:7 }}{% load x %}${7*7}",
    "right to left": "\u202egnp.exe\u202c \u05d0\u05d1\u05d2 \u0627\u0644",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
    "header": "aino\r\nSet-Cookie: x=1\r\n\r\n<b>",
    "nul": "a\x00b",
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "long": "Ä" * 20_000,
    "sql": "'; DROP TABLE records_party; --",
    "path": "../../../../etc/passwd",
    "number": "9" * 400,
    "spaces": " \t\u00a0\u2003\u200b ",
}
TURNS = 3
#: At least so many different forms there are.
FORMS = 55
UNTYPED = {"hidden", "checkbox", "radio"}
#: Signs out, or opens somebody else's door: claimed by themselves.
LEFT = {"account_logout", "tongue"}


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    @property
    def like(self) -> tuple[str, ...]:
        """The same for forms that ask the same at the same address."""
        return (self.action, *self.typed)


class Forms(HTMLParser):
    """The forms of a page, with what they would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.found.append(Form(said.get("action") or "", said.get("method") or "get"))
        if not self.found or ("name" not in said and tag != "option"):
            return
        form = self.found[-1]
        kind = said.get("type") or "text"
        if tag == "textarea" or (
            tag == "input" and kind not in {"hidden", "checkbox", "radio"}
        ):
            form.fields[said["name"]] = ""
            form.typed.append(said["name"])
        elif tag == "input" and (kind == "hidden" or "checked" in said):
            form.fields[said["name"]] = said.get("value") or ""
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and self._select and "selected" in said:
            form.fields[self._select] = said.get("value") or ""


def _forms(client, address: str) -> list[Form]:
    answer = client.get(address, follow=True)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        used_up(answer)
        return []
    reader = Forms()
    reader.feed(answer.content.decode())
    asked = answer.request
    here = f"{asked['PATH_INFO']}?{asked['QUERY_STRING']}"  # what was picked is in the query
    for form in reader.found:
        form.action = form.action or here
    return [form for form in reader.found if form.typed and form.method.lower() == "post"]


@pytest.fixture
def known(site) -> int:
    return person("Aino", "Äijälä", Phone("040 123 4567"))


@pytest.fixture
def pages(known, signed_in, monkeypatch, tmp_path) -> tuple[Client, list[str]]:
    """The main user, and the addresses of every page that may have forms: as the URL
    configuration has them, and those in which the name of a thing stands."""
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    (tmp_path / "policy.yaml").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    client = signed_in()
    client.raise_request_exception = False
    party = f"/asiakkaat/{known}"
    plain = [
        address.replace("999999", str(known))
        for name, address, view in TABLE
        if name not in LEFT and "GET" in view.methods
    ]
    return client, [
        *plain,
        *(f"{party}/lisaa/{table}" for table in sorted(IN_PLACE - {"organisation"})),
        *(f"{party}/kirjaa/{kind}" for kind in KINDS),
        *(f"{party}/sailyta/{table}" for table in TABLES),
        *(picked(client, verb, known) for verb in VERBS),
        f"{begun(client)}/sarakkeet",
        "/seloste/tarkoitus/marketing",
        f"/seloste/versiot/{in_force().version}",
        "/henkilosto/tunnus/aino",
    ]


@pytest.mark.parametrize("turn", range(TURNS))
def test_no_form_fails_or_lets_anything_through(pages, turn):
    """Each turn puts other kinds into the fields of a form, so that all of them come to all
    kinds of forms without every form being sent once for each."""
    client, addresses = pages
    kinds = list(HOSTILE.values())
    wrong, sent, used = [], set(), set()
    number = turn
    for address in addresses:
        for form in _forms(client, address):
            if form.like in sent:  # the search box is on every page
                continue
            sent.add(form.like)
            for name in form.typed:
                form.fields[name] = kinds[number % len(kinds)]
                used.add(form.fields[name])
                number += TURNS + 1
            wrong += [f"{address} -> {form.action}: {said}" for said in _sent(client, form)]
    assert not wrong, "\n".join(wrong)
    assert used == set(kinds)
    assert len(sent) >= FORMS, "pages have lost their forms, or the claim does not find them"


def _sent(client: Client, form: Form) -> list[str]:
    """What is wrong with the answer to a form."""
    return _faults(client.post(form.action, form.fields, follow=True))


def _faults(answer: Any) -> list[str]:
    said = answer.content.decode("utf-8", "replace")
    found = []
    if answer.status_code == 400 or answer.status_code >= 500:
        found.append(str(answer.status_code))
    if "<script>alert" in said or "onerror=alert(1)>" in said or "\x00" in said:
        found.append("unescaped")
    if "Set-Cookie: x" in str(answer.headers):
        found.append("a header was made")
    return found


@pytest.mark.parametrize("status", [400, 500])
def test_a_page_that_lets_it_through_would_be_seen(status):
    through = f"<p>{HOSTILE['html']}</p>"
    assert _faults(HttpResponse(through, status=status)) == [str(status), "unescaped"]


@pytest.mark.parametrize("name", ["html", "long", "right to left", "nul"])
def test_an_address_made_of_it_is_not_found(signed_in, name):
    client = signed_in()
    client.raise_request_exception = False
    for start in ("/asiakkaat/", "/lupaukset/", "/kutsu/", "/haku?h=", "/asiakkaat?l="):
        answer = client.get(start + HOSTILE[name][:2000])
        assert answer.status_code < 500, (start, answer.status_code)
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_searched_for_is_answered_with_a_page(signed_in, kind):
    client = signed_in()
    answer = client.post("/haku", {"q": HOSTILE[kind]}, follow=True)
    assert answer.status_code == 200
    assert not _faults(answer)
    assert len(answer.redirect_chain[0][0]) < 2_000, "servers refuse a longer address"
