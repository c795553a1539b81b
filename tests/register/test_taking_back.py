"""What is not mended in place is taken away and put back, and what was begun, as if never."""

import pickle

import pytest
from register_world import DAY, NOW, TODAY, act, consumer, contact, firm, looking

from lupaus.guard import Refused
from lupaus.policy.vocabulary import Channel, State
from lupaus.register import (
    credit,
    discarding,
    files,
    people,
    permissions,
    relations,
    secrets,
    trade,
)
from lupaus.register.allowed import decisions, is_allowed
from lupaus.register.facts import Status, known, status_of
from lupaus.register.files import NewFile
from lupaus.register.one_row import one_row
from lupaus.register.pages import file_content, person_page
from lupaus.register.permissions import Given
from lupaus.register.secrets import Login
from lupaus.register.trade import Line, NewInvoice
from lupaus.register.unfit import Unfit, Unknown
from lupaus.register.values import Email

pytestmark = pytest.mark.engine
BOOKS = act("accounting")
CODE = "131052-9085"


# --- secrets and files ----------------------------------------------------------------------


def _code(party):
    new = secrets.keep_identity_code(act=act("claims"), party=party, code=CODE, ground="luotto")
    return "identitycode", new.ids[0], "claims"


def _login(party):
    login = Login("sivut", "aino", "salaisuus 🙂")
    new = secrets.keep_credential(act=act("delivery"), party=party, login=login)
    return "credential", new.ids[0], "delivery"


def _file(party):
    new = files.keep_file(
        act=act("delivery"), party=party, file=NewFile("a.pdf", "application/pdf", b"\x00%PDF")
    )
    return "file", new.ids[0], "delivery"


@pytest.mark.parametrize("keep", [_code, _login, _file])
def test_what_is_taken_away_is_gone_and_comes_back_as_it_was(register, keep):
    table, row, purpose = keep(consumer())
    taken = discarding.discard(act=act(purpose), table=table, row=row)
    with pytest.raises(Unknown):
        discarding.discard(act=act(purpose), table=table, row=row)
    kept = pickle.loads(pickle.dumps(taken))  # noqa: S301 - as the face keeps it, sealed
    discarding.put_back(act=act(purpose), discarded=kept)
    again = discarding.discard(act=act(purpose), table=table, row=row)
    assert again == taken


def test_a_secret_that_was_put_back_still_opens(register):
    _table, row, _purpose = _code(consumer())
    taken = discarding.discard(act=act("claims"), table="identitycode", row=row)
    discarding.put_back(act=act("claims"), discarded=taken)
    why = act("claims", why="luottopäätös")
    with looking("claims") as r:
        assert secrets.reveal_identity_code(act=why, r=r, identity_code=row) == CODE


def test_a_file_that_was_put_back_is_whole(register):
    _table, row, _purpose = _file(consumer())
    taken = discarding.discard(act=act("delivery"), table="file", row=row)
    discarding.put_back(act=act("delivery"), discarded=taken)
    with looking("delivery") as r:
        assert file_content(r, row) == b"\x00%PDF"


def test_nothing_that_was_taken_away_is_printed(register):
    table, row, purpose = _login(consumer())
    assert "salaisuus" not in repr(discarding.discard(act=act(purpose), table=table, row=row))


def test_nothing_is_taken_away_while_a_claim_is_pending(register):
    party = consumer()
    table, row, purpose = _file(party)
    people.open_claim(act=act(purpose), party=party)
    with pytest.raises(Refused, match="claim"):
        discarding.discard(act=act(purpose), table=table, row=row)


def test_only_who_may_see_it_takes_it_away(register):
    table, row, _purpose = _file(consumer())
    with pytest.raises(Refused):
        discarding.discard(act=act("relations"), table=table, row=row)


def test_a_voucher_is_never_taken_away_so(register):
    with pytest.raises(Unfit):
        discarding.discard(act=BOOKS, table="invoice", row=1)


def test_a_check_of_credit_is_taken_away_too(register):
    # the sample policy names no credit register, so none can be entered
    with pytest.raises(Refused):
        credit.record_credit_check(
            act=act("claims"), party=consumer(), outcome="ei huomauttamista"
        )
    with pytest.raises(Unknown):
        discarding.discard(act=act("claims"), table="creditcheck", row=10**9)


# --- relations ------------------------------------------------------------------------------


def test_a_beginning_is_taken_back_as_if_it_had_never_been(register):
    party = consumer()
    turned = relations.begin_relation(act=act(), party=party, on=TODAY - DAY)
    relations.take_back(act=act(), turned=turned)
    facts = known(party)
    assert (facts.state, facts.relation_started_on) == (State.PROSPECT, None)
    with looking("relations") as r:
        assert person_page(r, party, today=TODAY).relationships == ()


def test_an_end_is_taken_back_and_the_relation_goes_on_from_its_first_day(register):
    party = consumer()
    relations.begin_relation(act=act(), party=party, on=TODAY - 9 * DAY)
    turned = relations.end_relation(act=act(), party=party, on=TODAY)
    relations.take_back(act=act(), turned=turned)
    facts = known(party)
    assert facts.state is State.CUSTOMER
    assert facts.relation_started_on == TODAY - 9 * DAY
    with looking("relations") as r:
        [row] = person_page(r, party, today=TODAY).relationships
    assert (row.state, row.until) == (State.CUSTOMER, None)


