"""The keys of every part: what the part is, what each key says, what it looks like."""

from collections.abc import Mapping

INTRODUCTIONS: Mapping[str, str] = {
    "Policy": "The file as a whole.",
    "Controller": "Whose register it is.",
    "FiscalRhythm": (
        "When fiscal years end. One line says it for good; after a change, each line says from "
        "which day it holds, and a long or short year in between has a line of its own. "
        "Without any line, fiscal years are calendar years."
    ),
    "Register": "One register with a name of its own, such as customers or marketing.",
    "Subject": "A group of persons that the notice speaks of.",
    "Purpose": "What data is used for. Each purpose has one legal basis.",
    "SoftOptIn": (
        "Electronic marketing to one's own customers without consent, when they could refuse "
        "at collection and can refuse in every message."
    ),
    "Holding": (
        "One category of data: what it is for, whence it comes, whose it is. A category that "
        "is not here is not kept, and a purpose that is not in `for` does not see it."
    ),
    "Source": "Where data comes from.",
    "Recipient": "Who gets data: a processor, an authority, another controller.",
    "Safeguard": "On what ground data may go outside the European Economic Area.",
    "Publication": "Whether a list of customers is published.",
    "Retention": (
        "One rule of keeping. A passed `at_most` closes the purpose for the record; `at_least` "
        "holds it. A field is destroyed when no purpose that needs it is open and nothing "
        "holds it. The period runs from `after`."
    ),
    "Review": "A round in which somebody decides whether data is still needed.",
    "Requests": "How requests of persons are received.",
    "RightPromise": "How one right is served. The law sets the floor; this can only be better.",
    "Protection": "One measure of protection.",
    "Cookies": "Cookies and web analytics.",
    "StaffRole": "A role of staff and the purposes for which its holders may look.",
}

