"""A policy file becomes a Policy, or all its mistakes of form at once."""

import inspect
import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lupaus.policy import vocabulary
from lupaus.policy.mistake import CODES
from lupaus.policy.model import Policy
from lupaus.policy.period import Period, YearDay
from lupaus.policy.problem import Problem
from lupaus.policy.read import MOST_PROBLEMS, read_policy

GOOD = """\
lupaus: 1
languages: [fi, en]
dated: 2026-03-01
controller:
  name: Esimerkkiviestintä Oy
  business_id: 1234567-1
  address: Katu 1, 33100 Tampere
  email: tietosuoja@example.fi
fiscal_years:
  - {ends: 3-31}
  - {from: 2024-04-01, to: 2025-12-31}
registers:
  customers: {name: {fi: Asiakasrekisteri, en: Customers}, data: [name, email]}
subjects:
  consumer: {kind: consumer}
purposes:
  delivery: {basis: contract, class: service, subjects: [consumer]}
  marketing:
    basis: consent
    class: marketing
    channels: [email]
data:
  name: {for: [delivery, marketing]}
  email:
    for: [delivery, marketing]
    from: [oneself]
sources:
  oneself: {kind: subject}
recipients:
  mailhost: {country: FI, data: [email]}
retention:
  - {purpose: delivery, at_most: 3 years, after: relation ended}
  - purpose: marketing
    at_most: 2 years
    after: last contact with person
cookies: {consent: banner, kinds: [analytics], analytics: [mailhost]}
roles:
  sales: {purposes: [delivery, marketing]}
"""


def problems(text: str | bytes) -> tuple[Problem, ...]:
    policy, found = read_policy(text)
    assert policy is None
    assert found
    return found


