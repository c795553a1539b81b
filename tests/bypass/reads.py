"""Ways of reading that end at the guard on both engines."""

import asyncio
import contextvars
import threading
from contextlib import suppress
from typing import Any

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Subquery

from bypass.world import World, path, paths
from lupaus.guard import Refused
from lupaus.records.models import Affiliation, EmailAddress, Party, PersonName


def fetch(sql: str, parameters: Any = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def fetch_from_driver(sql: str) -> Any:
    """Past Django, from the driver's own connection."""
    cursor = connection.connection.cursor()
    cursor.execute(sql)
    return cursor.fetchall()


# --- with nothing open -----------------------------------------------------------------------

paths(
    {
        "a table is not read by SQL": "SELECT address FROM records_emailaddress",
        "a table is not counted": "SELECT count(*) FROM records_emailaddress",
        "no row's existence is told": "SELECT EXISTS (SELECT 1 FROM records_emailaddress)",
        "not even the ids are read": "SELECT id FROM records_emailaddress",
        "the spine is not read": "SELECT relation_ended_on FROM records_party",
        "who was merged is not read": "SELECT keep, gone FROM records_merge",
        "what a merge moved is not read": "SELECT row_id FROM records_moved",
        "old numbers are not read": "SELECT number FROM records_oldnumber",
        "who was told apart is not read": "SELECT one, other FROM records_different",
        "a view is not read without a reading": "SELECT address FROM marketing__emailaddress",
        "an expression does not read for it":
            "WITH x AS (SELECT address FROM records_emailaddress) SELECT * FROM x",
        "an explained statement is a statement":
            "EXPLAIN SELECT address FROM records_emailaddress",
        "suppressions are not read": "SELECT hmac FROM records_suppression",
        "a constant table does not carry it out":
            "VALUES ((SELECT max(address) FROM records_emailaddress))",
    },
    lambda _, sql: fetch(sql),
)  # fmt: skip
path("the driver's cursor under Django is guarded")(
    lambda _: fetch_from_driver("SELECT address FROM records_emailaddress")
)
path("the driver's connection executes nothing either")(
    lambda _: connection.connection.execute(
        "SELECT address FROM records_emailaddress"
    ).fetchall()
)
path("the models' manager sees nothing")(lambda _: list(EmailAddress.objects.all()))
path("values() sees nothing")(lambda _: list(EmailAddress.objects.values("address")))
path("values_list of keys sees nothing")(lambda _: list(Party.objects.values_list("pk")))
path("count() sees nothing")(lambda _: EmailAddress.objects.count())
path("exists() tells nothing")(lambda _: EmailAddress.objects.exists())
path("the base manager sees nothing")(lambda _: list(EmailAddress._base_manager.all()))
path("a query set made by hand sees nothing")(lambda _: list(models.QuerySet(EmailAddress)))
path("select_related sees nothing")(
    lambda _: list(EmailAddress.objects.select_related("party"))
)
path("prefetch_related sees nothing")(
    lambda _: list(Affiliation.objects.prefetch_related("organisation"))
)
path("raw() sees nothing")(
    lambda _: list(EmailAddress.objects.raw("SELECT * FROM records_emailaddress"))
)
path("an instance in hand does not refresh")(
    lambda w: EmailAddress(pk=w.email).refresh_from_db()
)
path("a foreign key is not followed")(lambda w: EmailAddress(pk=1, party_id=w.aino).party)
path("annotating brings nothing in")(
    lambda _: list(EmailAddress.objects.annotate(x=F("party__number")).values("x"))
)
path("filtering does not tell by its result")(
    lambda _: list(EmailAddress.objects.filter(address__startswith="s").values("pk"))
)
path("a sub-query brings nothing in")(
    lambda _: list(
        Party.objects.annotate(
            x=Subquery(EmailAddress.objects.filter(party=OuterRef("pk")).values("address")[:1])
        ).values("x")
    )
)
path("an existence sub-query tells nothing")(
    lambda _: list(
        Party.objects.filter(Exists(PersonName.objects.filter(party=OuterRef("pk")))).values(
            "pk"
        )
    )
)
path("an aggregate tells nothing")(
    lambda _: EmailAddress.objects.aggregate(models.Max("address"))
)


# --- inside a reading for something else -----------------------------------------------------


def in_marketing(world: World, sql: str) -> Any:
    with world.marketing():
        return fetch(sql)


paths(
    {
        "a reading does not open the table": "SELECT address FROM records_emailaddress",
        "a reading does not open another's view": "SELECT typed FROM delivery__phonenumber",
        "a reading does not open a wider view of the same table":
            "SELECT address FROM relations__emailaddress",
        "a join does not reach the table":
            "SELECT t.typed FROM marketing__emailaddress e"
            " JOIN records_phonenumber t ON t.party_id = e.party_id",
        "a sub-select does not reach the table":
            "SELECT (SELECT max(typed) FROM records_phonenumber) FROM marketing__emailaddress",
        "a union does not reach the table":
            "SELECT address FROM marketing__emailaddress"
            " UNION SELECT address FROM records_emailaddress",
        "existence in the table is not told":
            "SELECT EXISTS (SELECT 1 FROM records_emailaddress WHERE address LIKE 'sala%%')",
        "the order of the table is not told":
            "SELECT e.id FROM marketing__emailaddress e, records_phonenumber p ORDER BY typed",
        "a case does not tell of the table":
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM records_note) THEN 1 ELSE 0 END",
        "an expression that takes the view's name is refused":
            "WITH marketing__emailaddress AS (SELECT * FROM records_emailaddress)"
            " SELECT address FROM marketing__emailaddress",
        "an expression that quotes the view's name is refused":
            'WITH "marketing__emailaddress" (a) AS (SELECT address FROM records_emailaddress)'
            ' SELECT a FROM "marketing__emailaddress"',
        "an expression behind a comment is refused":
            "WITH marketing__emailaddress /* x */ AS /* ) */ (SELECT * FROM"
            " records_emailaddress) SELECT address FROM marketing__emailaddress",
        "a second expression that takes the name is refused":
            "WITH a AS (SELECT 1), marketing__emailaddress AS"
            " (SELECT address FROM records_emailaddress) SELECT * FROM marketing__emailaddress",
        "a recursive expression that takes the name is refused":
            "WITH RECURSIVE marketing__emailaddress(a) AS (SELECT address FROM"
            " records_emailaddress UNION SELECT 'x') SELECT a FROM marketing__emailaddress",
        "a sub-query that takes the view's name as alias is refused":
            "SELECT * FROM (SELECT * FROM records_emailaddress) AS marketing__emailaddress",
        "a table that takes the view's name as alias is refused":
            "SELECT address FROM records_emailaddress AS marketing__emailaddress",
        "no column beyond the view's is read": "SELECT party_id FROM records_phonenumber",
    },
    in_marketing,
)  # fmt: skip


