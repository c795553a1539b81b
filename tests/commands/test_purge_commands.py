"""``lupaus purge`` and ``lupaus worker`` as they are typed, on a real folder."""

import json
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import forking
import pytest
from folders import adopted, copied, made

ROOT = Path(__file__).parents[2]
FILL = """
import os, sys
os.environ["LUPAUS_DIR"] = sys.argv[1]
from lupaus.commands.opening import now, open_register
from lupaus.commands.outcome import today
open_register()
from lupaus.commands.demo.filling import fill
fill(60, today=today(), at=now())
"""


def lupaus(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return forking.lupaus("-C", folder, *words, given=given, environment={"COLUMNS": "120"})


@pytest.fixture
def folder(tmp_path, tmp_path_factory) -> Path:
    """A register of sixty, on SQLite."""

    def filled(there: Path) -> None:
        copied(adopted("consultancy", tmp_path_factory), there.parent)
        filling = forking.script(FILL, there)
        assert filling.returncode == 0, filling.stderr

    return copied(made("of-sixty", tmp_path_factory, filled), tmp_path)


def test_plan_ask_run_show_and_certify(folder):
    planned = json.loads(lupaus(folder, "purge", "plan", "--format", "json").stdout)
    rows = planned["rows"]
    assert rows > 0
    refused = lupaus(folder, "purge", "run", given="1\n")
    assert (refused.returncode, "nothing was done" in refused.stderr) == (2, True)
    other = lupaus(folder, "purge", "run", "--expect", str(rows + 1))
    assert (other.returncode, f"{rows} rows are due" in other.stderr) == (2, True)
    done = lupaus(folder, "purge", "run", given=f"{rows}\n")
    assert (done.returncode, f"{rows} rows of" in done.stdout) == (0, True), done.stderr
    [listed] = json.loads(lupaus(folder, "purge", "show", "--format", "json").stdout)
    assert (listed["state"], listed["destroyed"]) == ("finished", rows)
    printed = lupaus(folder, "purge", "certificate", "--language", "en")
    assert "Certificate of destruction" in printed.stdout
    again = lupaus(folder, "purge", "run", "--expect", "0")
    assert again.returncode == 0


def test_what_if_shows_more_on_a_later_day_and_changes_nothing(folder):
    later = str(date.today() + timedelta(days=2000))  # noqa: DTZ011 - the wall's date, as typed
    now = json.loads(lupaus(folder, "purge", "plan", "--format", "json").stdout)
    then = json.loads(
        lupaus(folder, "purge", "plan", "--today", later, "--format", "json").stdout
    )
    assert then["rows"] > now["rows"]
    [listed] = json.loads(lupaus(folder, "purge", "show", "--format", "json").stdout)
    assert listed["planned"] == now["rows"]


def test_a_plan_that_was_dropped_is_shown_as_that(folder):
    lupaus(folder, "purge", "plan")
    lupaus(folder, "purge", "plan")
    told = lupaus(folder, "purge", "show", "1")
    assert told.returncode == 2
    assert "purge 1 was dropped, and nothing was destroyed: plan again" in told.stderr
    assert "nothing has to go" not in told.stdout


def test_there_is_no_certificate_before_the_first_purge(folder):
    found = lupaus(folder, "purge", "certificate")
    assert (found.returncode, "nothing has been purged" in found.stderr) == (2, True)


def test_the_worker_does_all_once_and_ends_at_sigterm(folder):
    once = lupaus(folder, "worker", "--once")
    assert (once.returncode, "purge: done" in once.stdout) == (0, True), once.stderr
    assert lupaus(folder, "worker", "--once").stdout == ""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("LUPAUS_TEST_ENGINE", None)
    command = [sys.executable, "-m", "lupaus", "-C", str(folder), "worker"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout.readline() == "The worker is at work.\n"
        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=20)
    assert (worker.returncode, "has ended" in said) == (0, True)
