"""A list in the browser: sealed between requests, shown, taken in once, forgotten."""

import csv
import io
import threading
from datetime import timedelta

import openpyxl
import pytest
from intake_hands import (
    BASE,
    LATER,
    LIST,
    NOW,
    act,
    asked,
    change,
    owner,
    party,
    taken,
    values,
)

from lupaus.guard import Act, system_grant
from lupaus.intake import draft as drafts
from lupaus.intake.batch import clear_dead, undo
from lupaus.intake.draft import store
from lupaus.intake.draft.store import State
from lupaus.intake.field import Field
from lupaus.intake.preview import Outcome
from lupaus.intake.rules import Rule
from lupaus.intake.unusable import Unusable
from lupaus.keeping import passing
from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.register.bans import Origin, suppress_address

pytestmark = pytest.mark.engine


@pytest.fixture
def draft(register):
    number = drafts.start(LIST, "C:\\omat\\asiakkaat.csv", act())
    drafts.choose(number, act(), source="customer")
    return number


def commit(number, **options):
    return drafts.commit(number, actor=owner(), act=act(), **options)


def shown(number):
    return drafts.preview(number, actor=owner(), act=act())


def stored(number):
    """Every byte of the draft that the database holds."""
    rows = asked("SELECT content FROM intake_piece WHERE draft_id = %s", [number])
    rows += asked("SELECT settings FROM intake_draft WHERE id = %s", [number])
    rows += asked("SELECT report FROM intake_draft WHERE id = %s", [number])
    return b"".join(bytes(cell) for (cell,) in rows)


def test_a_list_lies_sealed_and_its_name_too(draft):
    assert len(stored(draft)) > len(LIST)
    for text in (b"aino", b"asiakkaat", "Öljymäki".encode(), "Öljymäki".encode("cp1252")):
        assert text not in stored(draft)
    assert store.content(draft, "file") == LIST


def test_a_list_of_several_pieces_comes_out_as_it_went_in(register, monkeypatch):
    monkeypatch.setattr(store, "_PIECE", 7)
    number = drafts.start(LIST, "a.csv", act())
    assert store.content(number, "file") == LIST


def test_columns_are_recognised_with_examples_and_certainty(draft):
    found = drafts.recognise(draft, act())
    assert [s.column.field for s in found.columns][:4] == [
        Field.NAME,
        Field.PHONE,
        Field.EMAIL,
        Field.INVOICE_NUMBER,
    ]
    assert found.columns[0].examples == ("Öljymäki Åsa", "Virtanen Aino", "Mäki Kaarlo")
    assert found.columns[0].rule is Rule.FILL
    assert all(0 <= s.column.confidence <= 1 for s in found.columns)
    assert found.has_headings
    assert not found.from_last_time


def test_a_column_can_be_changed_and_stays_changed(draft):
    drafts.set_columns(draft, act(), fields={1: Field.IGNORED}, rules={2: Rule.OVERWRITE})
    drafts.set_columns(draft, act(), fields={2: Field.EMAIL})
    found = drafts.recognise(draft, act()).columns
    assert (found[1].column.field, found[1].category) == (Field.IGNORED, None)
    assert found[2].rule is Rule.OVERWRITE


def test_a_preview_tells_each_lines_fate_and_marks_its_cells(draft):
    taken(BASE)
    found = shown(draft)
    report = found.report
    assert (report.new, report.known, report.failed, report.duplicates_found) == (1, 1, 1, 0)
    assert [line.outcome for line in found.lines] == [
        Outcome.NEW,
        Outcome.KNOWN,
        Outcome.FAILED,
    ]
    assert (found.lines[1].party, found.lines[1].by) == (party(7), "e-mail and name")
    assert found.lines[0].cells[0] == "Öljymäki Åsa"
    assert "no such day" in found.lines[2].problems[0].text
    assert asked("SELECT count(*) FROM records_party")[0][0] == 4, "nothing was written"


