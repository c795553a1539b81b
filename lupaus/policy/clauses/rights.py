"""The rights. Law grants them whatever the policy says; the policy can only give more."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import clause, slugs
from lupaus.policy.clauses.objection import request_channels, ways
from lupaus.policy.law import supervisor
from lupaus.policy.model import Policy, RightPromise
from lupaus.policy.period import Period
from lupaus.policy.phrases import rights as say
from lupaus.policy.phrases.words import Words, of, sentences
from lupaus.policy.vocabulary import Basis, Right, Section

_SECTION = Section.RIGHTS
_ARTICLES = {
    Right.ACCESS: ("GDPR 15",),
    Right.RECTIFICATION: ("GDPR 16",),
    Right.ERASURE: ("GDPR 17",),
    Right.RESTRICTION: ("GDPR 18",),
    Right.OBJECTION: ("GDPR 21",),
    Right.PORTABILITY: ("GDPR 20",),
    Right.WITHDRAWAL: ("GDPR 7(3)", "GDPR 13(2)(c)"),
    Right.COMPLAINT: ("GDPR 77", "GDPR 13(2)(d)", "Tietosuojalaki 21 §"),
}
_MONTH = Period(months=1)


def rights(policy: Policy) -> Iterator[Clause]:
    for right in Right:
        if _granted(policy, right):
            promise = policy.rights.get(right, RightPromise())
            yield _right(policy, right, promise)
            if promise.within:
                yield _deadline(policy, right, promise.within)
    yield _deadline(policy, None, policy.requests.within)
    yield from _requests(policy)


def _granted(policy: Policy, right: Right) -> bool:
    """Portability and withdrawal exist only beside the bases they belong to."""
    bases = {purpose.basis for purpose in policy.purposes.values()}
    match right:
        case Right.PORTABILITY:
            lawful = bool(bases & {Basis.CONSENT, Basis.CONTRACT})
        case Right.WITHDRAWAL:
            return uses_consent(policy)  # what nobody has given, nobody can withdraw
        case Right.OBJECTION:
            lawful = bool(bases & {Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK})
        case Right.ACCESS | Right.RECTIFICATION | Right.ERASURE | Right.RESTRICTION:
            lawful = True
        case Right.COMPLAINT:
            lawful = True
        case _:
            assert_never(right)
    return lawful or right in policy.rights


def uses_consent(policy: Policy) -> bool:
    """Is there anything that a consent was given for?"""
    return any(p.basis is Basis.CONSENT or p.consent_channels for p in policy.purposes.values())


def _right(policy: Policy, right: Right, promise: RightPromise) -> Clause:
    return clause(
        f"right.{right}",
        _SECTION,
        Kind.RIGHT,
        _said(policy, right, promise),
        law=_ARTICLES[right],
        params={
            "right": str(right),
            "by": slugs(promise.by),
            "deliver": promise.deliver,
            "unconditional": promise.unconditional,
            "except": list(promise.except_),
        },
        line=policy.line("rights", right),
    )


def _said(policy: Policy, right: Right, promise: RightPromise) -> Words:
    more: list[Words] = []
    match right:
        case Right.ACCESS:
            said = say.access()
            more += [say.delivered(promise.deliver)] if promise.deliver else []
        case Right.RECTIFICATION:
            said = say.rectification()
            more += [say.source_told()] if promise.notify_source else []
        case Right.ERASURE:
            said = say.erasure(
                unconditional=promise.unconditional, consent=uses_consent(policy)
            )
            more.append(say.kept_back(("law", *_beyond_law(promise), "dispute")))
            more += [say.anonymised()] if promise.anonymise else []
        case Right.RESTRICTION:
            said = say.restriction()
        case Right.OBJECTION:
            said = say.objection()
        case Right.PORTABILITY:
            bases = {purpose.basis for purpose in policy.purposes.values()}
            said = say.portability(
                consent=uses_consent(policy), contract=Basis.CONTRACT in bases
            )
        case Right.WITHDRAWAL:
            said = say.withdrawal()
        case Right.COMPLAINT:
            authority = supervisor(policy.reviewed or policy.dated or date.max)
            said = say.complaint(of(authority.name), authority.post, authority.web)
        case _:
            assert_never(right)
    return sentences(said, *more)


def _beyond_law(promise: RightPromise) -> tuple[str, ...]:
    """What else keeps information back; law and legal claims always do (GDPR 17(3))."""
    return tuple(reason for reason in promise.except_ if reason not in {"law", "dispute"})


def _deadline(policy: Policy, right: Right | None, promise: Period | None) -> Clause:
    """The earlier of law and promise, for one right or for every request."""
    counts = say.shorter(promise)
    where = ("rights", right, "within") if right else ("requests", "within")
    return clause(
        f"right.{right}.deadline" if right else "rights.deadline",
        _SECTION,
        Kind.RIGHT_DEADLINE,
        say.deadline(promise),
        law=("GDPR 12(3)",),
        params={
            "right": str(right) if right else None,
            "within": str(counts or _MONTH),
            "law": str(_MONTH),
            "extendable": counts is None,
        },
        line=policy.line(*where) if promise else 0,
    )


def _requests(policy: Policy) -> Iterator[Clause]:
    line = policy.line("requests")

    def about(name: str, kind: Kind, said: Words, law: str, **params: object) -> Clause:
        return clause(
            f"rights.{name}", _SECTION, kind, said, law=(law,), params=params, line=line
        )

    by = request_channels(policy)
    yield about(
        "channels",
        Kind.REQUEST_CHANNEL,
        say.channels(ways(policy, by)),
        "GDPR 12(2)",
        by=slugs(by),
    )
    yield about("free", Kind.RIGHT, say.free(), "GDPR 12(5)")
    yield about("identity", Kind.RIGHT, say.identity(), "GDPR 12(6)", identity="on doubt")
    certified = [right for right, promise in policy.rights.items() if promise.certificate]
    refused = say.refusal(certified)
    yield about("refusal", Kind.RIGHT, refused, "GDPR 12(4)", certificate=slugs(certified))
    yield about("recipients-told", Kind.RIGHT, say.recipients_told(), "GDPR 19")
