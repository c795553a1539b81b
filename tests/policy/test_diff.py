"""What changed between two versions, and what of it people must be told."""

import pytest
from promises import RICH, compiled

from lupaus.policy.diff import Change, Duty, Fate, diff, must_be_told


def _changes(before: str, after: str) -> dict[str, Change]:
    assert before in RICH
    found = diff(compiled(), compiled(RICH.replace(before, after)))
    return {change.clause: change for change in found}


def test_nothing_changed():
    assert diff(compiled(), compiled()) == ()


@pytest.mark.parametrize(
    ("before", "after", "clause"),
    [
        ("at_most: 3 years, after", "at_most: 4 years, after", "retention.relations"),
        (
            "at_most: 1 year, after: relation ended",
            "at_most: 1 year, after: last invoice",
            "retention.delivery",
        ),
        ("within: 14 days", "within: 20 days", "right.access.deadline"),
        ("country: US", "country: GB", "transfer.mailhost"),
        ("when: collection", "when: invoicing", "recipient.collector.condition"),
        ("keep: 35 days", "keep: 90 days", "retention.backups"),
        ("automated-decisions, profiling,", "automated-decisions,", "never.profiling"),
        ("subjects: [consumer]}", "subjects: [consumer, contact]}", "segment.delivery"),
        ("objection: {unconditional: true,", "objection: {", "object.interest"),
        (
            "credentials: {for: [delivery]",
            "credentials: {for: [delivery, relations]",
            "data.credentials",
        ),
        ("review: {every: 2 years}", "review: {every: 3 years}", "retention.review"),
        (
            "channels: [email, phone, post]",
            "channels: [email, phone, post, messaging]",
            "channel.marketing",
        ),
    ],
)
def test_less_promised_or_more_used_must_be_told(before, after, clause):
    change = _changes(before, after)[clause]
    assert change.duty is Duty.TELL
    assert change.law
    assert all(change.why)


@pytest.mark.parametrize(
    ("before", "after", "clause"),
    [
        ("phone: 010 000 0000", "phone: 010 000 0001", "controller.identity"),
        ("at_most: 3 years, after", "at_most: 2 years, after", "retention.relations"),
        ("within: 14 days", "within: 7 days", "right.access.deadline"),
        ("Pidämme yhteyttä.", "Pidämme yhteyttä asiakkaisiin.", "purpose.relations"),
        ("dated: 2026-03-01", "dated: 2026-04-01", "changes.version"),
        ("keep: 35 days", "keep: 14 days", "retention.backups"),
    ],
)
def test_what_leaves_nobody_worse_off_need_not_be_told(before, after, clause):
    change = _changes(before, after)[clause]
    assert change.duty is Duty.NOTHING
    assert change.law == ()


def test_a_new_recipient_is_told_with_its_terms():
    new = (
        "recipients:\n  printer: {role: processor, name: Paino Oy, country: FI, data: [name]}\n"
    )
    found = _changes("recipients:\n", new)
    assert found["recipient.printer"].fate is Fate.ADDED
    assert found["recipient.printer"].duty is Duty.TELL
    assert found["recipient.printer.agreement"].duty is Duty.NOTHING


def test_a_dropped_transfer_is_good_news():
    found = _changes("country: US", "country: SE")
    assert found["transfer.mailhost"].fate is Fate.REMOVED
    assert found["transfer.mailhost"].duty is Duty.NOTHING


def test_a_consent_is_asked_again_when_it_covers_more():
    found = _changes(
        "  credentials: {for",
        "  phone: {for: [newsletter], from: [person]}\n  credentials: {for",
    )
    assert found["reading.newsletter"].duty is Duty.ASK_AGAIN
    assert found["data.phone"].duty is Duty.TELL


def test_params_are_given_before_and_after():
    change = _changes("at_most: 1 year, after", "at_most: 2 years, after")["retention.delivery"]
    assert change.params == {"max": ("P1Y", "P2Y")}
    assert "yhden vuoden" in change.text.fi
    assert "kaksi vuotta" in change.text.fi


def test_only_duties_are_must_be_told():
    found = diff(compiled(), compiled(RICH.replace("phone: 010 000 0000", "phone: 010 1")))
    assert found
    assert must_be_told(found) == ()
