"""Files as they come: Excel's CSV and XLSX, and files that mean harm."""

import io
import resource
import zipfile
from datetime import date

import openpyxl
import pytest

from lupaus.intake.csvfile import LONGEST_LINE, csv_rows
from lupaus.intake.sheetxml import Texts
from lupaus.intake.table import open_table
from lupaus.intake.unusable import Unusable

LIST = "Nimi;Puh.;Postitoimipaikka\r\nÅke Öst;040 123 4567;Äänekoski\r\n"


def cells(path):
    return [row for _, row in csv_rows(path)]


def write(tmp_path, content, name="asiakkaat.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode("utf-8"),
        LIST.encode("utf-8-sig"),
        LIST.encode("cp1252"),
        LIST.encode("mac-roman"),
        LIST.encode("cp850"),
        b"\xff\xfe" + LIST.encode("utf-16-le"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("utf-16-le"),
        LIST.encode("utf-16-be"),
    ],
    ids=["utf8", "bom", "cp1252", "mac", "dos", "utf16le", "utf16be", "bare16le", "bare16be"],
)
def test_the_letters_are_right_in_every_encoding(tmp_path, content):
    assert cells(write(tmp_path, content))[1] == ["Åke Öst", "040 123 4567", "Äänekoski"]


def test_letters_far_down_the_file_decide_as_well(tmp_path):
    plain = b"Nimi;Kunta\r\n" + b"Aino;Turku\r\n" * 20_000
    path = write(tmp_path, plain + "Åke;Äänekoski\r\n".encode("cp1252"))
    assert cells(path)[-1] == ["Åke", "Äänekoski"]


def test_a_letter_on_the_border_of_two_reads_is_whole(tmp_path):
    for length in range(65_530, 65_540):
        head = b"Nimi;Kunta\n" + b"a" * (length - 11)
        path = write(tmp_path, head + "ä;ö\n".encode())
        assert cells(path)[1][0][-1] == "ä"


def test_a_file_glued_from_two_encodings_is_read(tmp_path):
    path = write(tmp_path, "Nimi;X\nÅke;1\n".encode() + "Öst;2\n".encode("cp1252"))
    assert [row[0] for row in cells(path)] == ["Nimi", "Åke", "Öst"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path, separator):
    lines = ["Nimi", "Katuosoite", "Summa"], ["Aino", "Katu 1", "12"], ["Bertta", "Tie 2", "9"]
    content = "\n".join(separator.join(line) for line in lines)
    assert cells(write(tmp_path, content.encode()))[1] == ["Aino", "Katu 1", "12"]


def test_commas_in_addresses_and_sums_do_not_part_cells(tmp_path):
    content = "Nimi;Osoite;Summa\n" + "Aino;Katu 1, 33100 Tampere;1 234,50\n" * 5
    assert cells(write(tmp_path, content.encode()))[1][1] == "Katu 1, 33100 Tampere"


def test_excels_own_line_about_the_separator_is_obeyed(tmp_path):
    path = write(tmp_path, b"sep=,\r\nNimi,Puh\r\nAino,1;2;3;4\r\n")
    assert [(n, row) for n, row in csv_rows(path)] == [
        (2, ["Nimi", "Puh"]),
        (3, ["Aino", "1;2;3;4"]),
    ]


def test_empty_lines_are_skipped_and_counted(tmp_path):
    path = write(tmp_path, b"Nimi;Puh\n\n;\nAino;1\n")
    assert [n for n, _ in csv_rows(path)] == [1, 4]


def test_a_cell_of_several_lines_keeps_the_line_it_begins_on(tmp_path):
    path = write(tmp_path, b'Nimi;Muistiinpanot\nAino;"yksi\nkaksi; kolme"\nBertta;x\n')
    assert list(csv_rows(path))[1:] == [
        (2, ["Aino", "yksi\nkaksi; kolme"]),
        (4, ["Bertta", "x"]),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0old", "save it as .xlsx"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\n\n;;\n", "no rows"),
        (b"PK\x03\x04broken", "damaged"),
        (b"BEGIN:VCARD\n", "vCard"),
    ],
)
def test_what_is_no_list_is_refused_with_the_cure(tmp_path, content, said):
    with pytest.raises(Unusable, match=said):
        open_table(write(tmp_path, content))