KEYS: Mapping[str, Mapping[str, str]] = {
    "Policy": {
        "lupaus": "Version of the language; the first line of the file.",
        "languages": "Languages of the notice. Every text is given in all of them.",
        "title": "What the notice calls itself.",
        "dated": "The day from which these promises hold.",
        "reviewed": "The day on which the policy was last looked through.",
        "controller": "Whose register it is.",
        "fiscal_years": "When fiscal years end.",
        "registers": "The registers, by name.",
        "subjects": "The groups of persons, by name.",
        "purposes": "The purposes, by name.",
        "bases": "As published: bases that are listed but tied to no purpose.",
        "implied_consent": "As published: consent is taken from using the services.",
        "consent_wall": "As published: accept, or do not use the services.",
        "open_ended": "As published: lists that end in “among others”.",
        "never": "What is never done.",
        "data": "The categories of data, each with what it is for.",
        "sources": "Where data comes from, by name.",
        "recipients": "Who gets data, by name.",
        "publication": "Whether a list of customers is published.",
        "only_us": "As published: nobody but the controller has access.",
        "retention": "How long data is kept, rule by rule.",
        "review": "A round in which need is reviewed.",
        "requests": "How requests are received.",
        "rights": "How each right is served.",
        "protection": "The measures of protection.",
        "cookies": "Cookies and web analytics.",
        "roles": "The roles of staff, by name.",
        "cites": "Statutes and authorities that the notice names.",
        "soft_words": "As published: how many times it says may, as a rule, where necessary.",
    },
    "Controller": {
        "name": "The controller's name as it stands in the trade register.",
        "kind": "What the controller is.",
        "brands": "Names under which customers know it.",
        "former_names": "Names it had before.",
        "business_id": "Y-tunnus: seven digits, a hyphen, a check digit.",
        "address": "Postal address.",
        "email": "Address for matters of data protection.",
        "phone": "Telephone number.",
        "hours": "When customer service answers.",
        "contact": "Who answers for the register: a role, not a person's name.",
        "dpo": "How to reach the data protection officer; `none` when none is due.",
    },
    "FiscalRhythm": {
        "ends": "Last day of every fiscal year: month-day.",
        "from": "First day from which the line holds, or first day of one odd year.",
        "to": "Last day of one odd year.",
    },
    "Register": {
        "name": "What the notice calls it.",
        "data": "The categories it holds; all when left out.",
    },
    "Subject": {
        "kind": "What the person is.",
        "state": "The state in which a person belongs to the group; any when left out.",
        "states": "The same, when there are several.",
        "name": "What the notice calls the group.",
    },
    "Purpose": {
        "name": "What the notice calls it; a phrase of its class when left out.",
        "basis": "The legal basis.",
        "interest": "The interest, when the basis is a legitimate interest.",
        "law": "The statute, when the basis is a legal obligation.",
        "class": "What sort of purpose it is. Bans and rights go by it.",
        "subjects": "The groups of persons it concerns; all when left out.",
        "channels": "How people are reached for it.",
        "consent_channels": "Channels used only with recorded consent, whatever the basis.",
        "soft_opt_in": "Electronic marketing to one's own customers without consent.",
        "targeting": "Whether people are chosen by what is known of them.",
        "describe": "One more sentence, where the name does not say it all.",
        "exclusive": "The notice says “only for this”.",
    },
    "SoftOptIn": {
        "refuse_at_collection": "Refusing was easy when the address was taken.",
        "refuse_in_every_message": "Every message tells how to refuse.",
    },
    "Holding": {
        "for": "The purposes that may read it.",
        "from": "The sources it comes from.",
        "subjects": "The groups it is kept of; all when left out.",
        "required": "Without it there is no contract.",
        "required_for": "The purposes for which it must be given, if not for every contract.",
        "need": "Why the identity code is needed.",
        "sealed": "Encrypted, and opened only with a reason.",
        "note": "One more sentence about it.",
        "medium": "On computers, on paper, or both.",
    },
    "Source": {
        "kind": "What sort of source it is.",
        "name": "Its name.",
        "public": "Anybody can look there.",
        "data": "The categories it gives.",
        "why": "Why it is used.",
        "informed": "Persons are told when their data is taken from it (Art. 14).",
        "refresh": "How often data is taken from it anew.",
    },
    "Recipient": {
        "name": "Its name.",
        "role": "In what role it gets data.",
        "sector": "What sort of recipient it is, instead of a name.",
        "service": "What it does for us.",
        "country": "Where it handles data: two capital letters, such as FI.",
        "outside_eea": "As published: somewhere outside the EEA, not said where.",
        "safeguard": "On what ground data goes outside the EEA.",
        "data": "The categories it gets.",
        "medium": "On computers, on paper, or both.",
        "when": "When it gets anything at all.",
        "agreement": "The day on which the contract with it was made.",
        "assurance": "As published: a general assurance instead of a safeguard.",
        "by_server": "As published: judged only by where its server stands.",
        "role_unstated": "As published: what it may do with data is not said.",
    },
    "Safeguard": {
        "mechanism": "The ground of the transfer.",
        "checked": "The day on which the list, decision or contract was last looked up.",
        "until": "The last day on which it holds.",
        "copy_from": "Where a copy is to be had; from us when left out.",
    },
    "Publication": {
        "allowed": "Who may be on the list.",
        "data": "The categories that are published.",
    },
    "Retention": {
        "purpose": "The purpose that the rule is about.",
        "data": "The categories it is about; all of the purpose when left out.",
        "subjects": "The groups it is about; all when left out.",
        "at_least": "Kept so long at the least.",
        "at_most": "Used so long at the most.",
        "after": "The event from which the period runs.",
        "window": "Destroyed on this day of the year, the last that keeps the promise.",
        "window_late": "As published: destroyed on that day after the term.",
        "because": "Why so long, when it is over three years after the relation.",
        "as_long_as": "As published: no number at all.",
        "on_request_only": "As published: erased only if the person asks.",
    },
    "Review": {
        "every": "How often.",
        "unanswered": "What happens to what nobody answers for.",
    },
    "Requests": {
        "email": "Address for requests, when it is not the controller's.",
        "within": "Answered within this time; the law says one month.",
        "languages": "As published: requests are received in these languages only.",
        "signature": "As published: a signature is demanded.",
        "writing": "As published: writing is demanded.",
        "grounds": "As published: reasons are demanded.",
        "identity": "How the person is recognised.",
        "fee": "As published: a fee is taken.",
    },
    "RightPromise": {
        "within": "Done within this time; the law says one month.",
        "by": "How it may be asked for; in every way when left out.",
        "deliver": "How the answer is given.",
        "told": "How the notice tells of it.",
        "separate": "Told apart from everything else, as the right to object must be.",
        "unconditional": "Honoured without asking for reasons.",
        "anonymise": "Data is made anonymous instead of erased.",
        "notify_source": "Corrections are told to the source, too.",
        "certificate": "A refusal comes with a written certificate.",
        "scopes": "What may be objected to, beyond marketing.",
        "except": "What the right does not reach.",
    },
    "Protection": {
        "measure": "The measure.",
        "detail": "One more sentence about it.",
        "attest": "How often somebody confirms it; the confirmation goes stale.",
        "standard": "The standard it follows.",
        "every": "How often it is done.",
        "keep": "How long the oldest backup lives.",
        "best_effort": "As published: as well as possible.",
    },
    "Cookies": {
        "consent": "How consent is asked.",
        "kinds": "What cookies are for.",
        "analytics": "The recipients that count visits.",
        "claims_anonymous": "As published: visits are said to be anonymous.",
        "joined_to_forms": "Visits are joined to what the person sends by a form.",
        "vendor_opt_out": "As published: refused at another company, or in one browser only.",
        "collects": "What is collected.",
    },
    "StaffRole": {
        "name": "What the role is called.",
        "purposes": "The purposes for which its holders may look.",
    },
}

