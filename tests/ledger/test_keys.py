"""The keys of the ledger say what is wrong with them and what to do."""

import pytest

from lupaus.ledger.keys import MAC_FILE, PUBLIC_FILE, SIGNING_FILE, KeyFileError, Keys


def test_created_keys_are_for_their_owner_alone_and_load_again(tmp_path):
    keys = Keys.create(tmp_path / "keys")
    assert Keys.load(tmp_path / "keys") == keys
    for name in (MAC_FILE, SIGNING_FILE):
        assert (tmp_path / "keys" / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys" / PUBLIC_FILE).read_text().strip() == keys.public.hex()


def test_keys_are_not_printed():
    assert repr(Keys(b"m" * 32, b"s" * 32)) == "Keys()"


def test_keys_are_never_overwritten(tmp_path):
    Keys.create(tmp_path)
    with pytest.raises(KeyFileError, match="not overwritten"):
        Keys.create(tmp_path)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file.unlink(), "is missing: restore"),
        (lambda file: file.write_text("ab" * 31), "does not hold 32 bytes"),
        (lambda file: file.write_text("xy" * 32), "does not hold 32 bytes"),
        (lambda file: file.write_text(""), "does not hold 32 bytes"),
        (lambda file: file.write_bytes(b"\xff" * 40), "not text"),
        (lambda file: file.chmod(0o644), "chmod 600"),
        (lambda file: (file.unlink(), file.mkdir()), "cannot be read"),
    ],
)
def test_a_spoilt_key_is_told_with_its_cure(tmp_path, spoil, says):
    Keys.create(tmp_path)
    spoil(tmp_path / MAC_FILE)
    with pytest.raises(KeyFileError, match=says):
        Keys.load(tmp_path)
