"""Every address, by everybody, by every method: who is let in is declared, and held.

The table is made from the URL configuration, so that a page that is added is in it.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from web_hands import used_up

from lupaus.web.frame.page import Access

pytestmark = pytest.mark.engine
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: What stands in an address for a thing that does not exist.
NOTHING = {"id": "999999", "int": "999999", "str": "ei-ole", "slug": "ei-ole", "uuid": "0" * 32}


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        address = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _patterns(each, address)
        else:
            yield address, each


def _address(route: str) -> str:
    """The address with something in the place of every part that varies."""
    while "<" in route:
        before, _, rest = route.partition("<")
        part, _, after = rest.partition(">")
        kind = part.partition(":")[0] if ":" in part else "str"
        route = f"{before}{NOTHING.get(kind, 'ei-ole')}{after}"
    return f"/{route}"


TABLE = [(p.name, _address(route), p.callback) for route, p in _patterns(get_resolver())]
NAMES = [str(name) for name, _, _ in TABLE]


@pytest.mark.parametrize(("name", "address", "view"), TABLE, ids=NAMES)
def test_every_page_says_who_may_ask_for_it_and_how(name, address, view):
    assert isinstance(view.access, Access), f"{name} does not say who may ask for it"
    assert view.methods <= {"GET", "POST"}
    assert name, f"{address} has no name"


def test_no_two_pages_have_one_name():
    assert len(NAMES) == len(set(NAMES))


@pytest.fixture
def three(site, signed_in) -> dict[str, Client]:
    """Nobody, somebody with a role, the main user."""
    return {
        "nobody": site,
        "staff": signed_in("sales", name="bertta"),
        "owner": signed_in(name="aino"),
    }


def _expected(access: Access, who: str) -> str:
    if access is Access.PUBLIC:
        return "in"
    if who == "nobody":
        return "sign in"
    if access is Access.OWNER and who == "staff":
        return "refused"
    return "in"


def _judged(status: int, location: str) -> str:
    if status in {301, 302, 303} and location.startswith("/kirjaudu?"):
        return "sign in"
    if status == 403:
        return "refused"
    if status == 405:
        return "not so"
    return "failed" if status >= 500 else "in"


def test_everybody_gets_exactly_what_is_declared(three):
    """Every address x role x method, told at once."""
    wrong = []
    for name, address, view in TABLE:
        if name == "account_logout":  # would sign the others out: claimed by itself
            continue
        for who, client in three.items():
            for method in METHODS:
                answer = client.generic(method, address)
                used_up(answer)
                found = _judged(answer.status_code, answer.headers.get("Location", ""))
                wanted = _expected(view.access, who)
                if method not in view.methods:
                    wanted = "not so"
                if found != wanted:
                    wrong.append(f"{method} {address} by {who}: {found}, not {wanted}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("number", [10**18 - 1, 2**63 - 1, 2**63, 2**70, 10**40])
def test_a_number_that_no_row_can_have_is_no_page(three, number):
    wrong = []
    for name, address, view in TABLE:
        if "999999" not in address:
            continue
        for method in view.methods:
            answer = three["owner"].generic(method, address.replace("999999", str(number)))
            if answer.status_code >= 500:
                wrong.append(f"{method} {name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_an_address_that_only_takes_a_form_says_so_in_words(three):
    for who, client in three.items():
        answer = client.get("/tarkoitus")
        assert answer.status_code == 405, who
        assert answer.headers["Allow"] == "POST"
        assert "Palaa sivulle, jolta tulit" in answer.content.decode()


def test_no_form_is_taken_from_elsewhere(signed_in):
    """Every address that takes a form wants its token."""
    client = signed_in()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    taken = [
        address
        for name, address, view in TABLE
        if "POST" in view.methods and strict.post(address).status_code != 403
    ]
    assert not taken, taken
