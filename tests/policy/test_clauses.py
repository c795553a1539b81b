"""A policy compiles to clauses: every part to at least one, each with its machinery."""

import json
from pathlib import Path

import pytest
from promises import RICH, compiled, one, policy

from lupaus.policy.clause import KINDS, Kind, kinds_page
from lupaus.policy.clauses import clauses
from lupaus.policy.retention import effective
from lupaus.policy.templates import TEMPLATES, template
from lupaus.policy.vocabulary import ELSEWHERE, Mode, Section

TEXTS = [RICH, *map(template, TEMPLATES)]
NAMES = ["rich", *TEMPLATES]


def test_the_page_of_kinds_is_this_table():
    page = Path(__file__).parents[2] / "docs" / "reference" / "clause-kinds.md"
    assert page.read_text(encoding="utf-8") == kinds_page()


def test_every_kind_says_what_keeps_it():
    assert set(KINDS) == set(Kind)
    assert all(row.means and row.enforces and row.proves for row in KINDS.values())


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_ids_are_unique_and_the_order_is_the_notices(text):
    found = compiled(text)
    assert len({clause.id for clause in found}) == len(found)
    order = [list(Section).index(clause.section) for clause in found]
    assert order == sorted(order)


def test_the_same_policy_gives_the_same_clauses():
    assert clauses(policy()) == clauses(policy())


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_a_clause_has_the_mode_of_its_kind_unless_it_is_held_elsewhere(text):
    elsewhere = {f"data.{category}" for category in ELSEWHERE}
    for clause in compiled(text):
        expected = Mode.ATTEST if clause.id in elsewhere else KINDS[clause.kind].mode
        assert clause.mode is expected, clause.id


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_params_are_json(text):
    for clause in compiled(text):
        assert json.loads(json.dumps(clause.params)) == clause.params, clause.id


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_every_rule_and_every_minimum_of_law_has_its_clause(text):
    named = {clause.id for clause in compiled(text)}
    held = policy(text).data
    rules = [r for r in effective(policy(text)) if r.purpose or r.categories[0] in held]
    assert {rule.id for rule in rules} <= named


@pytest.mark.parametrize(
    "name",
    [
        "object.marketing",
        "object.survey",
        "object.development",
        "object.channels",
        "object.interest",
        "object.how",
        "controller.identity",
        "controller.brands",
        "controller.former-names",
        "controller.hours",
        "controller.contact",
        "controller.dpo",
        "purpose.delivery",
        "reading.delivery",
        "segment.delivery",
        "basis.delivery",
        "basis.balance",
        "channel.marketing",
        "consent-gate.marketing",
        "consent-gate.newsletter",
        "soft-opt-in.marketing",
        "stop-link.marketing",
        "targeting.marketing",
        "data.email",
        "data.closed",
        "data.required",
        "data.identity-code.need",
        "data.identity-code.sealed",
        "data.identity-code.groups",
        "data.credentials.sealed",
        "data.vouchers.medium",
        "register.customers",
        "register.marketing",
        "source.ytj",
        "source.ytj.refresh",
        "source.bureau.refusal",
        "sources.closed",
        "sources.inform",
        "recipient.accountant",
        "recipient.accountant.agreement",
        "recipient.collector.condition",
        "recipients.closed",
        "recipients.named",
        "publication",
        "transfer.mailhost",
        "transfers.closed",
        "retention.accounting",
        "retention.accounting.minimum",
        "retention.marketing",
        "law.vouchers",
        "retention.holds",
        "retention.daily",
        "retention.last-purpose",
        "retention.review",
        "retention.backups",
        "retention.bans",
        "right.access",
        "right.access.deadline",
        "right.erasure",
        "right.portability",
        "right.withdrawal",
        "right.complaint",
        "rights.deadline",
        "rights.channels",
        "rights.identity",
        "rights.refusal",
        "cookies.consent",
        "cookies.analysts",
        "protection.locked-paper",
        "protection.incidents",
        "protection.reads-recorded",
        "role.sales",
        "never.profiling",
        "changes.version",
        "changes.delivered",
    ],
)
def test_every_part_of_the_policy_is_promised(name):
    clause = one(name)
    assert all(clause.sentences[language].strip() for language in ("fi", "sv", "en"))


