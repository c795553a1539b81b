"""lupaus.toml says where things are, and nothing that nobody reads."""

from pathlib import Path

import pytest

from lupaus.folder import Folder, FolderError

GOOD = 'keys = "../k"\njournal = "../j"\nhosts = ["asiakkaat.example.fi"]\n'


def opened(directory: Path, text: str) -> Folder:
    (directory / "lupaus.toml").write_text(text, encoding="utf-8")
    return Folder.open(directory)


def test_what_is_written_is_taken(tmp_path):
    found = opened(tmp_path, GOOD)
    assert found.keys == (tmp_path / "../k").resolve()
    assert found.hosts == ("asiakkaat.example.fi",)


def test_an_empty_file_leaves_the_usual_places(tmp_path):
    assert opened(tmp_path, "").journal == (tmp_path / "../journal").resolve()


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('jounral = "../j"', "jounral"),
        ("keys = 1", "keys"),
        ('hosts = "asiakkaat.example.fi"', "hosts"),
        ("hosts = [1]", "hosts"),
        ("database = false", "database"),
        ("[database]\nname = 'x'", "database"),
        ("owner.name = 'x'", "owner"),
        ("'käyttäjä' = 'x'", "käyttäjä"),
    ],
)
def test_what_nobody_would_read_is_told_with_its_line(tmp_path, line, key):
    with pytest.raises(FolderError) as told:
        opened(tmp_path, f"# keys = here\n\n{line}\n")
    assert str(told.value).startswith(f"{tmp_path / 'lupaus.toml'}:3: {key}: ")


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(FolderError) as told:
        opened(tmp_path, 'journal = []\nhost = "x"\n')
    assert [line.split(":")[1] for line in str(told.value).splitlines()] == ["1", "2"]


def test_what_is_no_toml_or_no_file_is_told_in_a_line(tmp_path):
    for text in ("keys = ", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        with pytest.raises(FolderError, match=r"lupaus\.toml cannot be read"):
            opened(tmp_path, text)
    (tmp_path / "lupaus.toml").unlink()
    (tmp_path / "lupaus.toml").mkdir()
    with pytest.raises(FolderError, match=r"lupaus\.toml cannot be read"):
        Folder.open(tmp_path)


def test_a_command_is_told_as_one_has_to_type_it(tmp_path):
    directory = tmp_path / "oma kansio"
    directory.mkdir()
    assert opened(directory, "").typed("adopt") == f"lupaus -C '{directory}' adopt"
    assert Folder().typed("adopt") == "lupaus -C DIR adopt"


@pytest.mark.parametrize("address", ["", "postgresql://runtime@db.example.fi/register"])
def test_what_pages_read_stays_open_between_them_and_the_owners_login_does_not(
    tmp_path, address
):
    text = f'database = "{address}"\nowner = "{address}"\n' if address else ""
    found = opened(tmp_path, text).databases()
    for alias in ("default", "accounts"):
        assert found[alias]["CONN_MAX_AGE"] > 60
        assert found[alias]["CONN_HEALTH_CHECKS"]  # one that the server dropped is noticed
    assert not found.get("owner", {}).get("CONN_MAX_AGE", 0)
    assert ("owner" in found) == bool(address)
