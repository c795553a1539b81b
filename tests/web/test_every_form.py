"""Every form goes where its method is taken: elsewhere it would be answered with nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from test_every_address import TABLE
from test_every_template import HERE
from test_hostile_input import known, pages  # noqa: F401 - fixtures
from web_hands import used_up

VIEWS = {str(name): view for name, _address, view in TABLE}
#: How many forms and parts of pages name their address themselves, at least.
NAMED, MET = 60, 60
_TAG = re.compile(r"<(?:form|button|input|a|div|textarea|select)\b[^<]*")
_URL = r"""\{% url ['"]([\w-]+)['"][^%]*%\}"""
_ACTION = re.compile(rf'(?:form)?action="{_URL}')
_METHOD = re.compile(r'method="(\w+)"')
_PART = re.compile(rf'hx-(get|post)="{_URL}')


def _named(file: Path) -> list[tuple[str, str]]:
    """Method and page of every form, and of whatever asks for a part of a page."""
    found = []
    for tag in _TAG.findall(file.read_text(encoding="utf-8")):
        found += [(method, name) for method, name in _PART.findall(tag)]
        said = _METHOD.search(tag)  # a button of its own address stands in a form that posts
        method = said[1] if said else "get" if tag.startswith("<form") else "post"
        found += [(method, name) for name in _ACTION.findall(tag)]
    return found


def test_every_form_of_every_template_names_a_page_that_takes_its_method():
    named = [(file.name, *form) for file in HERE.rglob("*.html") for form in _named(file)]
    wrong = [
        f"{file}: {name} takes no {method}"
        for file, method, name in named
        if method.upper() not in VIEWS[name].methods
    ]
    assert not wrong, "\n".join(wrong)
    assert len(named) >= NAMED, "the claim does not find the forms"


class Ways(HTMLParser):
    """Where the forms of a page go, and what asks for parts of pages."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.method = "get"
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.method = said.get("method") or "get"
            self._note(self.method, said.get("action") or self.here)
        if "formaction" in said:
            self._note(said.get("formmethod") or self.method, said["formaction"])
        for method in ("get", "post"):
            if f"hx-{method}" in said:
                self._note(method, said[f"hx-{method}"] or self.here)

    def _note(self, method: str, address: str) -> None:
        if method != "dialog":
            self.found.add((method.upper(), urlsplit(address).path or self.here))


def _ways(client: Client, address: str) -> set[tuple[str, str]]:
    answer = client.get(address, follow=True)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        used_up(answer)
        return set()
    reader = Ways(answer.request["PATH_INFO"])
    reader.feed(answer.content.decode())
    return reader.found


@pytest.mark.engine
def test_every_form_of_every_page_goes_where_its_method_is_taken(pages):  # noqa: F811 - likewise
    client, addresses = pages
    found = {
        way
        for address in addresses
        for visitor in (client, Client())
        for way in _ways(visitor, address)
    }
    wrong = [
        f"{method} {address}"
        for method, address in sorted(found)
        if method not in resolve(address).func.methods
    ]
    assert not wrong, "\n".join(wrong)
    assert len(found) >= MET, "pages have lost their forms, or the claim does not find them"