@path("restricted persons are not shown", shows_nothing=True)
def _restricted(world: World) -> Any:
    return in_marketing(world, "SELECT * FROM marketing__emailaddress")


@path("restricted persons are not shown by a wider set either", shows_nothing=True)
def _restricted_wider(world: World) -> Any:
    with world.reading("relations", "marketing"):
        sql = "SELECT * FROM role_sales__emailaddress WHERE party_id IN (%s, %s)"
        return fetch(sql, [world.kaarlo, world.sanni])


@path("names are shown for the same rows as everything else", shows_nothing=True)
def _names(world: World) -> Any:
    return in_marketing(world, "SELECT * FROM marketing__personname, marketing__party")


@path("a hidden row is not counted", shows_nothing=True)
def _counted(world: World) -> Any:
    found = in_marketing(world, "SELECT count(*) FROM marketing__emailaddress")
    assert [tuple(row) for row in found] == [(1,)]
    return found


@path("a reading refuses the view of what no purpose needs")
def _not_needed(world: World) -> Any:
    with world.marketing() as r:
        return r.view("phonenumber")


@path("the models see nothing inside a reading")
def _models_inside(world: World) -> Any:
    with world.marketing():
        return list(EmailAddress.objects.values("address"))


# --- after, between and elsewhere ------------------------------------------------------------

SEEN = "SELECT address FROM marketing__emailaddress"


@path("a statement cached during a reading shows nothing after it")
def _stale(world: World) -> Any:
    for _ in range(3):
        in_marketing(world, SEEN)
    return fetch(SEEN)


