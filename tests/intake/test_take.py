"""A list goes in whole or not at all, and comes out whole."""

import csv
import json
import resource
from datetime import UTC, datetime

import pytest
from house import SAMPLE, adopt_sample

from lupaus.guard import Act, Actor, in_force, reading, system_grant
from lupaus.intake import take
from lupaus.intake.batch import undo
from lupaus.intake.columns import recognise
from lupaus.intake.export import export_csv, export_json
from lupaus.intake.preview import preview
from lupaus.intake.table import open_table
from lupaus.intake.take import Order, take_in
from lupaus.intake.unusable import Unusable

pytestmark = pytest.mark.engine

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ACT = Act("bertta", "relations", NOW, "import")
LIST = """Nimi;Yritys;Puh.;Sähköposti;Osoite;Asiakasnumero
Virtanen Aino;;040 123 4567;aino@example.fi;Katu 1, 33100 Tampere;7
Korhonen Kaarlo;Esimerkki Oy;050 123 4567;kaarlo@example.fi;Tie 2, 00100 Helsinki;8
Mäkinen Bertta;Esimerkki Oy;050 765 4321;bertta@example.fi;;8
"""


def sales():
    return Actor("bertta", "sales", in_force().purposes_of("sales"))


@pytest.fixture
def order(tmp_path):
    def make(text=LIST, **options):
        path = tmp_path / "asiakkaat.csv"
        path.write_text(text, encoding="cp1252")
        table = open_table(path)
        options.setdefault("source", "customer")
        return Order(table, recognise(table.headings), sales(), ACT, **options)

    return make


def seen(table="personname", column="family"):
    with reading(sales(), sales().purposes, at=NOW, about="test") as reads:
        rows = reads.rows(lambda *r: r[0], f"SELECT {column} FROM {reads.view(table)}")
    return sorted(rows)


def count(table, where="id IS NOT NULL"):
    with system_grant("import", why="a test counts") as part:
        sql = f"SELECT count(*) FROM records_{table} WHERE {where}"
        return part.execute(sql)[0][0]


def test_a_list_comes_into_sight_with_everything_on_it(register, order):
    report = take_in(order())
    assert (report.lines, report.persons, report.failed) == (3, 3, 0)
    assert seen() == ["Korhonen", "Mäkinen", "Virtanen"]
    assert seen("phonenumber", "e164") == ["+358401234567", "+358501234567", "+358507654321"]


def test_contacts_of_one_firm_belong_to_one_firm(register, order):
    take_in(order())
    assert count("organisation") == 1
    assert count("affiliation") == 2
    assert count("party") == 4


def test_every_row_says_whence_and_when(register, order):
    take_in(order())
    assert set(seen("emailaddress", "source")) == {"customer"}
    assert {str(day) for day in seen("emailaddress", "sourced_on")} == {"2026-03-02"}


def test_nothing_is_in_sight_before_everything_is(register, order, monkeypatch):
    monkeypatch.setattr(take, "chunks", lambda table: ([row] for row in table.rows()))
    states = []
    take_in(order(), progress=lambda _lines: states.append(len(seen())))
    assert states == [0, 0, 0]
    assert len(seen()) == 3


def halt_at(lines):
    def progress(done):
        if done >= lines:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize("lines", [1, 2])
def test_an_import_that_dies_leaves_nothing_in_sight(register, order, monkeypatch, lines):
    monkeypatch.setattr(take, "chunks", lambda table: ([row] for row in table.rows()))
    with pytest.raises(KeyboardInterrupt):
        take_in(order(), progress=halt_at(lines))
    assert seen() == []
    assert count("party") > 0
    report = take_in(order())
    assert seen() == ["Korhonen", "Mäkinen", "Virtanen"]
    assert count("batch", "state = 'staged'") == 0
    assert report.failed == 0, "numbers of the dead import are free again"


