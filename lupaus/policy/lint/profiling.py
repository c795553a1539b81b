"""I. Profiling, obligations, roles."""

from lupaus.policy.lint.case import Case
from lupaus.policy.lint.rule import Finding, Findings, Section
from lupaus.policy.problem import Level
from lupaus.policy.vocabulary import Ban, Category, PurposeClass

SECTION = Section("I", "Profiling, obligations, roles")
rule = SECTION.rule


@rule(
    "N99",
    Level.WARNING,
    law="GDPR Art. 13(2)(f); good practice where there are none",
    fix="never: [automated-decisions]",
)
def decisions_unmentioned(case: Case) -> Findings:
    """Nothing is said of automated decisions.

    PASS
        never: [automated-decisions]
    FAIL
        never: []
    """
    if Ban.AUTOMATED_DECISIONS not in case.policy.never:
        yield Finding("automated decisions are not mentioned", ("never",))


@rule(
    "N100",
    Level.ERROR,
    law="GDPR Arts. 4(4), 5(1)(a), 21(2)",
    fix="give up the targeting, or the promise",
)
def profiling_denied_and_done(case: Case) -> Findings:
    """Profiling is denied, and people are chosen or shown things by what is known of them.

    PASS
        never: [automated-decisions, profiling]
    FAIL
        never: [automated-decisions, profiling]
        purposes: {marketing: {targeting: true}}
    """
    if Ban.PROFILING not in case.policy.never:
        return
    for key, purpose in case.policy.purposes.items():
        if purpose.targeting:
            yield Finding(f"{key} profiles", ("purposes", key, "targeting"))
    if case.policy.cookies and "targeting" in case.policy.cookies.kinds:
        yield Finding("cookies target", ("cookies", "kinds"))


@rule(
    "N101",
    Level.WARNING,
    law="GDPR Art. 13(2)(e)",
    fix="required: true on what a contract needs",
)
def nothing_required(case: Case) -> Findings:
    """Nothing says which data must be given and what follows if it is not.

    PASS
        data: {name: {required: true}}
    FAIL
        data: {name: {required: false}}
    """
    if not any(held.required or held.required_for for held in case.policy.data.values()):
        yield Finding("no category is marked as required", ("data",))


@rule(
    "N102",
    Level.NOTE,
    law="GDPR Arts. 13(1)(b), 37",
    fix="controller.dpo: how to reach one, or none",
)
def officer_unmentioned(case: Case) -> Findings:
    """Nothing is said of a data protection officer.

    PASS
        controller: {dpo: none}
    FAIL
        controller: {dpo: null}
    """
    if not case.policy.controller.dpo:
        yield Finding("a data protection officer is not mentioned", ("controller",))


@rule(
    "N103",
    Level.WARNING,
    law="GDPR Arts. 13-14, 21(3)",
    fix="data: permissions; a refusal is kept so that it can be honoured",
)
def bans_not_in_the_list(case: Case) -> Findings:
    """Marketing is done, and kept refusals are not in the list of data.

    PASS
        data: {permissions: {for: [marketing]}}
    FAIL
        data: {permissions: null}
    """
    for key, _ in case.of_class(PurposeClass.MARKETING):
        if Category.PERMISSIONS not in case.policy.data:
            said = f"{key} keeps refusals that the list of data leaves out"
            yield Finding(said, ("data",))
