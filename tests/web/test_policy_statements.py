"""What the pages of the policy cost: as many statements however many customers there are, and
however many versions there have been."""

from dataclasses import replace

import pytest
from django.conf import settings
from house import SAMPLE, adopt_sample
from policy_hands import AGENCY, Desk
from web_hands import person

from lupaus.web.policy import views_versions

pytestmark = pytest.mark.engine

#: Who asks, which policy is in force, where the adoptions are; what the staff and the versions
#: are where they are named; what the data would be under the draft where that is weighed.
PAGES = {
    "/seloste": 5,
    "/seloste/rekisterinpitaja": 4,
    "/seloste/sailytys": 4,
    "/seloste/tarkoitukset": 4,
    "/seloste/tarkoitus/marketing": 4,
    "/seloste/tiedot": 4,
    "/seloste/vastaanottajat": 4,
    "/seloste/roolit": 5,
    "/seloste/oikeudet": 4,
    "/seloste/suojaus": 4,
    "/seloste/teksti": 4,
    "/seloste/muutokset": 10,
    "/seloste/muutokset/vaikutus": 8,
    "/seloste/esikatselu": 4,
    "/seloste/kasittelytoimet": 3,
    "/seloste/versiot": 6,
    "/seloste/julkinen": 6,
}


@pytest.fixture
def desk(signed_in, monkeypatch, tmp_path) -> Desk:
    """A draft in which everything is another than in the sample, which is in force."""
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    laid = Desk(tmp_path / "policy.yaml", signed_in())
    laid.lay(AGENCY)
    return laid


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_policy_costs_what_it_did(desk, statements, page):
    assert desk.client.get(page).status_code == 200  # what a worker learns once is learnt
    with statements() as few:
        assert desk.client.get(page).status_code == 200
    for number in range(5):
        person("Aino", f"Äijälä{number}")
    with statements() as many:
        assert desk.client.get(page).status_code == 200
    assert len(many) == len(few)
    assert len(few) == PAGES[page]


@pytest.mark.parametrize("page", ["/seloste", "/seloste/versiot", "/lupaukset"])
def test_earlier_versions_cost_nothing(committed_register, desk, statements, monkeypatch, page):
    monkeypatch.setattr(views_versions, "_COMPARED", 2)
    counts = []
    for more in (3, 2):
        for number in range(more):
            adopt_sample(SAMPLE.read_text(encoding="utf-8") + f"# {more} {number}\n")
        desk.client.get(page)
        with statements() as asked:
            assert desk.client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] > 0