@path("a cursor opened in a reading gives nothing after it")
def _late_cursor(world: World) -> Any:
    with world.marketing():
        cursor = connection.cursor()
        cursor.execute(SEEN)
    return cursor.fetchall()


@path("a driver's cursor opened in a reading gives nothing after it")
def _late_driver(world: World) -> Any:
    with world.marketing():
        cursor = connection.connection.cursor()
        cursor.execute(SEEN)
    return cursor.fetchone()


@path("an iterator begun in a reading gives nothing after it")
def _late_iterator(world: World) -> Any:
    with world.marketing():
        cursor = connection.connection.cursor()
        cursor.execute(SEEN)
        rows = iter(cursor)
    return next(rows)


@path("the outer reading's cursor gives nothing inside an inner one")
def _outer_cursor(world: World) -> Any:
    with world.marketing():
        cursor = connection.cursor()
        cursor.execute(SEEN)
        with world.reading("accounting"):
            return cursor.fetchall()


@path("an inner reading does not add to the outer one")
def _not_union(world: World) -> Any:
    with world.reading("delivery"), world.reading("accounting"):
        return fetch("SELECT typed FROM delivery__phonenumber")


@path("an outer reading is no wider after an inner one")
def _after_inner(world: World) -> Any:
    with world.marketing():
        with world.reading("delivery"):
            fetch("SELECT typed FROM delivery__phonenumber")
        return fetch("SELECT typed FROM delivery__phonenumber")


def fail() -> None:
    raise ZeroDivisionError


@path("nothing is open after an exception in the middle")
def _after_exception(world: World) -> Any:
    with suppress(ZeroDivisionError), world.marketing():
        fail()
    return fetch(SEEN)


@path("nothing is open after a refusal in the middle")
def _after_refusal(world: World) -> Any:
    try:
        with world.marketing():
            fetch("SELECT typed FROM records_phonenumber")
    except Refused:
        pass
    return fetch(SEEN)


def _raised(run: Any) -> Any:
    """Run it in another thread and bring its exception back."""
    told: list[Any] = []

    def inside() -> None:
        try:
            told.append(run())
        except BaseException as wrong:  # noqa: BLE001 - brought back to the test
            told.append(wrong)

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    if isinstance(told[0], BaseException):
        raise told[0]
    return told[0]


@path("another thread does not read on the same connection")
def _thread(world: World) -> Any:
    with world.marketing():
        raw = connection.connection
        return _raised(lambda: raw.execute(SEEN).fetchall())


@path("another thread does not fetch from a cursor of the reading")
def _thread_fetch(world: World) -> Any:
    with world.marketing():
        cursor = connection.connection.cursor()
        cursor.execute(SEEN)
        return _raised(cursor.fetchall)


@path("another thread that inherits the context does not read")
def _thread_context(world: World) -> Any:
    with world.marketing():
        raw, inherited = connection.connection, contextvars.copy_context()
        return _raised(lambda: inherited.run(lambda: raw.execute(SEEN).fetchall()))


@path("another context of the same thread does not read")
def _context(world: World) -> Any:
    with world.marketing():
        raw = connection.connection
        return contextvars.Context().run(lambda: raw.execute(SEEN).fetchall())


@path("another asynchronous task does not read on the same connection")
def _task(world: World) -> Any:
    raw = connection.connection

    async def read() -> Any:
        return raw.execute(SEEN).fetchall()

    async def main() -> Any:
        return await asyncio.create_task(read())

    with world.marketing():
        return asyncio.run(main())


@path("a task born inside a reading does not read on after it")
def _orphan(world: World) -> Any:
    raw = connection.connection
    inherited: list[contextvars.Context] = []
    with world.marketing():
        inherited.append(contextvars.copy_context())
    return inherited[0].run(lambda: raw.execute(SEEN).fetchall())


@path("a connection opened again has nothing open")
def _reopened(world: World) -> Any:
    raw = connection.copy()
    raw.connect()
    try:
        with raw.cursor() as cursor:
            cursor.execute("SELECT address FROM records_emailaddress")
            return cursor.fetchall()
    finally:
        raw.close()
