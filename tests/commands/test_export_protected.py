"""``lupaus export`` keeps back how somebody with a protected address is reached."""

import subprocess
from pathlib import Path

import forking
import pytest
from folders import adopted, copied

ENTER = """
import os, sys
os.environ["LUPAUS_DIR"] = sys.argv[1]
from lupaus.commands.opening import now, open_register
open_register()
from lupaus.guard import Act
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import people, protected
from lupaus.register.values import Email, PersonName
act = Act("owner", "offers", now(), "cli")
name, email = PersonName("Aino", "Äijälä"), Email("aino@example.fi")
kinds = frozenset({SubjectKind.SOLE_TRADER})
person = people.NewPerson(name, kinds, (email,))
aino = people.add_person(act=act, person=person, source="subject").party
protected.protect(act=act, party=aino, source="subject")
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return forking.lupaus(*words, environment={"COLUMNS": "200"})


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    there = copied(adopted("consultancy", tmp_path_factory), tmp_path)
    entered = forking.script(ENTER, there)
    assert entered.returncode == 0, entered.stderr
    return there


def test_it_is_told_how_many_were_kept_back_and_a_reason_takes_them_along(folder, tmp_path):
    kept, out = tmp_path / "a.json", tmp_path / "b.json"
    export = ("-C", str(folder), "export", "-f", "json", "--to")
    shown = run(*export, str(kept))
    assert "1 with a protected address" in shown.stdout, shown.stderr
    assert "aino@example.fi" not in kept.read_text(encoding="utf-8")
    assert "Äijälä" in kept.read_text(encoding="utf-8")
    shown = run(*export, str(out), "--protected", "siirto uuteen järjestelmään")
    assert "protected" not in shown.stdout
    assert "aino@example.fi" in out.read_text(encoding="utf-8")
