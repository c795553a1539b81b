"""One line of text cells -> one entry of values, or the reason why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lupaus.finland import day_of
from lupaus.intake.cells import Cells, Sorter
from lupaus.intake.columns import Column
from lupaus.intake.csvfile import Row
from lupaus.intake.entry import Entry, Fate, Holds, Remark
from lupaus.intake.field import Field
from lupaus.intake.permit import Terms, add_permissions
from lupaus.intake.reach import add_address, add_emails, add_phones, add_web
from lupaus.intake.trade import add_billing, add_invoice, add_order, add_relation
from lupaus.intake.unusable import BadValue
from lupaus.intake.values.name import Order, order_of
from lupaus.intake.who import who
from lupaus.policy.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class Converted:
    """``entry`` is None when the line failed; the last remark then says why."""

    entry: Entry | None
    remarks: tuple[Remark, ...] = ()

    @property
    def reason(self) -> str:
        """Why the line failed."""
        return next((r.text for r in self.remarks if r.fate is Fate.FAILED), "")


class Converter:
    """Makes entries of the lines of one file.

    ``customers``: everybody on the list is a customer, as lists of customers are; else those
    without a beginning of the relation are prospects. ``alone``: what a person without an
    organisation is; one who acts for somebody unsaid has no relation of their own.
    """

    def __init__(
        self,
        columns: Iterable[Column],
        sample: Sequence[Row],
        *,
        terms: Terms,
        customers: bool = True,
        alone: SubjectKind = SubjectKind.CONSUMER,
    ) -> None:
        columns = tuple(columns)
        self._sorter = Sorter(columns)
        self._terms = terms
        self._today = day_of(terms.at)
        self._customers = customers
        self._alone = alone
        self.order = _order(columns, sample)

    def convert(self, line: int, row: Sequence[str]) -> Converted:
        try:
            cells = self._sorter.sort(line, row)
        except BadValue as wrong:
            return Converted(None, (Remark(line, "", Fate.FAILED, str(wrong)),))
        try:
            entry = self._entry(cells)
        except BadValue as wrong:
            failed = Remark(line, "", Fate.FAILED, str(wrong))
            return Converted(None, (*cells.remarks, failed))
        return Converted(entry, tuple(cells.remarks))

    def _entry(self, cells: Cells) -> Entry:
        """The person gets what reaches a person; where there is an organisation, it gets the
        address, the business and the number."""
        entry = who(cells, self.order, self._alone)
        contact = entry.person or entry.parties[0]
        customer = entry.organisation or contact
        add_emails(cells, contact)
        add_phones(cells, contact)
        add_address(cells, customer)
        add_web(cells, customer)
        own = entry.organisation is not None or not contact.is_representative
        add_relation(cells, entry, today=self._today, customers=self._customers and own)
        add_billing(cells, customer)
        add_order(cells, customer)
        add_invoice(cells, customer)
        for _heading, text in cells.many.get(Field.NOTE, ()):
            customer.add(Holds.NOTE, self._today, self._terms.actor, text)
        add_permissions(cells, contact, self._terms)
        return entry


def _order(columns: Iterable[Column], sample: Sequence[Row]) -> Order:
    """In which order the file writes names, by the columns that hold whole names."""
    places = [c.place for c in columns if c.field in {Field.NAME, Field.CONTACT}]
    return order_of(row[place] for _, row in sample for place in places if place < len(row))
