"""What init does not take: an address that is none, a place that cannot be made."""

import forking
import pytest

OWNER = "postgresql://owner@localhost/lupaus"


def init(place, *words):
    return forking.lupaus("init", place, *words)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgres://runtime:salasana@localhost/lupaus", "does not begin with postgresql://"),
        ("postgresql://runtime:salasana@localhost:abc/lupaus", "host or port"),
        ("postgresql://runtime:salasana@[::1/lupaus", "host or port"),
    ],
)
def test_an_address_that_is_none_makes_no_other_register_and_keeps_its_password(
    tmp_path, address, said
):
    for words in (("--database", address, "--owner", OWNER),
                  ("--database", OWNER, "--owner", address)):  # fmt: skip
        done = init(tmp_path / "uusi", *words)
        assert done.returncode == 2
        assert said in done.stderr
        assert "salasana" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_made_is_told_in_a_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = init(tmp_path / "file" / "under" / "uusi")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr
