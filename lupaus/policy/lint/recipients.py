"""F. Recipients, publication, transfers."""

from lupaus.policy import law
from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Path, Section
from lupaus.policy.model import Recipient, Safeguard
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Ban, Condition, Mechanism, RecipientRole

SECTION = Section("F", "Recipients, publication, transfers")
rule = SECTION.rule

_NO_GROUND = (Mechanism.TECHNICAL_NEED, Mechanism.PROJECT_NEED)
_ANNULLED = (Mechanism.PRIVACY_SHIELD, Mechanism.SAFE_HARBOUR)


@rule(
    "N50",
    Level.ERROR,
    law="GDPR Arts. 13(1)(e), 28; CJEU C-154/21",
    fix="name each recipient, or its sector (tilitoimisto, painotalo)",
)
def nameless_recipient(case: Case) -> Findings:
    """A recipient has neither a name nor a sector: "within the limits of law", "partners".

    PASS
        recipients: {printer: {sector: painotalo, country: FI}}
    FAIL
        recipients: {printer: {country: FI}}
    """
    for key, recipient in case.policy.recipients.items():
        unnamed = not (recipient.name or recipient.sector)
        if unnamed and recipient.role is not RecipientRole.AUTHORITY:
            yield Finding(f"{key} is nobody in particular", ("recipients", key))


@rule(
    "N51",
    Level.WARNING,
    law="GDPR Arts. 28(1)-(3), 24",
    fix="a data processing agreement with its date, and a safeguard where one is due",
)
def assurance(case: Case) -> Findings:
    """An assertion stands in place of a safeguard: "they follow EU law".

    PASS
        recipients: {accountant: {agreement: 2025-01-15}}
    FAIL
        recipients: {accountant: {assurance: true}}
    """
    for key, recipient in case.policy.recipients.items():
        if recipient.assurance:
            yield Finding(f"{key} is vouched for by an assertion", ("recipients", key))


@rule(
    "N52",
    Level.ERROR,
    law="GDPR Art. 5(1)(a)",
    fix="take only_us away; those who have access are us and the listed processors",
)
def only_us(case: Case) -> Findings:
    """The claim that only we have access stands beside a list of processors.

    PASS
        only_us: false
    FAIL
        only_us: true
    """
    if case.policy.only_us and case.policy.recipients:
        names = ", ".join(case.policy.recipients)
        yield Finding(f"not only the controller: {names}", ("only_us",))


@rule(
    "N53",
    Level.WARNING,
    law="GDPR Arts. 44, 5(1)(a)",
    fix="keep the promise only if no processor, nor its support, works from outside",
)
def absolute_no_transfer(case: Case) -> Findings:
    """Nothing ever leaves the EEA: a promise that every processor's support can break.

    PASS
        never: [automated-decisions]
    FAIL
        never: [automated-decisions, transfers-outside-eea]
    """
    if Ban.TRANSFERS in case.policy.never:
        yield Finding("no transfer at all is promised", ("never",))


@rule(
    "N54",
    Level.ERROR,
    law="GDPR Arts. 44-46, 49",
    fix="adequacy, dpf with its check, scc or bcr, for each recipient",
)
def need_as_ground(case: Case) -> Findings:
    """Technical need or the need of a project is given as the ground of a transfer.

    PASS
        recipients:
          partner: {name: Malli AG, country: CH, safeguard: {mechanism: adequacy}}
    FAIL
        recipients:
          partner: {name: Malli Inc., country: US, safeguard: {mechanism: project-need}}
    """
    for key, recipient in case.policy.recipients.items():
        guard = recipient.safeguard
        if guard and guard.mechanism in _NO_GROUND:
            path: Path = ("recipients", key, "safeguard", "mechanism")
            yield Finding(f"{key} rests on {guard.mechanism}, which is no ground", path)


@rule(
    "N55",
    Level.ERROR,
    law="GDPR Arts. 13(1)(f), 14(1)(f), 44-46",
    fix="country: and safeguard: {mechanism: …} for each recipient outside the EEA",
)
def transfer_without_ground(case: Case) -> Findings:
    """A recipient outside the EEA lacks its country, or a ground that serves that country.

    PASS
        recipients:
          mailhost:
            {name: Malli Inc., country: US, safeguard: {mechanism: dpf, checked: 2026-10-01}}
    FAIL
        recipients: {mailhost: {name: Malli Inc., country: US}}
    """
    for key, recipient in case.outside():
        if recipient.country is None:
            yield Finding(f"nothing says in which country {key} is", ("recipients", key))
        elif recipient.safeguard is None:
            said = f"{key} in {recipient.country} has no safeguard"
            yield Finding(said, ("recipients", key))
        else:
            yield from _unfit(case, key, recipient.country, recipient)


