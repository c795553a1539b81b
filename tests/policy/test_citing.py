"""Statutes are cited as each language cites them; what is not known stays as written."""

import pytest
from promises import one

from lupaus.policy.law import cited
from lupaus.policy.templates import template


@pytest.mark.parametrize(
    ("law", "fi", "sv", "en"),
    [
        (
            "Kirjanpitolaki 2:9–10",
            "kirjanpitolain 2 luvun 9–10 §",
            "bokföringslagen 2 kap. 9–10 §",
            "Accounting Act (1336/1997), chapter 2, sections 9–10",
        ),
        (
            "kirjanpitolaki (1336/1997) 2 luku 10 §",
            "kirjanpitolain 2 luvun 10 §",
            "bokföringslagen 2 kap. 10 §",
            "Accounting Act (1336/1997), chapter 2, section 10",
        ),
        (
            "Kirjanpitolaki 2:10.2, arvonlisäverolaki 209 n §",
            "kirjanpitolain 2 luvun 10 §:n 2 momentti, arvonlisäverolain 209 n §",
            "bokföringslagen 2 kap. 10 § 2 mom., mervärdesskattelagen 209 n §",
            (
                "Accounting Act (1336/1997), chapter 2, section 10(2); "
                "Value Added Tax Act (1501/1993), section 209 n"
            ),
        ),
        (
            "SVPL 200.3 §",
            "sähköisen viestinnän palveluista annetun lain 200 §:n 3 momentti",
            "lagen om tjänster inom elektronisk kommunikation 200 § 3 mom.",
            "Act on Electronic Communications Services (917/2014), section 200(3)",
        ),
        (
            "GDPR 5(2), 12–22",
            "tietosuoja-asetuksen 5 artiklan 2 kohta ja 12–22 artikla",
            "dataskyddsförordningen, artikel 5.2 och artiklarna 12–22",
            "GDPR, Articles 5(2) and 12–22",
        ),
        (
            "GDPR 6(1)(f)",
            "tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta",
            "dataskyddsförordningen, artikel 6.1 f",
            "GDPR, Article 6(1)(f)",
        ),
        (
            "Luottotietolaki",
            "luottotietolaki",
            "kreditupplysningslagen",
            "Credit Information Act",
        ),
        ("Oma laki 3 §", "Oma laki 3 §", "Oma laki 3 §", "Oma laki 3 §"),
        ("", "", "", ""),
    ],
)
def test_a_citation_is_said_in_the_language_of_the_reader(law, fi, sv, en):
    said = {
        language: cited(law, language).replace("\u00a0", " ") for language in ("fi", "sv", "en")
    }
    assert said == {"fi": fi, "sv": sv, "en": en}


def test_the_notice_cites_in_three_languages_and_the_clause_as_the_policy_does():
    clause = one("basis.accounting", template("communications-agency"))
    assert clause.params["law"] == "Kirjanpitolaki 2:9–10"
    assert "bokföringslagen 2\u00a0kap. 9–10\u00a0§" in clause.sentences["sv"]
    assert "Accounting Act (1336/1997)" in clause.sentences["en"]
    assert "Kirjanpitolaki" not in clause.sentences["sv"] + clause.sentences["en"]
