"""A policy before the linter, with the questions that several rules ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lupaus.policy import law
from lupaus.policy.lint.texts import AuthorText, texts_of
from lupaus.policy.model import Policy, Purpose, Recipient, Retention
from lupaus.policy.vocabulary import (
    Basis,
    Category,
    Channel,
    PurposeClass,
    Right,
    State,
    SubjectKind,
)

#: SVPL 200.1 §: what needs consent when it goes to a natural person.
ELECTRONIC = frozenset({Channel.EMAIL, Channel.SMS, Channel.MESSAGING, Channel.AUTOMATED_CALL})
#: Natural persons for SVPL 200 §. That a sole trader is one is a house rule; KHO:2025:14 says
#: so of personal data and not of marketing.
NATURAL = frozenset({SubjectKind.CONSUMER, SubjectKind.SOLE_TRADER})
#: Persons who act for somebody else and are no party to a contract.
FOR_ANOTHER = frozenset({SubjectKind.REPRESENTATIVE, SubjectKind.TECHNICAL})

_FIRST = date(2023, 7, 1)
#: Beyond these a fiscal year is a slip of the pen, and calendars end.
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)

_REACHED_BY = {
    Channel.EMAIL: Category.EMAIL,
    Channel.SMS: Category.PHONE,
    Channel.PHONE: Category.PHONE,
    Channel.POST: Category.POSTAL_ADDRESS,
}


@dataclass(frozen=True)
class Case:
    policy: Policy
    today: date

    @cached_property
    def bases(self) -> frozenset[Basis]:
        """Every basis the policy claims, tied to a purpose or only listed."""
        tied = {p.basis for p in self.policy.purposes.values() if p.basis}
        return frozenset(tied | set(self.policy.bases))

    @cached_property
    def texts(self) -> tuple[AuthorText, ...]:
        return texts_of(self.policy)

    @cached_property
    def days(self) -> tuple[tuple[date, date], ...]:
        """Days on which something may happen, each with the end of its fiscal year: two years
        with a 29 February, and both sides of every change of the fiscal year."""
        changes = {d for year in self.policy.fiscal_years for d in (year.from_, year.to) if d}
        near = (d for d in changes if _EARLIEST <= d <= _LATEST)
        around = {d + timedelta(days=n) for d in near for n in (-1, 0, 1)}
        days = sorted({_FIRST + timedelta(days=n) for n in range(731)} | around)
        calendar = self.policy.fiscal_calendar
        return tuple((day, calendar.containing(day).ends) for day in days)

    @property
    def consent_used(self) -> bool:
        return Basis.CONSENT in self.bases or any(
            p.consent_channels for p in self.policy.purposes.values()
        )

    def of_class(self, *classes: PurposeClass) -> Iterator[tuple[str, Purpose]]:
        for key, purpose in self.policy.purposes.items():
            if purpose.class_ in classes:
                yield key, purpose

    def people(self, subjects: tuple[str, ...]) -> frozenset[tuple[SubjectKind, State]]:
        return self.policy.circle_of(subjects)

    def kinds(self, subjects: tuple[str, ...] = ()) -> frozenset[SubjectKind]:
        return frozenset(kind for kind, _ in self.people(subjects))

    def channels(self, purpose: Purpose) -> frozenset[Channel]:
        """Where messages of a purpose go; every channel whose address is held when unsaid."""
        if purpose.channels:
            return frozenset(purpose.channels)
        return frozenset(c for c, held in _REACHED_BY.items() if held in self.policy.data)

    def open_channels(self, purpose: Purpose) -> frozenset[Channel]:
        """Electronic channels that the purpose uses without anybody's consent."""
        if purpose.basis is Basis.CONSENT:
            return frozenset()
        return (self.channels(purpose) & ELECTRONIC) - frozenset(purpose.consent_channels)

    def outside(self) -> Iterator[tuple[str, Recipient]]:
        """Recipients outside the EEA on the day of the case."""
        for key, recipient in self.policy.recipients.items():
            away = recipient.country and not law.in_eea(recipient.country, self.today)
            if away or recipient.outside_eea:
                yield key, recipient

    def covered(self, rule: Retention) -> frozenset[Category]:
        """The categories a retention rule speaks of."""
        return frozenset(rule.data or self.policy.categories_of(rule.purpose))

    def keeps_accounts(self, rule: Retention) -> bool:
        """Is the rule there for the sake of bookkeeping?"""
        purpose = self.policy.purposes.get(rule.purpose)
        accounts = {Category.VOUCHERS, Category.RECORDS_OF_ACCOUNT}
        return purpose is not None and (
            purpose.class_ is PurposeClass.ACCOUNTING
            or (purpose.basis is Basis.LEGAL_OBLIGATION and bool(accounts & self.covered(rule)))
        )

    def tells(self, right: Right) -> bool:
        """Does the notice tell of the right in its own words?"""
        promise = self.policy.rights.get(right)
        return promise is not None and promise.told == "here"
