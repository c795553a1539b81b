"""``lupaus import --rule`` and the three piles of ``--undo``, as they are called."""

import json

import pytest
from test_import_command import file, folder, lupaus  # noqa: F401 - fixtures of the command

FIRST = "Nimi;Puh.;S-posti\nVirtanen Aino;040 123 4567;aino@example.fi\n"
SECOND = "Nimi;Puh.;S-posti\nAino Virtanen;050 999 8887;aino@example.fi\n"


def tree(*arguments, folder):  # noqa: F811 - the folder of the call
    done = lupaus("import", *arguments, "--format", "json", folder=folder)
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)


def test_a_rule_overwrites_and_undo_puts_it_back(folder, file):  # noqa: F811 - fixtures
    first = tree(file(FIRST), "-y", folder=folder)
    assert (first["new"], first["known"]) == (1, 0)
    path = file(SECOND)
    assert tree(path, "--preview", folder=folder)["left"] == 1
    second = tree(path, "-y", "--rule", "Puh.=overwrite", folder=folder)
    assert (second["overwritten"], second["changed"]) == (1, 1)
    assert second["matched"][0]["by"] == "e-mail and name"
    undone = tree("--undo", second["import"], folder=folder)
    assert (undone["restored"], undone["edited"], undone["could_not"]) == (1, [], [])
    assert tree("--undo", second["import"], folder=folder)["already"]
    lupaus("import", "--undo", first["import"], folder=folder)


def test_what_was_known_again_is_told_in_words(folder, file):  # noqa: F811 - fixtures
    first = tree(file(FIRST), "-y", folder=folder)
    done = lupaus("import", file(SECOND), "-y", "--rule", "*=leave", folder=folder)
    assert "1 are in the register already (1 by e-mail and name)" in done.stdout
    assert "0 overwritten, 1 left as they were" in done.stdout
    lupaus("import", "--undo", first["import"], folder=folder)


@pytest.mark.parametrize("rule", ["Puh.=perhaps", "Kengät=fill"])
def test_a_rule_that_is_none_is_refused_before_anything_is_read(folder, file, rule):  # noqa: F811 - fixtures
    done = lupaus("import", file(FIRST), "-y", "--rule", rule, folder=folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