def test_what_the_policy_bars_is_marked_on_its_cell_with_the_clause(register):
    number = drafts.start("Nimi;Syntymäaika;Puh.\nAino;1.1.1980;sata\n".encode(), "a", act())
    drafts.choose(number, act(), source="customer")
    found = shown(number)
    assert any("days of birth" in note for note in found.report.notes)
    assert [(p.place, bool(p.text)) for p in found.lines[0].problems] == [
        (2, True),
        (None, True),
    ]


def test_a_preview_tells_of_bans_erased_addresses_and_restricted_persons(register):
    taken(BASE)
    change(7, "restricted", True)
    for address in ("poistettu@example.fi", "kaarlo@example.fi"):
        suppress_address(
            act=Act("bertta", "relations", NOW, "desk"),
            channel=Channel.EMAIL,
            address=address,
            purpose_class=PurposeClass.MARKETING,
            origin=Origin.OWN,
            since=NOW.date(),
        )
    text = (
        "Nimi;Sähköposti\nÖst Åsa;POISTETTU@example.fi\nKorhonen Kaarlo;kaarlo@example.fi\n"
        "Aino Virtanen;aino@example.fi\n"
    )
    number = drafts.start(text.encode(), "a.csv", act())
    drafts.choose(number, act(), source="customer")
    report = shown(number).report
    assert (report.objecting, report.gone) == (2, 1), "one of them is nobody's any more"
    assert (report.failed, report.new, report.known) == (1, 1, 1)


def test_a_commit_takes_all_in_says_how_far_it_is_and_forgets_the_list(draft, monkeypatch):
    from lupaus.intake import take  # noqa: PLC0415 - its chunks are made small

    monkeypatch.setattr(take, "chunks", lambda table: ([row] for row in table.rows()))
    seen = []

    def look(_lines):
        now = drafts.progress(draft, act())
        seen.append((now.state, now.lines, now.total))

    report = commit(draft, progress=look)
    assert seen == [(State.COMMITTING, n, 3) for n in (1, 2, 3)]
    found = drafts.progress(draft, act())
    assert (found.state, found.batch, found.lines) == (State.DONE, report.batch, 3)
    assert found.report["persons"] == 2
    assert asked("SELECT count(*) FROM intake_piece WHERE part = 'file'") == [(0,)]
    phones = asked("SELECT e164 FROM records_phonenumber ORDER BY id")
    assert [row[0] for row in phones][:3] == ["+358401112223", "+3589123456", "+358503334445"]
    invoice = asked("SELECT count(*) FROM records_invoice WHERE number = '1001'")
    assert invoice == [(1,)]
    assert undo(report.batch, act=act()).rows == report.rows