def test_a_longer_period_changes_three_sentences_and_the_params():
    rule = "{purpose: delivery, at_most: 1 year"
    two, three = (
        one("retention.delivery", RICH.replace(rule, f"{rule[:-6]}{years} years"))
        for years in (2, 3)
    )
    assert two.params["max"] == "P2Y"
    assert three.params["max"] == "P3Y"
    assert "kaksi vuotta" in two.sentences["fi"]
    assert "kolme vuotta" in three.sentences["fi"]
    assert all(two.sentences[tongue] != three.sentences[tongue] for tongue in two.sentences)


def test_retention_params_are_periods_or_null():
    params = one("retention.marketing").params
    assert params["data"] == ["name", "email", "permissions"]
    assert params["anchor"] == "relation ended"
    assert (params["min"], params["max"], params["window"]) == (None, "P2Y", "12-31")
    assert one("retention.accounting").params["ground"] == "Kirjanpitolaki 2:10"


def test_a_promise_shorter_than_the_law_wins_and_a_longer_one_does_not():
    assert one("right.access.deadline").params["within"] == "P14D"
    assert one("rights.deadline").params["within"] == "P28D"
    slow = RICH.replace("requests: {within: 28 days}", "requests: {within: 2 months}")
    assert one("rights.deadline", slow).params["within"] == "P1M"
    assert "kuukauden kuluttua" in one("rights.deadline", slow).sentences["fi"]


def test_thirty_days_never_outlast_a_february():
    text = RICH.replace("requests: {within: 28 days}", "requests: {within: 30 days}")
    said = one("rights.deadline", text).sentences["fi"]
    assert "30 päivän kuluttua" in said
    assert "aina kuukauden kuluessa" in said


def test_rights_are_there_without_being_promised():
    bare = "lupaus: 1\ncontroller: {name: Esimerkki Oy}\n"
    rights = {c.id for c in compiled(bare) if c.id.startswith("right.")}
    assert rights == {
        "right.access",
        "right.rectification",
        "right.erasure",
        "right.restriction",
        "right.complaint",
    }


def test_a_recipient_in_the_area_is_no_transfer():
    assert [c.id for c in compiled() if c.kind is Kind.TRANSFER] == ["transfer.mailhost"]
    home = RICH.replace("country: US", "country: SE")
    assert not [c.id for c in compiled(home) if c.kind is Kind.TRANSFER]
    assert one("transfers.closed", home).params["none"] is True


def test_naming_every_group_leaves_nobody_out_and_says_nothing():
    everyone = RICH.replace(
        "subjects: [consumer]}\n  relations",
        "subjects: [consumer, contact, prospect]}\n  relations",
    )
    assert not [c for c in compiled(everyone) if c.id == "segment.delivery"]


def test_lines_point_into_the_file():
    line = one("retention.marketing").line
    assert "purpose: marketing" in RICH.splitlines()[line - 1]


def test_daily_backups_do_not_promise_a_daily_trial():
    said = one("protection.backup").sentences["fi"]
    assert said == "Varmuuskopioimme tiedot joka päivä ja kokeilemme niiden palauttamista."


def test_a_name_that_ends_in_a_stop_ends_its_sentence():
    assert one("cookies.analysts").sentences["en"].endswith("by Postia Inc.")


def test_an_adequacy_decision_is_no_document_to_copy():
    assert "jäljennöksen" not in one("transfer.mailhost").sentences["fi"]
    clauses_instead = RICH.replace("mechanism: dpf", "mechanism: scc")
    assert "jäljennöksen" in one("transfer.mailhost", clauses_instead).sentences["fi"]


