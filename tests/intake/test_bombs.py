"""A workbook of a few bytes does not make work for minutes: what is sent over the network has
its limits, by size and by the work in it; and honest lists are far from them."""

import io
import zipfile

import openpyxl
import pytest

from lupaus.intake import sheetxml, xlsxfile
from lupaus.intake.rawfile import Upload
from lupaus.intake.table import open_table
from lupaus.intake.unusable import Unusable
from lupaus.intake.workbook import Workbook

SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = f'<worksheet {MAIN}><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
TAIL = "</sheetData></worksheet>"
MARKS = "packs more cells or styles"
LEFT = 1 << 20  # bytes


def packed(parts):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def small():
    """The parts of an honest workbook."""
    book = openpyxl.Workbook()
    book.active.append(["Nimi", "Puhelin"])
    book.active.append(["Aino", "040 123 4567"])
    into = io.BytesIO()
    book.save(into)
    return parts_of(into.getvalue())


def texts(count, *, first=("Nimi", "Puhelin")):
    return (
        f"<sst {MAIN}>"
        + "".join(f"<si><t>{t}</t></si>" for t in first)
        + ("<si><t/></si>" * count + "</sst>")
    )


def sheet(rows):
    return HEAD + rows + TAIL


def sent(parts):
    content = packed(parts)
    assert len(content) < LEFT, "a bomb is small"
    return Upload("asiakkaat.xlsx", content)


def test_texts_that_unpack_to_far_more_than_they_were_are_refused_before_they_are_read(
    small, monkeypatch
):
    monkeypatch.setattr(xlsxfile, "texts_of", lambda *_args, **_more: pytest.fail("read"))
    bomb = sent({**small, TEXTS: texts(1_500_000)})
    with pytest.raises(Unusable, match=r"would unpack to 18 MiB .*save the list as CSV"):
        open_table(bomb)


def test_parts_that_are_large_together_only_are_weighed_together(small):
    many = {f"xl/media/{n}.xml": "<a>" + " " * (1 << 19) + "</a>" for n in range(40)}
    with pytest.raises(Unusable, match=r"would unpack to 20 MiB \(all its parts\)"):
        open_table(sent({**small, **many}))


def test_texts_too_small_to_be_weighed_are_refused_by_their_number(small, monkeypatch):
    read = []
    add = sheetxml.Texts.add
    monkeypatch.setattr(sheetxml.Texts, "add", lambda t, text: read.append(1) or add(t, text))
    rows = '<row><c t="s"><v>599999</v></c></row>'
    bomb = sent({**small, TEXTS: texts(600_000), SHEET: sheet(rows)})
    with pytest.raises(Unusable, match=MARKS):
        list(open_table(bomb).rows())
    assert len(read) < 60_000


@pytest.mark.parametrize("rows", ["<row/>", "<x/>", f"<row>{'<c/>' * 99}</row>"])
def test_cells_that_hold_nothing_are_refused_by_their_number(small, rows):
    many = rows * (600_000 // rows.count("<"))
    bomb = sent({**small, TEXTS: texts(0), SHEET: sheet(many)})
    with pytest.raises(Unusable, match=MARKS):
        list(open_table(bomb).rows())


def test_styles_of_which_objects_would_be_made_are_refused_by_their_number(small):
    styles = small[STYLES].replace(b"</cellXfs>", b"<xf/>" * 60_000 + b"</cellXfs>")
    with pytest.raises(Unusable, match=MARKS):
        open_table(sent({**small, STYLES: styles}))


def test_whoever_looks_at_the_first_rows_waits_for_no_more_texts_than_they_have(
    small, monkeypatch
):
    """Pages that show the columns look at fifty rows, again and again."""
    read = []
    add = sheetxml.Texts.add
    monkeypatch.setattr(sheetxml.Texts, "add", lambda t, text: read.append(1) or add(t, text))
    names = [f"Nimi {n}" for n in range(30_000)]
    rows = "".join(f'<row><c t="s"><v>{n + 2}</v></c></row>' for n in range(len(names)))
    first = ("Nimi", "Puhelin", *names)
    table = open_table(sent({**small, TEXTS: texts(0, first=first), SHEET: sheet(rows)}))
    assert [row[0] for _, row in table.sample(50)] == names[:50]
    assert len(read) < len(names) / 5
    assert [row[0] for _, row in table.rows()] == names


def test_the_command_line_reads_from_the_disk_what_the_network_may_not_send(small, tmp_path):
    dense = packed({**small, TEXTS: texts(50_000), SHEET: sheet("<row/>" * 400_000)})
    file = tmp_path / "asiakkaat.xlsx"
    file.write_bytes(dense)
    with pytest.raises(Unusable, match=MARKS):
        list(open_table(Upload("asiakkaat.xlsx", dense)).rows())
    assert open_table(file).headings == ("Nimi", "Puhelin")
    assert list(open_table(file).rows()) == []


def test_a_list_of_ours_with_mostly_empty_columns_is_far_from_the_limits():
    into = io.BytesIO()
    with Workbook(into) as book:
        book.row(["Nimi", "Sähköposti", *(f"sarake {n}" for n in range(18))])
        for n in range(20_000):
            book.row([f"Nimi {n}", f"n{n * 7919 % 20_011}@example.fi", *[None] * 18])
    table = open_table(Upload("vienti.xlsx", into.getvalue()))
    assert sum(1 for _ in table.rows()) == 20_000
