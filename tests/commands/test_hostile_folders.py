"""Folders, outputs and neighbours that do what they should not."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from test_register_commands import _says, folder, lupaus, pristine

from lupaus.commands import init
from lupaus.commands.outcome import CannotRun

__all__ = ["folder", "pristine"]


# --- two at once -----------------------------------------------------------------------------


def test_of_two_inits_at_once_one_wins_and_its_keys_stay(tmp_path):
    words = [sys.executable, "-m", "lupaus", "init", str(tmp_path / "uusi")]
    running = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [each.communicate(timeout=120) for each in running]
    assert sorted(each.returncode for each in running) == [0, 2], said
    assert not any("Traceback" in err for _out, err in said)
    assert {p.name for p in tmp_path.iterdir()} == {"uusi", "uusi-keys", "uusi-journal"}
    _says(lupaus("-C", str(tmp_path / "uusi"), "adopt"), 0, "Version 1 is in force")


@pytest.mark.parametrize("what", ["keys", "journal"])
def test_what_another_init_made_after_the_look_is_not_removed(tmp_path, monkeypatch, what):
    """The other one is a moment ahead: its folder appears after this one has looked."""
    other = tmp_path / f"uusi-{what}" / "other"

    def appears(_bytes: int) -> str:
        other.parent.mkdir()
        other.write_text("the other's", encoding="utf-8")
        return "0000"

    monkeypatch.setattr(init.secrets, "token_hex", appears)
    with pytest.raises(CannotRun, match="being made at this moment"):
        init.make(tmp_path / "uusi", "retailer")
    assert other.read_text(encoding="utf-8") == "the other's"
    assert [p.name for p in tmp_path.iterdir()] == [other.parent.name]


# --- the journal -----------------------------------------------------------------------------


def _journal(folder: Path) -> Path:
    return Path(f"{folder}-journal")


def _change(folder: Path) -> None:
    policy = folder / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text + "# a remark\n", encoding="utf-8")


@pytest.mark.parametrize("words", [("adopt",), ("ledger", "seal")])
def test_a_journal_that_is_gone_is_missed_and_never_made_anew(folder, words):
    _change(folder)
    shutil.rmtree(_journal(folder))
    if words == ("ledger", "seal"):
        _says(lupaus("-C", str(folder), "user", "add", "x"), 2)  # nothing to do with it
        _says(lupaus("-C", str(folder), "check"), 1, "missing")  # an entry to sign
    _says(lupaus("-C", str(folder), *words), 2, "is missing", "copy", "lupaus.toml")
    assert not _journal(folder).exists()
    _says(lupaus("-C", str(folder), "ledger", "verify"), 1, "not in the journal's file")


def test_an_adoption_that_could_not_be_signed_changes_nothing(folder):
    _change(folder)
    file = _journal(folder) / "ledger-checkpoints.jsonl"
    file.unlink()
    file.mkdir()  # stands for any file that cannot be written, root or not
    _says(lupaus("-C", str(folder), "adopt"), 2, "cannot be written")
    file.rmdir()
    with closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        assert plain.execute("SELECT max(version) FROM guard_policyversion").fetchall() == [
            (1,)
        ]


# --- tables ----------------------------------------------------------------------------------

_LEDGER = ("entry", "payload", "head", "epoch", "checkpoint", "read", "read_whose")


@pytest.mark.parametrize("table", _LEDGER)
def test_a_table_of_the_ledger_that_is_gone_is_told_with_its_cure(folder, table):
    with closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        plain.execute(f"DROP TABLE ledger_{table}")
    done = lupaus("-C", str(folder), "ledger", "verify")
    _says(done, 2, f"ledger_{table} is gone", "restore it from a backup")


# --- outputs ---------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["vienti", "../asiakkaat-keys/vienti", "./x/../vienti"])
@pytest.mark.parametrize("words", [("export", "--to"), ("ledger", "export")])
def test_an_export_does_not_lie_beside_what_it_is_of(folder, words, place):
    done = lupaus("-C", str(folder), *words, str(folder / place))
    _says(done, 2, "nothing guards it", "elsewhere")
    assert not (folder / place).exists()


def test_an_export_beside_the_folder_is_written(folder, tmp_path):
    _says(lupaus("-C", str(folder), "export", "--to", str(tmp_path / "vienti")), 0)
    assert (tmp_path / "vienti").is_dir()


@pytest.mark.parametrize("words", ["ledger show -n 1", "check --all", "check --format json"])
def test_a_reader_that_is_gone_is_no_finding_and_no_traceback(folder, words):
    command = f"'{sys.executable}' -m lupaus -C '{folder}' {words} | true"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, timeout=60
    )
    assert done.stderr == b""
    assert done.returncode in {0, 1}


def test_an_output_that_cannot_be_written_is_told(folder):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lupaus", "-C", str(folder), "ledger", "show"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("lupaus: the output cannot be written")
    assert "Traceback" not in done.stderr
