"""What lies in the folder before the first policy: a template as it came, or somebody's work.

The first page writes ``policy.yaml`` anew. What somebody has written there by hand goes only
when they say so.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from lupaus.policy.model import Policy
from lupaus.policy.problem import Problem
from lupaus.policy.read import read_policy
from lupaus.policy.templates import TEMPLATES, template
from lupaus.web.policy import draft

#: The session's word for the text that this page itself has written.
_WRITTEN = "first-policy"
_DATES = ("dated:", "reviewed:")


@dataclass(frozen=True, slots=True)
class Own:
    """A text that somebody has written. ``policy`` is None for one that cannot be read."""

    text: str
    policy: Policy | None
    problems: tuple[Problem, ...]


def own(request: HttpRequest, found: draft.Draft) -> Own | None:
    """The text, when it is neither a template nor what this browser was given to read just now
    and has come back from."""
    if not found.text.strip() or request.session.get(_WRITTEN) == found.digest:
        return None
    if any(_undated(found.text) == _undated(template(trade)) for trade in TEMPLATES):
        return None
    return Own(found.text, *read_policy(found.text))


def remember(request: HttpRequest, written: draft.Draft) -> None:
    """The text is nobody's work yet: it may be written over."""
    request.session[_WRITTEN] = written.digest


def _undated(text: str) -> list[str]:
    """Making the folder puts its own day into a template."""
    return [line for line in text.strip().splitlines() if not line.startswith(_DATES)]
