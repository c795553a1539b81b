"""Whence a value came, and when it goes and why: said beside every value.

A day that is promised too late is a broken promise; so the words come from the same meaning of
the rules that the purge is compared with, and each names the clause that it rests on.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lupaus.guard import Adopted
from lupaus.policy import retention
from lupaus.policy.meaning import Departure, Standing
from lupaus.policy.model import Policy
from lupaus.policy.vocabulary import Category
from lupaus.register.admission import category_of
from lupaus.register.rows import Kept
from lupaus.web.customers.card_words import purpose_label, source_label
from lupaus.web.frame.wording import hold_label
from lupaus.web.templatetags.lupaus import day as day_text


@dataclass(frozen=True, slots=True)
class Prov:
    """``goes`` is a sentence of when and why; ``clause`` the one that it rests on."""

    source: str
    on: date
    goes: str
    clause: str


class Goes:
    """Beside the values of one page: what is said once is not worked out again."""

    def __init__(self, adopted: Adopted) -> None:
        self.policy = adopted.policy
        self._clauses = frozenset(one.id for one in adopted.clauses)
        self._said: dict[tuple[str, Departure], tuple[str, str]] = {}

    def prov(self, table: str, kept: Kept) -> Prov:
        """Of a value on the page."""
        key = (table, kept.goes)
        if key not in self._said:
            goes, clause = leaving(self.policy, category_of(table), kept.goes)
            self._said[key] = goes, clause if clause in self._clauses else ""
        return Prov(source_label(self.policy, kept.source), kept.sourced_on, *self._said[key])


def leaving(policy: Policy, category: Category, goes: Departure) -> tuple[str, str]:
    """When a value of the category goes, and why; the clause."""
    if goes.because == "party":
        return _("Poistuu samalla, kun asiakkaan muut tiedot poistuvat."), ""
    if goes.day is None and goes.waits_for and goes.because not in policy.purposes:
        return _waiting(goes.waits_for)
    clause = _clause(policy, category, goes.because)
    if goes.day is None:
        purpose = purpose_label(policy, goes.because)
        said = _("Pysyy niin kauan kuin tarvitaan: %(purpose)s.") % {"purpose": purpose}
        if goes.waits_for:
            said = f"{said} {_waiting(goes.waits_for)[0]}"
        return said, clause
    when = {"day": day_text(goes.day)}
    if goes.because in policy.purposes:
        when["purpose"] = purpose_label(policy, goes.because)
        return (
            _("Poistuu aikaisintaan %(day)s. Siihen asti tarvitaan: %(purpose)s.") % when,
            clause,
        )
    if goes.because:
        said = _("Poistuu aikaisintaan %(day)s. Siihen asti se on säilytettävä.")
        return said % when, clause
    return _("Mikään tarkoitus ei enää tarvitse tätä. Poistuu seuraavassa hävityksessä."), ""


def _waiting(holds: tuple[Standing, ...]) -> tuple[str, str]:
    named = ", ".join(dict.fromkeys(str(hold_label(one.hold)) for one in holds))
    clause = next((one.clause for one in holds if one.clause), "")
    return _("Poistoa odotuttaa: %(holds)s.") % {"holds": named}, clause


def _clause(policy: Policy, category: Category, because: str) -> str:
    """A purpose is closed by a rule of its own; what is no purpose is a clause itself."""
    if because not in policy.purposes:
        return because
    rules = retention.closing(retention.effective(policy), because, category)
    return rules[0].id if rules else f"purpose.{because}"
