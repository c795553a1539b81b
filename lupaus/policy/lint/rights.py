"""H. Rights of the person, and the procedure."""

from datetime import date

from lupaus.policy import law
from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Path, Section
from lupaus.policy.period import Period
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Basis, PurposeClass, Right

SECTION = Section("H", "Rights and procedure")
rule = SECTION.rule

#: A month counted from here is as long as a month can be.
_LONG_MONTH = date(2023, 1, 1)
_SHORT_MONTH = date(2023, 2, 1)


def _longer_than_a_month(case: Case, period: Period) -> bool:
    month = law.term("answer", case.today).period
    return period.after(_LONG_MONTH) > month.after(_LONG_MONTH)


def _promises(case: Case) -> list[tuple[Path, Period]]:
    """Every response time the policy promises, with its place."""
    requests = case.policy.requests.within
    general: list[tuple[Path, Period]] = (
        [(("requests", "within"), requests)] if requests else []
    )
    own: list[tuple[Path, Period]] = [
        (("rights", right, "within"), promise.within)
        for right, promise in case.policy.rights.items()
        if promise.within
    ]
    return general + own


@rule("N77", Level.ERROR, law="GDPR Art. 12(2)", fix="take requests.signature away")
def signature_demanded(case: Case) -> Findings:
    """A request must be signed by hand; that was the repealed Act.

    PASS
        requests: {signature: false}
    FAIL
        requests: {signature: true}
    """
    if case.policy.requests.signature:
        yield Finding("a signature is demanded", ("requests", "signature"))


@rule(
    "N78",
    Level.ERROR,
    law="GDPR Art. 12(2); SVPL 200.2 §",
    fix="take requests.writing away; any way of asking will do",
)
def writing_demanded(case: Case) -> Findings:
    """A request or an objection must be made in writing.

    PASS
        requests: {writing: false}
    FAIL
        requests: {writing: true}
    """
    if case.policy.requests.writing:
        yield Finding("writing is demanded", ("requests", "writing"))


@rule("N79", Level.WARNING, law="GDPR Art. 12(2)", fix="take requests.languages away")
def language_restricted(case: Case) -> Findings:
    """Requests are taken in some languages only.

    PASS
        requests: {languages: []}
    FAIL
        requests: {languages: [fi, en]}
    """
    if case.policy.requests.languages:
        yield Finding("the language of requests is restricted", ("requests", "languages"))


@rule("N80", Level.WARNING, law="GDPR Arts. 12(2), 15-16", fix="take requests.grounds away")
def grounds_demanded(case: Case) -> Findings:
    """The person must give grounds, or exact items, before anything is done.

    PASS
        requests: {grounds: false}
    FAIL
        requests: {grounds: true}
    """
    if case.policy.requests.grounds:
        yield Finding("grounds are demanded", ("requests", "grounds"))


def _untold(case: Case, right: Right) -> Findings:
    if not case.tells(right):
        promise = case.policy.rights.get(right)
        path: Path = ("rights", right) if promise else ("rights",)
        how = "not told" if promise is None else f"told {promise.told}"
        yield Finding(f"the right of {right} is {how}", path)


@rule("N81", Level.ERROR, law="GDPR Arts. 13(2)(b), 15", fix="rights: {access: {}}")
def access_untold(case: Case) -> Findings:
    """The right of access is not told.

    PASS
        rights: {access: {within: 28 days}}
    FAIL
        rights: {access: null}
    """
    yield from _untold(case, Right.ACCESS)


@rule("N82", Level.ERROR, law="GDPR Arts. 13(2)(b), 16", fix="rights: {rectification: {}}")
def rectification_untold(case: Case) -> Findings:
    """The right of rectification is not told.

    PASS
        rights: {rectification: {}}
    FAIL
        rights: {rectification: null}
    """
    yield from _untold(case, Right.RECTIFICATION)


@rule("N83", Level.ERROR, law="GDPR Arts. 13(2)(b), 17", fix="rights: {erasure: {}}")
def erasure_untold(case: Case) -> Findings:
    """The right of erasure is not told.

    PASS
        rights: {erasure: {}}
    FAIL
        rights: {erasure: null}
    """
    yield from _untold(case, Right.ERASURE)


@rule("N84", Level.ERROR, law="GDPR Arts. 13(2)(b), 18", fix="rights: {restriction: {}}")
def restriction_untold(case: Case) -> Findings:
    """The right to restriction is not told.

    PASS
        rights: {restriction: {}}
    FAIL
        rights: {restriction: null}
    """
    yield from _untold(case, Right.RESTRICTION)


@rule("N85", Level.ERROR, law="GDPR Arts. 13(2)(b), 21(4)", fix="rights: {objection: {}}")
def objection_untold(case: Case) -> Findings:
    """The right to object is not told, or only by reference to the Regulation.

    PASS
        rights: {objection: {}}
    FAIL
        rights: {objection: {told: by-reference}}
    """
    yield from _untold(case, Right.OBJECTION)


@rule(
    "N86",
    Level.ERROR,
    law="GDPR Art. 21(4)",
    fix="separate: true prints it first, in a box of its own",
)
def objection_not_apart(case: Case) -> Findings:
    """The right to object stands among other information.

    PASS
        rights: {objection: {separate: true}}
    FAIL
        rights: {objection: {separate: false}}
    """
    objection = case.policy.rights.get(Right.OBJECTION)
    if objection and not objection.separate:
        yield Finding("the right to object does not stand apart", ("rights", "objection"))


