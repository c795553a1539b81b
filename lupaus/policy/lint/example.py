"""The smallest policy that the linter leaves alone, and examples merged onto it."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

#: The day on which the examples are judged.
TODAY = date(2026, 11, 22)

MINIMAL = """\
lupaus: 1
languages: [fi]
dated: 2026-03-01
controller:
  name: Esimerkki Oy
  business_id: 1234567-1
  address: Katu 1, 33100 Tampere
  email: tietosuoja@example.fi
  dpo: none
fiscal_years: [{ends: 12-31}]
subjects:
  consumer: {kind: consumer, states: [customer, former]}
  contact: {kind: representative}
purposes:
  delivery: {basis: contract, subjects: [consumer]}
  relations:
    {basis: legitimate-interest, interest: asiakassuhteen hoitaminen, subjects: [contact]}
  accounting: {basis: legal-obligation, law: Kirjanpitolaki 2:10, class: accounting}
  marketing:
    basis: legitimate-interest
    interest: omien palvelujen markkinointi
    class: marketing
    channels: [email, post]
    consent_channels: [email]
data:
  name:
    {for: [delivery, relations, accounting, marketing], from: [subject, ytj], required: true}
  email: {for: [delivery, relations, marketing]}
  postal-address: {for: [delivery, relations, accounting, marketing]}
  orders: {for: [delivery, relations]}
  vouchers: {for: [accounting]}
  permissions: {for: [marketing]}
  logs: {for: [relations]}
sources:
  subject: {kind: subject}
  ytj: {kind: business-register, name: YTJ, public: true, data: [name], informed: true}
recipients:
  accountant: {sector: tilitoimisto, country: FI, data: [vouchers]}
never: [automated-decisions]
retention:
  - {purpose: delivery, at_most: 3 years, after: relation ended}
  - {purpose: relations, at_most: 3 years, after: last contact with person}
  - purpose: accounting
    at_least: 6 years
    after: end of calendar year in which the fiscal year ended
  - {purpose: marketing, at_most: 2 years, after: last contact with person}
requests: {within: 1 month}
rights:
  access: {}
  rectification: {}
  erasure: {}
  restriction: {}
  objection: {}
  portability: {}
  withdrawal: {}
  complaint: {}
protection:
  - {measure: backup, every: 1 day, keep: 35 days}
"""


def merged(snippet: str) -> dict[str, Any]:
    """The minimal policy with a snippet of YAML laid over it.

    Mappings are merged key by key, lists and values replaced; null takes a key away. Rules of
    retention replace those of the same purposes; an empty list replaces all.
    """
    minimal, change = _minimal(), YAML(typ="safe", pure=True).load(snippet) or {}
    if rules := change.get("retention"):
        named = {rule["purpose"] for rule in rules}
        kept = [rule for rule in minimal["retention"] if rule["purpose"] not in named]
        change["retention"] = [*kept, *rules]
    return _over(minimal, change)


@cache
def _minimal() -> Mapping[str, Any]:
    read: dict[str, Any] = YAML(typ="safe", pure=True).load(MINIMAL)
    return read


def _over(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    together = dict(base)
    for key, value in change.items():
        if value is None:
            together.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(together.get(key), Mapping):
            together[key] = _over(together[key], value)
        else:
            together[key] = value
    return together


def example(snippet: str) -> str:
    """The same as the text of a policy, for the reader of policies to read."""
    out = StringIO()
    yaml = YAML()
    yaml.width = 1000
    yaml.dump(merged(snippet), out)
    return out.getvalue()
