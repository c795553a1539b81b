"""A list as a file: who was chosen, what is shown, nothing that runs, on the record."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from lupaus.guard import Act, Actor, Refused, in_force
from lupaus.intake.listfile import Form, export_list, preview_list
from lupaus.intake.workbook import Workbook
from lupaus.ledger.entry import Event
from lupaus.ledger.history import latest
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import bulk, people, relations, trade
from lupaus.register.bulk import select
from lupaus.register.listing import Column, Order, Sort, Wanted
from lupaus.register.protected import protect
from lupaus.register.shown import TABLES
from lupaus.register.values import Address, Email, Firm, PersonName, Phone
from lupaus.register.values import Order as Service
from lupaus.register.wanted import Money

pytestmark = pytest.mark.engine

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def act(purpose="relations"):
    return Act("bertta", purpose, NOW, "web")


def add(given, family, *details):
    new = people.NewPerson(
        PersonName(given, family), frozenset({SubjectKind.CONSUMER}), details
    )
    return people.add_person(act=act(), person=new).party


@pytest.fixture
def two(register):
    aino = add("Aino", "Äijälä", Email("aino@example.fi"), Phone("+358 40 1234567"))
    return aino, add("Bertta", "=CMD()")


BY_NAME = Order(Sort.NAME)
COLUMNS = (Column.NAME, Column.EMAIL, Column.PHONE, Column.STATE, Column.CONTACT)


def taken(
    form=Form.CSV,
    *,
    columns=COLUMNS,
    selection=None,
    agreed=None,
    purpose="relations",
    order=BY_NAME,
):
    out = io.BytesIO()
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    selection = selection or select(Wanted())
    if agreed is None:
        agreed = previewed(selection, purpose).preview.whom
    found = export_list(
        out,
        act=act(purpose),
        actor=actor,
        selection=selection,
        columns=columns,
        agreed=agreed,
        form=form,
        order=order,
    )
    return found, out.getvalue()


def previewed(selection, purpose="relations", columns=COLUMNS):
    actor = Actor("bertta", "owner", in_force().purposes_of("owner"))
    return preview_list(act=act(purpose), actor=actor, selection=selection, columns=columns)


def in_csv(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def in_xlsx(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book.active.iter_rows()], book


def test_csv_as_a_finnish_excel_reads_it_with_nothing_that_runs(two):
    found, data = taken()
    heads, other, aino = in_csv(data)
    assert heads == [str(c) for c in COLUMNS]
    day = NOW.date().isoformat()
    assert aino == ["Äijälä Aino", "aino@example.fi", "'+358 40 1234567", "prospect", day]
    assert other[0] == "'=CMD() Bertta"
    assert (found.rows, found.left, found.hidden) == (2, (), ())


def test_a_workbook_holds_text_days_and_sums_and_no_formula(two):
    _found, data = taken(Form.XLSX)
    rows, book = in_xlsx(data)
    assert rows[2][0] == "Äijälä Aino"
    assert rows[2][4].date() == NOW.date()
    assert rows[1][0] == "=CMD() Bertta"
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_sums_have_a_decimal_comma(two):
    aino, _ = two
    made = trade.NewInvoice("1", (trade.Line("työ", 123_456),), NOW.date())
    trade.issue_invoice(act=act("accounting"), party=aino, invoice=made)
    only = select([aino])
    asked = {"columns": (Column.OPEN,), "selection": only, "purpose": "accounting"}
    assert in_csv(taken(**asked)[1])[1] == ["1234,56"]
    assert in_xlsx(taken(Form.XLSX, **asked)[1])[0][1] == [1234.56]


def test_a_column_out_of_sight_is_not_in_the_file_and_is_named(two):
    aino, _ = two
    home = [Address("Katu 1", "33100", "Tampere")]
    people.add_details(act=act("delivery"), party=aino, details=home)
    found, data = taken(columns=(Column.NAME, Column.TOWN))
    assert in_csv(data)[0] == ["name"]
    assert [(h.column, h.clause) for h in found.hidden] == [
        (Column.TOWN, "data.postal-address")
    ]
    assert b"Tampere" not in data


def test_the_file_holds_what_its_purpose_needs_and_nothing_of_the_others(two):
    aino, _ = two
    made = trade.NewInvoice("1", (trade.Line("työ", 123_456),), NOW.date())
    trade.issue_invoice(act=act("accounting"), party=aino, invoice=made)
    contact = people.NewPerson(
        PersonName("Kaarlo", "Åberg"),
        frozenset({SubjectKind.REPRESENTATIVE}),
        (Email("kaarlo@example.fi"), Phone("050 123 4567")),
    )
    people.add_person(act=act(), person=contact)
    columns = (Column.NAME, Column.EMAIL, Column.PHONE, Column.OPEN)
    everybody = select(Wanted())
    seen = previewed(everybody, "marketing", columns)
    assert seen.preview.count == 1
    assert {h.column for h in seen.hidden} == {Column.PHONE, Column.OPEN}
    found, data = taken(columns=columns, purpose="marketing")
    assert in_csv(data) == [["name", "email"], ["Åberg Kaarlo", "kaarlo@example.fi"]]
    assert found.hidden == seen.hidden
    heads, *rows = in_csv(taken(columns=columns, purpose="accounting")[1])
    assert heads == ["name", "open-invoices"]
    assert "1234,56" in {row[1] for row in rows}
    assert latest(1)[0][1]["purpose"] == "accounting"


def test_nobody_is_chosen_by_what_the_purpose_does_not_see(two):
    owing = select(Wanted(money=Money.OPEN))
    with pytest.raises(Refused) as refused:
        previewed(owing, "marketing")
    assert refused.value.clause == "data.vouchers"
    with pytest.raises(Refused):
        taken(selection=owing, purpose="marketing", agreed="")
    assert previewed(owing, "accounting").preview.count == 0


def test_an_order_by_what_the_purpose_does_not_see_is_that_of_the_names(two):
    order = Order(Sort.OPEN, descending=True)
    _found, data = taken(columns=(Column.NAME,), order=order)
    assert in_csv(data)[1:] == [["'=CMD() Bertta"], ["Äijälä Aino"]]


def test_others_than_were_agreed_to_write_nothing(two):
    agreed = previewed(select(Wanted())).preview.whom
    people.restrict(act=act(), party=two[0])
    new = add("Kaarlo", "Åberg")
    before = len(latest(1000))
    with pytest.raises(bulk.Changed) as changed:
        taken(agreed=agreed)
    assert changed.value.now.count == 2
    assert len(latest(1000)) == before
    assert taken(selection=select([new]))[0].rows == 1


def test_who_is_out_of_sight_is_left_out_and_counted(two):
    aino, other = two
    people.restrict(act=act(), party=other)
    seen = previewed(select([aino, other])).preview
    assert (seen.count, [one.count for one in seen.left]) == (1, [1])
    found, data = taken(selection=select([aino, other]))
    assert found.rows == 1
    assert "Öhman" not in data.decode()


@pytest.mark.parametrize("form", Form)
def test_of_a_protected_person_nothing_goes_out_to_be_found_by(two, form):
    aino, _other = two
    home = [Address("Katu 1", "33100", "Tampere")]
    people.add_details(act=act("delivery"), party=aino, details=home)
    work = people.NewOrganisation(Firm("Salainen Työpaikka Oy"))
    oy = people.add_organisation(act=act(), organisation=work).party
    relations.affiliate(act=act("delivery"), person=aino, role=relations.Role(oy, "billing"))
    trade.place_order(act=act("delivery"), party=aino, order=Service("Kotikäynti Katu 1"))
    protect(act=act(), party=aino, source="customer")
    columns = (Column.NAME, *TABLES)
    found, data = taken(form, columns=columns, purpose="delivery", selection=select([aino]))
    heads, row = in_csv(data) if form is Form.CSV else in_xlsx(data)[0]
    assert {"email", "phone", "town", "roles", "services"} < {*heads}
    assert [cell for cell in row if cell] == ["Äijälä Aino"]
    assert found.withheld == 1


def test_the_export_is_in_the_ledger_with_its_columns(two):
    taken()
    said = latest(1)[0][1]
    assert said["event"] == Event.EXPORTED
    assert said["fields"] == [str(c) for c in COLUMNS]
    assert sorted(said["whose"]) == sorted(two)


def test_a_file_of_several_pages_has_everybody_once(register, monkeypatch):
    monkeypatch.setattr("lupaus.register.listing.MOST", 2)
    parties = {add("Aino", f"Äijälä {n}") for n in range(5)}
    found, data = taken(columns=(Column.NAME,))
    assert found.rows == len(parties)
    assert [row[0] for row in in_csv(data)[1:]] == [f"Äijälä {n} Aino" for n in range(5)]


def test_nobody_exports_for_a_purpose_that_the_role_lacks(two):
    actor = Actor("bertta", "sales", frozenset({"relations"}))
    with pytest.raises(Refused):
        export_list(
            io.BytesIO(),
            act=act("accounting"),
            actor=actor,
            selection=select(Wanted()),
            columns=COLUMNS,
            agreed="",
        )


@pytest.mark.parametrize(
    "text", ["\x00\x07a", "<b>&amp;</b>", "]]>", "😀", " a ", "x" * 40_000]
)
def test_whatever_text_a_workbook_opens_again(text):
    out = io.BytesIO()
    with Workbook(out) as book:
        book.row([text, date(2024, 2, 29), None, 5])
    row = in_xlsx(out.getvalue())[0][0]
    assert row[0] == text.replace("\x00", "").replace("\x07", "")[:32_767]
    assert (row[1].date(), row[2], row[3]) == (date(2024, 2, 29), None, 5)