def test_an_import_that_died_can_be_undone(register, order, monkeypatch):
    monkeypatch.setattr(take, "chunks", lambda table: ([row] for row in table.rows()))
    with pytest.raises(KeyboardInterrupt):
        take_in(order(), progress=halt_at(2))
    undo(_last_batch(), act=ACT)
    assert count("party") == 0


def _last_batch():
    with system_grant("import", why="a test looks") as part:
        return part.execute("SELECT max(id) FROM records_batch")[0][0]


def test_an_undone_import_leaves_nothing(register, order):
    report = take_in(order())
    undone = undo(report.batch, act=ACT)
    assert undone.rows == report.rows
    assert undone.kept == ()
    assert [count(t) for t in ("party", "personname", "affiliation", "phonenumber")] == [0] * 4
    assert take_in(order()).persons == 3, "and the file may come again"


def test_undo_keeps_whom_somebody_has_added_to_since(register, order):
    report = take_in(order())
    with system_grant("seed", why="a note by hand") as seed:
        (aino,) = seed.execute("SELECT id FROM records_party WHERE number = 7")[0]
        columns = ("party_id", "written_on", "author", "text", "source", "sourced_on")
        row = (aino, NOW.date(), "bertta", "soitti", "customer", NOW.date())
        seed.insert("note", columns, [row])
    assert undo(report.batch, act=ACT).kept == (aino,)
    assert (count("party"), count("note"), count("personname")) == (1, 1, 1)
    assert count("emailaddress") == count("phonenumber") == 0, "only the name stays beside it"


def test_undoing_twice_and_undoing_nothing_is_harmless(register, order):
    report = take_in(order())
    undo(report.batch, act=ACT)
    assert undo(report.batch, act=ACT).rows == 0
    with pytest.raises(Unusable, match="no import 999999"):
        undo(999_999, act=ACT)


def test_the_very_same_file_is_known_again(register, order):
    first = take_in(order())
    with pytest.raises(Unusable, match=f"--undo {first.batch}"):
        take_in(order())
    report = take_in(order(again=True))
    assert (report.new, report.known, report.failed) == (0, 4, 0)  # one firm on two lines
    assert (report.filled, report.overwritten, count("party")) == (0, 0, 4)
    others = LIST.replace("Aino", "Anna").replace("aino@", "anna@")
    report = take_in(order(others))
    assert (report.failed, report.remarks[-1].line) == (1, 2), "number 7 is somebody else's"


def test_a_customer_number_is_nobody_elses(register, order):
    report = take_in(
        order("Nimi;Asiakasnumero\nAino Virtanen;5\nKaarlo Mäki;5\nBertta Öst;A-6\n")
    )
    assert (report.failed, report.persons) == (1, 2)
    assert report.remarks[0].line == 3


def test_lines_that_fail_come_back_as_a_file_for_excel(register, order, tmp_path):
    failures = tmp_path / "virheet.csv"
    text = (
        "Nimi;Puh.;Viimeisin yhteydenotto\nAino;=1+1;\nBertta;+358 40 1;30.2.2025\nKaarlo;;\n"
    )
    report = take_in(order(text, failures=failures))
    assert report.failed == 1
    content = failures.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Nimi", "Puh.", "Viimeisin yhteydenotto", "syy/reason"]
    assert rows[1][:3] == ["Bertta", "'+358 40 1", "30.2.2025"]
    assert "no such day" in rows[1][3]


def test_no_file_of_failures_is_made_when_nothing_failed(register, order, tmp_path):
    take_in(order(failures=tmp_path / "virheet.csv"))
    assert not (tmp_path / "virheet.csv").exists()


def test_likely_duplicates_in_the_file_are_told_and_kept_apart(register, order):
    report = take_in(
        order(
            "Nimi;Puh.;Sähköposti;Postinumero\n"
            "Aino Virtanen;040 123 4567;aino@example.fi;33100\n"
            "Kaarlo Mäki;+358 40 1234567;;00100\n"
            "Bertta Öst;;AINO@example.fi;00100\n"
            "Virtanen Aino;;;33100\n"
            "Aino Virtanen;;;00100\n"
        )
    )
    found = {(d.line, d.by, d.of_line) for d in report.duplicates}
    assert found == {(3, "phone", 2), (4, "e-mail", 2), (5, "name", 2)}
    assert report.persons == 5