def _unfit(case: Case, key: str, country: str, recipient: Recipient) -> Findings:
    """A ground that never served the country; one that has ended is for N04 and N58."""
    guard = recipient.safeguard
    path: Path = ("recipients", key, "safeguard", "mechanism")
    if guard is None or guard.mechanism in (*_ANNULLED, *_NO_GROUND):
        return
    if guard.mechanism is Mechanism.ADEQUACY:
        if not law.ever_adequate(country):
            yield Finding(f"there is no adequacy decision on {country}", path)
        return
    if not law.mechanism_valid(guard.mechanism, case.today, country=country):
        yield Finding(f"{guard.mechanism} does not serve transfers to {country}", path)
    elif guard.mechanism is Mechanism.DEROGATION and recipient.when is Condition.ALWAYS:
        said = f"{key} gets data regularly; a derogation is for single cases"
        yield Finding(said, path, Level.WARNING)


@rule(
    "N57",
    Level.WARNING,
    law="GDPR Art. 44",
    fix="ask who can reach the data and from where; by_server goes",
)
def server_as_test(case: Case) -> Findings:
    """Where a server stands is the only test of a transfer; remote access counts too.

    PASS
        recipients: {accountant: {by_server: false}}
    FAIL
        recipients: {accountant: {by_server: true}}
    """
    for key, recipient in case.policy.recipients.items():
        if recipient.by_server:
            yield Finding(f"{key} is judged by its server", ("recipients", key))


@rule(
    "N58",
    Level.ERROR,
    law="GDPR Art. 45; the 90 days are a house value",
    fix="look the ground up again and write the day: checked: YYYY-MM-DD",
)
def stale_ground(case: Case) -> Findings:
    """A ground of transfer has ended or was never looked up; an old look-up is a warning.

    PASS
        recipients:
          mailhost:
            {name: Malli Inc., country: US, safeguard: {mechanism: dpf, checked: 2026-08-24}}
    FAIL
        recipients:
          mailhost:
            {name: Malli Inc., country: US, safeguard: {mechanism: scc, until: 2026-11-21}}
    """
    for key, recipient in case.outside():
        guard = recipient.safeguard
        if guard is None or recipient.country is None:
            continue
        path: Path = ("recipients", key, "safeguard")
        if guard.until and guard.until < case.today:
            yield Finding(f"the safeguard of {key} ran out on {guard.until}", path)
        if guard.checked and guard.checked > case.today:
            yield Finding(f"the check of {key} lies in the future", path)
        if guard.mechanism is Mechanism.DPF:
            yield from _framework_check(case, key, guard)
        elif guard.mechanism is Mechanism.ADEQUACY and _lapsed(case, recipient.country):
            yield Finding(f"no decision on {recipient.country} is in force", path)


def _lapsed(case: Case, country: str) -> bool:
    """Was adequate, or will be, and is not today."""
    return law.ever_adequate(country) and not law.adequate(country, case.today)


def _framework_check(case: Case, key: str, guard: Safeguard) -> Findings:
    path: Path = ("recipients", key, "safeguard")
    if guard.checked is None:
        yield Finding(f"nobody has looked {key} up on the list of the framework", path)
    elif law.term("dpf-check", case.today).period.after(guard.checked) < case.today:
        said = f"{key} was looked up on {guard.checked}, more than 90 days ago"
        yield Finding(said, path, Level.WARNING)


@rule("N59", Level.ERROR, law="GDPR Arts. 6, 25(2)", fix="allowed: opt-in, or never")
def publication_unless_forbidden(case: Case) -> Findings:
    """A list of customers is published unless they forbid it.

    PASS
        publication: {allowed: opt-in, data: [name]}
    FAIL
        publication: {allowed: opt-out, data: [name]}
    """
    if case.policy.publication and case.policy.publication.allowed == "opt-out":
        yield Finding("customers are published unless they forbid it", ("publication",))


@rule(
    "N60",
    Level.WARNING,
    law="GDPR Arts. 6(1)(f), 14(3)",
    fix="say in service how: anonymised before the sale, people told of the new controller",
)
def business_sale(case: Case) -> Findings:
    """Data goes to a buyer of the business, and nothing says under what conditions.

    PASS
        recipients:
          buyer:
            sector: liiketoiminnan ostaja
            service: tiedot anonymisoituina ennen kauppaa
            when: business-sale
    FAIL
        recipients: {buyer: {sector: liiketoiminnan ostaja, when: business-sale}}
    """
    for key, recipient in case.policy.recipients.items():
        if recipient.when is Condition.BUSINESS_SALE and not recipient.service:
            yield Finding(f"{key} gets data without conditions", ("recipients", key))


@rule(
    "N61",
    Level.WARNING,
    law="GDPR Art. 13(1)(e)-(f)",
    fix="cookies.analytics names a recipient that has a country",
)
def unnamed_analytics(case: Case) -> Findings:
    """Visits are analysed, and no recipient with a country is named for it.

    PASS
        data: {visits: {for: [marketing]}}
        recipients: {meter: {name: Mittari Oy, country: FI, data: [visits]}}
        cookies: {consent: banner, kinds: [necessary, analytics], analytics: [meter]}
    FAIL
        data: {visits: {for: [marketing]}}
        cookies: {consent: banner, kinds: [necessary, analytics]}
    """
    cookies = case.policy.cookies
    if cookies is None or "analytics" not in cookies.kinds:
        return
    known = [case.policy.recipients.get(key) for key in cookies.analytics]
    if not known or any(r is None or r.country is None for r in known):
        yield Finding("nothing says who analyses visits, and where", ("cookies", "analytics"))