def after(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def only(text: str | bytes) -> Problem:
    (problem,) = problems(text)
    return problem


def test_a_good_policy_is_read_without_a_problem() -> None:
    policy, found = read_policy(GOOD)
    assert found == ()
    assert policy is not None
    assert policy.dated == date(2026, 3, 1)
    assert policy.retention[0].at_most == Period(months=36)
    assert policy.fiscal_years[0].ends == YearDay(3, 31)
    assert policy.controller.name == "Esimerkkiviestintä Oy"


def test_bytes_and_text_mean_the_same() -> None:
    assert read_policy(GOOD.encode()) == read_policy(GOOD)


def test_every_part_knows_its_line() -> None:
    policy, _ = read_policy(GOOD)
    assert policy is not None
    assert policy.line("purposes", "delivery", "basis") == 17
    assert policy.line("purposes", "marketing", "basis") == 19
    assert policy.line("retention", 1, "at_most") == 34
    assert policy.line("retention", 0) == 32
    assert policy.line("data", "email", "from", 0) == 26


def test_what_has_no_line_has_that_of_the_part_around_it() -> None:
    policy, _ = read_policy(GOOD)
    assert policy is not None
    assert policy.line("purposes", "marketing", "interest") == 18
    assert policy.line("review") == 0


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("basis: contract", "bassis: contract", "P01", "did you mean basis?"),
        ("dated:", "datd:", "P01", "did you mean dated or data?"),
        ("  name: Esimerkkiviestintä Oy\n", "", "P02", "'name' is missing"),
        ("purpose: delivery, ", "", "P02", "'purpose' is missing"),
        ("basis: consent", "basis: konsent", "P03", "did you mean consent?"),
        ("after: relation ended", "after: relation end", "P03", "did you mean relation ended?"),
        ("{kind: consumer}", "{kind: kuluttaja}", "P03", "consumer, representative"),
        ("consent: banner", "consent: popup", "P03", "banner, none-needed"),
        ("[delivery, marketing]}\n  email", "delivery}\n  email", "P04", "[delivery]"),
        ("Katu 1, 33100 Tampere", "33100", "P04", "in quotes"),
        ("{basis: contract, class: service, subjects: [consumer]}", "", "P04", "nothing"),
        ("{kind: subject}", "{kind: subject, public: yes}", "P04", "write true"),
        ("name: {fi: Asiakasrekisteri, en: Customers}", "name: [a]", "P04", "a list"),
        ("at_most: 3 years", "at_most: as long as needed", "P05", "is not a period"),
        ("at_most: 3 years", "at_most: 3", "P05", "3 of what?"),
        ("at_most: 3 years", "at_most: 0 years", "P05", "no time at all"),
        ("at_most: 3 years", "at_most: 900 years", "P05", "longer than 200 years"),
        ("at_most: 3 years", "at_most: [3 years]", "P05", "a list"),
        ("ends: 3-31", "ends: 2-29", "P05", "every year"),
        ("ends: 3-31", "ends: 31.3", "P05", "month-day"),
        ("dated: 2026-03-01", "dated: 1.3.2026", "P06", "2026-03-01"),
        ("dated: 2026-03-01", "dated: 2026-02-29", "P06", "not a date"),
        ("dated: 2026-03-01", 'dated: "2026-03-01"', "P06", "without quotes"),
        ("dated: 2026-03-01", "dated: 0", "P06", "not a date"),
        ("  sales: {", "  Myynti Oy: {", "P07", "hyphens"),
        ("name: Esimerkkiviestintä Oy", "name: ' '", "P08", "is empty"),
        ("name: Esimerkkiviestintä Oy", f"name: {'Ö' * 201}", "P08", "at most 200"),
        ("languages: [fi, en]", "languages: []", "P08", "is empty"),
        ("for: [delivery, marketing]}", "for: [delivry, marketing]}", "P09", "mean delivery?"),
        ("from: [oneself]", "from: [web]", "P09", "not declared under sources"),
        ("subjects: [consumer]", "subjects: [firm]", "P09", "not declared under subjects"),
        ("purpose: delivery", "purpose: delivry", "P09", "did you mean delivery?"),
        ("analytics: [mailhost]", "analytics: [gogle]", "P09", "under recipients"),
        ("{purposes: [delivery,", "{purposes: [billing,", "P09", "under purposes"),
        ("data: [name, email]", "data: [name, phone]", "P09", "not declared under data"),
        ("country: FI, data: [email]", "data: [visits]", "P09", "not declared under data"),
        ("from: 2024-04-01", "from: 2026-04-01", "P10", "before it begins"),
        ("from: 2024-04-01, to: 2025-12-31", "from: 2024-04-01", "P10", "when the year ends"),
        ("{ends: 3-31}", "{ends: 3-31, to: 2025-01-01}", "P10", "not both"),
        ("{ends: 3-31}", "{from: 2023-04-01, to: 2024-04-01}", "P10", "overlaps"),
        ("{ends: 3-31}", "{ends: 3-31}\n  - {ends: 12-31}", "P10", "same day"),
        ("1234567-1", "1234567-2", "P11", "check digit"),
        ("1234567-1", "FI12345671", "P11", "seven digits"),
        ("1234567-1", "0000001-3", "P11", "check digit"),
        ("lupaus: 1\n", "", "P12", "begin the file with lupaus: 1"),
        ("lupaus: 1\n", "lupaus: 2\n", "P12", "update the program"),
        ("lupaus: 1\n", "lupaus: true\n", "P12", "lupaus: 1"),
        ("lupaus: 1\n", "lupaus: '1'\n", "P12", "lupaus: 1"),
        (", en: Customers", "", "P13", "missing in en"),
        ("data: [name, email]", "data: [name, email, email]", "P14", "'email' stands twice"),
        ("languages: [fi, en]", "languages: [fi, fi, en]", "P14", "'fi' stands twice"),
        ("country: FI", "country: Finland", "P15", "two capital letters"),
        ("tietosuoja@example.fi", "tietosuoja(at)example.fi", "P15", "not an e-mail"),
        ("Katu 1, 33100 Tampere", '"Katu\\0 1"', "P16", "control character"),
        ("Katu 1, 33100 Tampere", '"Katu \\u202E 1"', "P16", "control character"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_cure(
    old: str, new: str, code: str, said: str
) -> None:
    text = after(old, new)
    problem = only(text)
    assert problem.code == code, problem
    assert said in f"{problem.message} {problem.hint}"
    assert problem.hint
    changed = next(
        n
        for n, (was, now) in enumerate(
            zip(GOOD.splitlines(), [*text.splitlines(), ""], strict=False), 1
        )
        if was != now
    )
    assert problem.line in {changed, changed - 1, changed + 1, 0}


def test_the_line_is_that_of_the_mistake_and_not_of_its_block() -> None:
    assert only(after("    at_most: 2 years", "    at_most: ages")).line == 34
    assert only(after("    basis: consent", "    basis: consents")).line == 19
    assert (
        only(after("    from: [oneself]", "    from:\n      - oneself\n      - me")).line == 28
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("dated: 2026", "datd: 2026").replace(
        "basis: contract", "basis: contrat"
    )
    text = text.replace("3 years", "ages").replace("for: [delivery, marketing]}", "for: [x]}")
    text = text.replace("1234567-1", "1234567-9").replace(", en: Customers", "")
    found = problems(text)
    assert [p.code for p in found] == ["P01", "P11", "P13", "P03", "P09", "P05"]
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_a_misspelt_category_is_told_once() -> None:
    assert only(after("data: [name, email]", "data: [name, emial]")).code == "P03"


def test_unlawful_words_are_never_suggested() -> None:
    problem = only(after("basis: consent", "basis: customer-relation"))
    assert "customer-relationship" not in problem.hint


def test_every_word_marked_as_published_is_kept_from_suggestions() -> None:
    marked = re.findall(r'= "([^"]+)"  # as published', inspect.getsource(vocabulary))
    assert set(marked) == set(vocabulary.AS_PUBLISHED)


def test_a_plain_string_serves_every_language() -> None:
    policy, _ = read_policy(after("name: {fi: Asiakasrekisteri, en: Customers}", "name: CRM"))
    assert policy is not None
    assert policy.registers["customers"].name == {"fi": "CRM", "sv": "CRM", "en": "CRM"}


def test_finnish_is_asked_for_when_the_policy_names_no_language() -> None:
    text = after("languages: [fi, en]\n", "").replace("fi: Asiakasrekisteri, ", "")
    assert "missing in fi" in only(text).message


@pytest.mark.parametrize("name", ["controller", "purposes", "data", "retention"])
def test_an_empty_block_is_told_with_its_cure(name: str) -> None:
    found = problems(
        f"lupaus: 1\ncontroller: {{name: Esimerkki Oy}}\n{name}:\n".replace(
            "controller: {name: Esimerkki Oy}\ncontroller", "controller"
        )
    )
    assert "nothing" in found[0].message
    assert found[0].hint


def test_the_author_cannot_give_a_rule_its_id() -> None:
    problem = only(after("{purpose: delivery,", "{id: retention.x, purpose: delivery,"))
    assert (problem.code, problem.line) == ("P01", 32)


def test_the_author_cannot_set_the_lines() -> None:
    assert only(GOOD + "lines: {}\n").code == "P01"


def test_a_file_that_is_not_a_policy_gives_one_problem() -> None:
    assert only("").code == "Y03"
    assert only(b"\x89PNG\r\n\x1a\n\x00\x00").code == "Y02"
    assert only("- a").code == "Y08"
    assert only("a: [").code == "Y01"


def test_a_thousand_mistakes_are_told_as_many_as_a_person_reads() -> None:
    found = problems(GOOD + "".join(f"x{n}: 1\n" for n in range(1000)))
    assert len(found) == MOST_PROBLEMS + 1
    assert "800 more problems" in found[-1].message


def test_a_thousand_fiscal_years_are_too_many() -> None:
    years = "".join(f"  - {{from: {y}-01-01, to: {y}-12-31}}\n" for y in range(1000, 2000))
    found = problems(after("  - {ends: 3-31}\n", years))
    assert {p.code for p in found} == {"P08"}


def test_codes_are_all_documented_and_no_other_is_given() -> None:
    from pathlib import Path  # noqa: PLC0415 - used here alone

    room = Path(inspect.getfile(read_policy)).parent
    given_codes = set()
    for name in ("source", "read", "mistake"):
        text = (room / f"{name}.py").read_text(encoding="utf-8")
        given_codes |= set(re.findall(r'\(\s*"([YP]\d\d)"|return "([YP]\d\d)"', text))
    found = {a or b for a, b in given_codes}
    assert found == set(CODES)


PYDANTIC = re.compile(
    r"pydantic|validation error|input should|extra inputs|field required|traceback",
    re.IGNORECASE,
)


def check(text: str | bytes) -> None:
    """What holds for every text there is."""
    policy, found = read_policy(text)
    assert (policy is None) == bool(found)
    assert isinstance(policy, Policy | None)
    lines = text.count("\n" if isinstance(text, str) else b"\n") + 1  # type: ignore[arg-type] # by kind
    for problem in found:
        assert problem.code in CODES
        assert 0 <= problem.line <= lines + 1
        assert problem.message
        assert str(problem).isprintable()
        assert not PYDANTIC.search(f"{problem.message} {problem.hint}")


@given(st.text())
@example("\x85: \u2028")
def test_no_text_breaks_the_reader(text: str) -> None:
    check(text)


@given(st.binary())
def test_no_bytes_break_the_reader(octets: bytes) -> None:
    check(octets)


_SCRAPS = st.sampled_from(
    ["", " ", "\n", "\t", "  ", "- ", ": ", "? ", "[", "]", "{", "}", "'", '"', "#", "&a ",
     "*a", "<<: ", "!x ", "---\n", "%", "null", "~", "true", "3", "-1", "1e9", "2026-02-30",
     "99999", "2026-03-01", "fi: ", "|", ">", "\\", "\x00", "å", "\u202e",
     "name: ", "data: ", "x" * 300]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), _SCRAPS), max_size=4))
def test_no_damaged_policy_breaks_the_reader(cuts: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, length, scrap in cuts:
        text = text[:at] + scrap + text[at + length :]
    check(text)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEYS = tuple(Policy.model_fields)


@settings(max_examples=60)
@given(st.sampled_from(_KEYS), _VALUES)
def test_no_value_under_a_known_key_breaks_the_reader(key: str, value: object) -> None:
    import json  # noqa: PLC0415 - JSON is YAML, and quotes for us

    check(GOOD + f"{key}: {json.dumps(value, default=str)}\n")
    lone = {"lupaus": 1, "controller": {"name": "Esimerkki Oy"}, key: value}
    check(json.dumps(lone, default=str))
