"""What the claims about imports share: a list, who takes it in, and what is seen afterwards."""

from datetime import UTC, datetime

from lupaus.guard import Act, Actor, in_force, system_grant
from lupaus.intake.columns import recognise
from lupaus.intake.rawfile import Upload
from lupaus.intake.rules import parse_rules
from lupaus.intake.table import open_table
from lupaus.intake.take import Order, take_in

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
BASE = """Nimi;Yritys;Y-tunnus;Puh.;Sähköposti;Osoite;Asiakasnumero;Tehtävänimike
Virtanen Aino;;;040 123 4567;aino@example.fi;Katu 1, 33100 Tampere;7;
Korhonen Kaarlo;Esimerkki Oy;1234567-1;;kaarlo@example.fi;;8;
Mäkinen Bertta;;;;;;9;
"""
#: As Excel writes it in Finland: cp1252, semicolons, decimal commas, three phones in a cell.
LIST = (
    "Nimi;Puhelin;Sähköposti;Laskun numero;Laskun päivä;Summa;Maksettu\n"
    "Öljymäki Åsa;040 111 2223 / 09 123 456, 050-333 4445;asa@example.fi;1001;29.2.2024;"
    "1 234,50 €;1.3.2024\n"
    "Virtanen Aino;040 999 8887;aino@example.fi;;;;\n"
    "Mäki Kaarlo;;kaarlo@example.fi;1002;29.2.2025;10,00;\n"
).encode("cp1252")


def act(at=NOW, via="import"):
    return Act("bertta", "relations", at, via)


def sales():
    return Actor("bertta", "sales", in_force().purposes_of("sales"))


def owner():
    """Somebody with every purpose: nothing of a list is beyond the role."""
    return Actor("bertta", "owner", in_force().purposes_of("owner"))


def order(text, *rules, at=NOW, encoding="utf-8", **options):
    table = open_table(Upload("asiakkaat.csv", text.encode(encoding)))
    said = parse_rules(table.headings, rules)
    options.setdefault("source", "customer")
    return Order(table, recognise(table.headings), sales(), act(at), rules=said, **options)


def taken(text, *rules, progress=lambda _lines: None, **options):
    return take_in(order(text, *rules, **options), progress=progress)


def asked(sql, parameters=()):
    """What stands in the register, seen as the import compares it."""
    with system_grant("matching", why="a test looks") as part:
        return part.execute(sql, parameters)


def party(number):
    [(found,)] = asked("SELECT id FROM records_party WHERE number = %s", [number])
    return found


def values(number, table, column):
    sql = f"SELECT {column} FROM records_{table} WHERE party_id = %s ORDER BY id"
    return [row[0] for row in asked(sql, [party(number)])]


def by_hand(table, row, **columns):
    """An edit of the staff: the value, its source and day, and no batch any more."""
    with system_grant("import", why="a test edits") as part:
        part.update(table, {**columns, "batch_id": None}, {"id": row})


def change(number, column, value):
    with system_grant("seed", why="a test changes the spine") as part:
        part.update("party", {column: value}, {"id": party(number)})


def left_over():
    return asked("SELECT count(*) FROM intake_change")[0][0]
