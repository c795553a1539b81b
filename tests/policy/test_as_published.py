"""Five real notices, written as policies with invented names, are refused with their reasons.

The sets are exact. Where the catalogue, which read the notices as text, has more or less than a
policy can show, the difference stands beside the set.
"""

from datetime import date
from pathlib import Path

import pytest

from lupaus.policy.lint import lint
from lupaus.policy.model import Policy
from lupaus.policy.problem import Level
from lupaus.policy.read import read_policy

TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).parent / "as_published"

# N115 and N116 of every row do not fire: delivery is a task after publication, and a sentence
# without a rule cannot occur.
ERRORS = {
    "web-agency": "N01 N04 N14 N22 N35 N38 N45 N52 N54 N55 N65 N66 N70 N77 N78 N83 N84 N86 N87 "
    "N89 N104",
    "hosting-company": "N02 N22 N32 N35 N36 N46 N47 N50 N63 N70 N81 N82 N83 N84 N85 N87 N89",
    "retailer": "N01 N11 N15 N22 N32 N35 N46 N49 N50 N52 N54 N55 N59 N63 N70 N71 N77 N78 N84 "
    "N86 N87 N89 N110 N111",
    "communications-agency": "N04 N22 N23 N27 N32 N35 N46 N55 N68 N71 N78 N84 N86 N87 N89 N104",
    "consultancy": "N24 N25 N27 N28 N29 N32 N35 N46 N50 N55 N65 N67 N78 N85 N86 N87 N88 N100 "
    "N110",
}

# Of no row: N98 (the notice says by itself who is told of corrections), N18, N20 and N56 (they
# read sentences, and no sentence of the notices is kept), N117 where it means two mailboxes
# (N14) or two wordings of one value, which a policy cannot hold.
WARNINGS = {
    "web-agency": "N06 N10 N12 N13 N30 N31 N39 N51 N64 N72 N91 N99 N101 N103 N105 N106 N113",
    "hosting-company": "N03 N05 N09 N30 N42 N48 N53 N91 N99 N101 N103 N105",
    # Without N75: "forgotten entirely" and "unless the law prevents" are one value here.
    "retailer": "N08 N10 N12 N30 N31 N34 N40 N48 N61 N79 N80 N91 N96 N99 N101 N103 N105 N112 "
    "N119",
    # Without N75: the promise is limited to what lies outside the books.
    "communications-agency": "N09 N31 N41 N51 N57 N69 N72 N73 N97 N101 N103 N105",
    # With N61, N106 and R09, which no pattern of text would find: visits are analysed by
    # nobody named, consumers are marketed to for five years after the relation, and contacts
    # from public sources have no relation that could end.
    "consultancy": "N06 N10 N26 N30 N31 N40 N51 N57 N60 N61 N64 N69 N72 N101 N105 N106 R09",
}

# Without N07, N16, N17 and N19, which read sentences, and N44, which a policy cannot state.
NOTES = {
    "web-agency": "N74 N93 N102",
    "hosting-company": "N74 N102 N114",
    "retailer": "N33 N74 N93 N102 N114",
    "communications-agency": "N43 N74 N93 N102 N107 N114",
    "consultancy": "N74 N90 N102 N107",
}

#: What must at least be found, whatever else is.
REQUIRED = {
    "web-agency": "N01 N04 N14 N22 N35 N38 N45 N54 N55 N65 N66 N70 N77 N78 N83 N84 N86 N87 N89 "
    "N104",
    "hosting-company": "N02 N22 N35 N36 N46 N47 N50 N63 N70 N81 N82 N83 N84 N85 N87 N89",
    "retailer": "N01 N11 N22 N35 N46 N49 N50 N54 N55 N59 N63 N70 N71 N77 N78 N84 N86 N87 N89 "
    "N110",
    "communications-agency": "N04 N22 N23 N27 N35 N46 N55 N68 N71 N78 N84 N86 N87 N89 N104",
    "consultancy": "N24 N25 N27 N28 N29 N35 N46 N50 N55 N65 N67 N78 N85 N86 N87 N88 N100 N110",
}

each = pytest.mark.parametrize("trade", sorted(ERRORS))


def published(trade: str) -> Policy:
    text = (FOLDER / f"{trade}.yaml").read_text(encoding="utf-8")
    policy, problems = read_policy(text, name=f"{trade}.yaml")
    assert policy is not None, problems
    return policy


def codes(trade: str, level: Level) -> set[str]:
    problems = lint(published(trade), today=TODAY)
    return {problem.code for problem in problems if problem.level is level}


@each
@pytest.mark.parametrize(
    ("level", "expected"),
    [(Level.ERROR, ERRORS), (Level.WARNING, WARNINGS), (Level.NOTE, NOTES)],
    ids=["errors", "warnings", "notes"],
)
def test_what_was_published_is_found_and_nothing_else(trade, level, expected):
    assert codes(trade, level) == set(expected[trade].split())


@each
def test_what_must_be_found_is_found(trade):
    assert set(REQUIRED[trade].split()) <= codes(trade, Level.ERROR)


@each
def test_every_error_points_at_a_line(trade):
    problems = lint(published(trade), today=TODAY)
    nowhere = {p.code for p in problems if p.line == 0 and p.level is Level.ERROR}
    # What the notice leaves out altogether has no line: no retention, no sources, no rights.
    assert nowhere <= {"N45", "N63", "N70", *(f"N{n}" for n in range(81, 90))}


@each
def test_no_address_leads_to_anybody(trade):
    text = (FOLDER / f"{trade}.yaml").read_text(encoding="utf-8")
    assert all("example." in word for word in text.split() if "@" in word)
