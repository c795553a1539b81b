"""A page that fails says a number and no more; the log says where, and nobody's name."""

import logging
import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError

from lupaus.logs import Bare, kind_and_place

VALUES = ("Aino", "Äijälä", "aino@example.fi")


@pytest.fixture
def logged():
    """What the server writes, line by line."""
    lines: list[str] = []

    class Listening(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Listening(logging.WARNING)
    handler.setFormatter(Bare())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def fail(wrong):
    raise wrong


def quoting(*_args, **_more):
    try:
        fail(IntegrityError("Key (folded)=(aino@example.fi) already exists"))
    except IntegrityError as wrong:
        raise ValueError("Aino Äijälä does not fit") from wrong


@pytest.fixture
def failing(signed_in, monkeypatch):
    browser = signed_in()
    browser.raise_request_exception = False
    monkeypatch.setattr("lupaus.web.home.views.today.home", quoting)
    return browser


def test_the_page_and_the_log_have_one_number_and_no_value(failing, logged):
    answer = failing.get("/?q=1")
    text = answer.content.decode()
    assert answer.status_code == 500
    (number,) = re.findall(r"\d{4} \d{4}", text)
    (line,) = [each for each in logged if "django.request" in each]
    assert f"reference {number}" in line
    assert "ValueError at web/home/views.py:" in line
    assert ", from IntegrityError" in line
    assert not any(value in line + text for value in VALUES)


def test_a_part_of_a_page_has_the_number_too(failing, logged):
    answer = failing.get("/", headers={"HX-Request": "true"})
    (number,) = re.findall(r"\d{4} \d{4}", answer.content.decode())
    assert any(f"reference {number}" in line for line in logged)


def test_where_not_even_the_page_of_failure_opens_the_number_is_said(
    failing, logged, monkeypatch
):
    monkeypatch.setattr("lupaus.web.frame.errors.render_to_string", quoting)
    answer = failing.get("/")
    assert answer.status_code == 500
    assert re.search(r"\d{4} \d{4}", answer.content.decode())
    assert not any(value in "".join(logged) for value in VALUES)


@pytest.mark.parametrize("address", ["/ei-ole/Aino?q=Aino", "/haku?q=Aino&sivu=Äijälä"])
def test_no_line_repeats_what_was_asked_for(signed_in, logged, address):
    signed_in().delete(address)
    assert logged
    assert not any(value in line for line in logged for value in VALUES)


def test_a_page_is_named_by_its_pattern(signed_in, logged):
    signed_in().put("/haku?q=Aino")
    assert any("PUT /haku 405" in line for line in logged)


@pytest.mark.parametrize(
    ("logger", "told"),
    [
        ("django.security.DisallowedHost", ("Invalid HTTP_HOST header: 'aino@example.fi'.",)),
        ("gunicorn.error", ("Error handling request %s", "/haku?q=Aino")),
        ("somebody.elses", ("%(who)s", {"who": "Aino"})),
        ("somebody.elses", ("too few %s %s", "Aino")),
    ],
)
def test_words_of_others_are_left_out(logger, told):
    said, *args = told
    try:
        fail(SuspiciousOperation("Aino"))
    except SuspiciousOperation as wrong:
        exc = (type(wrong), wrong, wrong.__traceback__)
    one = logging.LogRecord(logger, logging.ERROR, "", 1, said, tuple(args), exc)
    line = Bare().format(one)
    assert not any(value in line for value in VALUES)
    assert "SuspiciousOperation at test_failing.py:" in line
    assert "\n" not in line


def test_numbers_and_our_own_words_are_kept():
    one = logging.LogRecord(
        "gunicorn.error", 30, "", 1, "Worker %s was sent %s", (7, "x"), None
    )
    assert Bare().format(one).endswith("gunicorn.error: Worker 7 was sent …")
    ours = logging.LogRecord("lupaus.web", 30, "", 1, "waited: %s", ("Busy",), None)
    assert Bare().format(ours).endswith("lupaus.web: waited: Busy")


def test_an_error_that_was_never_raised_has_no_place():
    assert kind_and_place(ValueError("Aino")) == "ValueError"


@pytest.mark.parametrize(
    "sent",
    [
        {"pasted": "Aino;aino@example.fi\n" * 200_000},
        {f"field{n}": "x" for n in range(3_000)},
    ],
    ids=["too long", "too many fields"],
)
def test_a_form_that_is_too_large_says_so_and_what_to_do(signed_in, sent):
    answer = signed_in().post("/tuonti", sent)
    assert answer.status_code == 413
    assert "Lähetit liikaa kerralla" in answer.content.decode()
    assert "valitse se tuonnin sivulla" in answer.content.decode()
