"""C. Purpose and legal basis."""

import re

from lupaus.policy.lint.case import FOR_ANOTHER, Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Basis, PurposeClass

SECTION = Section("C", "Purpose and legal basis")
rule = SECTION.rule

_WEAK = re.compile(
    r"\b(?:voidaan|saatetaan|saattaa|saatamme|saattavat|pääsääntöisesti|tarvittaessa|"
    r"mahdollisesti|pyrkii|pyrimme)\b",
    re.IGNORECASE,
)
_WEAK_FROM = 3


@rule(
    "N22",
    Level.ERROR,
    law="GDPR Arts. 13(1)(c), 14(1)(c)",
    fix="basis: contract, legal-obligation, legitimate-interest or consent, in every purpose",
)
def purpose_without_basis(case: Case) -> Findings:
    """A purpose has no basis of Art. 6, and none is listed for the notice as a whole.

    PASS
        purposes: {support: {basis: contract, subjects: [consumer]}}
        data: {name: {for: [delivery, relations, accounting, marketing, support]}}
        retention: [{purpose: support, at_most: 3 years, after: relation ended}]
    FAIL
        purposes: {relations: {basis: null}}
    """
    if case.policy.bases:
        return
    for key, purpose in case.policy.purposes.items():
        if purpose.basis in (None, Basis.CUSTOMER_RELATIONSHIP):
            yield Finding(f"{key} has no basis of Art. 6", ("purposes", key))


@rule(
    "N23",
    Level.ERROR,
    law="GDPR Art. 6(1)",
    fix="contract for the party, legitimate-interest for contacts, legal-obligation for books",
)
def relationship_as_basis(case: Case) -> Findings:
    """The customer relationship is given as the basis; it was one under the repealed Act.

    PASS
        purposes: {relations: {basis: legitimate-interest}}
    FAIL
        purposes: {relations: {basis: customer-relationship}}
    """
    for key, purpose in case.policy.purposes.items():
        if purpose.basis is Basis.CUSTOMER_RELATIONSHIP:
            yield Finding(
                f"{key} rests on the customer relationship", ("purposes", key, "basis")
            )
    for i, listed in enumerate(case.policy.bases):
        if listed is Basis.CUSTOMER_RELATIONSHIP:
            yield Finding("the customer relationship is listed as a basis", ("bases", i))


@rule(
    "N24",
    Level.ERROR,
    law="GDPR Art. 13(1)(c)",
    fix="write the basis into each purpose and take bases away",
)
def bases_tied_to_nothing(case: Case) -> Findings:
    """Bases are listed for the notice, but purposes are left without their own.

    PASS
        bases: []
    FAIL
        bases: [contract, legitimate-interest]
        purposes: {relations: {basis: null}}
    """
    loose = [key for key, p in case.policy.purposes.items() if p.basis is None]
    if case.policy.bases and loose:
        yield Finding(f"no basis of its own: {', '.join(loose)}", ("bases",))


@rule(
    "N25",
    Level.ERROR,
    law="GDPR Arts. 13(1)(d), 14(2)(b)",
    fix="name it: interest: {fi: omien palvelujen markkinointi}",
)
def interest_unnamed(case: Case) -> Findings:
    """Legitimate interest is claimed and the interest is not named.

    PASS
        purposes: {relations: {interest: asiakassuhteen hoitaminen}}
    FAIL
        purposes: {relations: {interest: null}}
    """
    for key, purpose in case.policy.purposes.items():
        if purpose.basis is Basis.LEGITIMATE_INTEREST and not purpose.interest:
            yield Finding(f"{key} does not name its interest", ("purposes", key))
    listed = Basis.LEGITIMATE_INTEREST in case.policy.bases
    if listed and not any(p.interest for p in case.policy.purposes.values()):
        yield Finding("legitimate interest is listed and no interest named", ("bases",))


@rule(
    "N26",
    Level.WARNING,
    law="GDPR Art. 6(1)(b)",
    fix="use legitimate-interest for contacts; they are no party to the contract",
)
def contract_with_a_contact(case: Case) -> Findings:
    """Contract is claimed as basis for persons who act for an organisation.

    PASS
        purposes: {delivery: {subjects: [consumer]}}
    FAIL
        purposes: {delivery: {subjects: [consumer, contact]}}
    """
    for key, purpose in case.policy.purposes.items():
        if purpose.basis is Basis.CONTRACT and case.kinds(purpose.subjects) & FOR_ANOTHER:
            yield Finding(f"{key} concerns persons who are no party", ("purposes", key))
    if Basis.CONTRACT in case.policy.bases and case.kinds() & FOR_ANOTHER:
        yield Finding("contract is listed as basis for contacts too", ("bases",))


