"""The commands on a controller's folder, run as their user runs them."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import forking
import pytest
from folders import adopted, copied


def lupaus(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return forking.lupaus(*words, environment=more)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory) -> Path:
    """A folder with its policy adopted."""
    return adopted("consultancy", tmp_path_factory)


@pytest.fixture
def folder(pristine, tmp_path) -> Path:
    """A copy of it, with its keys and journal beside it."""
    return copied(pristine, tmp_path)


def _says(done: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stdout + done.stderr


def test_keys_and_journal_are_made_beside_the_folder_for_its_owner_alone(pristine):
    for suffix in ("-keys", "-journal", ""):
        assert Path(f"{pristine}{suffix}").stat().st_mode & 0o077 == 0
    assert {p.name for p in Path(f"{pristine}-keys").iterdir()} >= {"vault.key", "web.key"}
    assert not list(pristine.glob("*.key"))


def test_the_policy_of_a_new_folder_is_dated_today_and_lints(pristine):
    _says(lupaus("policy", "lint", str(pristine / "policy.yaml")), 0)


def test_init_never_writes_over_anything(folder):
    before = (folder / "policy.yaml").read_bytes()
    _says(lupaus("init", str(folder)), 2, "not empty")
    assert (folder / "policy.yaml").read_bytes() == before


def test_init_leaves_nothing_behind_when_the_template_is_unknown(tmp_path):
    _says(lupaus("init", str(tmp_path / "uusi"), "--template", "bakery"), 2, "web-agency")
    assert not list(tmp_path.iterdir())


def test_adopting_the_same_policy_again_changes_nothing(folder):
    _says(lupaus("-C", str(folder), "adopt"), 0, "in force already, as version 1")


def test_a_changed_period_becomes_the_next_version_and_tells_what_changes(folder):
    policy = folder / "policy.yaml"
    changed = policy.read_text(encoding="utf-8").replace("at_most: 3 years", "at_most: 2 years")
    policy.write_text(changed, encoding="utf-8")
    _says(lupaus("-C", str(folder), "adopt"), 0, "Version 2", "kaksi vuotta")


def test_a_longer_period_is_owed_to_people_until_somebody_says_that_they_were_told(folder):
    policy = folder / "policy.yaml"
    longer = policy.read_text(encoding="utf-8").replace("at_most: 3 years", "at_most: 4 years")
    policy.write_text(longer, encoding="utf-8")
    _says(lupaus("-C", str(folder), "adopt"), 0, "when and how they were told")
    with contextlib.closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        owed = plain.execute(
            "SELECT DISTINCT version FROM proof_telling WHERE told_on IS NULL"
        ).fetchall()
    assert owed == [(2,)]


def test_a_policy_with_mistakes_tells_them_all_with_lines_and_adopts_nothing(folder):
    policy = folder / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("basis: contract", "basis: contrakt"), encoding="utf-8")
    done = lupaus("-C", str(folder), "adopt")
    _says(done, 1, "policy.yaml:", ": error P03: ", "contract", "Nothing was changed")
    history = lupaus("-C", str(folder), "ledger", "show", "--format", "json")
    assert [e["event"] for e in json.loads(history.stdout)] == ["policy-adopted"]


@pytest.mark.parametrize(
    "octets", [b"", b"\x00\xff\xfe\x00" * 40, b"[" * 50_000, b"a: &x [*x]"]
)
def test_what_is_no_policy_at_all_cannot_be_adopted(folder, octets):
    (folder / "policy.yaml").write_bytes(octets)
    _says(lupaus("-C", str(folder), "adopt"), 2, "Nothing was changed")


def test_without_a_folder_the_cure_is_told(tmp_path):
    _says(lupaus("adopt"), 2, "-C DIR")
    _says(lupaus("-C", str(tmp_path / "none"), "adopt"), 2, "lupaus init")


def test_a_missing_register_is_not_made_anew_in_silence(folder):
    (folder / "register.sqlite3").unlink()
    _says(lupaus("-C", str(folder), "ledger", "show"), 2, "missing", "backup")
    assert not (folder / "register.sqlite3").exists()


@pytest.mark.parametrize("octets", [b"", b"not a database at all, just text"])
def test_a_damaged_register_is_named_as_such(folder, octets):
    (folder / "register.sqlite3").write_bytes(octets)
    _says(lupaus("-C", str(folder), "ledger", "show"), 2, "damaged")


def test_a_register_damaged_within_is_named_as_such(folder):
    file = folder / "register.sqlite3"
    octets = bytearray(file.read_bytes())
    octets[4096 : 4096 * 12] = b"\xab" * (4096 * 11)
    file.write_bytes(octets)
    _says(lupaus("-C", str(folder), "ledger", "show"), 2, "damaged")


def test_a_register_of_a_newer_version_is_left_alone(folder):
    with sqlite3.connect(folder / "register.sqlite3") as raw:
        raw.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('records', '9999_from_the_future', '2031-01-01')"
        )
    _says(lupaus("-C", str(folder), "ledger", "show"), 2, "newer version", "upgrade")


def test_a_register_of_an_older_version_asks_for_the_upgrade(folder):
    with sqlite3.connect(folder / "register.sqlite3") as raw:
        raw.execute("DELETE FROM django_migrations WHERE app = 'guard' AND name > '0002'")
        raw.execute("DROP TABLE guard_staff")
        raw.execute("DROP TABLE guard_stamp")
    _says(lupaus("-C", str(folder), "user", "list"), 2, f"lupaus -C {folder} upgrade")
    _says(lupaus("-C", str(folder), "upgrade"), 0)
    _says(lupaus("-C", str(folder), "user", "list"), 0, "owner")


def test_a_locked_register_says_that_it_is_busy(folder):
    with sqlite3.connect(folder / "register.sqlite3", isolation_level=None) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        done = lupaus("-C", str(folder), "ledger", "show", LUPAUS_PATIENCE="0")
    _says(done, 2, "busy")


def test_missing_keys_are_missed_by_name(folder):
    shutil.rmtree(f"{folder}-keys")
    _says(lupaus("-C", str(folder), "ledger", "verify"), 2, "web.key")


def test_the_ledger_says_where_it_was_changed(folder):
    _says(lupaus("-C", str(folder), "ledger", "verify"), 0, "unbroken")
    with sqlite3.connect(folder / "register.sqlite3") as raw:
        for (trigger,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'"
        ).fetchall():
            raw.execute(f'DROP TRIGGER "{trigger}"')
        raw.execute("UPDATE ledger_entry SET link = zeroblob(32) WHERE seq = 1")
    _says(lupaus("-C", str(folder), "ledger", "verify"), 1, "entry 1", "BROKEN")


@pytest.mark.parametrize(
    "words",
    [
        ("adopt", "--as", "kaarlo"),
        ("purge", "plan", "--as", "kaarlo"),
        ("purge", "run", "--yes", "--as", "kaarlo"),
        ("attest", "data.books", "--evidence", "kansio 4", "--as", "kaarlo"),
    ],
)
def test_nothing_is_done_in_the_name_of_somebody_who_does_not_work_here(folder, words):
    _says(lupaus("-C", str(folder), *words), 1, "nobody works here by the name kaarlo")
    history = lupaus("-C", str(folder), "ledger", "show", "--format", "json")
    assert "kaarlo" not in history.stdout


def test_the_first_policy_is_adopted_by_the_owner(tmp_path):
    new = str(tmp_path / "uusi")
    _says(lupaus("init", new), 0)
    _says(lupaus("-C", new, "adopt", "--as", "kaarlo"), 2, "leave --as out")


def test_the_ledger_is_exported_into_one_folder_again_and_again(folder, tmp_path):
    for name in ("2026-01.jsonl", "2026-02.jsonl"):
        _says(lupaus("-C", str(folder), "ledger", "export", str(tmp_path / name)), 0, "--key")
    _says(
        lupaus("-C", str(folder), "ledger", "export", str(tmp_path / name)), 2, "another file"
    )


def test_an_auditor_verifies_the_export_without_the_program(folder, tmp_path):
    export = tmp_path / "audit" / "ledger.jsonl"
    export.parent.mkdir()
    done = lupaus("-C", str(folder), "ledger", "export", str(export))
    _says(done, 0, "--key")
    key = done.stdout.split("--key ")[1].strip()
    verified = subprocess.run(
        [
            sys.executable,
            "-I",
            str(export.with_name("verifier.pyz")),
            str(export),
            "--key",
            key,
        ],
        capture_output=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout


def test_the_server_does_not_start_over_a_column_that_nothing_claims(folder):
    """Start-up explains: here the catalogue has lost a claim, as a careless change would."""
    careless = (
        "from lupaus.commands.opening import open_register; open_register();"
        "from lupaus.records import catalogue;"
        "catalogue.CLAIMS = tuple(c for c in catalogue.CLAIMS if c.table != 'records_note');"
        "catalogue.claims.cache_clear();"
        "from lupaus.commands.serve import serve; serve(port=0, host='127.0.0.1', workers=1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", careless],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "LUPAUS_DIR": str(folder)},
    )
    assert done.returncode != 0
    assert "records_note.text" in done.stderr
    assert "lupaus/records/catalogue.py" in done.stderr


def test_no_connection_is_open_when_the_server_divides(folder):
    """What is open then, every process would have, and no two may use one connection."""
    watching = (
        "from lupaus.commands.opening import open_register; open_register();"
        "from django.db import connections;"
        "from lupaus.commands import serve;"
        "run = lambda: print('open:', [c.alias for c in connections.all() if c.connection]);"
        "serve._server = lambda *_: type('Server', (), {'run': staticmethod(run)});"
        "serve.serve(port=0, host='127.0.0.1', workers=1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watching],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "LUPAUS_DIR": str(folder)},
    )
    assert "open: []" in done.stdout, done.stderr


def _past_the_program(folder, script: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        plain.executescript(script)


def test_an_upgrade_leaves_a_register_of_a_newer_version_alone(folder):
    _past_the_program(
        folder,
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('records', '9999_later', '2030-01-01')",
    )
    _says(lupaus("-C", str(folder), "upgrade"), 2, "newer version", "9999_later")


def test_a_promise_struck_from_the_stored_policy_is_found_and_adopting_mends_it(folder):
    _past_the_program(
        folder, "UPDATE guard_policyversion SET text = replace(text, 'profiling', '')"
    )
    _says(lupaus("-C", str(folder), "check"), 2, "version 1 was changed past the program")
    _says(lupaus("-C", str(folder), "adopt"), 0, "Version 2 is in force")
    assert lupaus("-C", str(folder), "check").returncode == 0


def test_a_ledger_emptied_whole_is_not_taken_for_a_new_one(folder):
    with contextlib.closing(sqlite3.connect(folder / "register.sqlite3")) as plain:
        named = plain.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'"
        ).fetchall()
    gone = [f"DROP TRIGGER {name};" for (name,) in named]
    gone += [f"DELETE FROM ledger_{t};" for t in ("entry", "payload", "checkpoint")]
    gone.append(
        "UPDATE ledger_head SET epoch = 1, seq = 0, link = zeroblob(32), expired = 0,"
        " checkpoints = 0, mac = x''"
    )
    _past_the_program(folder, "\n".join(gone))
    _says(lupaus("-C", str(folder), "ledger", "verify"), 1, "the tail is cut off")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "yesterday"])
def test_a_day_that_nobody_can_mean_is_told(folder, day):
    _says(lupaus("-C", str(folder), "check", "--at", day), 2, day)
