"""The list to begin with: made from the policy in force, and taken in as it is."""

import io

import openpyxl
import pytest
from imports_hands import counted, text

from lupaus.web.imports import job

pytestmark = pytest.mark.engine


@pytest.fixture
def owner(signed_in, monkeypatch):
    monkeypatch.setattr(job, "behind", lambda work: work())
    return signed_in()


def headings(content):
    return [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content)).active[1]]


def test_the_sample_has_the_columns_that_the_policy_lets_in(owner):
    answer = owner.get("/tuonti/malli.xlsx")
    assert "asiakkaat-malli.xlsx" in answer.headers["Content-Disposition"]
    found = headings(answer.content)
    assert found[:3] == ["Yritys", "Y-tunnus", "Etunimi"]
    assert "Markkinointikielto" in found


def test_the_sample_of_a_role_has_what_the_role_handles(owner, signed_in):
    client = signed_in("bookkeeping", name="bertta")
    found = headings(client.get("/tuonti/malli.xlsx").content)
    assert "Etunimi" in found
    assert "Puhelin" not in found
    assert "Muistiinpano" not in found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_sample_comes_in_without_a_remark(owner, language):
    owner.cookies["kieli"] = language
    content = owner.get("/tuonti/malli.xlsx").content
    file = io.BytesIO(content)
    file.name = "malli.xlsx"
    said = {"file": file, "source": "customer", "customers": "on"}
    list_ = owner.post("/tuonti", said).headers["Location"].removesuffix("/sarakkeet")
    owner.cookies["kieli"] = "fi"
    assert "Otsikkoa ei tunnistettu" not in text(owner.get(f"{list_}/sarakkeet"))
    page = text(owner.get(f"{list_}/esikatselu"))
    assert "Huomattavaa" not in page
    assert "Seloste pitää ulkona" not in page
    owner.post(f"{list_}/esikatselu")
    assert counted("personname") == 2
    assert counted("organisation") == 1
