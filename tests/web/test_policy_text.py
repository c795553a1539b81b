"""The policy as text: what two write at once is shown side by side, and nothing goes unsaid."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from house import SAMPLE
from policy_hands import Desk

from lupaus.web.policy import draft
from lupaus.web.policy.compared import Whose, compared

pytestmark = pytest.mark.engine
TEXT = SAMPLE.read_text(encoding="utf-8")
MINE, THEIRS = "# omaa työtä\n", "# toisen työtä\n"


@pytest.fixture
def desk(signed_in, monkeypatch, tmp_path) -> Desk:
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    laid = Desk(tmp_path / "policy.yaml", signed_in())
    laid.lay(TEXT)
    return laid


def overtaken(desk: Desk, **said: str):
    """Somebody else saves between the opening of the page and its sending."""
    seen = draft.read().digest
    desk.lay(TEXT + THEIRS)
    return desk.client.post("/seloste/teksti", {"text": TEXT + MINE, "seen": seen, **said})


def sent(answer) -> dict[str, str]:
    """What the form of the page would send untouched: no box is checked."""
    page = answer.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    return {"text": answer.context["text"], "seen": seen[1] if seen else ""}


def test_what_somebody_else_saved_is_shown_beside_what_was_typed(desk):
    answer = overtaken(desk)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert '<p class="theirs"><span class="sign">−</span># toisen työtä</p>' in page
    assert '<p class="mine"><span class="sign">+</span># omaa työtä</p>' in page
    assert answer.context["text"] == TEXT + MINE
    assert desk.text == TEXT + THEIRS


def test_saving_again_without_a_word_writes_over_nothing(desk):
    again = sent(overtaken(desk))
    assert desk.client.post("/seloste/teksti", again).status_code == 409
    assert desk.text == TEXT + THEIRS


def test_it_is_written_over_by_whoever_says_so(desk):
    again = sent(overtaken(desk)) | {"over": draft.read().digest}
    assert desk.client.post("/seloste/teksti", again).status_code == 302
    assert desk.text == TEXT + MINE


def test_it_is_asked_anew_when_a_third_text_has_come(desk):
    again = sent(overtaken(desk)) | {"over": draft.read().digest}
    desk.lay(TEXT + THEIRS + "# kolmas\n")
    assert desk.client.post("/seloste/teksti", again).status_code == 409
    assert desk.text.endswith("# kolmas\n")


def test_a_look_at_the_problems_hides_no_conflict(desk):
    answer = overtaken(desk, only="show")
    assert "toisen työtä" in answer.content.decode()
    assert desk.client.post("/seloste/teksti", sent(answer)).status_code == 409
    assert desk.text == TEXT + THEIRS


def test_two_who_wrote_the_same_are_in_no_conflict(desk):
    seen = draft.read().digest
    desk.lay(TEXT + MINE)
    said = {"text": TEXT + MINE, "seen": seen}
    assert desk.client.post("/seloste/teksti", said).status_code == 302


def test_a_faulty_form_made_from_an_older_text_is_told_of_it_when_it_is_mended(desk):
    """The page that tells the fault must not pass for one made from the newest text."""
    said = desk.form("/seloste/rekisterinpitaja") | {"name": ""}
    desk.lay(TEXT + THEIRS)
    answer = desk.client.post("/seloste/rekisterinpitaja", said)
    assert answer.status_code == 422
    mended = said | {"name": "Toinen Oy", "seen": sent_seen(answer)}
    again = desk.client.post("/seloste/rekisterinpitaja", mended)
    assert again.status_code == 409
    assert "tulevat toisen muutosten tilalle" in again.content.decode()
    assert desk.text == TEXT + THEIRS
    last = mended | {"seen": sent_seen(again)}
    assert desk.client.post("/seloste/rekisterinpitaja", last).status_code == 302
    assert THEIRS in desk.text


def sent_seen(answer) -> str:
    return re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]


def test_lines_that_both_have_are_left_out_between():
    many = [f"rivi {n}" for n in range(40)]
    theirs = "\n".join(["toisen", *many])
    mine = "\n".join([*many, "oma"])
    found = compared(theirs, mine)
    assert [line.text for line in found if line.whose is Whose.THEIRS] == ["toisen"]
    assert [line.text for line in found if line.whose is Whose.MINE] == ["oma"]
    assert len(found) < 12