def test_an_invoice_holds_more_than_itself_only_where_the_policy_says_so():
    assert "open-invoice" in one("retention.holds").params["holds"]
    alone = RICH.replace("except: [law, open-invoice, collection]", "except: [law]")
    assert one("retention.holds", alone).params["vouchers"] == ["open-invoice", "collection"]
    assert "Lasku itse pysyy tallessa" in one("retention.holds", alone).sentences["fi"]


def test_one_thing_is_not_said_in_the_plural():
    assert "vain tällä tavalla: sähköposti." in one("channel.newsletter").sentences["fi"]
    assert "vain näillä tavoilla: " in one("channel.marketing").sentences["fi"]
    assert "vain tätä ryhmää: " in one("segment.delivery").sentences["fi"]
    assert "myös tätä nimeä: Esimerkki." in one("controller.brands").sentences["fi"]


def test_marketing_is_refused_first_and_everything_else_after_it():
    scopes = RICH.replace("scopes: [development]", "scopes: [service, survey, marketing]")
    found = [c.id for c in compiled(scopes) if c.kind is Kind.OBJECTION]
    assert found == ["object.marketing", "object.survey", "object.service", "object.channels"]


def test_a_refusal_that_comes_first_is_not_like_anything_before_it():
    alone = RICH.replace("class: marketing", "class: service").replace(
        "class: survey", "class: service"
    )
    said = one("object.development", alone).sentences
    assert said["fi"].startswith("Voit kieltää ")
    assert not said["sv"].startswith("På samma sätt")


def test_a_period_that_stands_alone_is_in_the_nominative():
    year = one("retention.delivery")
    assert year.cells["period"]["fi"] == "Enintään yksi vuosi asiakassuhteen päättymisestä"
    assert "enintään yhden vuoden" in year.sentences["fi"]


def test_nobody_withdraws_a_consent_that_nobody_asks_for():
    without = RICH.replace(
        "newsletter: {basis: consent,", "newsletter: {basis: contract,"
    ).replace("    consent_channels: [sms]\n", "")
    assert "right.withdrawal" not in {c.id for c in compiled(without)}
    portable = one("right.portability", without).sentences
    assert portable["fi"].endswith("kun käsittelyn perusteena on sopimus.")
    assert "consent" not in portable["en"]
    assert "suostumus tai sopimus" in one("right.portability").sentences["fi"]


def test_a_log_runs_from_its_entry_and_other_information_from_its_recording():
    logs = RICH.replace(
        "retention:\n",
        "retention:\n  - {purpose: security, at_most: 3 years, after: collected}\n",
    )
    logs = logs.replace(
        "purposes:\n",
        "purposes:\n  security: {basis: legitimate-interest, class: security,"
        " interest: {fi: valvonta, sv: tillsyn, en: control}}\n",
        1,
    ).replace("\ndata:\n", "\ndata:\n  logs: {for: [security]}\n", 1)
    said = one("retention.security", logs).sentences
    assert said["fi"].endswith("kolme vuotta merkinnän tekemisestä.")
    assert said["en"].endswith("three years after the entry was made.")
    assert (
        "tiedon tallentamisesta" not in one("protection.reads-recorded", logs).sentences["fi"]
    )


def test_what_one_purpose_needs_is_not_called_voluntary():
    more = RICH.replace("required: true}", "required: true, required_for: [newsletter]}", 1)
    said = one("data.required", more)
    assert said.params["for"] == {"newsletter": ["name"]}
    assert "välttämättömät tiedot: uutiskirje (" in said.sentences["fi"].lower()
    assert said.sentences["fi"].endswith("Muiden tietojen antaminen on vapaaehtoista.")
    assert one("data.required").params["for"] == {}


def test_a_certificate_is_promised_for_the_rights_that_have_one():
    said = one("rights.refusal")
    assert said.params["certificate"] == ["rectification"]
    assert "Jos kieltäydymme oikaisemasta tietoja, saat" in said.sentences["fi"]
    plain = one("rights.refusal", RICH.replace(", certificate: true", ""))
    assert plain.params["certificate"] == []
    assert "todistuksen" not in plain.sentences["fi"]
