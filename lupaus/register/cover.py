"""Whether the purpose of an act covers a party at all, as what is done concerns all of it."""

from collections.abc import Sequence

from lupaus.finland import day_of
from lupaus.guard import Act, Refused
from lupaus.policy import meaning, retention
from lupaus.policy.meaning import Thing
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category
from lupaus.records.catalogue import claims
from lupaus.register.admission import refuse_restricted
from lupaus.register.facts import Facts


def require_cover(policy: Policy, act: Act, facts: Facts) -> None:
    """Raises Refused unless the purpose of the act is open for what the party is called, and
    its data may be processed at all."""
    refuse_restricted(facts, policy, act)
    table = "organisation" if facts.is_organisation else "personname"
    claim = claims()[f"records_{table}"]
    thing = Thing(
        claim.holding(),
        {"sourced_on": None},
        facts.row,
        invoices=facts.invoices,
    )
    if act.purpose not in meaning.covering(thing, policy):
        whom = "organisations" if facts.is_organisation else "such persons"
        raise Refused(
            f"{act.purpose} does not need to know {whom}: merge them under a purpose that does",
            clause=f"purpose.{act.purpose}",
        )
    if act.purpose not in meaning.open_purposes(thing, policy, day_of(act.at)):
        raise Refused(
            f"the time for {act.purpose} has passed for one of the two",
            law="GDPR Art. 5(1)(e)",
            clause=_closed_by(policy, act.purpose, claim.category),
        )


def require_cover_between(
    policy: Policy, acts: Sequence[Act], parties: Sequence[Facts]
) -> None:
    """Raises Refused, as :func:`require_cover` does, unless the first act covers one of the
    parties, and each is covered by some act."""
    by_first = [_refusal(policy, acts[0], one) for one in parties]
    first, *others = by_first
    if first and all(others):
        raise first
    for one, wrong in zip(parties, by_first, strict=True):
        if wrong and all(_refusal(policy, act, one) for act in acts[1:]):
            raise wrong


def _refusal(policy: Policy, act: Act, one: Facts) -> Refused | None:
    try:
        require_cover(policy, act, one)
    except Refused as no:
        return no
    return None


def _closed_by(policy: Policy, purpose: str, category: Category) -> str:
    rules = retention.closing(retention.effective(policy), purpose, category)
    return next((rule.id for rule in rules), f"retention.{purpose}")