@pytest.mark.parametrize("name", ["luettelo.xlsx", "LUETTELO.XLSX", "luettelo.xlsm"])
def test_a_text_that_is_called_an_excel_file_is_told_to_be_none(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"ei mitaan\n")
    with pytest.raises(Unusable, match="no Excel file"):
        open_table(path)


def test_a_program_is_no_list_and_a_few_odd_bytes_do_not_make_it_one(tmp_path):
    path = tmp_path / "ohjelma.csv"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Unusable, match="is no text"):
        open_table(path)
    path.write_bytes(b"Nimi;Puhelin\nAino\0;040\x07 123 4567\n")
    assert open_table(path).headings == ("Nimi", "Puhelin")


def test_a_missing_file_is_told_plainly(tmp_path):
    with pytest.raises(Unusable, match="cannot be opened"):
        open_table(tmp_path / "puuttuu.csv")


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(Unusable, match="cannot be opened"):
        open_table(tmp_path)


def test_a_line_without_an_end_is_refused_without_reading_it_all(tmp_path):
    path = tmp_path / "iso.csv"
    with path.open("wb") as file:
        file.write(b"a" * (1 << 17))
        file.truncate(1 << 30)  # a gigabyte of NUL, sparse
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unusable, match="longer than"):
        open_table(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_a_line_of_the_greatest_length_is_read_and_one_more_is_not(tmp_path):
    filler = "a" * 100_000
    line = f"{filler};{filler};"
    fits = line + "b" * (LONGEST_LINE - len(line) - 1) + "\n"
    assert len(cells(write(tmp_path, fits.encode()))) == 1
    with pytest.raises(Unusable, match="longer than"):
        cells(write(tmp_path, ("b" + fits).encode()))


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line(tmp_path):
    content = 'Nimi;Puh\nAino;1\nBertta;"2\n' + "Kaarlo;3\n" * 100_000
    with pytest.raises(Unusable, match="line 3"):
        cells(write(tmp_path, content.encode()))


def test_a_file_cut_in_the_middle_of_a_letter_is_told(tmp_path):
    path = write(tmp_path, b"\xff\xfe" + LIST.encode("utf-16-le")[:-1])
    with pytest.raises(Unusable, match="damaged"):
        cells(path)


def test_headings_are_found_below_a_title(tmp_path):
    path = write(tmp_path, b"Asiakkaat 2025\n\nNimi;Puhelin;S-posti\nAino;040;a@example.fi\n")
    table = open_table(path)
    assert (table.headings_line, table.headings) == (3, ("Nimi", "Puhelin", "S-posti"))
    assert [row[0] for row in table.rows()] == [4]


def test_a_file_without_headings_is_told_so(tmp_path):
    path = write(tmp_path, "Aino Virtanen;040 123 4567\nKaarlo Mäki;050 1\n".encode())
    with pytest.raises(Unusable, match="looks like a customer"):
        open_table(path)
    table = open_table(path, without_headings=True)
    assert table.headings == ("1", "2")
    assert len(list(table.rows())) == 2


def workbook(tmp_path, rows, *, title="Asiakkaat", change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(book)
    path = tmp_path / "asiakkaat.xlsx"
    book.save(path)
    return path


def test_a_workbook_gives_what_a_person_would_type(tmp_path):
    path = workbook(
        tmp_path,
        [
            ["Nimi", "Puhelin", "Asiakkuus alkanut", "Summa", "Lupa", "Y-tunnus"],
            ["Åke Öst", 401234567, date(2025, 2, 1), 1234.5, True, "1234567-1"],
            ["Aino", None, date(1900, 3, 1), 12.0, False, 3],
        ],
    )
    assert list(open_table(path).rows()) == [
        (2, ["Åke Öst", "401234567", "2025-02-01", "1234,5", "kyllä", "1234567-1"]),
        (3, ["Aino", "", "1900-03-01", "12", "ei", "3"]),
    ]


def test_formulas_bring_no_formula_into_the_register(tmp_path):
    path = workbook(
        tmp_path, [["Nimi", "Puhelin"], ['=HYPERLINK("http://x")', "=1+1"], ["Aino", 1]]
    )
    assert list(open_table(path).rows()) == [(3, ["Aino", "1"])]


def test_one_visible_sheet_is_taken_and_hidden_ones_are_told(tmp_path):
    def hide(book):
        book.create_sheet("Vanhat").append(["Nimi", "Puhelin"])
        book["Vanhat"].sheet_state = "hidden"

    table = open_table(workbook(tmp_path, [["Nimi", "Puhelin"], ["Aino", "1"]], change=hide))
    assert table.hidden == ("Vanhat",)
    assert len(list(table.rows())) == 1


def test_of_several_sheets_one_must_be_chosen(tmp_path):
    def add(book):
        book.create_sheet("Toiset").append(["Nimi", "Puhelin"])
        book["Toiset"].append(["Bertta", "2"])

    path = workbook(tmp_path, [["Nimi", "Puhelin"], ["Aino", "1"]], change=add)
    with pytest.raises(Unusable, match="--sheet"):
        open_table(path)
    assert next(iter(open_table(path, sheet="toiset").rows()))[1] == ["Bertta", "2"]
    with pytest.raises(Unusable, match="no sheet"):
        open_table(path, sheet="Kolmannet")


def rebuilt(path, part, content):
    """The workbook with one part changed."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, content)
    path.write_bytes(changed.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Nimi</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Puhelin</t></is></c></row>'
)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        (SHEET, '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>', "document type"),
        (
            "xl/workbook.xml",
            '<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>',
            "document type",
        ),
        (
            SHEET,
            HEAD + '<row r="999999999999"></row></sheetData></worksheet>',
            "no spreadsheet",
        ),
        (
            SHEET,
            HEAD + '<row><c r="ZZZ9"><v>1</v></c></row></sheetData></worksheet>',
            "columns",
        ),
        (SHEET, HEAD + '<row><c t="s"><v>99</v></c></row></sheetData></worksheet>', "damaged"),
        (SHEET, HEAD + '<row><c t="s"><v>x</v></c></row></sheetData></worksheet>', "damaged"),
        (SHEET, HEAD + "<row>", "damaged"),
        (SHEET, HEAD + f'<row><c t="str"><v>{"a" * 200_000}</v></c></row>', "longer than"),
        (SHEET, HEAD + f'<row><c r="{"a" * 5_000_000}"/></row>', "never ends"),
        ("xl/styles.xml", "<a>" + "b" * (9 << 20) + "</a>", "unpack"),
        (SHEET, "<worksheet>" + " " * (70 << 20) + "</worksheet>", "unpack"),
        ("[Content_Types].xml", "<Types/>", "workbook"),
    ],
    ids=[
        "entity",
        "outside",
        "rows",
        "columns",
        "text",
        "letters",
        "cut",
        "cell",
        "tag",
        "styles",
        "bomb",
        "types",
    ],
)
def test_a_workbook_that_means_harm_is_refused(tmp_path, part, content, said):
    path = rebuilt(workbook(tmp_path, [["Nimi", "Puhelin"], ["Aino", "1"]]), part, content)
    with pytest.raises(Unusable, match=said):
        list(open_table(path).rows())


def test_an_archive_that_is_no_workbook_is_told(tmp_path):
    path = tmp_path / "kuvat.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kuva.png", b"x")
    with pytest.raises(Unusable):
        open_table(path)


def test_shared_texts_are_found_again_before_and_after_they_are_flushed():
    with Texts() as texts:
        for n in range(10_000):
            texts.add(f"ääkkönen {n}")
        assert [texts[n] for n in (0, 4095, 4096, 9_999)] == [
            f"ääkkönen {n}" for n in (0, 4095, 4096, 9_999)
        ]
        assert len(texts) == 10_000


def test_a_long_list_does_not_grow_in_memory(tmp_path):
    path = tmp_path / "pitkä.csv"
    with path.open("w", encoding="cp1252") as file:
        file.write("Nimi;Puhelin;Sähköposti;Katuosoite;Postinumero;Postitoimipaikka\n")
        for n in range(200_000):
            file.write(f"Äinö {n};040 {n:07};a{n}@example.fi;Katu {n};00100;Helsinki\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in open_table(path).rows()) == 200_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024


def test_a_large_workbook_does_not_grow_in_memory(tmp_path):
    path = workbook(tmp_path, [["Nimi", "Puhelin"]])
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>Aino {n}</t></is></c><c><v>{n}</v></c></row>'
        for n in range(100_000)
    )
    rebuilt(path, SHEET, HEAD + rows + "</sheetData></worksheet>")
    del rows
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in open_table(path).rows()) == 100_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024
