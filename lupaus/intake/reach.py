"""How the party of a line is reached: addresses of all kinds."""

from lupaus.intake.cells import Cells
from lupaus.intake.entry import Holds, Party
from lupaus.intake.field import Field
from lupaus.intake.unusable import BadValue
from lupaus.intake.values.address import Address, parse_address, parse_country
from lupaus.intake.values.email import partition_emails
from lupaus.intake.values.phone import parse_phones
from lupaus.text import digits, fold

_ADDRESS = frozenset({Field.STREET, Field.EXTRA, Field.POSTCODE, Field.TOWN})


def add_emails(cells: Cells, party: Party) -> None:
    seen = set()
    for heading, text in cells.many.get(Field.EMAIL, ()):
        addresses, bad = partition_emails(text)
        if bad:
            cells.left_out(Field.EMAIL, "not an e-mail address", heading=heading)
        for address in addresses:
            if address not in seen:
                party.add(Holds.EMAIL, address, fold(address), "")
                seen.add(address)


def add_phones(cells: Cells, party: Party) -> None:
    seen = set()
    for heading, text in cells.many.get(Field.PHONE, ()):
        try:
            phones = parse_phones(text)
        except BadValue as wrong:
            cells.left_out(Field.PHONE, str(wrong), heading=heading)
            continue
        for phone in phones:
            if phone.mended:
                cells.mended(Field.PHONE, "a lost leading zero was put back", heading=heading)
            if phone.e164 in seen or len(phone.typed) > 40:
                continue
            seen.add(phone.e164)
            party.add(Holds.PHONE, phone.typed, phone.e164, digits(phone.e164), phone.kind)


def add_address(cells: Cells, party: Party) -> None:
    if not cells.has(_ADDRESS):
        return
    address = _address(cells)
    if not (address.street or address.extra or address.postcode or address.town):
        return
    if address.mended:
        cells.mended(Field.POSTCODE, "lost leading zeros were put back")
    party.add(
        Holds.POSTAL,
        address.street,
        address.extra,
        address.postcode,
        address.town,
        address.country,
        fold(f"{address.street} {address.extra} {address.postcode} {address.town}"),
        "",
    )


def _address(cells: Cells) -> Address:
    """The address with whatever part is wrong left out, one after the other."""
    street, extra = cells.get(Field.STREET), cells.get(Field.EXTRA)
    postcode, town = cells.get(Field.POSTCODE), cells.get(Field.TOWN)
    try:
        country = parse_country(cells.get(Field.COUNTRY))
    except BadValue as wrong:
        cells.left_out(Field.COUNTRY, str(wrong))
        return Address(street, extra, postcode[:12], town, country="")
    try:
        return parse_address(
            street=street, extra=extra, postcode=postcode, town=town, country=country
        )
    except BadValue as wrong:
        cells.left_out(Field.POSTCODE, str(wrong))
        return parse_address(street=street, extra=extra, town=town, country=country)


def add_web(cells: Cells, party: Party) -> None:
    for heading, text in cells.many.get(Field.WEB, ()):
        for url in text.split():
            if "." not in url or len(url) > 500:
                cells.left_out(Field.WEB, "not a web address", heading=heading)
                continue
            party.add(Holds.WEB, url, fold(url))
