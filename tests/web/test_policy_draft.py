"""The draft is written by one at a time, and over nothing that its writer has not seen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.conf import settings

from lupaus.web.policy import draft

WRITERS = 4


@pytest.fixture
def file(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "FOLDER", replace(settings.FOLDER, path=tmp_path))
    monkeypatch.setattr(draft, "_in_force", lambda: "")
    laid = tmp_path / "policy.yaml"
    laid.write_text("lupaus: 1\n", encoding="utf-8")
    return laid


def test_of_several_who_save_at_one_moment_one_does_and_the_others_hear_of_it(file):
    seen, start = draft.read().digest, Barrier(WRITERS)

    def save(number: int) -> str:
        start.wait()
        try:
            return draft.write(f"lupaus: 1\n# {number}\n", seen=seen).text
        except draft.DraftChanged:
            return ""

    for _attempt in range(20):
        file.write_text("lupaus: 1\n", encoding="utf-8")
        with ThreadPoolExecutor(WRITERS) as writers:
            [saved] = filter(None, writers.map(save, range(WRITERS)))
        assert file.read_text(encoding="utf-8") == saved


def test_what_is_answered_is_what_was_written(file, monkeypatch):
    """Whatever an editor saves a moment later."""
    seen, put = draft.read().digest, draft._replace

    def overtaken(there, octets):
        put(there, octets)
        there.write_text("# muuta\n", encoding="utf-8")

    monkeypatch.setattr(draft, "_replace", overtaken)
    assert draft.write("lupaus: 1\r\n# uusi", seen=seen).text == "lupaus: 1\n# uusi\n"


def test_a_folder_that_is_gone_is_told(file):
    seen = draft.read().digest
    file.unlink()
    file.parent.rmdir()
    with pytest.raises(draft.NoPlace):
        draft.write("lupaus: 1\n", seen=seen)
