"""Persons of whom a list says no company: what they are is chosen, or they stay out whole."""

import pytest
from house import adopt_sample
from imports_hands import begun, corrected, counted, text

from lupaus.guard import in_force
from lupaus.intake.gate import kinds_alone
from lupaus.policy.templates import template
from lupaus.policy.vocabulary import SubjectKind
from lupaus.web.imports import job

pytestmark = pytest.mark.one_engine

LIST = (
    "Nimi;Yritys;Sähköposti;Puhelin\nAino Yksin;;aino@example.fi;040 1234567\n"
    "Bertta Firmasta;Esimerkki Oy;bertta@example.fi;\n"
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(job, "behind", lambda work: work())


@pytest.fixture
def consultancy(committed_register, signed_in):
    """No private customers: who acts for somebody, and sole traders."""
    adopt_sample(template("consultancy"))
    assert SubjectKind.CONSUMER not in kinds_alone(in_force())
    return signed_in()


def test_a_policy_of_private_customers_and_contacts_leaves_a_choice(signed_in):
    owner = signed_in()
    list_ = begun(owner, LIST)
    page = text(owner.get(f"{list_}/sarakkeet"))
    assert "Mitä ovat henkilöt ilman yritystä" in page
    assert "Ei ketään" not in page


def test_who_may_be_nobodys_customer_is_refused_whole_and_told_the_cure(consultancy):
    list_ = begun(consultancy, LIST)
    assert "Ei ketään: rivejä ei tuoda" in text(consultancy.get(f"{list_}/sarakkeet"))
    corrected(consultancy, list_, go="1")
    page = text(consultancy.get(f"{list_}/esikatselu"))
    assert "1 riviä ei tule" in page
    assert "henkilöitä 1, yrityksiä 1" in page
    assert "valitse Sarakkeet-sivulla" in page
    consultancy.post(f"{list_}/esikatselu")
    assert counted("party") == 2
    result = text(consultancy.get(f"{list_}/tulos"))
    assert "1 rivi ei tullut" in result
    assert "2 uutta asiakasta" in text(consultancy.get("/tuonti"))
    failed = consultancy.get(f"{list_}/hylatyt.csv").content.decode()
    assert "Aino Yksin" in failed
    assert "Bertta" not in failed


@pytest.mark.parametrize("kind", ["representative", "sole-trader"])
def test_a_person_without_a_company_comes_in_as_what_was_chosen(consultancy, kind):
    list_ = begun(consultancy, LIST)
    corrected(consultancy, list_, alone=kind, go="1")
    assert f'value="{kind}" selected' in consultancy.get(f"{list_}/sarakkeet").content.decode()
    consultancy.post(f"{list_}/esikatselu")
    assert counted("party") == 3
    assert counted("emailaddress") == 2


def test_what_the_policy_does_not_know_cannot_be_chosen(consultancy):
    list_ = begun(consultancy, LIST)
    corrected(consultancy, list_, alone="technical", go="1")
    consultancy.post(f"{list_}/esikatselu")
    assert counted("party") == 2
