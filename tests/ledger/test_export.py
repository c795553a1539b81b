"""An auditor needs the export and Python, and sees what we see."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_hands import KEYS, START, add, lived_in, sql

import lupaus.ledger
from lupaus.ledger.append import LedgerBrokenError
from lupaus.ledger.ed25519 import genuine
from lupaus.ledger.export import export, write_verifier
from lupaus.ledger.keys import signed_by
from lupaus.ledger.verifier import NotAnExportError, main, verify_export
from lupaus.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("ledger")
HERE = Path(lupaus.ledger.__file__).parent


@pytest.fixture
def exported(journal, tmp_path):
    lived_in(journal)
    file = tmp_path / "export.jsonl"
    assert export(file, at=START, keys=KEYS) == verify(keys=KEYS).checked
    return file


def alone(script, *arguments):
    command = [sys.executable, "-I", "-W", "error", str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def test_the_verifier_alone_agrees_that_it_is_whole(exported, tmp_path):
    write_verifier(tmp_path / "verifier.pyz")
    done = alone(tmp_path / "verifier.pyz", exported, "--key", KEYS.public.hex())
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{verify(keys=KEYS).checked} entries walked, 0 faults" in done.stdout


def test_the_verifier_runs_beside_its_two_files(exported, tmp_path):
    for name in ("verifier.py", "chain.py", "ed25519.py"):
        shutil.copy(HERE / name, tmp_path)
    command = [sys.executable, "-S", str(tmp_path / "verifier.py"), str(exported)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    assert "compare it with the one you were given" in done.stdout


def test_any_change_of_any_line_of_the_export_is_found(exported):
    lines = exported.read_text().splitlines()
    assert not verify_export(exported, KEYS.public)[1].count

    @settings(max_examples=120, deadline=None)
    @given(st.data())
    def found(data):
        now = list(lines)
        at = data.draw(st.integers(1, len(now) - 1))
        how = data.draw(st.sampled_from(["delete", "swap", "twice", "cut", "change"]))
        other = data.draw(st.integers(1, len(now) - 1).filter(lambda n: n != at))
        if how == "delete":
            del now[at]
        elif how == "swap":
            now[at], now[other] = now[other], now[at]
        elif how == "twice":
            now.insert(other, now[at])
        elif how == "cut":
            del now[at:]
        else:
            place = data.draw(st.integers(0, len(now[at]) - 1))
            character = data.draw(
                st.sampled_from("0123456789abcdefz").filter(
                    lambda c: c != now[at][place].lower()
                )
            )
            now[at] = now[at][:place] + character + now[at][place + 1 :]
        exported.write_text("\n".join(now) + "\n")
        try:
            _walked, faults, _key = verify_export(exported, KEYS.public)
        except NotAnExportError:
            return
        assert faults.count, (how, at, other)

    found()


def test_a_changed_line_is_named(exported, capsys):
    lines = exported.read_text().splitlines()
    entry = json.loads(lines[12])
    entry[5] = entry[5].replace("bertta", "kaarlo")
    lines[12] = json.dumps(entry)
    exported.write_text("\n".join(lines))
    assert main([str(exported)]) == 1
    assert "entry 12: payload is not what was committed to" in capsys.readouterr().out


def test_an_export_signed_by_another_key_is_found(exported, capsys):
    other = KEYS.__class__(b"m" * 32, b"t" * 32)
    assert main([str(exported), "--key", other.public.hex()]) == 1
    assert "forged" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\x00\x01", '{"format": "lupaus-ledger/1"}'])
def test_another_file_is_told_and_not_crashed_on(tmp_path, text, capsys):
    file = tmp_path / "x"
    file.write_text(text)
    assert main([str(file)]) == 2
    assert "cannot verify" in capsys.readouterr().err
    assert main([str(tmp_path / "missing")]) == 2


def test_an_empty_ledger_exports_and_verifies(tmp_path):
    assert export(tmp_path / "e", at=START, keys=KEYS) == 0
    assert main([str(tmp_path / "e")]) == 0


def test_no_export_is_signed_over_a_forged_head(tmp_path):
    add(1)
    sql("UPDATE ledger_head SET expired = 1")
    with pytest.raises(LedgerBrokenError):
        export(tmp_path / "e", at=START, keys=KEYS)


# RFC 8032, 7.1: tests 1, 2, 3 and SHA(abc)
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_ed25519_agrees_with_the_vectors_of_its_standard(key, message, signature):
    key, message, signature = map(bytes.fromhex, (key, message, signature))
    for verifies in (genuine, signed_by):
        assert verifies(key, message, signature)
        assert not verifies(key, message + b"x", signature)
        assert not verifies(key, message, signature[:63] + bytes([signature[63] ^ 1]))
        assert not verifies(key, message, signature[:40])
        assert not verifies(bytes([key[0] ^ 1]) + key[1:], message, signature)


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 511))
def test_both_verifiers_of_signatures_agree(message, bit):
    signature = bytearray(KEYS.sign(message))
    assert genuine(KEYS.public, message, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not genuine(KEYS.public, message, bytes(signature))


@pytest.mark.parametrize("place", [2, 3])
def test_a_link_that_is_no_hex_is_a_fault_of_its_entry(exported, place):
    lines = exported.read_text().splitlines()
    entry = json.loads(lines[1])
    entry[place] = "z" + entry[place][1:]
    lines[1] = json.dumps(entry)
    exported.write_text("\n".join(lines))
    _walked, faults, _key = verify_export(exported)
    assert [fault.seq for fault in faults.found] == [1]
