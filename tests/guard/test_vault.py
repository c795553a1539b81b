"""What is sealed opens only where it was sealed."""

import pytest

from lupaus.guard import Vault, VaultError, masked

CODE = "010190-9000"
WHERE = {"table": "records_identitycode", "column": "sealed", "party": 7}


@pytest.fixture
def vault(tmp_path):
    return Vault.create(tmp_path / "keys")


def test_what_was_sealed_opens(vault):
    assert vault.open(vault.seal(CODE, **WHERE), **WHERE) == CODE


def test_a_seal_is_different_every_time_and_shows_nothing(vault):
    one, two = vault.seal(CODE, **WHERE), vault.seal(CODE, **WHERE)
    assert one != two
    assert CODE.encode() not in one


@pytest.mark.parametrize(
    "other", [{"party": 8}, {"column": "masked"}, {"table": "records_credential"}]
)
def test_a_seal_moved_elsewhere_does_not_open(vault, other):
    with pytest.raises(VaultError, match="does not open"):
        vault.open(vault.seal(CODE, **WHERE), **WHERE | other)


def test_a_changed_byte_does_not_open(vault):
    sealed = bytearray(vault.seal(CODE, **WHERE))
    sealed[-1] ^= 1
    with pytest.raises(VaultError, match="does not open"):
        vault.open(bytes(sealed), **WHERE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02" + bytes(40), b"plain text"])
def test_what_is_no_seal_is_told(vault, sealed):
    with pytest.raises(VaultError, match="not a seal"):
        vault.open(sealed, **WHERE)


def test_another_key_does_not_open_and_says_what_to_look_for(vault, tmp_path):
    other = Vault.create(tmp_path / "other")
    with pytest.raises(VaultError, match="key folder") as told:
        other.open(vault.seal(CODE, **WHERE), **WHERE)
    assert CODE not in str(told.value)


def test_the_key_is_kept_for_its_owner_only(vault, tmp_path):
    assert (tmp_path / "keys" / "vault.key").stat().st_mode & 0o777 == 0o600
    assert Vault.load(tmp_path / "keys").open(vault.seal("ö", **WHERE), **WHERE) == "ö"


def test_a_key_is_never_overwritten(vault, tmp_path):
    with pytest.raises(VaultError, match="shut for good"):
        Vault.create(tmp_path / "keys")


def test_a_missing_key_says_what_to_do(tmp_path):
    with pytest.raises(VaultError, match="bring the key folder back"):
        Vault.load(tmp_path)


def test_a_cut_key_is_no_key(tmp_path):
    (tmp_path / "vault.key").write_bytes(b"short")
    with pytest.raises(VaultError, match="not a key of 32 bytes"):
        Vault.load(tmp_path)


def test_the_key_is_not_printed(vault):
    assert repr(vault) == "Vault()"


def test_a_mask_hides_the_end():
    assert masked(" 010190-9000 ") == "010190-****"


@pytest.mark.parametrize("code", ["", "010190-900", "010190-90000"])
def test_only_a_whole_code_is_masked(code):
    with pytest.raises(ValueError, match="eleven characters"):
        masked(code)
