"""Checks of credit information: that one was made, in which register, and what came of it.

Credit information may be asked for a credit decision and little else, from a register that was
named beforehand (luottotietolaki 6 and 19 §); so a check is entered only under a purpose that
needs one, and only of a register that the notice names. The report itself is never kept: one
line says what it came to, and goes when the time from the decision has passed.
"""

from datetime import date

from lupaus.guard import Act, Refused
from lupaus.ledger.entry import Event
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category, SourceKind
from lupaus.register.admission import Entered, admitting
from lupaus.register.provenance import gives
from lupaus.register.unfit import Unfit
from lupaus.register.values import line

CREDIT_ACT = "Luottotietolaki 19 §"
LONGEST = 200


def record_credit_check(
    *, act: Act, party: int, outcome: str, on: date | None = None, register: str = ""
) -> Entered:
    """Record a check of the day. ``register`` is the key of the credit register among the
    sources of the policy; it may be left out where there is one. Who is refused because of the
    outcome is to be told so at once, and which register it was.

    Raises Refused for a register that the notice does not name, and for a purpose that needs
    no credit information.
    """
    said = line("outcome", outcome, LONGEST, needed=True)
    with admitting(act, party) as admission:
        day = on or admission.today
        if day > admission.today:
            raise Unfit("checked_on", "this day is in the future: enter it when it has come")
        slug = _named(admission.policy, register)
        name = admission.policy.sources[slug].name or slug
        row = {"checked_on": day, "register": line("register", name, 100), "outcome": said}
        admission.put_rows("creditcheck", [row], source=slug)
        if admission.ids:
            admission.log(Event.RECORD_CREATED, fields=("creditcheck",))
    return admission.done()


def _named(policy: Policy, wanted: str) -> str:
    """The credit register among the sources."""
    known = [
        slug
        for slug, source in policy.sources.items()
        if source.kind is SourceKind.CREDIT_REGISTER and gives(policy, slug, Category.CREDIT)
    ]
    if not known or (wanted and wanted not in known):
        named = ", ".join(known) or "none"
        raise Refused(
            f"credit information comes from a register that the notice names: {named}",
            law=CREDIT_ACT,
            clause="data.credit",
        )
    if not wanted and len(known) > 1:
        raise Unfit("register", f"say which: {', '.join(known)}")
    return wanted or known[0]
