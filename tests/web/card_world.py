"""Somebody with everything, for the claims about cards."""

from datetime import timedelta

from web_hands import NOW

from lupaus.guard import Act
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import (
    files,
    followups,
    messages,
    people,
    relations,
    secrets,
    trade,
)
from lupaus.register.followups import FollowUp
from lupaus.register.values import (
    Address,
    Billing,
    Email,
    Firm,
    Order,
    PersonName,
    Phone,
    Web,
)

DAY = timedelta(days=1)
TODAY = NOW.date()
CODE = "131052-9085"
SECRET = "hyvä salasana 🙂"


def act(purpose: str = "relations") -> Act:
    return Act("bertta", purpose, NOW, "web")


def person(
    name: PersonName | None = None, *details, kinds=(SubjectKind.CONSUMER,), purpose="relations"
) -> int:
    new = people.NewPerson(name or PersonName("Aino", "Äijälä"), frozenset(kinds), details)
    return people.add_person(act=act(purpose), person=new).party


def firm(name: str = "Esimerkki Oy", business_id: str = "1234567-1") -> int:
    new = people.NewOrganisation(Firm(name, business_id))
    return people.add_organisation(act=act(), organisation=new).party


def full() -> int:
    """A customer with a row of every kind."""
    party = person(
        PersonName("Aino", "Äijälä"), Email("aino@example.fi", "työ"), Phone("0401234567")
    )
    people.add_details(act=act(), party=party, details=[Web("www.example.fi")])
    address = Address("Katu 1", "33100", "Tampere")
    people.add_details(act=act("delivery"), party=party, details=[address])
    billing = Billing(iban="FI21 1234 5600 0007 85")
    people.add_details(act=act("accounting"), party=party, details=[billing])
    relations.begin_relation(act=act(), party=party, on=TODAY - 300 * DAY)
    order = Order("Kotisivut", "A1", starts_on=TODAY, status="running", price_cents=12_345)
    trade.place_order(act=act("delivery"), party=party, order=order)
    lines = (trade.Line("suunnittelu", 10_000),)
    invoice = trade.NewInvoice("2026-7", lines, TODAY - 30 * DAY, TODAY - DAY)
    trade.issue_invoice(act=act("accounting"), party=party, invoice=invoice)
    messages.write_note(act=act(), party=party, text="toivoo puhelua aamulla")
    spoken = messages.Spoken(NOW - DAY, "in", "email", "Tarjous", "Lähettäisittekö tarjouksen?")
    messages.record_message(act=act(), party=party, message=spoken)
    followups.add(act=act(), party=party, followup=FollowUp("soita tarjouksesta", TODAY + DAY))
    file = files.NewFile("sopimus.pdf", "application/pdf", b"%PDF-")
    files.keep_file(act=act("delivery"), party=party, file=file)
    login = secrets.Login("sivut", "aino", SECRET)
    secrets.keep_credential(act=act("delivery"), party=party, login=login)
    secrets.keep_identity_code(act=act("claims"), party=party, code=CODE, ground="luotto")
    return party


def contact() -> tuple[int, int]:
    """Somebody who acts for a firm, and the firm."""
    one = person(
        PersonName("Bertta", "Öhman"),
        Email("bertta@example.fi"),
        kinds=(SubjectKind.REPRESENTATIVE,),
    )
    other = firm()
    role = relations.Role(other, "decision-maker", "Johtaja", TODAY - 40 * DAY)
    relations.affiliate(act=act(), person=one, role=role)
    return one, other
