"""What people allowed and forbade: consents and objections."""

from lupaus.policy import holding as names
from lupaus.policy.clause import Clause
from lupaus.policy.vocabulary import PurposeClass, SourceKind
from lupaus.proof.look import bans
from lupaus.proof.looking import Look
from lupaus.proof.verdict import Finding

#: Where a yes after a no may come from: the person, and nobody in the person's place.
_OWN_WORD = frozenset({SourceKind.SUBJECT, SourceKind.WEB_FORM})
_P = names.PERMISSION


def consent(look: Look, clause: Clause) -> Finding:
    """Consents that do not say which text the person agreed to, or dated in the future."""
    query = (
        f"SELECT e.id, e.party_id FROM {_P} e WHERE e.purpose = %(purpose)s"
        " AND e.decision = 'granted' AND (e.text_version = '' OR e.decided_on > %(today)s)"
    )
    params = {"purpose": clause.params["purpose"], "today": look.today}
    counted = f"SELECT COUNT(*) FROM {_P} WHERE purpose = %(purpose)s AND decision = 'granted'"
    checked = look.number(counted, {"purpose": clause.params["purpose"]})
    broken = look.number(f"SELECT COUNT(*) FROM ({query}) x", params)
    shown = look.examples(_P, query, params) if broken else ()
    note = "a consent without the version of its text, or from the future" if broken else ""
    return Finding(checked, broken, shown, note) + overruled(
        look, (str(clause.params["purpose"]),)
    )


def objection(look: Look, clause: Clause) -> Finding:
    """Objections that somebody other than the person has overruled, that are not on the list
    of bans, or that are gone although the ledger knows of them."""
    said = clause.params.get("classes") or [clause.params.get("class")]
    classes = frozenset(map(str, said)) if isinstance(said, list) else frozenset()
    purposes = tuple(n for n, p in look.policy.purposes.items() if str(p.class_) in classes)
    if not purposes:
        return Finding(note="no purpose of this sort", by_breaker=True)
    return overruled(look, purposes) + bans.objections(look, map(PurposeClass, sorted(classes)))


def overruled(look: Look, purposes: tuple[str, ...]) -> Finding:
    """A yes that follows a no of the same person and did not come from the person."""
    named = ", ".join(f"%(purpose{n})s" for n in range(len(purposes)))
    params = {f"purpose{n}": purpose for n, purpose in enumerate(purposes)}
    own = [s for s, source in look.policy.sources.items() if source.kind in _OWN_WORD]
    words = ", ".join(f"%(own{n})s" for n in range(len(own)))
    params |= {f"own{n}": slug for n, slug in enumerate(own)}
    foreign = f" AND e.source NOT IN ({words})" if own else ""
    no = f"o.decision IN ('objected', 'withdrawn') AND o.purpose IN ({named})"
    query = (
        f"SELECT e.id, e.party_id FROM {_P} o JOIN {_P} e ON e.party_id = o.party_id"
        f" AND e.purpose = o.purpose AND e.channel IN (o.channel, '{names.EVERY_CHANNEL}')"
        f" WHERE {no} AND e.decision IN ('granted', 'lifted')"
        f" AND (e.at > o.at OR (e.at = o.at AND e.id > o.id)){foreign}"
    )
    counting = {k: v for k, v in params.items() if k.startswith("purpose")}
    checked = look.number(f"SELECT COUNT(*) FROM {_P} o WHERE {no}", counting)
    if not checked:
        return Finding(by_breaker=True)
    broken = look.number(f"SELECT COUNT(*) FROM ({query}) x", params)
    shown = look.examples(_P, query, params) if broken else ()
    note = "a no was overruled by somebody other than the person" if broken else ""
    return Finding(checked, broken, shown, note)
