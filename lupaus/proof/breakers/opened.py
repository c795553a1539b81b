"""Switching the enforcement off: views without their rule, rights too many, the ledger's
triggers taken away, columns and places that nobody may add."""

from collections.abc import Iterator

from django.db import connection, transaction

from lupaus.guard import Refused, reading, scope, staff
from lupaus.guard.probe import made
from lupaus.guard.session import opened
from lupaus.ledger.append import append
from lupaus.ledger.entry import Entry, Event
from lupaus.policy.clause import Clause
from lupaus.policy.views import Engine, View, set_name
from lupaus.policy.vocabulary import Ban
from lupaus.proof.breakers import UNNOTICED, Bench, Breaker
from lupaus.proof.breakers.planting import plain


def set_of(clause: Clause) -> str:
    """The set of purposes that the clause is about."""
    if "role" in clause.params:
        return set_name(str(clause.params["role"]), role=True)
    return set_name(str(clause.params["purpose"]))


def opened_too_wide(_bench: Bench, clause: Clause) -> Iterator[Breaker]:
    """The row rule taken out of a view of every set; one thing too many in every set; a table
    read past the views of this one."""
    name = set_of(clause)
    yield Breaker("views without their row rule", _unrule_all, shared=True)
    too_many = "rights" if connection.vendor == "postgresql" else "views"
    yield Breaker(f"{too_many} that no clause gives", _open_all, shared=True)
    yield Breaker("a table read past the views", lambda at: _past(at, name))


def _unrule_all(at: Bench) -> str:
    for name in at.adopted.sets:
        _unruled(at, [v for v in _views(at) if v.name.startswith(f"{name}__")][-1])
    return ""


def _open_all(at: Bench) -> str:
    for name in at.adopted.sets:
        if connection.vendor == "postgresql":
            _granted(at, f"r_{name}")
        else:
            _added(at, name)
    return ""


def _views(bench: Bench) -> tuple[View, ...]:
    return made(bench.adopted, Engine(connection.vendor))


def _unruled(at: Bench, view: View) -> str:
    select = view.select.split("\nWHERE ")[0]
    if connection.vendor == "postgresql":
        at.sandbox.raw(f"CREATE OR REPLACE VIEW {view.name} AS {select}")
    else:
        at.sandbox.raw(f"DROP VIEW {view.name}")
        at.sandbox.raw(f"CREATE VIEW {view.name} AS {select}")
    return ""


def _added(at: Bench, name: str) -> str:
    at.sandbox.raw(f"CREATE VIEW {name}__everything AS SELECT * FROM records_note")
    return ""


def _granted(at: Bench, part: str) -> str:
    from lupaus.guard.postgresql.names import role_name  # noqa: PLC0415 - psycopg

    at.sandbox.raw(f'GRANT SELECT ON records_note TO "{role_name(connection, part)}"')
    return ""


def _past(at: Bench, name: str) -> str:
    try:
        with opened(scope.reading(at.adopted.sets[name])):
            at.sandbox.inside("SELECT text FROM records_note")
    except at.sandbox.refusals as no:
        said = str(no).lower()
        return "the engine guard" if "may not" in said or "denied" in said else UNNOTICED
    return UNNOTICED


def any_role(_bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    """A role that nobody has; and every set opened too wide."""
    yield Breaker("somebody let in by hand with a role that does not exist", _no_role)
    yield Breaker("views without their row rule", _unrule_all, shared=True)


def _no_role(at: Bench) -> str:
    """The name works here; whoever bears it must not be able to look all the same."""
    name = f"koe{at.number()}"
    row = plain({"name": name, "role": "nobody-s-own-role", "since": at.noon})
    at.sandbox.raw(
        "INSERT INTO guard_staff (name, role, since) VALUES (:name, :role, :since)", row
    )
    try:
        stranger = staff.actor(name)
        wanted = [next(iter(at.policy.purposes))]
        with reading(stranger, wanted, at=at.noon, about="self-test"):
            return UNNOTICED
    except Refused:
        return "the guard"


# --- the record, the columns, the places -----------------------------------------------------


def rewritten(_bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    """One entry of the ledger changed by hand, with its triggers and without them."""
    yield Breaker("an entry of the ledger changed", _changed)
    yield Breaker("an entry changed after its trigger was taken away", _forged)
    yield Breaker("a trigger of the ledger taken away", _untriggered)


def _line(at: Bench) -> int:
    with transaction.atomic():
        append([Entry("lupaus", Event.SELF_TESTED, (), at.noon, via="sandbox")])
    [(seq,)] = at.sandbox.raw("SELECT MAX(seq) FROM ledger_payload")
    return int(seq)


_CHANGE = "UPDATE ledger_payload SET payload = :payload WHERE seq = :seq"


def _changed(at: Bench) -> str:
    seq = _line(at)
    try:
        at.sandbox.raw(_CHANGE, {"payload": b"{}", "seq": seq})
    except at.sandbox.refusals as no:
        return "a trigger of the ledger" if "append-only" in str(no) else UNNOTICED
    return UNNOTICED


def _forged(at: Bench) -> str:
    seq = _line(at)
    _untriggered(at)
    at.sandbox.raw(_CHANGE, {"payload": b"{}", "seq": seq})
    return ""


def _untriggered(at: Bench) -> str:
    trigger = "ledger_payload_unchanged"
    if connection.vendor == "postgresql":
        at.sandbox.raw(f"ALTER TABLE ledger_payload DISABLE TRIGGER {trigger}")
    else:
        at.sandbox.raw(f"DROP TRIGGER {trigger}")
    return ""


def never(_bench: Bench, clause: Clause) -> Iterator[Breaker]:
    if clause.params["never"] == str(Ban.SPECIAL_CATEGORIES):
        yield Breaker("a column for religion added by hand", _religion)
        yield Breaker("a table of diagnoses beside the register", _diagnoses)


def _religion(at: Bench) -> str:
    at.sandbox.raw("ALTER TABLE records_personname ADD COLUMN religion text")
    return ""


def _diagnoses(at: Bench) -> str:
    at.sandbox.raw("CREATE TABLE patients (party bigint, diagnosis text)")
    return ""


def misplaced(_bench: Bench, _clause: Clause) -> Iterator[Breaker]:
    yield Breaker("the journal moved into the folder that backups copy", _moved)
    yield Breaker("the journal taken away", _taken)


def _moved(at: Bench) -> str:
    """Where the journal is said to be is a way into the folder."""
    folder, journal = at.sandbox.folder.path, at.sandbox.folder.journal
    assert folder  # noqa: S101 - every sandbox has one
    assert journal  # noqa: S101 - likewise
    journal.rename(folder / "journal")
    journal.symlink_to(folder / "journal")
    return ""


def _taken(at: Bench) -> str:
    journal = at.sandbox.folder.journal
    assert journal  # noqa: S101 - every sandbox has one
    journal.rmdir()
    return ""