EXAMPLES: Mapping[str, str] = {
    "Policy": "lupaus: 1\nlanguages: [fi, en]\ndated: 2026-03-01",
    "Controller": (
        "controller:\n  name: Esimerkki Oy\n  business_id: 1234567-1\n"
        "  address: Katu 1, 33100 Tampere\n  email: tietosuoja@example.fi\n  dpo: none"
    ),
    "FiscalRhythm": (
        "fiscal_years:\n  - {ends: 03-31}\n  - {from: 2024-04-01, to: 2025-12-31}\n"
        "  - {ends: 12-31, from: 2026-01-01}"
    ),
    "Register": (
        "registers:\n  customers:\n    name: {fi: Asiakasrekisteri, en: Customer register}\n"
        "    data: [name, email, vouchers]"
    ),
    "Subject": (
        "subjects:\n  consumer: {kind: consumer, states: [customer, former]}\n"
        "  contact: {kind: representative}"
    ),
    "Purpose": (
        "purposes:\n  delivery: {basis: contract, class: service, subjects: [consumer]}\n"
        "  accounting: {basis: legal-obligation, law: Kirjanpitolaki 2:10, class: accounting}\n"
        "  marketing:\n    basis: legitimate-interest\n"
        "    interest: {fi: omien palvelujen markkinointi, en: marketing our services}\n"
        "    class: marketing\n    channels: [post]"
    ),
    "SoftOptIn": (
        "purposes:\n  news:\n    basis: legitimate-interest\n"
        "    interest: {fi: omien tuotteiden markkinointi, en: marketing our products}\n"
        "    class: marketing\n    channels: [email]\n"
        "    soft_opt_in: {refuse_at_collection: true, refuse_in_every_message: true}"
    ),
    "Holding": (
        "data:\n  name: {for: [delivery, accounting, marketing]}\n"
        "  email: {for: [delivery], from: [oneself]}\n"
        "  vouchers: {for: [accounting], subjects: [consumer]}"
    ),
    "Source": (
        "sources:\n  oneself: {kind: subject, data: [email]}\n"
        "  ytj: {kind: business-register, public: true, data: [name], informed: true}"
    ),
    "Recipient": (
        "recipients:\n  accountant:\n"
        "    sector: {fi: tilitoimisto, en: an accounting firm}\n"
        "    role: processor\n    country: FI\n    data: [vouchers]\n"
        "    medium: [paper, electronic]"
    ),
    "Safeguard": (
        "recipients:\n  mailhost:\n    role: processor\n    country: US\n    data: [email]\n"
        "    safeguard: {mechanism: dpf, checked: 2026-02-20}"
    ),
    "Publication": "publication: {allowed: opt-in, data: [name]}",
    "Retention": (
        "retention:\n  - purpose: accounting\n    data: [vouchers]\n    at_least: 6 years\n"
        "    after: end of calendar year in which the fiscal year ended\n"
        "  - {purpose: marketing, at_most: 2 years, after: last contact with person}\n"
        "  - {purpose: delivery, at_most: 3 years, after: relation ended, window: 12-31}"
    ),
    "Review": "review: {every: 2 years, unanswered: delete}",
    "Requests": "requests: {within: 28 days, identity: on doubt}",
    "RightPromise": (
        "rights:\n  access: {within: 28 days, by: [email, post, phone], deliver: link}\n"
        "  objection: {unconditional: true, separate: true}"
    ),
    "Protection": (
        "protection:\n  - {measure: locked-paper, attest: yearly}\n"
        "  - {measure: backup, every: 1 day, keep: 30 days}"
    ),
    "Cookies": "cookies: {consent: banner, kinds: [necessary, analytics]}",
    "StaffRole": (
        "roles:\n  sales: {purposes: [delivery, marketing]}\n"
        "  bookkeeping: {purposes: [accounting]}"
    ),
}
