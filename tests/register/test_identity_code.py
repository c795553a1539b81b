"""An identity code has one place, and plain text is none."""

import pytest
from register_world import act, consumer, firm

from lupaus.guard import Refused, system_grant
from lupaus.register import files, messages, people, relations
from lupaus.register.files import NewFile
from lupaus.register.identity_code import TSL, holds_code, is_code
from lupaus.register.messages import Spoken
from lupaus.register.values import Address, Billing, Email, Firm, Order, PersonName, Web

CODE = "010190-999W"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "010190-999w",
        "Hetu: 010190-999W.",
        "hetu010190-999W",
        "(010190-999W)",
        "sopimus_010190-999W.pdf",
        "010190-999W@example.fi",
        "010190–999W",
        "010190 - 999W",
        "010190\n-999W",
        "010190+999W",
        *(f"010190{sign}999W" for sign in "YXWVUABCDEF"),
        "soitti, hetu 010190a999w, palaa asiaan",
        "ei 010190-999X vaan 010190-999W",
    ],
)
def test_a_code_is_found_wherever_it_stands(text):
    assert holds_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "010190-****",
        "010190-999X",  # wrong check character
        "310290-999W",  # no such day
        "X010190-999W7",  # part of a longer number
        "4010190-999W",
        "010190G999W",  # no such sign
        "010190Z999W",
        "FI2112345600000785",
        "1234567-1",
        "040 123 4567",
        "1.1.1990-31.12.1999",
        "5f010190a999w",  # a digest
    ],
)
def test_what_only_resembles_a_code_is_none(text):
    assert not holds_code(text)


def test_a_code_alone_is_written_as_the_law_writes_it():
    assert is_code(CODE)
    assert not is_code("010190–999W")
    assert not is_code(f"{CODE} ")


@pytest.mark.parametrize(
    "value",
    [
        PersonName("Aino", f"Äijälä {CODE}"),
        PersonName(CODE, ""),
        Firm(f"Tmi Aino {CODE}"),
        Firm("Oy", industry=CODE),
        Email(f"{CODE}@example.fi"),
        Address(f"c/o {CODE}"),
        Address("Katu 1", extra=CODE),
        Web(f"https://example.fi/{CODE}"),
        Billing(reference=CODE),
        Order(f"Vuokra {CODE}"),
        Order("Vuokra", reference=CODE),
    ],
)
def test_no_value_takes_a_code(value):
    with pytest.raises(Refused, match="identity code") as refused:
        value.columns()
    assert (refused.value.law, refused.value.clause) == (TSL, "data.identity-code")
    assert "999W" not in str(refused.value)


@pytest.mark.engine
def test_no_action_writes_a_code_into_plain_text(register):
    aino, oy = consumer(), firm()
    spoken = Spoken(act().at, "in", "email", "Asia", f"Hei, hetuni on {CODE}. Aino")
    tries = [
        lambda: messages.write_note(act=act(), party=aino, text=f"Luotto ok, {CODE}"),
        lambda: messages.record_message(act=act(), party=aino, message=spoken),
        lambda: files.keep_file(
            act=act(), party=aino, file=NewFile(f"{CODE}.pdf", "application/pdf", b"x")
        ),
        lambda: people.add_details(act=act(), party=aino, details=[Address(f"c/o {CODE}")]),
        lambda: relations.begin_relation(act=act(), party=aino, reason=f"hetu {CODE}"),
        lambda: relations.affiliate(
            act=act(), person=aino, role=relations.Role(oy, "user", f"isännöitsijä {CODE}")
        ),
    ]
    for attempt in tries:
        with pytest.raises(Refused, match="identity code"):
            attempt()
    with system_grant("export", why="a test", at=act().at) as part:
        said = [
            part.execute(f"SELECT count(*) FROM records_{table}")
            for table in ("note", "message", "file", "postaladdress", "affiliation")
        ]
    assert said == [[(0,)]] * 5