def test_likely_duplicates_of_the_register_are_told(register, order):
    take_in(order())
    report = take_in(order("Nimi;Sähköposti\nAino V;aino@example.fi\nUusi;u@example.fi\n"))
    (duplicate,) = report.duplicates
    assert (duplicate.line, duplicate.by, duplicate.of_line) == (2, "e-mail", 0)
    assert duplicate.of_party > 0


def test_a_source_that_the_notice_does_not_name_is_refused(register, order):
    with pytest.raises(Unusable, match="customer"):
        take_in(order(source="ostettu"))
    assert count("batch") == 0


def test_a_preview_writes_nothing_and_says_the_same(register, order):
    shown = preview(order())
    assert count("party") == count("batch") == 0
    report = take_in(order())
    for name in ("lines", "persons", "organisations", "failed", "duplicates_found"):
        assert getattr(shown.report, name) == getattr(report, name)
    assert [s.kind for s in shown.shown] == [
        "person",
        "organisation",
        "contact person",
        "organisation",
        "contact person",
    ]


def test_what_no_purpose_needs_does_not_enter_and_is_told_by_column(committed_register, order):
    text = SAMPLE.read_text(encoding="utf-8")
    adopt_sample(text.replace("phone: {for: [delivery, relations]", "phone: {for: [marketing]"))
    report = take_in(order())
    ((barred, values),) = report.barred.items()
    assert (barred.category, values, barred.clause) == ("phone", 1, "data.phone")
    assert seen("phonenumber", "e164") == ["+358501234567", "+358507654321"]


def test_the_register_goes_out_as_files_and_comes_back(register, order, tmp_path):
    take_in(order())
    done = export_csv(tmp_path / "vienti", actor=sales(), act=ACT)
    assert done.tables["personname"] == 3
    content = (tmp_path / "vienti" / "personname.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid;party_id;given;family;")
    assert "Mäkinen" in content.decode("utf-8-sig")
    phones = (tmp_path / "vienti" / "phonenumber.csv").read_text(encoding="utf-8-sig")
    assert ";'+358401234567;" in phones
    assert (tmp_path / "vienti" / "personname.csv").stat().st_mode & 0o077 == 0


def test_an_export_holds_what_the_role_may_see_and_no_more(register, order, tmp_path):
    take_in(order())
    export_csv(tmp_path / "vienti", actor=sales(), act=ACT)
    names = {file.name for file in (tmp_path / "vienti").iterdir()}
    assert "emailaddress.csv" in names
    assert not names & {"postaladdress.csv", "invoice.csv", "identitycode.csv"}
    assert "Katu 1" not in "".join(
        file.read_text(encoding="utf-8") for file in (tmp_path / "vienti").iterdir()
    )


def test_json_holds_each_party_with_its_rows(register, order, tmp_path):
    take_in(order())
    file = tmp_path / "vienti.json"
    done = export_json(file, actor=sales(), act=ACT)
    tree = json.loads(file.read_text(encoding="utf-8"))
    assert len(tree["parties"]) == done.parties == 4
    aino = next(p for p in tree["parties"] if p["number"] == 7)
    assert aino["personname"][0]["family"] == "Virtanen"
    assert "folded" not in aino["personname"][0]


def test_an_export_overwrites_nothing(register, order, tmp_path):
    take_in(order())
    with pytest.raises(Unusable, match="exists"):
        export_csv(tmp_path, actor=sales(), act=ACT)


def test_a_long_list_does_not_fill_the_memory(register, order):
    lines = ["Nimi;Puh.;Sähköposti"]
    lines += [f"Virtanen Aino{n};040 {n:07};a{n}@example.fi" for n in range(6_000)]
    made = order("\n".join(lines))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert take_in(made).persons == 6_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024
