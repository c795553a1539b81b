"""What is sealed opens for a reason, on the record, and not by itself."""

import pytest
from django.db import connection
from register_world import act, consumer, looking

from lupaus.guard import Refused, system_grant
from lupaus.ledger.entry import Event
from lupaus.register import secrets
from lupaus.register.identity_code import TSL
from lupaus.register.secrets import Login
from lupaus.register.unfit import Unfit, Unknown

pytestmark = pytest.mark.engine

CODE = "131052-9085"
LOGIN = Login("sivut", "aino", "hyvä salasana 🙂")


def events():
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM ledger_payload ORDER BY seq")
        return [bytes(row[0]).decode() for row in cursor.fetchall()]


@pytest.fixture
def code(register):
    kept = secrets.keep_identity_code(
        act=act("claims"), party=consumer(), code=CODE, ground="luoton myöntäminen"
    )
    return kept.ids[0]


@pytest.fixture
def credential(register):
    return secrets.keep_credential(act=act("delivery"), party=consumer(), login=LOGIN).ids[0]


def test_an_identity_code_opens_with_a_reason_and_leaves_an_entry(code):
    why = act("claims", why="luottopäätös 17")
    with looking("claims") as r:
        assert secrets.reveal_identity_code(act=why, r=r, identity_code=code) == CODE
    assert str(Event.SECRET_REVEALED) in events()[-1]
    assert not any(CODE in event for event in events())


def test_without_a_reason_nothing_opens(code, credential):
    with looking("claims") as r, pytest.raises(Refused, match="why"):
        secrets.reveal_identity_code(act=act("claims"), r=r, identity_code=code)
    with looking("delivery") as r, pytest.raises(Refused, match="why"):
        secrets.reveal_credential(act=act("delivery", why="  "), r=r, credential=credential)
    assert not any(str(Event.SECRET_REVEALED) in event for event in events())


def test_under_another_purpose_nothing_opens(code):
    with looking("relations") as r, pytest.raises(Refused):
        secrets.reveal_identity_code(act=act("relations", why="x"), r=r, identity_code=code)
    with looking("claims") as r, pytest.raises(Refused):
        secrets.reveal_identity_code(act=act("relations", why="x"), r=r, identity_code=code)


def test_a_login_opens_whole_and_is_never_printed(credential):
    with looking("delivery") as r:
        why = act("delivery", why="palvelimen siirto")
        login = secrets.reveal_credential(act=why, r=r, credential=credential)
    assert login == LOGIN
    assert "salasana" not in repr(login)


def test_what_is_not_there_does_not_open(register):
    with looking("delivery") as r, pytest.raises(Unknown):
        secrets.reveal_credential(act=act("delivery", why="x"), r=r, credential=10**9)


def test_the_register_holds_neither_in_the_clear(code, credential):
    with system_grant("export", why="a test", at=act().at) as part:
        rows = part.execute("SELECT sealed, masked FROM records_identitycode")
        rows += part.execute("SELECT username_sealed, secret_sealed FROM records_credential")
    said = b" ".join(
        bytes(v) if not isinstance(v, str) else v.encode() for r in rows for v in r
    )
    assert b"9085" not in said
    assert b"salasana" not in said
    assert b"131052-****" in said


@pytest.mark.parametrize("code", ["131052-908A", "13105", "", "131052-9085131052-9085"])
def test_a_code_that_cannot_be_right_is_not_kept(register, code):
    with pytest.raises(Unfit):
        secrets.keep_identity_code(act=act("claims"), party=1, code=code, ground="luotto")


def test_a_code_without_a_ground_is_refused(register):
    with pytest.raises(Refused) as refused:
        secrets.keep_identity_code(act=act("claims"), party=consumer(), code=CODE, ground=" ")
    assert refused.value.law == TSL


def test_a_code_for_a_purpose_that_needs_none_is_refused_and_that_is_recorded(register):
    with pytest.raises(Refused):
        secrets.keep_identity_code(act=act(), party=consumer(), code=CODE, ground="luotto")
    assert str(Event.RECORD_REFUSED) in events()[-1]


def test_the_separator_is_part_of_the_code(register):
    party = consumer()
    why = act("claims", why="x")
    rows = [
        secrets.keep_identity_code(act=act("claims"), party=party, code=c, ground="luotto").ids[
            0
        ]
        for c in (CODE, CODE.replace("-", "Y"))
    ]
    with looking("claims") as r:
        opened = [secrets.reveal_identity_code(act=why, r=r, identity_code=n) for n in rows]
    assert opened == [CODE, CODE.replace("-", "Y")]
