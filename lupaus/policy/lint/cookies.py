"""K. Cookies."""

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level

SECTION = Section("K", "Cookies")
rule = SECTION.rule


@rule(
    "N110",
    Level.ERROR,
    law="SVPL 205 §",
    fix="consent: banner where refusing is as easy as accepting, or kinds: [necessary] alone",
)
def no_real_consent(case: Case) -> Findings:
    """Cookies that are not necessary rest on browser settings, or on nothing.

    PASS
        cookies: {consent: none-needed, kinds: [necessary]}
    FAIL
        cookies: {consent: browser-settings, kinds: [necessary]}
    """
    cookies = case.policy.cookies
    if cookies is None:
        return
    if cookies.consent == "browser-settings":
        yield Finding("browser settings are no consent", ("cookies", "consent"))
    elif cookies.consent != "banner" and set(cookies.kinds) - {"necessary"}:
        yield Finding("cookies that need consent are set without", ("cookies", "consent"))


@rule(
    "N111",
    Level.ERROR,
    law="GDPR Art. 4(1), recital 30; CJEU C-582/14",
    fix="take claims_anonymous away",
)
def claimed_anonymous(case: Case) -> Findings:
    """Visitors are called unidentifiable while visits are measured or joined to forms.

    PASS
        cookies: {consent: none-needed, claims_anonymous: true}
    FAIL
        cookies: {consent: none-needed, claims_anonymous: true, joined_to_forms: true}
    """
    cookies = case.policy.cookies
    if cookies is None or not cookies.claims_anonymous:
        return
    if set(cookies.kinds) - {"necessary"} or cookies.joined_to_forms or cookies.collects:
        yield Finding("visitors can be identified", ("cookies", "claims_anonymous"))


@rule(
    "N112",
    Level.WARNING,
    law="GDPR Art. 7(3), SVPL 205 §",
    fix="withdrawal on your own site; vendor_opt_out goes",
)
def vendor_opt_out(case: Case) -> Findings:
    """Refusal works in one browser, or in an account with the vendor, only.

    PASS
        cookies: {consent: none-needed, vendor_opt_out: false}
    FAIL
        cookies: {consent: none-needed, vendor_opt_out: true}
    """
    if case.policy.cookies and case.policy.cookies.vendor_opt_out:
        yield Finding("refusal hangs on a vendor", ("cookies", "vendor_opt_out"))
