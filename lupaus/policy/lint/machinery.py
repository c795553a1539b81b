"""Checks that a policy cannot fail: they ask for deeds, and other parts of the system do them.

Named here so that nobody looks for a rule that is not missing.
"""

from dataclasses import dataclass

from lupaus.policy.clause import Kind


@dataclass(frozen=True, slots=True)
class Kept:
    """A check of the catalogue that is not a rule. ``by`` is the kind of clause that keeps it,
    None where nothing does yet or where it cannot occur."""

    id: str
    asks: str
    by: Kind | None
    how: str


KEPT: tuple[Kept, ...] = (
    Kept(
        "N14",
        "a published mailbox that nobody reads",
        Kind.REQUEST_CHANNEL,
        "a test message through every channel; the rule N14 sees only two different addresses",
    ),
    Kept(
        "N44",
        "a service for consumers that says nothing of children",
        None,
        "the policy language has no such statement yet; say it in the service itself",
    ),
    Kept(
        "N62",
        "a processor in use that the notice leaves out",
        Kind.RECIPIENTS_CLOSED,
        "a disclosure to an unlisted recipient is refused",
    ),
    Kept(
        "N76",
        "a hash called anonymisation",
        Kind.SUPPRESSION,
        "erasure removes rows; the hashed address of a refusal is told as data that is kept",
    ),
    Kept(
        "N98",
        "who is told of a correction or erasure",
        Kind.RIGHT,
        "every notice says it (GDPR Art. 19), and the case at the desk has the step",
    ),
    Kept(
        "N108",
        "a message without sender, or without a way to stop",
        Kind.STOP_LINK,
        "a campaign without both is not sent",
    ),
    Kept(
        "N109",
        "bulk mail without one-click unsubscription",
        Kind.STOP_LINK,
        "the headers of RFC 8058 are written by the campaign",
    ),
    Kept(
        "N115",
        "a version of the notice that was not brought to the people it concerns",
        Kind.NOTICE_DELIVERED,
        "a task after publication, not a bar to it",
    ),
    Kept(
        "N116",
        "a sentence without a rule behind it",
        None,
        "cannot occur: the notice is printed from clauses, and each has its kind",
    ),
    Kept(
        "N120",
        "a person whose language the notice does not have",
        Kind.NOTICE_DELIVERED,
        "delivery chooses the person's language and reports the missing one",
    ),
)
