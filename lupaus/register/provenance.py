"""Where a row says it came from: a source that the policy declares for such data."""

from lupaus.guard import Rejected
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category, SourceKind
from lupaus.register.unfit import Unfit


def gives(policy: Policy, slug: str, category: Category) -> bool:
    """Does the notice say that data of the category come from the source?"""
    source = policy.sources[slug]
    if source.data and category not in source.data:
        return False
    held = policy.data.get(category)
    return held is None or not held.from_ or slug in held.from_


def source_for(policy: Policy, category: Category, wanted: str = "") -> str:
    """The source to record: the one named, or the one that such data arise from by themselves
    (our own work, else the only source there is).

    Raises Unfit for a source that the policy does not declare, or when it must be named.
    """
    if wanted:
        if wanted not in policy.sources:
            raise Unfit("source", f"the policy knows these: {', '.join(policy.sources)}")
        return wanted
    possible = [slug for slug in policy.sources if gives(policy, slug, category)]
    own = [s for s in possible if policy.sources[s].kind is SourceKind.STAFF]
    if own:
        return own[0]
    if len(possible) == 1:
        return possible[0]
    raise Unfit("source", f"say whence it comes: {', '.join(possible or policy.sources)}")


def against(policy: Policy, slug: str, category: Category, table: str) -> Rejected | None:
    """Why such data may not come from the source; None when they may."""
    if gives(policy, slug, category):
        return None
    reason = f"the notice does not say that {category} comes from {slug}"
    return Rejected(table, category, reason, f"source.{slug}", "GDPR Art. 14(2)(f)")
