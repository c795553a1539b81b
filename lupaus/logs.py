"""What goes into the logs: what went wrong and where, never of whom.

The words of an error may hold a value: the database quotes the row that does not fit, a parser
the text that it could not read. An address on the net may hold what somebody searched for. So
a line says the kind of an error and its place in the program, the page by its pattern, and a
reference number which the page that failed shows too; texts that were handed to a foreign
logger are left out.
"""

import logging
import secrets
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final

_HERE: Final = Path(__file__).parent
_LEFT_OUT: Final = "…"


def reference_of(request: Any) -> str:
    """The number by which a failed request is found in the log: the same at every call."""
    if not hasattr(request, "reference"):
        digits = f"{secrets.randbelow(10**8):08}"
        request.reference = f"{digits[:4]} {digits[4:]}"
    return str(request.reference)


def kind_and_place(wrong: BaseException) -> str:
    """``ValueError at web/search/views.py:31``, and what caused it. Nothing of its words."""
    found, seen = [], set[int]()
    one: BaseException | None = wrong
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        found.append(f"{type(one).__name__}{_place(one.__traceback__)}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return ", from ".join(found)


def _place(trace: TracebackType | None) -> str:
    """The innermost line of our own, or the innermost of all."""
    frames = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_HERE)]
    if not frames:
        return ""
    last = (ours or frames)[-1]
    path = Path(last.filename)
    named = path.relative_to(_HERE).as_posix() if ours else path.name
    return f" at {named}:{last.lineno}"


class Bare(logging.Formatter):
    """One line a record, and no value in it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(said)s", validate=False)

    def format(self, record: logging.LogRecord) -> str:
        parts = [_words(record), *_request(record)]
        if record.exc_info and record.exc_info[1]:
            parts.append(kind_and_place(record.exc_info[1]))
        said = "; ".join(part for part in parts if part)
        line = logging.makeLogRecord({**record.__dict__, "said": said, "args": ()})
        line.exc_info, line.exc_text, line.stack_info = None, None, None
        line.msg = said
        return super().format(line)


def _words(record: logging.LogRecord) -> str:
    """Our own words whole: their authors know this page. Others' with every text left out, and
    not at all where one cannot be told from the other."""
    if record.name.partition(".")[0] == "lupaus":
        return record.getMessage()
    if hasattr(record, "request"):
        return ""  # the page and the status say it all
    if not record.args:
        quoting = bool(record.exc_info) or record.name.startswith("django.security")
        return "" if quoting else str(record.msg)
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return str(record.msg) % tuple(_shown(one) for one in given)
    except (TypeError, ValueError):
        return ""


def _shown(one: object) -> object:
    return one if isinstance(one, int | float) else _LEFT_OUT


def _request(record: logging.LogRecord) -> list[str]:
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    if request is None:
        return []
    match = getattr(request, "resolver_match", None)
    page = f"/{match.route}" if match else "no page of ours"
    said = [f"{request.method if match else ''} {page} {status or ''}".strip()]
    if record.levelno >= logging.ERROR:
        said.append(f"reference {reference_of(request)}")
    return said


#: Django's LOGGING: every warning to standard error, in one line. Nothing is sent by mail.
LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bare": {"()": "lupaus.logs.Bare"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
