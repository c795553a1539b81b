"""Protected addresses (turvakielto): who has one, and what must not go out because of it.

Somebody whose life is threatened has the address protected in the population register (VTJ-laki
661/2009 36 §), and tells us, or an authority does. Staff who need the address still see it,
with the mark beside it. It goes into no file, on no label, to no recipient, nor does anything
else they could be found by, until somebody releases it by an act that says why; whatever leaves
the register asks here first. A wrong answer here can cost a life.
"""

from collections.abc import Iterable
from datetime import date

from lupaus.finland import day_of
from lupaus.guard import Act, Reading, Refused, writing
from lupaus.guard.refused import INTEGRITY
from lupaus.ledger.entry import Event
from lupaus.policy.holding import PROTECTED
from lupaus.register.facts import known
from lupaus.register.sections import Loose
from lupaus.register.unfit import Unfit

#: The tables by which a person could be found; their rows stay here. Where somebody works, what
#: is done for them and what they keep on the web tell it as surely as an address does.
WITHHELD = frozenset(
    {
        *("emailaddress", "phonenumber", "postaladdress", "webaddress"),
        *("billingprofile", "affiliation", "order"),
    }
)


def protect(*, act: Act, party: int, source: str, since: date | None = None) -> None:
    """From now on the person's address is protected. ``source`` is who told us, as the policy
    names its sources. Told again, the first day stays."""
    with writing(act) as w:
        facts = known(party)
        day = since or day_of(act.at)
        if facts.is_organisation:
            raise Unfit("party", "a person's address is protected, not an organisation's")
        if day > day_of(act.at):
            raise Unfit("since", "this day is in the future: enter it when it has come")
        if source not in w.adopted.policy.sources:
            named = ", ".join(w.adopted.policy.sources)
            raise Unfit("source", f"say who told us; the policy knows these: {named}")
        if facts.protected_on is None:
            to = {"protected_on": day, "protected_source": source}
            w.update("party", to, {"id": party})
            w.log(Event.ADDRESS_PROTECTED, whose=[party])


def end_protection(*, act: Act, party: int) -> None:
    """The protection has ended. Raises Refused unless the act says why (``act.why``)."""
    require_reason(act)
    with writing(act) as w:
        if known(party).protected_on is None:
            raise Unfit("party", "the address is not protected: there is nothing to end")
        to = {"protected_on": None, "protected_source": None}
        w.update("party", to, {"id": party})
        w.log(Event.ADDRESS_PROTECTION_ENDED, whose=[party])


def withheld(r: Reading) -> frozenset[int]:
    """Of the parties in sight, those whose rows of WITHHELD stay here."""
    sql = f"SELECT p.id FROM {r.view('party')} p WHERE p.{PROTECTED} IS NOT NULL"
    return frozenset(row[0] for row in r.rows(Loose, sql))


def release(*, act: Act, parties: Iterable[int]) -> None:
    """Let what is withheld of these go out, once, on the record. Raises Refused unless the act
    says why (``act.why``)."""
    named = sorted(set(parties))
    if not named:
        return
    require_reason(act)
    with writing(act) as w:
        w.log(Event.EXCEPTION_OPENED, whose=named, fields=sorted(WITHHELD))


def require_reason(act: Act) -> None:
    """Raises Refused for an act on protected addresses that does not say why."""
    if not act.why.strip():
        raise Refused("the address is protected (turvakielto): say why", law=INTEGRITY)
