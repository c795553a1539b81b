"""``lupaus import`` and ``lupaus export`` as they are called."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import forking
import pytest
from folders import adopted, copied

LIST = "Nimi;Puh.;S-posti;Kenkäkoko\nVirtanen Aino;401234567;aino@example.fi;38\n"
BAD = LIST + "Kaarlo ja Bertta Mäki;;;\n"


def lupaus(*arguments, folder=None):
    where = ("-C", str(folder)) if folder else ()
    return forking.lupaus(*where, *arguments)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return copied(adopted("web-agency", tmp_path_factory), tmp_path_factory.mktemp("import"))


@pytest.fixture
def file(tmp_path):
    def make(text):
        path = tmp_path / "asiakkaat.csv"
        path.write_text(text, encoding="cp1252")
        return path

    return make


def test_a_clean_list_ends_in_0_and_can_be_undone(folder, file):
    done = lupaus("import", file(LIST), folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 persons" in done.stdout
    assert "Kenkäkoko" in done.stdout, "a column that is left out is told"
    undone = lupaus("import", "--undo", _batch(done.stdout), folder=folder)
    assert undone.returncode == 0
    assert "rows removed" in undone.stdout


def test_undoing_twice_says_what_happened(folder, file):
    done = lupaus("import", file(LIST), folder=folder)
    number = _batch(done.stdout)
    assert "rows removed" in lupaus("import", "--undo", number, folder=folder).stdout
    again = lupaus("import", "--undo", number, folder=folder)
    assert f"nothing is left of import {number}" in again.stdout
    assert "0 rows" not in again.stdout


def test_an_import_of_nobody_offers_no_undo(folder, file):
    done = lupaus("import", file("Nimi;S-posti\nKaarlo ja Bertta Mäki;\n"), folder=folder)
    assert done.returncode == 1
    assert "nothing was taken in" in done.stdout
    assert "--undo" not in done.stdout
    with sqlite3.connect(folder / "register.sqlite3") as plain:
        [(number,)] = plain.execute("SELECT max(id) FROM records_batch").fetchall()
    undone = lupaus("import", "--undo", number, folder=folder)
    assert f"nothing is left of import {number}" in undone.stdout


def _batch(text):
    return text.split("--undo ")[1].split()[0]


def test_a_line_that_fails_ends_in_1_and_comes_back_in_a_file(folder, file, tmp_path):
    failures = tmp_path / "virheet.csv"
    done = lupaus("import", file(BAD), "--failed", failures, "--format", "json", folder=folder)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert (report["persons"], report["failed"], report["mended"]) == (1, 1, 1)
    assert "syy/reason" in failures.read_text(encoding="utf-8-sig")
    again = lupaus("import", file(BAD), "--failed", failures, folder=folder)
    assert again.returncode == 2, "the file of failures is never overwritten"
    lupaus("import", "--undo", report["import"], folder=folder)


def test_a_preview_shows_columns_and_lines_and_takes_nothing_in(folder, file):
    done = lupaus("import", file(LIST), "--preview", folder=folder)
    assert done.returncode == 0
    assert "given Aino, family Virtanen" in done.stdout
    assert "not recognised" in done.stdout
    assert _states(folder).count("visible") == 0


def test_a_file_without_headings_is_taken_by_the_places_of_its_columns(folder, file):
    path = file("Aino Virtanen;040 123 4567\nKaarlo Mäki;050 123 4567\n")
    refused = lupaus("import", path, "--preview", folder=folder)
    assert refused.returncode == 2
    assert '--column "1=name"' in refused.stderr
    done = lupaus(
        "import", path, "--preview", "--column", "1=name", "--column", "2=phone", folder=folder
    )
    assert done.returncode == 0
    assert "2 persons" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["puuttuu.csv"], "cannot be opened"),
        ([], "name a file"),
        (["--undo", "99999"], "no import 99999"),
        (["LIST", "--source", "ostettu"], "sources"),
        (["LIST", "--column", "Puh.=puhelin"], "customer-number"),
        (["LIST", "--as", "keisari"], "keisari"),
    ],
)
def test_what_cannot_run_says_why_in_one_line_and_ends_in_2(folder, file, arguments, said):
    given = [str(file(LIST)) if a == "LIST" else a for a in arguments]
    done = lupaus("import", *given, folder=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def _states(folder):
    with sqlite3.connect(folder / "register.sqlite3") as register:
        found = [row[0] for row in register.execute("SELECT state FROM records_batch")]
    register.close()
    return found


def test_kill_9_in_the_middle_leaves_nothing_in_sight_and_nothing_after_the_next(folder, file):
    lines = [f"Virtanen Aino;040 {n:07};a{n}@example.fi" for n in range(5_000)]
    path = file("Nimi;Puh.;S-posti\n" + "\n".join(lines) + "\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LUPAUS_")}
    command = [sys.executable, "-m", "lupaus", "-C", str(folder), "import", str(path), "-y"]
    dying = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not _staged_rows(folder) and time.monotonic() < deadline:
        time.sleep(0.02)
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    assert "staged" in _states(folder), "it was killed in the middle"
    shown = lupaus("export", "--to", path.with_name("out.json"), "-f", "json", folder=folder)
    assert "0 parties" in shown.stdout
    done = lupaus("import", path, "--format", "json", folder=folder)
    assert json.loads(done.stdout)["persons"] == 5_000
    assert "staged" not in _states(folder)
    with sqlite3.connect(folder / "register.sqlite3") as register:
        assert register.execute("SELECT count(*) FROM records_party").fetchone() == (5_000,)
    register.close()


def _staged_rows(folder):
    register = sqlite3.connect(folder / "register.sqlite3")
    found = register.execute(
        "SELECT 1 FROM records_party WHERE batch_id IN"
        " (SELECT id FROM records_batch WHERE state = 'staged') LIMIT 1"
    ).fetchone()
    register.close()
    return found
