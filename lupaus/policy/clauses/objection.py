"""The right to object, apart from everything else and first (GDPR Art. 21(4))."""

from collections.abc import Iterator

from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses.making import clause, slugs
from lupaus.policy.model import Policy, Purpose, RightPromise
from lupaus.policy.phrases import objection as say
from lupaus.policy.phrases.parties import CHANNELS, REQUEST_CHANNELS
from lupaus.policy.phrases.words import Words, sentences
from lupaus.policy.vocabulary import (
    Basis,
    Channel,
    PurposeClass,
    RequestChannel,
    Right,
    Section,
)

_SECTION = Section.OBJECT
_BALANCED = frozenset({Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK})
#: What may be refused as freely as marketing, when a policy does it or names it in its scopes.
_REFUSED_FREELY = frozenset({PurposeClass.MARKETING, PurposeClass.SURVEY})


def objection(policy: Policy) -> Iterator[Clause]:
    promise = policy.rights.get(Right.OBJECTION, RightPromise())
    line = policy.line("rights", Right.OBJECTION)
    refusable = _classes(policy, promise)
    marketing = PurposeClass.MARKETING in refusable
    for kind in refusable:
        yield _refusal(policy, kind, line, first=kind is refusable[0])
    channels = message_channels(policy)
    if marketing and len(channels) > 1:
        yield clause(
            "object.channels",
            _SECTION,
            Kind.OBJECTION,
            say.channels(tuple(CHANNELS[channel] for channel in channels)),
            law=("GDPR 21(2)", "SVPL 200 §"),
            params={"classes": slugs(refusable), "channels": slugs(channels)},
            line=line,
        )
    if any(purpose.basis in _BALANCED for purpose in policy.purposes.values()):
        yield _interest(promise, line, marketing=marketing)
    if refusable or any(p.basis in _BALANCED for p in policy.purposes.values()):
        yield clause(
            "object.how",
            _SECTION,
            Kind.REQUEST_CHANNEL,
            say.how(ways(policy, promise.by)),
            law=("GDPR 12(2)", "GDPR 21(5)"),
            params={"by": slugs(promise.by or request_channels(policy))},
            line=line,
        )


def _classes(policy: Policy, promise: RightPromise) -> tuple[PurposeClass, ...]:
    """Marketing first, then surveys, then whatever else the policy opens to refusal."""
    done = {p.class_ for p in policy.purposes.values()} & _REFUSED_FREELY
    order = (PurposeClass.MARKETING, PurposeClass.SURVEY, *PurposeClass)
    return tuple(
        kind for kind in dict.fromkeys(order) if kind in done or kind in promise.scopes
    )


def _refusal(policy: Policy, kind: PurposeClass, line: int, *, first: bool) -> Clause:
    law: tuple[str, ...]
    of_class = [p for p in policy.purposes.values() if p.class_ is kind]
    if kind is PurposeClass.MARKETING:
        aims = any(purpose.targeting for purpose in of_class)
        said = sentences(say.marketing(), *([say.targeting_too()] if aims else []))
        law = ("GDPR 21(2)", "GDPR 21(3)", "GDPR 21(4)", "SVPL 200 §", "SVPL 202 §")
    else:
        said, law = say.also(kind, first=first), ("GDPR 21(1)", "GDPR 21(4)")
    return clause(
        f"object.{kind}",
        _SECTION,
        Kind.OBJECTION,
        said,
        law=law,
        params={"class": str(kind), "channels": slugs(_channels(of_class))},
        line=line,
    )


def _interest(promise: RightPromise, line: int, *, marketing: bool) -> Clause:
    return clause(
        "object.interest",
        _SECTION,
        Kind.RIGHT,
        say.interest(unconditional=promise.unconditional, marketing_too=marketing),
        law=("GDPR 21(1)", "GDPR 21(4)"),
        params={"right": str(Right.OBJECTION), "unconditional": promise.unconditional},
        line=line,
    )


def _channels(purposes: list[Purpose]) -> tuple[Channel, ...]:
    named = {c for p in purposes for c in (*p.channels, *p.consent_channels)}
    return tuple(channel for channel in Channel if channel in named)


def message_channels(policy: Policy) -> tuple[Channel, ...]:
    """Every channel by which marketing or surveys travel, in a fixed order."""
    return _channels([p for p in policy.purposes.values() if p.class_ in _REFUSED_FREELY])


def request_channels(policy: Policy) -> tuple[RequestChannel, ...]:
    """By which ways this controller can be reached at all."""
    who = policy.controller
    open_ways = {
        RequestChannel.EMAIL: bool(policy.requests.email or who.email),
        RequestChannel.PHONE: bool(who.phone),
        RequestChannel.POST: bool(who.address),
    }
    named = {way for promise in policy.rights.values() for way in promise.by}
    return tuple(way for way in RequestChannel if open_ways.get(way) or way in named)


def ways(policy: Policy, by: tuple[RequestChannel, ...]) -> tuple[Words, ...]:
    """*sähköpostilla (tiedot@…)*: the channel with its address."""
    who = policy.controller
    places = {
        RequestChannel.EMAIL: policy.requests.email or who.email,
        RequestChannel.PHONE: who.phone,
    }
    named = []
    for way in by or request_channels(policy):
        place = places.get(way)
        label = REQUEST_CHANNELS[way]
        named.append(Words(*(f"{text} ({place})" for text in label)) if place else label)
    return tuple(named) or (Words("millä tavalla tahansa", "hur som helst", "any way"),)