def test_what_was_changed_since_is_not_taken_back(register):
    party = consumer()
    turned = relations.begin_relation(act=act(), party=party, on=TODAY)
    relations.end_relation(act=act(), party=party, on=TODAY)
    with pytest.raises(Unfit, match="changed since"):
        relations.take_back(act=act(), turned=turned)


def test_those_who_act_for_an_organisation_come_back_with_it(register):
    organisation, person = firm(), contact()
    relations.affiliate(
        act=act(), person=person, role=relations.Role(organisation, "billing", started_on=TODAY)
    )
    relations.begin_relation(act=act(), party=organisation, on=TODAY)
    turned = relations.end_relation(act=act(), party=organisation, on=TODAY)
    assert known(person).state is State.FORMER
    relations.take_back(act=act(), turned=turned)
    assert known(person).state is State.CUSTOMER


# --- invoices -------------------------------------------------------------------------------


def test_a_payment_entered_by_mistake_is_taken_back(register):
    party = consumer()
    new = NewInvoice("1", (Line("työ", 100),), TODAY)
    [invoice, *_lines] = trade.issue_invoice(act=BOOKS, party=party, invoice=new).ids
    became = trade.mark_paid(act=BOOKS, invoice=invoice)
    trade.take_back(act=BOOKS, became=became)
    assert status_of(invoice) is Status.OPEN
    with looking("accounting") as r:
        assert person_page(r, party, today=TODAY).invoices[0].paid_on is None
    with pytest.raises(Unfit, match="changed since"):
        trade.take_back(act=BOOKS, became=became)


# --- one row --------------------------------------------------------------------------------


def test_one_row_is_as_its_page_shows_it(register):
    party = consumer("Aino", "Äijälä", Email("aino@example.fi", "koti"))
    with looking("relations") as r:
        [email] = person_page(r, party, today=TODAY).emails
        found = one_row(r, party, "emailaddress", email.id)
        assert found is not None
        assert found.columns == {"address": "aino@example.fi", "kind": "koti"}
        assert (found.source, found.sourced_on) == (email.source, email.sourced_on)


def test_a_row_of_another_or_out_of_sight_is_none(register):
    party, other = (
        consumer("Aino", "Äijälä", Email("a@example.fi")),
        consumer("Kaarlo", "Åberg"),
    )
    with looking("relations") as r:
        [email] = person_page(r, party, today=TODAY).emails
        assert one_row(r, other, "emailaddress", email.id) is None
    with looking("accounting") as r:
        assert one_row(r, party, "emailaddress", email.id) is None
    people.restrict(act=act(), party=party)
    with looking("relations") as r:
        assert one_row(r, party, "emailaddress", email.id) is None


def test_who_looked_at_one_row_is_on_the_record(register):
    party = consumer("Aino", "Äijälä", Email("a@example.fi"))
    with looking("relations") as r:
        [email] = person_page(r, party, today=TODAY).emails
    with looking("relations") as r:
        one_row(r, party, "emailaddress", email.id)
        assert r.whose == {party}


# --- decisions together ---------------------------------------------------------------------

ASKED = [
    ("marketing", Channel.EMAIL),
    ("marketing", Channel.POST),
    ("marketing", Channel.PHONE),
]


def test_decisions_together_are_those_one_by_one(register):
    party = contact("Bertta", "Öhman", Email("bertta@example.fi"))
    permissions.object_to(
        act=act(),
        party=party,
        purpose="marketing",
        channel=Channel.POST,
        given=Given("puhelin"),
    )
    for one in decisions(act=act(), party=party, asked=ASKED):
        alone = is_allowed(act=act(), party=party, purpose=one.purpose, channel=one.channel)
        assert one.decision == alone


def test_decisions_tell_what_was_said_last(register):
    party = contact("Bertta", "Öhman", Email("bertta@example.fi"))
    permissions.object_to(
        act=act(),
        party=party,
        purpose="marketing",
        channel=Channel.EMAIL,
        given=Given("soitti"),
    )
    email, post, _phone = decisions(act=act(), party=party, asked=ASKED)
    assert email.last is not None
    assert (email.last.decision, email.last.at) == ("objected", NOW)
    assert post.last is None


def test_decisions_take_as_many_statements_however_many_are_asked(register, statements):
    party = contact("Bertta", "Öhman", Email("bertta@example.fi"))
    with statements() as one:
        decisions(act=act(), party=party, asked=ASKED[:1])
    with statements() as three:
        decisions(act=act(), party=party, asked=ASKED)
    assert len(three) == len(one)


# --- invoices on a page -----------------------------------------------------------------------


def test_an_old_invoice_that_nobody_has_paid_comes_before_newer_ones(register):
    party = consumer()
    lines = (Line("työ", 100),)
    old = NewInvoice("vanha", lines, TODAY - 300 * DAY)
    trade.issue_invoice(act=BOOKS, party=party, invoice=old)
    for n in range(12):
        new = NewInvoice(str(n), lines, TODAY - n * DAY)
        [invoice, _line] = trade.issue_invoice(act=BOOKS, party=party, invoice=new).ids
        trade.mark_paid(act=BOOKS, invoice=invoice)
    with looking("accounting") as r:
        page = person_page(r, party, today=TODAY)
    assert [one.number for one in page.invoices][:3] == ["vanha", "0", "1"]
    assert "invoices" in page.more
