"""A register as anybody gets it from ``lupaus demo``, served, and a real browser to use it."""

import re
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browser_hands import PATIENCE, Hands, Site, environment, lupaus, sign_in
from folders import copied, made
from playwright.sync_api import BrowserContext, Page, expect

expect.set_options(timeout=PATIENCE)
#: What the demo said: its accounts, too.
SAID = "said.txt"
_ACCOUNT = re.compile(r"^   ([a-z]+) +([a-z]+(?:-[a-z]+){3}) +([\w-]+)$", re.MULTILINE)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """The demo of the default template, with 150 people: made once, a copy for each worker."""
    demo = made("demo", tmp_path_factory, _demo)
    said = (demo.parent / SAID).read_text(encoding="utf-8")
    passwords = {name: password for name, password, _role in _ACCOUNT.findall(said)}
    assert passwords, said
    folder = copied(demo, tmp_path_factory.mktemp("site"))
    server = subprocess.Popen(
        lupaus("-C", str(folder), "serve", "--port", "0", "--workers", "1"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Site(_address(server), folder, passwords)
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout:
            server.stdout.close()


def _demo(there: Path) -> None:
    done = subprocess.run(
        lupaus("demo", "--no-serve", "--people", "150", "--dir", str(there)),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (there.parent / SAID).write_text(done.stdout, encoding="utf-8")


def _address(server: subprocess.Popen[str]) -> str:
    """Where it answers, once it does."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"Sign in at (http://\S+?)/?\s*$", line):
            break
    else:
        pytest.fail("the server did not start")
    for _ in range(PATIENCE // 100):
        try:
            urllib.request.urlopen(f"{found[1]}/kirjaudu", timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return found[1]
    pytest.fail("the server does not answer")


@pytest.fixture
def overdue(site) -> int:
    """Somebody of whom nothing is needed any more: the days are moved, past the program, to
    where the nightly purge would have come long ago."""
    longer_ago = "date({}, '-9 years')"
    days = ("created_on", "sourced_on", "last_contact_on", "last_contact_any_on")
    moved = ", ".join(f"{day} = {longer_ago.format(day)}" for day in days)
    with closing(sqlite3.connect(site.folder / "register.sqlite3", timeout=20)) as register:
        [(party,)] = register.execute(_IN_PASSING)
        with register:
            register.execute(f"UPDATE records_party SET {moved} WHERE id = ?", [party])
    return party


#: Somebody who once asked and never became a customer; nobody's duplicate, restricted by none.
_IN_PASSING = """SELECT max(id) FROM records_party
 WHERE is_consumer AND NOT restricted AND NOT disputed AND relation_started_on IS NULL
   AND merged_into_id IS NULL AND last_contact_on > date('now', '-1 year')"""


@pytest.fixture(scope="session")
def cookies(site, chromium) -> Callable[[str], list[dict]]:
    """The cookies of somebody who has signed in; each signs in once a session."""
    kept: dict[str, list[dict]] = {}

    def of(name: str) -> list[dict]:
        if name not in kept:
            context = chromium.new_context(locale="fi-FI")
            context.set_default_timeout(PATIENCE)
            sign_in(context.new_page(), site, name)
            kept[name] = context.cookies()
            context.close()
        return kept[name]

    return of


#: htmx's word for whoever follows a link while an answer is on its way.
_LEFT = re.compile(r"htmx:(sendAbort|afterRequest),")


@pytest.fixture
def visiting(site, chromium, cookies) -> Iterator[Callable[..., Page]]:
    """``visiting("aino", width=320, scheme="dark", scripts=False)``: a page of somebody who
    has signed in. Whatever the console complains of fails the claim."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(
        name: str = "aino", *, width: int = 1280, scheme: str = "light", scripts: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            locale="fi-FI",
            base_url=site.url,
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies(cookies(name))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        return page

    yield visit
    for context in contexts:
        context.close()
    unwanted = [c for c in complaints if "status of 4" not in c and not _LEFT.match(c)]
    assert not unwanted, unwanted


@pytest.fixture(params=["by keyboard", "without scripts"])
def hands(request, visiting) -> Hands:
    """The main user at a page, in the two ways that ask most of it."""
    keys = request.param == "by keyboard"
    return Hands(visiting(scripts=keys), keys)
