"""What only PostgreSQL has: two logins, and roles that hold when the cursor does not."""

from types import SimpleNamespace

import pytest
from django.db import connection, connections

from lupaus.guard import Refused, in_force
from lupaus.guard.postgresql import roles
from lupaus.guard.postgresql.names import role_name
from lupaus.records.catalogue import guarded


def asked(sql, parameters=()):
    with connection.speaking(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_the_runtime_has_no_right_on_any_table_of_the_register(register):
    sql = "SELECT has_any_column_privilege('lupaus_runtime', %s, 'SELECT, INSERT, UPDATE')"
    for table in sorted(guarded()):
        assert asked(sql, [table]) == [(False,)], table


def test_a_readings_role_has_rights_on_its_views_only(register):
    sql = (
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'v')"
        " AND c.relnamespace = 'public'::regnamespace"
        " AND has_any_column_privilege(%s, c.oid, 'SELECT')"
        " AND c.relname LIKE ANY (ARRAY['records%%', '%%\\_\\_%%'])"
    )
    for name, opening in in_force().sets.items():
        role = role_name(connection, f"r_{name}")
        if asked("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]):
            assert {row[0] for row in asked(sql, [role])} == {*opening.all_views}


def test_an_acts_role_reads_nothing_but_keys(register):
    sql = (
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE c.relkind = 'r' AND c.relname LIKE 'records%%' AND a.attnum > 0"
        " AND has_column_privilege(%s, c.oid, a.attnum, 'SELECT')"
    )
    keys = {"id", "party_id", "batch_id", "organisation_id", "invoice_id"}
    noted = {("records_moved", "holding"), ("records_moved", "row_id")}  # a table's name, an id
    for purpose in in_force().policy.purposes:
        found = asked(sql, [role_name(connection, f"w_{purpose}")])
        assert found
        assert {column for table, column in found if (table, column) not in noted} <= keys


def test_the_owners_connection_is_for_adoption_only(register):
    sql = "SELECT address FROM records_emailaddress"
    with connections["owner"].cursor() as cursor, pytest.raises(Refused, match="adoption"):
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("role", "why"), [("postgres", "could grant itself"), ("nobody_here", "there is no role")]
)
def test_an_unsafe_runtime_is_not_let_in(register, role, why):
    owner = connections["owner"]
    unsafe = pytest.raises(roles.UnsafeRoleError, match=why)
    with owner.speaking(), owner.cursor() as cursor, unsafe:
        roles._check_runtime(cursor, role)


def test_role_names_carry_the_controller_and_fit():
    one = SimpleNamespace(settings_dict={"NAME": "lupaus", "OPTIONS": {}})
    schema = {"options": "-c search_path=firma2"}
    other = SimpleNamespace(settings_dict={"NAME": "lupaus", "OPTIONS": schema})
    long = "r_" + "x" * 80
    assert role_name(one, "common") != role_name(other, "common")
    assert len(role_name(one, long)) == 63
    assert role_name(one, long) != role_name(one, long + "y")


def test_a_failed_statement_gives_the_role_back(world):
    with pytest.raises(Refused), world.marketing(), connection.cursor() as cursor:
        cursor.execute("SELECT address FROM records_emailaddress")
    assert asked("SELECT current_user") == [("lupaus_runtime",)]


def test_an_error_inside_a_reading_leaves_the_outer_act_its_role(world):
    with world.act("marketing") as w:
        with pytest.raises(Refused), world.reading("delivery"), connection.cursor() as cursor:
            cursor.execute("SELECT address FROM records_emailaddress")
        assert w.update("emailaddress", {"kind": "work"}, {"id": world.email}) == 1
