"""Who may be marketed to by e-mail, as far as the decisions on record tell: said in SQL.

An error here would list as willing somebody who forbade it. The same rules as in
:mod:`lupaus.register.standing`, which decides for one party and which the tests compare this
with. It looks at decisions, not at the digests of banned addresses, which no reading sees: a
message is decided about again when it is sent.
"""

from typing import Final

from lupaus.guard import Reading, Refused
from lupaus.policy import predicate
from lupaus.policy.holding import PROTECTED
from lupaus.policy.model import Policy, Purpose
from lupaus.policy.predicate import all_of, any_of
from lupaus.policy.retention import Rule
from lupaus.policy.vocabulary import Basis, Channel, PurposeClass
from lupaus.records.catalogue import claims
from lupaus.register.bans import FORBIDDABLE, Origin
from lupaus.register.leaving import of_the_spine, through_views
from lupaus.register.wanted import Marketable

_EMAIL: Final = Channel.EMAIL


def condition(r: Reading, wanted: Marketable) -> str:
    """A condition on ``p``. Raises Refused where the reading does not see what decides, and
    where the policy markets nothing by e-mail."""
    policy = r.adopted.policy
    if wanted is Marketable.OBJECTED:
        return f"p.id IN ({_standing(r, policy, '')})"
    purposes = {
        slug: purpose
        for slug, purpose in policy.purposes.items()
        if purpose.class_ is PurposeClass.MARKETING
        and (not purpose.channels or _EMAIL in {*purpose.channels, *purpose.consent_channels})
    }
    if not purposes:
        raise Refused("the policy markets nothing by e-mail", clause="data.permissions")
    say = _may if wanted is Marketable.MAY else _lacks
    said = any_of(sorted(say(r, slug, purpose) for slug, purpose in purposes.items()))
    # A protected address goes on no list, whatever its owner has allowed.
    free = f"p.{PROTECTED} IS NULL"
    return all_of([of_the_spine(r, said), *([free] if wanted is Marketable.MAY else [])])


def _may(r: Reading, slug: str, purpose: Purpose) -> str:
    emails = r.view("emailaddress")
    return all_of(
        [
            _reaches(r, slug),
            f"EXISTS (SELECT 1 FROM {emails} m WHERE m.party_id = p.id)",
            f"NOT EXISTS ({_standing(r, r.adopted.policy, slug)} AND b.party_id = p.id)",
            any_of([_needs_none(purpose), _consented(r, slug)]),
        ]
    )


def _lacks(r: Reading, slug: str, purpose: Purpose) -> str:
    """Such persons need a consent, and the last word is none."""
    return all_of(
        [_reaches(r, slug), f"NOT {_needs_none(purpose)}", f"NOT {_consented(r, slug)}"]
    )


def _reaches(r: Reading, slug: str) -> str:
    """The purpose is for such persons, and its time has not passed."""
    holding = claims()["records_emailaddress"].holding()

    def cut(rule: Rule) -> str:
        return f"(SELECT o.day FROM guard_cutoff o WHERE o.rule = '{rule.id}')"

    needs = (n for n in predicate.needs(r.adopted.policy, holding, cut) if n.purpose == slug)
    said = any_of(
        all_of([n.covers, *(c.no for c in n.closings if c.alias == "p")]) for n in needs
    )
    return through_views(r, said)


def _needs_none(purpose: Purpose) -> str:
    """As :func:`lupaus.register.allowed.needs_consent` has it, the other way round."""
    if purpose.basis is Basis.CONSENT or _EMAIL in purpose.consent_channels:
        return "(1 = 0)"
    customer = "(p.relation_started_on IS NOT NULL AND p.relation_ended_on IS NULL)"
    own = [customer] if purpose.soft_opt_in else []
    firms = ["p.is_organisation = TRUE", "p.is_representative = TRUE"]
    return f"({' OR '.join((*firms, *own))})"


def _consented(r: Reading, slug: str) -> str:
    """The last word on the purpose and the channel is a consent."""
    decisions = r.view("permission")
    about = f"purpose = '{slug}' AND {{0}}.channel IN ('', '{_EMAIL}')"
    return (
        f"EXISTS (SELECT 1 FROM {decisions} g WHERE g.party_id = p.id"
        f" AND g.decision = 'granted' AND g.{about.format('g')}"
        f" AND NOT EXISTS (SELECT 1 FROM {decisions} l WHERE l.party_id = g.party_id"
        f" AND l.{about.format('l')} AND (l.at > g.at OR (l.at = g.at AND l.id > g.id))))"
    )


def _standing(r: Reading, policy: Policy, slug: str) -> str:
    """What is forbidden of marketing and not lifted since: on e-mail for the purpose, or for
    no purpose (``slug`` empty) what the person objected to on any channel."""
    decisions, of_class = r.view("permission"), _of_marketing(policy)
    channels = [_EMAIL] if slug else list(Channel)
    listed = " UNION ALL ".join(f"SELECT '{channel}' AS channel" for channel in channels)
    refused = f"(b.decision IN ('refused', 'withdrawn') AND b.purpose = '{slug}')"
    forbids = any_of(["b.decision = 'objected'", *([refused] if slug else [])])
    return (
        f"SELECT b.party_id FROM {decisions} b CROSS JOIN ({listed}) c"
        f" WHERE {forbids} AND b.channel IN ('', c.channel) AND {of_class.format('b')}"
        f" AND NOT EXISTS (SELECT 1 FROM {decisions} l WHERE l.party_id = b.party_id"
        " AND l.decision IN ('granted', 'lifted') AND l.channel IN ('', c.channel)"
        f" AND {of_class.format('l')}"
        " AND (b.decision = 'objected' OR l.purpose = b.purpose)"
        f" AND {_weight('l', Origin.IMPORT)} < {_LEAST}"
        f" AND {_weight('l', Origin.IMPORT)} <= {_weight('b', Origin.OWN)}"
        " AND (l.at > b.at OR (l.at = b.at AND l.id > b.id)))"
    )


def _of_marketing(policy: Policy) -> str:
    """A purpose that no policy knows any more counts as marketing, so that its bans stand."""
    others = sorted(
        slug
        for slug, purpose in policy.purposes.items()
        if purpose.class_ in FORBIDDABLE and purpose.class_ is not PurposeClass.MARKETING
    )
    named = ", ".join(f"'{slug}'" for slug in others)
    return f"{{0}}.purpose NOT IN ({named})" if named else "1 = 1"


_ORIGINS: Final = list(Origin)
_LEAST: Final = _ORIGINS.index(Origin.IMPORT)


def _weight(alias: str, unsaid: Origin) -> str:
    """Who said it, as a number: the lower the weightier."""
    said = " ".join(
        f"WHEN {alias}.how = '{origin}' OR substr({alias}.how, 1, {len(origin) + 1})"
        f" = '{origin}:' THEN {rank}"
        for rank, origin in enumerate(_ORIGINS)
    )
    return f"(CASE {said} ELSE {_ORIGINS.index(unsaid)} END)"
