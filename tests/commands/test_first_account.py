"""The first account, whichever way a register was begun: whoever has it is the main user."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import forking
import pytest
from folders import adopted, copied, made

PASSWORD = "kuusi-lumi-halla-usva"

#: Somebody opens a link in a browser, then looks around. Prints what each page answered.
_OPENED = """
import json, sys
import django
django.setup()
from django.test import Client
link, name, password, *pages = sys.argv[1:]
client = Client()
entered = client.post(link, {"name": name, "password": password})
print(json.dumps([entered.status_code, *(client.get(page).status_code for page in pages)]))
"""
#: Whoever signs in later looks around.
_SIGNED_IN = """
import json, sys
import django
django.setup()
from django.test import Client
name, password, *pages = sys.argv[1:]
client = Client()
client.post("/kirjaudu", {"login": name, "password": password})
print(json.dumps([client.get(page).status_code for page in pages]))
"""
EVERYTHING = ("/", "/henkilosto", "/seloste")


def environment() -> dict[str, str]:
    """Nothing of the tests' own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUPAUS_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2])}


def lupaus(folder: Path, *words: str) -> str:
    done = forking.lupaus("-C", folder, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def served(folder: Path) -> str:
    """What ``lupaus serve`` says to whoever has started it."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "lupaus",
            "-C",
            str(folder),
            "serve",
            "-p",
            "0",
            "--workers",
            "1",
        ],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert server.stdout
    try:
        return server.stdout.readline()
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


def link_in(said: str) -> str:
    return re.search(r"/kutsu/\S+", said)[0]


def visited(folder: Path, script: str, *words: str) -> list[int]:
    more = {"LUPAUS_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "lupaus.settings"}
    done = forking.script(script, *words, environment=more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def folder(tmp_path_factory, tmp_path) -> Path:
    """With its policy put in force at the command line."""
    return copied(adopted("consultancy", tmp_path_factory), tmp_path)


@pytest.fixture
def bare(tmp_path_factory, tmp_path) -> Path:
    """Without a policy in force."""
    there = made("bare", tmp_path_factory, lambda at: lupaus(at, "init", str(at)))
    return copied(there, tmp_path)


def test_with_a_policy_from_the_command_line_the_first_link_makes_the_main_user(folder):
    link = link_in(served(folder))
    assert visited(folder, _OPENED, link, "aino", PASSWORD, *EVERYTHING) == [302, *[200] * 3]
    told = json.loads(lupaus(folder, "ledger", "show", "--format", "json"))
    [entry] = [e for e in told if e["event"] == "user-added"]
    assert entry["whom"] == entry["actor"] == "aino"


def test_an_account_from_before_the_policy_is_the_main_users_when_it_is_adopted(bare):
    link = link_in(served(bare))
    assert visited(bare, _OPENED, link, "aino", PASSWORD, "/") == [302, 302]
    assert "aino is the main user" in lupaus(bare, "adopt")
    assert visited(bare, _SIGNED_IN, "aino", PASSWORD, *EVERYTHING) == [200] * 3


def test_whoever_was_made_the_main_user_at_the_command_line_needs_no_first_link(folder):
    own = link_in(
        lupaus(folder, "user", "add", "bertta", "-r", "owner", "--pledged=2026-03-01")
    )
    said = served(folder)
    assert "/kutsu/" not in said
    assert "user invite" in said
    assert visited(folder, _OPENED, own, "", PASSWORD, *EVERYTHING) == [302, *[200] * 3]


#: An account that the link would not give, as an older program may have.
_MADE = """
import sys
from datetime import UTC, datetime
import django
django.setup()
from lupaus.accounts import invitations
invitations.make(sys.argv[1], sys.argv[2], at=datetime.now(UTC))
print(0)
"""


def test_a_policy_is_not_adopted_for_an_account_that_is_called_what_a_role_is(bare):
    visited(bare, _MADE, "production", PASSWORD)
    command = [sys.executable, "-m", "lupaus", "-C", str(bare), "adopt"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 2
    assert "give that role another name under roles in" in done.stderr
    policy = bare / "policy.yaml"
    policy.write_text(policy.read_text().replace("  production:", "  making:"))
    assert "production is the main user" in lupaus(bare, "adopt")