@rule("N87", Level.ERROR, law="GDPR Arts. 13(2)(b), 20", fix="rights: {portability: {}}")
def portability_untold(case: Case) -> Findings:
    """Portability is not told although consent or contract is, or may be, a basis.

    PASS
        rights: {portability: {}}
    FAIL
        rights: {portability: null}
    """
    stated = all(
        p.basis not in (None, Basis.CUSTOMER_RELATIONSHIP)
        for p in case.policy.purposes.values()
    )
    if not stated or case.consent_used or Basis.CONTRACT in case.bases:
        yield from _untold(case, Right.PORTABILITY)


@rule("N88", Level.ERROR, law="GDPR Arts. 13(2)(c), 7(3)", fix="rights: {withdrawal: {}}")
def withdrawal_untold(case: Case) -> Findings:
    """Consent is used, and the right to withdraw it is not told.

    PASS
        rights: {withdrawal: {}}
    FAIL
        rights: {withdrawal: null}
    """
    if case.consent_used:
        yield from _untold(case, Right.WITHDRAWAL)


@rule(
    "N89",
    Level.ERROR,
    law="GDPR Arts. 13(2)(d), 77; tietosuojalaki 21 §",
    fix="rights: {complaint: {}}",
)
def complaint_untold(case: Case) -> Findings:
    """The right to complain is not told, or told of one right only.

    PASS
        rights: {complaint: {}}
    FAIL
        rights: {complaint: {told: partly}}
    """
    complaint = case.policy.rights.get(Right.COMPLAINT)
    if complaint is None or complaint.told == "partly":
        yield from _untold(case, Right.COMPLAINT)


@rule("N90", Level.NOTE, law="GDPR Art. 12(1)", fix="told: here prints name and address")
def authority_unnamed(case: Case) -> Findings:
    """The authority to complain to is left without a name.

    PASS
        rights: {complaint: {told: here}}
    FAIL
        rights: {complaint: {told: by-reference}}
    """
    complaint = case.policy.rights.get(Right.COMPLAINT)
    if complaint and complaint.told == "by-reference":
        yield Finding("the authority is not named", ("rights", "complaint"))


@rule("N91", Level.WARNING, law="GDPR Art. 12(3)", fix="requests: {within: 1 month}")
def no_response_time(case: Case) -> Findings:
    """Nothing says when an answer comes.

    PASS
        requests: {within: 28 days}
    FAIL
        requests: {within: null}
    """
    if not _promises(case):
        yield Finding("no response time is given", ("requests",))


@rule("N92", Level.ERROR, law="GDPR Art. 12(3)", fix="1 month, or less")
def answer_too_late(case: Case) -> Findings:
    """An answer is promised later than within a month.

    PASS
        requests: {within: 1 month}
    FAIL
        requests: {within: 32 days}
    """
    for path, period in _promises(case):
        if _longer_than_a_month(case, period):
            yield Finding(f"{period:words} is more than a month", path)


@rule(
    "N93",
    Level.NOTE,
    law="GDPR Art. 5(1)(a); kuluttajansuojalaki 2 luku",
    fix="nothing to do: the stricter promise is what the system keeps",
)
def stricter_than_law(case: Case) -> Findings:
    """A promise goes beyond the law, and binds.

    PASS
        rights: {access: {within: 1 month}}
    FAIL
        rights: {access: {within: 28 days}}
    """
    month = law.term("answer", case.today).period
    for path, period in _promises(case):
        if period.after(_SHORT_MONTH) <= month.after(_SHORT_MONTH) and period != month:
            yield Finding(f"{period:words} is less than the law allows", path)
    for right, promise in case.policy.rights.items():
        wider = (
            promise.unconditional
            or promise.notify_source
            or promise.anonymise
            or set(promise.scopes) - {PurposeClass.MARKETING}
        )
        if wider:
            yield Finding(f"{right} goes beyond the law", ("rights", right))


@rule(
    "N94",
    Level.ERROR,
    law="GDPR Arts. 12(6), 5(1)(c)",
    fix="identity: on doubt, by an address that is known already",
)
def copy_of_identity_card(case: Case) -> Findings:
    """A copy of an identity card is demanded with a request.

    PASS
        requests: {identity: on doubt}
    FAIL
        requests: {identity: id-copy}
    """
    if case.policy.requests.identity == "id-copy":
        yield Finding("a copy of an identity card is demanded", ("requests", "identity"))


@rule("N95", Level.ERROR, law="GDPR Art. 12(5)", fix="take requests.fee away")
def fee(case: Case) -> Findings:
    """A request costs something, or is free only once a year.

    PASS
        requests: {fee: false}
    FAIL
        requests: {fee: true}
    """
    if case.policy.requests.fee:
        yield Finding("a fee is asked", ("requests", "fee"))


@rule(
    "N96",
    Level.WARNING,
    law="GDPR Art. 12(4)",
    fix="rights: {complaint: {}}, so that a refusal tells reasons, authority and court",
)
def refusal_without_remedy(case: Case) -> Findings:
    """A certificate of refusal is promised, and not every way to contest it.

    PASS
        rights: {rectification: {certificate: true}}
    FAIL
        rights: {rectification: {certificate: true}, complaint: {told: partly}}
    """
    for right, promise in case.policy.rights.items():
        if promise.certificate and not case.tells(Right.COMPLAINT):
            yield Finding(f"refusal of {right} lacks a remedy", ("rights", right))


@rule(
    "N97",
    Level.WARNING,
    law="GDPR Arts. 12(1) and (3), 32",
    fix="deliver: link, and paper for who asks",
)
def only_by_email(case: Case) -> Findings:
    """The answer goes to the e-mail address on file and no other way.

    PASS
        rights: {access: {deliver: link}}
    FAIL
        rights: {access: {deliver: email on record}}
    """
    for right, promise in case.policy.rights.items():
        if promise.deliver == "email on record":
            yield Finding(f"{right} is answered by e-mail only", ("rights", right, "deliver"))