def test_the_lines_that_failed_come_back_in_the_lists_own_columns(draft):
    before = drafts.failed_rows(draft, actor=owner(), act=act())
    commit(draft)
    after = drafts.failed_rows(draft, actor=owner(), act=act())
    assert before == after
    rows = list(csv.reader(io.StringIO(after.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Nimi", "Puhelin"]
    assert rows[1][0] == "Mäki Kaarlo"
    assert "no such day" in rows[1][-1]
    assert b"Kaarlo" not in stored(draft)


def test_a_commit_that_dies_is_seen_as_interrupted_and_runs_again(draft, monkeypatch):
    monkeypatch.setattr(store, "give_up", lambda *_args: None)  # as a kill leaves it

    def die(_lines):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        commit(draft, progress=die)
    assert drafts.progress(draft, act()).state is State.COMMITTING
    with pytest.raises(Unusable, match="being taken in already"):
        commit(draft)
    later = act(NOW + store.LEASE)
    assert drafts.progress(draft, later).state is State.INTERRUPTED
    with system_grant("matching", why="a test looks") as part:
        assert part.execute("SELECT state FROM records_batch") == [("staged",)]
    report = drafts.commit(draft, actor=owner(), act=later)
    assert report.persons == 2
    assert asked("SELECT count(*) FROM records_party") == [(2,)]


def test_a_commit_that_fails_leaves_the_draft_open_and_says_why(draft):
    drafts.choose(draft, act(), source="ostettu")
    with pytest.raises(Unusable, match="ostettu"):
        commit(draft)
    found = drafts.progress(draft, act())
    assert found.state is State.OPEN
    assert "ostettu" in found.error
    assert asked("SELECT count(*) FROM records_batch") == [(0,)]


def test_who_has_lost_the_claim_brings_nothing_into_sight(draft):
    def taken_over(_lines):
        with system_grant("import", why="a test takes over") as part:
            part.changed("UPDATE intake_draft SET claim = 'another' WHERE id > 0")

    with pytest.raises(Unusable, match="taken over"):
        commit(draft, progress=taken_over)
    assert asked("SELECT count(*) FROM records_batch WHERE state = 'visible'") == [(0,)]
    clear_dead(act(NOW + timedelta(days=2)), origin="")


def test_a_list_is_taken_in_once(draft):
    commit(draft)
    with pytest.raises(Unusable, match="or has been"):
        commit(draft)
    with pytest.raises(Unusable, match="nothing can be changed"):
        drafts.choose(draft, act(), source="customer")


def test_a_discarded_list_is_gone(draft):
    drafts.discard(draft, act=act())
    assert asked("SELECT count(*) FROM intake_draft") == [(0,)]
    assert asked("SELECT count(*) FROM intake_piece") == [(0,)]
    with pytest.raises(Unusable, match="Hand it over again"):
        drafts.recognise(draft, act())


def test_nobody_sees_anothers_list(draft):
    with pytest.raises(Unusable):
        drafts.recognise(draft, Act("kaarlo", "relations", NOW, "web"))


@pytest.mark.parametrize(("days", "there"), [(6, 1), (7, 0), (8, 0)])
def test_a_list_that_is_left_is_gone_after_seven_days(draft, days, there):
    with system_grant("keeping", why="a test") as part:
        for one in passing.PASSING:
            if one.days:
                last = passing.last_day(one, NOW.date() + timedelta(days=days))
                part.changed(f"DELETE FROM {one.table} WHERE {one.day} <= %s", [last])
    assert asked("SELECT count(*) FROM intake_draft") == [(there,)]
    assert asked("SELECT count(*) FROM intake_piece") == [(there,)]


def test_the_columns_of_the_last_list_with_the_same_headings_are_proposed(draft):
    drafts.set_columns(draft, act(), fields={1: Field.IGNORED}, rules={2: Rule.LEAVE})
    commit(draft)
    again = drafts.start(LIST.replace(b"Virtanen", b"Virta"), "muu.csv", act(LATER))
    found = drafts.recognise(again, act(LATER))
    assert found.from_last_time
    assert found.columns[1].column.field is Field.IGNORED
    assert found.columns[2].rule is Rule.LEAVE
    drafts.set_columns(again, act(LATER), fields={1: Field.PHONE})
    assert drafts.recognise(again, act(LATER)).columns[1].column.field is Field.PHONE
    kept = " ".join(map(str, asked("SELECT headings, columns FROM intake_mapping")[0]))
    assert "Nimi" not in kept
    assert "Puhelin" not in kept


def test_lines_that_failed_are_known_again_when_they_come_back_mended(draft):
    drafts.set_columns(draft, act(), fields={1: Field.IGNORED}, rules={2: Rule.LEAVE})
    commit(draft)
    failed = drafts.failed_rows(draft, actor=owner(), act=act())
    again = drafts.start(failed.replace(b"29.2.2025", b"28.2.2025"), "a.csv", act(LATER))
    drafts.choose(again, act(LATER), source="customer")
    found = drafts.recognise(again, act(LATER))
    assert found.from_last_time
    assert found.columns[1].column.field is Field.IGNORED
    assert commit(again).failed == 0
    third = drafts.start(LIST.replace(b"Virtanen", b"Virta"), "b.csv", act(LATER))
    assert drafts.recognise(third, act(LATER)).from_last_time


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def test_of_several_sheets_one_is_chosen(register):
    content = workbook(
        ("Asiakkaat", [["Nimi", "Puh."], ["Aino", "050 111 2223"]]),
        ("Äänestys", [["Nimi", "Sähköposti"], ["Bertta Öst", "bertta@example.fi"]]),
    )
    number = drafts.start(content, "kirja.xlsx", act())
    assert [s.name for s in drafts.sheets(number, act())] == ["Asiakkaat", "Äänestys"]
    with pytest.raises(Unusable, match="several sheets"):
        drafts.recognise(number, act())
    drafts.choose(number, act(), sheet="Äänestys", source="customer")
    assert drafts.recognise(number, act()).columns[1].column.field is Field.EMAIL
    assert commit(number).persons == 1
    assert asked("SELECT address FROM records_emailaddress") == [("bertta@example.fi",)]


HOSTILE = [b"", b"%PDF-1.4", b"PK\x03\x04nonsense", b"\xd0\xcf\x11\xe0 old", b"\x1f\x8bzip"]


@pytest.mark.parametrize("content", HOSTILE)
def test_what_can_be_no_list_is_refused_and_nothing_of_it_is_kept(register, content):
    with pytest.raises(Unusable):
        drafts.start(content, "a.xlsx", act())
    assert asked("SELECT count(*) FROM intake_draft") == [(0,)]


def test_a_list_too_long_for_a_browser_names_the_command(register, monkeypatch):
    monkeypatch.setattr(store, "LARGEST", len(LIST) - 1)
    with pytest.raises(Unusable, match="lupaus import"):
        drafts.start(LIST, "a.csv", act())


def test_a_hostile_name_is_text(register):
    number = drafts.start(LIST, "../../etc/\r\nX-Y: z\x00<b>.csv", act())
    assert drafts.progress(number, act()).settings.name == "X-Y: z<b>.csv"


def test_whom_a_preview_recognised_is_on_record(draft, monkeypatch):
    from lupaus.intake import preview  # noqa: PLC0415 - what it records is looked at

    taken(BASE)
    noted = []
    monkeypatch.setattr(preview, "record_read", lambda **read: noted.append(read))
    shown(draft)
    assert [(read["whose"], read["about"]) for read in noted] == [
        ({party(7)}, "import-preview")
    ]


def test_a_draft_under_the_rules_changes_who_is_there(draft):
    taken(BASE)
    drafts.set_columns(draft, act(), rules={1: Rule.OVERWRITE})
    report = commit(draft)
    assert values(7, "phonenumber", "e164") == ["+358409998887"]
    undo(report.batch, act=act())
    assert values(7, "phonenumber", "e164") == ["+358401234567"]


def test_a_job_that_knows_the_number_alone_can_take_the_list_in(committed_register):
    """In another thread, as a web request leaves it behind; another request looks on."""
    from django.db import connections  # noqa: PLC0415 - each thread has its own

    number = drafts.start(LIST, "asiakkaat.csv", act())
    drafts.choose(number, act(), source="customer")
    states, wrong = [], []

    def job():
        try:
            assert drafts.begun_by(number) == "bertta"
            commit(number, progress=lambda _lines: staged.set() or seen.wait(20))
        except BaseException as error:  # noqa: BLE001 - told by the claim below
            wrong.append(error)
        finally:
            connections.close_all()

    staged, seen = threading.Event(), threading.Event()
    thread = threading.Thread(target=job)
    thread.start()
    assert staged.wait(20)
    states.append(drafts.progress(number, act()).state)
    with pytest.raises(Unusable, match="wait for the end"):
        drafts.discard(number, act=act())
    seen.set()
    thread.join(30)
    states.append(drafts.progress(number, act()).state)
    drafts.discard(number, act=act())
    with system_grant("import", why="a test is over") as part:
        part.changed("DELETE FROM intake_mapping WHERE id > 0")
        part.changed("DELETE FROM intake_taken WHERE id > 0")
    assert (states, wrong) == ([State.COMMITTING, State.DONE], [])


def test_the_lists_of_somebody_are_told_and_only_theirs(draft):
    assert [found.id for found in drafts.drafts_of(act())] == [draft]
    assert list(drafts.drafts_of(Act("kaarlo", "relations", NOW, "web"))) == []
