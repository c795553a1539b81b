"""A policy in which every part is used, for the tests of the notice."""

from functools import cache

from lupaus.policy.clause import Clause
from lupaus.policy.clauses import clauses
from lupaus.policy.model import Policy
from lupaus.policy.notice import Notice, notice
from lupaus.policy.read import read_policy

RICH = """\
lupaus: 1
languages: [fi, sv, en]
dated: 2026-03-01
reviewed: 2026-06-01
controller:
  name: Esimerkkiviestintä Oy
  brands: [Esimerkki]
  former_names: [Vanha Esimerkki Oy]
  business_id: 1234567-1
  address: Katu 1, 33100 Tampere
  email: tietosuoja@example.fi
  phone: 010 000 0000
  hours: {fi: arkisin klo 9–16, sv: vardagar kl. 9–16, en: weekdays 9–16}
  contact: {fi: toimitusjohtaja, sv: verkställande direktören, en: the managing director}
  dpo: none
fiscal_years: [{ends: 12-31}]
registers:
  customers: {name: {fi: Asiakasrekisteri, sv: Kundregister, en: Customer register}}
  marketing:
    name: {fi: Markkinointirekisteri, sv: Marknadsföringsregister, en: Marketing register}
    data: [name, email, permissions]
subjects:
  consumer: {kind: consumer}
  contact: {kind: representative}
  prospect: {kind: representative, state: prospect}
purposes:
  delivery: {basis: contract, class: service, subjects: [consumer]}
  relations:
    basis: legitimate-interest
    interest: {fi: asiakassuhteen hoitaminen, sv: kundförhållandet, en: the relationship}
    describe: {fi: Pidämme yhteyttä., sv: Vi håller kontakt., en: We keep in touch.}
    name: {fi: Asiakassuhteen hoito, sv: Kundvård, en: Customer care}
  accounting: {basis: legal-obligation, law: Kirjanpitolaki 2:10, class: accounting}
  marketing:
    basis: legitimate-interest
    interest: {fi: omien palvelujen markkinointi, sv: egen marknadsföring, en: own marketing}
    class: marketing
    subjects: [contact, prospect]
    channels: [email, phone, post]
    consent_channels: [sms]
    soft_opt_in: {}
    targeting: true
  newsletter: {basis: consent, class: marketing, channels: [email], name: Uutiskirje}
  surveys:
    {basis: legitimate-interest, class: survey, channels: [email],
     interest: {fi: palvelun parantaminen, sv: bättre tjänster, en: better service}}
never: [third-party-marketing, automated-decisions, profiling, special-categories]
sources:
  person: {kind: subject}
  ytj:
    kind: business-register
    public: true
    informed: true
    refresh: 1 year
    why: {fi: perustietojen tarkistaminen, sv: kontroll av basuppgifter, en: checking details}
  bureau: {kind: credit-register, name: Luottoesimerkki Oy, informed: true, data: [credit]}
data:
  name: {for: [delivery, relations, accounting, marketing, surveys], from: [person, ytj],
         required: true}
  email: {for: [delivery, relations, marketing, newsletter, surveys], from: [person]}
  identity-code: {for: [delivery], subjects: [consumer], from: [person],
                  need: {fi: laitteen vuokraaminen, sv: uthyrning, en: renting out}}
  vouchers: {for: [accounting], from: [person], medium: [paper, electronic]}
  credentials: {for: [delivery], from: [person]}
  credit: {for: [delivery], from: [bureau]}
  permissions: {for: [marketing, newsletter], from: [person]}
recipients:
  accountant:
    {role: processor, name: Tilitoimisto Esimerkki Oy, country: FI, data: [name, vouchers],
     service: {fi: kirjanpito, sv: bokföring, en: accounting}, medium: [paper, electronic],
     agreement: 2026-01-15}
  mailhost:
    {role: processor, name: Postia Inc., country: US, data: [email],
     safeguard: {mechanism: dpf, checked: 2026-02-20}}
  collector:
    {role: controller, sector: {fi: perintätoimisto, sv: inkassobyrå, en: collection agency},
     country: FI, data: [name, vouchers], when: collection}
publication: {allowed: opt-in, data: [name]}
retention:
  - {purpose: accounting, data: [vouchers, name], at_least: 6 years,
     after: end of calendar year in which the fiscal year ended}
  - {purpose: delivery, at_most: 1 year, after: relation ended}
  - {purpose: relations, at_most: 3 years, after: last contact with person or organisation}
  - {purpose: marketing, at_most: 2 years, after: relation ended, window: 12-31}
  - {purpose: newsletter, at_most: 30 days, after: consent withdrawn}
  - {purpose: surveys, at_most: 18 months, after: collected,
     because: {fi: vertailu vuosien välillä, sv: jämförelse, en: comparison}}
review: {every: 2 years}
requests: {within: 28 days}
rights:
  access: {by: [email, post], deliver: email on record, within: 14 days}
  rectification: {notify_source: true, certificate: true}
  erasure: {anonymise: true, except: [law, open-invoice, collection]}
  objection: {unconditional: true, scopes: [development]}
protection:
  - {measure: personal-accounts}
  - {measure: need-to-know}
  - {measure: confidentiality, attest: yearly}
  - {measure: training, every: 1 year}
  - {measure: locked-paper, attest: yearly,
     detail: {fi: Hälytys on päällä., sv: Larmet är på., en: The alarm is on.}}
  - {measure: paper-destruction, standard: ISO/IEC 21964 P-4, attest: yearly}
  - {measure: backup, every: 1 day, keep: 35 days}
  - {measure: incidents}
  - {measure: right-person}
  - {measure: journal-elsewhere}
cookies:
  {consent: banner, kinds: [necessary, analytics], analytics: [mailhost],
   collects: [{fi: sivu, sv: sida, en: page}]}
roles:
  sales: {name: {fi: Myynti, sv: Försäljning, en: Sales}, purposes: [relations, marketing]}
"""


def policy(text: str = RICH) -> Policy:
    found, problems = read_policy(text)
    assert found is not None, problems
    return found


@cache
def compiled(text: str = RICH) -> tuple[Clause, ...]:
    return clauses(policy(text))


def one(name: str, text: str = RICH) -> Clause:
    return next(clause for clause in compiled(text) if clause.id == name)


@cache
def page(text: str = RICH) -> Notice:
    return notice(policy(text), compiled(text))
