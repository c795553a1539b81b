"""Ways of writing, and of reading by writing, that end at the guard on both engines."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import connection

from bypass.reads import fail, fetch, fetch_from_driver
from bypass.world import NOW, TODAY, World, path, paths
from lupaus.guard import Act, system_grant, writing
from lupaus.records.models import EmailAddress, Note, Party


def run(_world: World, sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def in_reading(world: World, sql: str) -> Any:
    with world.marketing():
        return run(world, sql)


def in_act(world: World, sql: str) -> Any:
    with world.act("marketing"):
        return run(world, sql)


def in_part(name: str) -> Callable[[World, str], Any]:
    def inside(world: World, sql: str) -> Any:
        with system_grant(name, why="a way around", at=NOW):
            return run(world, sql)

    return inside


_PUT = (
    "INSERT INTO records_emailaddress (party_id, address, folded, kind, source, sourced_on)"
    " SELECT id, 'x@example.fi', 'x@example.fi', '', 'customer', sourced_on FROM records_party"
)
_WRITES = {
    "a row is not put in": _PUT,
    "a row is not changed": "UPDATE records_emailaddress SET address = 'x@example.fi'",
    "a row is not removed": "DELETE FROM records_emailaddress",
    "a person is not unrestricted": "UPDATE records_party SET restricted = FALSE",
    "a cut-off is not moved": "UPDATE guard_cutoff SET day = NULL",
    "a cut-off is not removed": "DELETE FROM guard_cutoff",
    "the day is not moved": "UPDATE guard_today SET day = '2000-01-01'",
    "a policy is not changed": "UPDATE guard_policyversion SET text = ''",
    "a policy is not put in": "INSERT INTO guard_policyversion (version, text, digest,"
    " adopted_at, adopted_by) VALUES (99, '', '', '2026-01-01', 'x')",
    "nobody joins the staff": "INSERT INTO guard_staff (name, role, since)"
    " VALUES ('kaarlo', 'sales', '2026-01-01')",
    "nobody's role is changed": "UPDATE guard_staff SET role = 'sales'",
    "nobody is forgotten of the staff": "DELETE FROM guard_staff",
    "an entry of the ledger is not changed": "UPDATE ledger_entry SET link = link",
    "an entry of the ledger is not removed": "DELETE FROM ledger_entry",
    "a payload of the ledger is not removed": "DELETE FROM ledger_payload",
    "a table is not dropped": "DROP TABLE records_note",
    "the ledger is not dropped": "DROP TABLE ledger_entry",
    "a table is not altered": "ALTER TABLE records_note ADD COLUMN x text",
    "a view is not dropped": "DROP VIEW marketing__emailaddress",
    "a view is not made over a table": "CREATE VIEW x AS SELECT * FROM records_emailaddress",
    "a temporary view is not made": "CREATE TEMPORARY VIEW x AS SELECT * FROM records_note",
    "a temporary table is not made": "CREATE TEMPORARY TABLE x (y text)",
    "a table is not made of another": "CREATE TABLE x AS SELECT * FROM records_emailaddress",
    "an index is not made": "CREATE INDEX x ON records_emailaddress (lower(address))",
}
paths({f"with nothing open, {claim}": sql for claim, sql in _WRITES.items()}, run)
paths({f"in a reading, {claim}": sql for claim, sql in _WRITES.items()}, in_reading)

path("a table is not made of a view in a reading")(
    lambda w: in_reading(w, "CREATE TABLE x AS SELECT * FROM marketing__emailaddress")
)
path("save() writes nothing without an act")(
    lambda w: EmailAddress(
        party_id=w.aino, address="x@example.fi", folded="x", source="customer", sourced_on=TODAY
    ).save()
)
path("bulk_create writes nothing without an act")(
    lambda w: Note.objects.bulk_create(
        [Note(party_id=w.aino, written_on=TODAY, source="customer", sourced_on=TODAY)]
    )
)
path("update() writes nothing without an act")(
    lambda _: EmailAddress.objects.update(address="x@example.fi")
)
path("bulk_update writes nothing without an act")(
    lambda w: EmailAddress.objects.bulk_update([EmailAddress(pk=w.email, kind="x")], ["kind"])
)
path("delete() removes nothing without an act")(lambda _: Party.objects.all().delete())
path("the driver's cursor writes nothing without an act")(
    lambda _: fetch_from_driver("UPDATE records_emailaddress SET kind = 'x' RETURNING id")
)

# --- in an act for marketing: e-mail yes, phones and notes no ---------------------------------

paths(
    {
        "an act does not write what its purpose does not need":
            "UPDATE records_phonenumber SET kind = 'x'",
        "an act does not remove what its purpose does not need": "DELETE FROM records_note",
        "an act does not read values": "SELECT address FROM records_emailaddress",
        "an act does not read the spine's dates": "SELECT last_contact_on FROM records_party",
        "an act does not get values back from a change":
            "UPDATE records_emailaddress SET kind = 'x' RETURNING address",
        "an act does not get whole rows back from a change":
            "UPDATE records_emailaddress SET kind = 'x' RETURNING *",
        "an act does not get values back from a removal":
            "DELETE FROM records_emailaddress RETURNING address",
        "an act does not change a value by itself":
            "UPDATE records_emailaddress SET address = address || 'x'",
        "an act does not carry a value to another column":
            "UPDATE records_emailaddress SET kind = substr(address, 1, 20)",
        "an act does not choose rows by their values":
            "UPDATE records_emailaddress SET kind = 'x' WHERE address LIKE 'sala%%'",
        "an act does not remove rows by their values":
            "DELETE FROM records_emailaddress WHERE address LIKE 'sala%%'",
        "an act does not copy from a table it may not read":
            "INSERT INTO records_emailaddress (party_id, address, folded, kind, source,"
            " sourced_on) SELECT party_id, typed || '@x', '', '', source, sourced_on"
            " FROM records_phonenumber",
        "an act does not change from a table it may not read":
            "UPDATE records_emailaddress SET kind = p.typed FROM records_phonenumber p"
            " WHERE p.party_id = records_emailaddress.party_id",
        "an act does not read by a view": "SELECT address FROM marketing__emailaddress",
        "an act does not learn a value from a conflict":
            "INSERT INTO records_emailaddress (id, party_id, address, folded, kind, source,"
            " sourced_on) SELECT id, party_id, 'x@x', '', '', 'customer', '2026-01-01'"
            " FROM records_emailaddress WHERE id > 0"
            " ON CONFLICT (id) DO UPDATE SET kind = records_emailaddress.address",
        "a permission is not changed": "UPDATE records_permission SET decision = 'granted'",
        "a permission is not removed": "DELETE FROM records_permission",
        "a suppression is not read": "SELECT hmac FROM records_suppression",
        "an act does not read what a merge moved": "SELECT was, now FROM records_moved",
        "an act does not note a move":
            "INSERT INTO records_moved (merge_id, holding, row_id, what, was, now, changed)"
            " VALUES (1, 'records_note', 1, 'party_id', 1, 2, FALSE)",
        "an act does not forget a merge": "DELETE FROM records_merge",
        "an act tells nobody apart":
            "INSERT INTO records_different (one, other, said_on) VALUES (1, 2, '2026-01-01')",
        "an act does not move a cut-off": "UPDATE guard_cutoff SET day = NULL",
        "an act does not change the ledger": "UPDATE ledger_entry SET link = link",
        "an act does not make a trigger":
            "CREATE TRIGGER x AFTER INSERT ON records_emailaddress BEGIN SELECT 1; END",
    },
    in_act,
)  # fmt: skip
paths(
    {"an act does not change through a view": "UPDATE marketing__party SET number = 1"},
    in_act,
    engine_says="because it is a view",
)
path("an act's method refuses a table that its purpose does not need")(
    lambda w: _insert(w, "phonenumber")
)
path("an act's method does not change a permission")(lambda w: _change(w, "permission"))


def _insert(world: World, table: str) -> Any:
    with world.act("marketing") as w:
        return w.insert(table, ("party_id",), [(world.aino,)])


def _change(world: World, table: str) -> Any:
    with world.act("marketing") as w:
        return w.update(table, {"decision": "granted"}, {"id": 1})


@path("an act for a purpose that the policy does not know is refused")
def _unknown(_world: World) -> Any:
    with writing(Act("bertta", "profiling", NOW, "cli")) as w:
        return w.covers("emailaddress")


@path("an act is over when it ends")
def _act_over(world: World) -> Any:
    with world.act("marketing") as w:
        w.update("emailaddress", {"kind": "work"}, {"id": world.email})
    return w.update("emailaddress", {"kind": "home"}, {"id": world.email})


@path("an act is over when it fails")
def _act_failed(world: World) -> Any:
    with suppress(ZeroDivisionError), world.act("marketing"):
        fail()
    return run(world, "UPDATE records_emailaddress SET kind = 'x'")


@path("a statement cached during an act writes nothing after it")
def _stale(world: World) -> Any:
    sql = f"UPDATE records_emailaddress SET kind = 'x' WHERE id = {world.email}"
    for _ in range(3):
        in_act(world, sql)
    return run(world, sql)


@path("a reading inside an act does not write")
def _reading_in_act(world: World) -> Any:
    with world.act("marketing") as w, world.marketing():
        return w.update("emailaddress", {"kind": "x"}, {"id": world.email})


# --- parts of the machinery ------------------------------------------------------------------

_VALUES = "SELECT address FROM records_emailaddress"
path("keeping does not see values")(lambda w: in_part("keeping")(w, _VALUES))
path("keeping does not get values back")(
    lambda w: in_part("keeping")(w, "DELETE FROM records_note RETURNING text")
)
path("keeping does not choose by values")(
    lambda w: in_part("keeping")(w, "DELETE FROM records_note WHERE text LIKE 'sala%%'")
)
path("keeping does not add")(lambda w: in_part("keeping")(w, _PUT))
path("keeping does not undo the ledger")(
    lambda w: in_part("keeping")(w, "DELETE FROM ledger_payload")
)
path("proof does not see values")(lambda w: in_part("proof")(w, _VALUES))
path("proof changes nothing")(
    lambda w: in_part("proof")(w, "UPDATE records_party SET restricted = FALSE")
)
path("import does not see values")(lambda w: in_part("import")(w, _VALUES))
path("export changes nothing")(
    lambda w: in_part("export")(w, "UPDATE records_emailaddress SET kind = 'x'")
)
path("the ledger's expiry removes no entry")(
    lambda w: in_part("ledger-expiry")(w, "DELETE FROM ledger_entry")
)
path("the ledger's expiry sees nothing of the register")(
    lambda w: in_part("ledger-expiry")(w, _VALUES)
)


@path("what was exported is not open afterwards")
def _export_over(world: World) -> Any:
    in_part("export")(world, _VALUES)
    return fetch(_VALUES)


@path("a part that is left by an exception is not open afterwards")
def _part_failed(_world: World) -> Any:
    with suppress(ZeroDivisionError), system_grant("export", why="fails", at=NOW):
        fail()
    return fetch(_VALUES)


@path("a part's own handle is dead afterwards")
def _part_handle(_world: World) -> Any:
    with system_grant("export", why="kept", at=NOW) as part:
        pass
    return part.execute(_VALUES)
