"""D. Categories of data."""

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Path, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import (
    Anchor,
    Ban,
    Category,
    PurposeClass,
    SourceKind,
    SubjectKind,
)

SECTION = Section("D", "Categories of data")
rule = SECTION.rule

_MAY_USE_CREDENTIALS = frozenset({PurposeClass.SERVICE, PurposeClass.SECURITY})
_ADDRESSES = frozenset({Category.POSTAL_ADDRESS, Category.BILLING})
_TRADE = frozenset({Category.ORDERS, Category.VOUCHERS, Category.BILLING})


@rule(
    "N36",
    Level.ERROR,
    law="Tietosuojalaki 29 §, KHO:2023:56",
    fix="say for which service it is needed: need: {fi: luoton myöntäminen}",
)
def identity_code_without_need(case: Case) -> Findings:
    """The personal identity code is held and no need of section 29 is stated.

    PASS
        data: {identity-code: {for: [delivery], need: Tarvitsemme sen luoton myöntämiseen.}}
    FAIL
        data: {identity-code: {for: [delivery]}}
    """
    held = case.policy.data.get(Category.IDENTITY_CODE)
    if held and not held.need:
        yield Finding("no need is stated for the identity code", ("data", "identity-code"))


@rule(
    "N37",
    Level.ERROR,
    law="Tietosuojalaki 29.5 §, in force 1.1.2024",
    fix="identity: on doubt, by an address that is known already",
)
def identity_code_as_proof(case: Case) -> Findings:
    """The personal identity code is used to tell who sends a request.

    PASS
        requests: {identity: on doubt}
    FAIL
        requests: {identity: identity-code}
    """
    if case.policy.requests.identity == "identity-code":
        yield Finding("an identity code proves nobody's identity", ("requests", "identity"))


@rule(
    "N38",
    Level.ERROR,
    law="GDPR Arts. 5(1)(f), 32, 28(3)(g)",
    fix="sealed: true, for a service only, and a rule that ends with service ended",
)
def open_credentials(case: Case) -> Findings:
    """Passwords are held unsealed, for more than the service, or beyond it.

    PASS
        data: {credentials: {for: [relations], sealed: true}}
        retention:
          - {purpose: relations, at_most: 3 years, after: last contact with person}
          - {purpose: relations, data: [credentials], at_most: 1 day, after: service ended}
    FAIL
        data: {credentials: {for: [relations, marketing], sealed: false}}
    """
    held = case.policy.data.get(Category.CREDENTIALS)
    if held is None:
        return
    path: Path = ("data", "credentials")
    if not held.sealed:
        yield Finding("credentials are not sealed", path)
    for key in held.for_:
        purpose = case.policy.purposes.get(key)
        if purpose and purpose.class_ not in _MAY_USE_CREDENTIALS:
            yield Finding(f"credentials are used for {key}", path)
    ends = (
        rule.at_most and rule.after is Anchor.SERVICE_ENDED
        for rule in case.policy.retention
        if Category.CREDENTIALS in case.covered(rule)
    )
    if not any(ends):
        yield Finding("credentials do not end with the service", path)


@rule(
    "N39",
    Level.WARNING,
    law="GDPR Art. 5(1)(c)",
    fix="say what the account number is for (refunds), or leave billing out",
)
def account_number_for_nothing(case: Case) -> Findings:
    """Billing details, bank account among them, are held for no stated purpose.

    PASS
        data: {billing: {for: [accounting]}}
    FAIL
        data: {billing: {for: []}}
    """
    held = case.policy.data.get(Category.BILLING)
    if held and not held.for_:
        yield Finding("billing details are for no purpose", ("data", "billing"))


@rule(
    "N40",
    Level.WARNING,
    law="GDPR Arts. 14(1)(d), 5(1)(a)",
    fix="add the category to data, or stop collecting it",
)
def unlisted_category(case: Case) -> Findings:
    """Visits are measured, and are not in the list of data.

    Other categories that are used and not listed are mistakes of form.

    PASS
        data: {visits: {for: [marketing]}}
        cookies:
          {consent: banner, kinds: [necessary, analytics], analytics: [meter]}
        recipients: {meter: {name: Mittari Oy, country: FI, data: [visits]}}
    FAIL
        cookies: {consent: banner, kinds: [necessary, targeting]}
    """
    cookies = case.policy.cookies
    measures = cookies and (set(cookies.kinds) - {"necessary"} or cookies.collects)
    if measures and Category.VISITS not in case.policy.data:
        yield Finding("visits are measured and not in the list of data", ("cookies",))


@rule(
    "N41",
    Level.WARNING,
    law="GDPR Art. 5(1)(a)",
    fix="hold a postal address or billing details for consumers, or do not invoice them",
)
def consumer_without_address(case: Case) -> Findings:
    """Consumers order or are invoiced, and no address for an invoice is held of them.

    PASS
        data: {postal-address: {subjects: [consumer, contact]}}
    FAIL
        data: {postal-address: {subjects: [contact]}}
    """

    def of_consumers(categories: frozenset[Category]) -> bool:
        return any(
            SubjectKind.CONSUMER in case.kinds(holding.subjects)
            for category, holding in case.policy.data.items()
            if category in categories
        )

    if of_consumers(_TRADE) and not of_consumers(_ADDRESSES):
        yield Finding("consumers have no address for an invoice", ("data",))


@rule(
    "N42",
    Level.WARNING,
    law="GDPR Art. 14",
    fix="a source of kind employer with informed: true, so that they are told",
)
def stranger_not_told(case: Case) -> Findings:
    """Persons without a customer relation of their own are held, and nobody tells them.

    PASS
        subjects: {technician: {kind: technical}}
        sources: {customer: {kind: employer, informed: true}}
    FAIL
        subjects: {technician: {kind: technical}}
    """
    told = any(
        source.kind is SourceKind.EMPLOYER and source.informed
        for source in case.policy.sources.values()
    )
    for key, subject in case.policy.subjects.items():
        if subject.kind is SubjectKind.TECHNICAL and not told:
            yield Finding(f"nobody informs {key}", ("subjects", key))


@rule("N43", Level.NOTE, law="GDPR Arts. 9, 5(1)(a)", fix="notes and files are checked for it")
def negative_promise(case: Case) -> Findings:
    """The policy promises that no special categories are held: a promise to be kept.

    PASS
        never: [automated-decisions]
    FAIL
        never: [automated-decisions, special-categories]
    """
    if Ban.SPECIAL_CATEGORIES in case.policy.never:
        yield Finding("no special categories is a promise that binds", ("never",))
