"""Working for one purpose hides what it does not need, says so, and leads back."""

import pytest
from web_hands import NOW

from lupaus.guard import Act
from lupaus.policy.vocabulary import SubjectKind
from lupaus.register import people
from lupaus.register.values import Email, PersonName, Phone

pytestmark = pytest.mark.engine
PHONE = "040 123 4567"


@pytest.fixture
def contact(site) -> int:
    """A contact person of a firm, whom marketing may know, but not by phone."""
    new = people.NewPerson(
        PersonName("Bertta", "Åkerblom"),
        frozenset({SubjectKind.REPRESENTATIVE}),
        [Email("bertta@example.fi"), Phone(PHONE)],
    )
    return people.add_person(act=Act("aino", "relations", NOW, "web"), person=new).party


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def narrow(client, purpose, **more):
    return client.post("/tarkoitus", {"purpose": purpose, **more})


def test_for_marketing_the_phone_is_hidden_on_the_list_and_not_found(signed_in, contact):
    client = signed_in("sales", name="bertta")
    columns = "/asiakkaat?columns=email,phone"
    assert PHONE in text(client.get(columns))
    assert client.post("/haku/ehdotukset", {"q": "040 123"}).context["hits"]
    narrow(client, "marketing")
    page = text(client.get(columns))
    assert "Åkerblom" in page
    assert "bertta@example.fi" in page
    assert PHONE not in page
    assert not client.post("/haku/ehdotukset", {"q": "040 123"}).context["hits"]
    assert PHONE not in text(client.get(f"/asiakkaat/{contact}"))


def test_every_page_says_that_the_work_is_narrowed_and_leads_back(signed_in, contact):
    client = signed_in("sales", name="bertta")
    assert "Työskentelet nyt vain" not in text(client.get("/"))
    answer = narrow(client, "marketing", next="/lupaukset")
    assert answer.headers["Location"] == "/lupaukset"
    for address in ("/", "/lupaukset", "/asiakkaat", "/oma"):
        page = text(client.get(address))
        assert "Työskentelet nyt vain tarkoitukseen" in page, address
        assert "Näytä taas kaikki" in page
    narrow(client, "")
    assert "Työskentelet nyt vain" not in text(client.get("/"))
    assert PHONE in text(client.get("/asiakkaat?columns=phone"))


@pytest.mark.parametrize(
    "purpose", ["accounting", "ei-ole", "<b>", "relations,marketing", "\x00"]
)
def test_a_purpose_that_the_role_does_not_have_changes_nothing(signed_in, contact, purpose):
    client = signed_in("sales", name="bertta")
    narrow(client, purpose)
    page = text(client.get("/asiakkaat?columns=phone"))
    assert PHONE in page
    assert "Työskentelet nyt vain" not in page


def test_a_role_with_one_purpose_has_nothing_to_choose(signed_in):
    client = signed_in("bookkeeping", name="kaarlo")
    page = text(client.get("/"))
    assert "Työskentelen nyt tarkoitukseen" not in page
    narrow(client, "accounting")
    assert "Työskentelet nyt vain" not in text(client.get("/"))


def test_the_menu_marks_what_is_worked_for(signed_in):
    client = signed_in("sales", name="bertta")
    assert '<button name="purpose" value="" aria-current="true">' in text(client.get("/"))
    narrow(client, "marketing")
    page = text(client.get("/"))
    assert '<button name="purpose" value="marketing" aria-current="true">' in page
    assert '<button name="purpose" value="" aria-current="true">' not in page


def test_after_an_answer_to_a_form_the_way_leads_to_a_page_that_can_be_asked_for(signed_in):
    client = signed_in()
    answer = client.post("/henkilosto/kutsu", {"name": ""})
    assert answer.status_code == 422
    form = text(answer).partition('class="aims"')[2].partition("</form>")[0]
    assert 'name="next"' not in form
    assert narrow(client, "marketing").headers["Location"] == "/"


def test_it_leads_nowhere_else(signed_in):
    client = signed_in()
    assert narrow(client, "", next="https://example.org/").headers["Location"] == "/"
