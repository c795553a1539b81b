"""A register that another program has made: nobody works in it before the upgrade."""

import forking
import pytest
from test_register_commands import _past_the_program, _says, folder, lupaus, pristine

__all__ = ["folder", "pristine"]

#: A program that writes the views in other words, of a version of one's choosing.
_ANOTHER = """
import os, sys
import lupaus
lupaus.__version__ = sys.argv.pop(1)
os.environ["LUPAUS_DIR"] = sys.argv[2]
from lupaus.policy import views
select = views.party_select
views.party_select = lambda *asked: select(*asked) + " AND 1 = 1"
os.environ["DJANGO_SETTINGS_MODULE"] = "lupaus.settings"
import django
django.setup()
from lupaus.guard import probe
probe.source = lambda: "another"
from lupaus.commands.main import main
main()
"""


def another(version, directory, *words):
    return forking.script(_ANOTHER, version, "-C", directory, *words)


@pytest.mark.parametrize("words", [("check",), ("serve", "--port", "0"), ("user", "list")])
def test_a_newer_program_asks_for_the_upgrade_and_accuses_nobody(folder, words):
    done = another("0.2.0", folder, *words)
    _says(done, 2, "earlier version of Lupaus", f"lupaus -C {folder} upgrade")
    assert "changed" not in done.stderr


def test_the_upgrade_makes_the_views_anew_and_then_the_check_is_green(folder):
    _says(another("0.2.0", folder, "upgrade"), 0, "of this version")
    assert another("0.2.0", folder, "check").returncode == 0


def test_an_older_program_leaves_the_views_of_a_newer_one_alone(folder):
    _says(another("99.0", folder, "upgrade"), 0)
    for words in (("check",), ("upgrade",), ("adopt",)):
        _says(lupaus("-C", str(folder), *words), 2, "newer version of Lupaus (99.0)")
    assert another("99.0", folder, "check").returncode == 0


def test_an_upgrade_tells_of_a_view_that_somebody_has_changed_before_it_mends_it(folder):
    _past_the_program(folder, "CREATE VIEW marketing__all AS SELECT * FROM records_party")
    _says(lupaus("-C", str(folder), "check"), 1, "marketing__all", "find out who changed it")
    _says(lupaus("-C", str(folder), "upgrade"), 1, "marketing__all", "Find out who")
    _says(lupaus("-C", str(folder), "upgrade"), 0)
    assert lupaus("-C", str(folder), "check").returncode == 0


def test_a_text_that_was_not_adopted_survives_no_upgrade(folder):
    _past_the_program(
        folder,
        "UPDATE guard_policyversion SET text = text || '# other'; DELETE FROM guard_stamp",
    )
    _says(lupaus("-C", str(folder), "upgrade"), 2, "changed past the program")
    _says(lupaus("-C", str(folder), "adopt"), 0, "Version 2 is in force")
    assert lupaus("-C", str(folder), "check").returncode == 0