@rule(
    "N27",
    Level.ERROR,
    law="GDPR Art. 6(1)(c), kirjanpitolaki 2:9-10",
    fix="basis: legal-obligation, law: Kirjanpitolaki 2:10",
)
def accounting_without_obligation(case: Case) -> Findings:
    """Something is kept for bookkeeping, and legal obligation is not the basis.

    PASS
        purposes: {accounting: {basis: legal-obligation}}
    FAIL
        purposes: {accounting: {basis: contract}}
    """
    if Basis.LEGAL_OBLIGATION in case.policy.bases:
        return
    for key, purpose in case.of_class(PurposeClass.ACCOUNTING):
        if purpose.basis is not Basis.LEGAL_OBLIGATION:
            yield Finding(f"{key} does not rest on the law that orders it", ("purposes", key))


@rule(
    "N28",
    Level.ERROR,
    law="GDPR Arts. 4(11), 7",
    fix="take it away; consent comes from a recorded act only",
)
def implied_consent(case: Case) -> Findings:
    """Using the services or getting in touch is called consent.

    PASS
        implied_consent: false
    FAIL
        implied_consent: true
    """
    if case.policy.implied_consent:
        yield Finding("using a service is no consent", ("implied_consent",))


@rule(
    "N29",
    Level.ERROR,
    law="GDPR Arts. 7(4), 13(2)(e)",
    fix="mark what a contract needs with required: true instead",
)
def consent_wall(case: Case) -> Findings:
    """Who does not accept the processing is not served.

    PASS
        data: {name: {required: true}}
    FAIL
        consent_wall: true
    """
    if case.policy.consent_wall:
        yield Finding("service hangs on acceptance of the notice", ("consent_wall",))


@rule(
    "N30",
    Level.WARNING,
    law="GDPR Art. 5(1)(b)",
    fix="describe what is developed or counted, with which data; or leave the purpose out",
)
def vague_purpose(case: Case) -> Findings:
    """Development or statistics is a purpose and nothing says what is meant.

    PASS
        purposes:
          delivery: {class: development, describe: Etsimme tilauksista toistuvia virheitä.}
    FAIL
        purposes: {delivery: {class: development}}
    """
    for key, purpose in case.of_class(PurposeClass.DEVELOPMENT, PurposeClass.STATISTICS):
        if not purpose.describe:
            yield Finding(
                f"{key} does not say what is {purpose.class_} here", ("purposes", key)
            )


@rule(
    "N31",
    Level.WARNING,
    law="GDPR Art. 12(1)",
    fix="write who does what, and when; a conditional recipient has when:",
)
def weak_words(case: Case) -> Findings:
    """Three or more soft words: may, as a rule, where necessary, possibly.

    PASS
        soft_words: 2
    FAIL
        soft_words: 3
    """
    said = case.policy.soft_words + sum(len(_WEAK.findall(t.text)) for t in case.texts)
    if said >= _WEAK_FROM:
        yield Finding(f"{said} soft words", ("soft_words",))


@rule(
    "N32",
    Level.ERROR,
    law="GDPR Arts. 5(1)(a) and (c), 13-14",
    fix="list all of them; a rest needs a name and a purpose",
)
def open_ended_list(case: Case) -> Findings:
    """Data, sources or recipients are listed "among others".

    PASS
        open_ended: []
    FAIL
        open_ended: [data]
    """
    for i, what in enumerate(case.policy.open_ended):
        yield Finding(f"the list of {what} is left open", ("open_ended", i))


@rule("N33", Level.NOTE, law="GDPR Art. 5(1)(b)", fix="leave it out: a register is no purpose")
def circular_purpose(case: Case) -> Findings:
    """Keeping the register is given as a purpose of the register.

    PASS
        purposes: {delivery: {class: service}}
    FAIL
        purposes: {delivery: {class: register-upkeep}}
    """
    for key, _ in case.of_class(PurposeClass.REGISTER_UPKEEP):
        yield Finding(f"{key} is the register itself", ("purposes", key))


@rule("N34", Level.WARNING, law="GDPR Art. 5(1)(a)", fix="name every purpose, or only the one")
def not_exclusive(case: Case) -> Findings:
    """One purpose is called the only one, and there are others.

    PASS
        purposes: {relations: {exclusive: false}}
    FAIL
        purposes: {relations: {exclusive: true}}
    """
    for key, purpose in case.policy.purposes.items():
        if purpose.exclusive and len(case.policy.purposes) > 1:
            yield Finding(f"{key} is not the only purpose", ("purposes", key, "exclusive"))


@rule(
    "N35",
    Level.ERROR,
    law="GDPR Arts. 5(1)(b) and (c), 25",
    fix="write for: [purposes] into each category, so that each purpose has one",
)
def matrix_with_holes(case: Case) -> Findings:
    """A category is for no purpose, or a purpose has no category.

    PASS
        data: {orders: {for: [delivery]}}
    FAIL
        data: {orders: {for: []}}
    """
    for category, holding in case.policy.data.items():
        if not holding.for_:
            yield Finding(f"{category} is for no purpose", ("data", category))
    for key in case.policy.purposes:
        if not case.policy.categories_of(key):
            yield Finding(f"{key} needs no category", ("purposes", key))
    if not case.policy.purposes:
        yield Finding("no purpose is named")
