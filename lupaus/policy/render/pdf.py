"""The notice as PDF: tagged, archival (PDF/A-2a) and accessible (PDF/UA-1), by typst.

The text goes in as JSON, so an author's ``#`` or ``$`` is a character and not a command. Only
the fonts that typst carries are used; a character that none of them has cannot stand in an
archival document and prints as a box.
"""

import re

import typst

from lupaus.policy.model import Language
from lupaus.policy.notice import Notice
from lupaus.policy.render import packaged
from lupaus.policy.render.json import in_one_language

#: Outside the Basic Multilingual Plane there are pictures mostly, and control characters and
#: private ones have no shape anywhere.
_SHAPELESS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufe00-\ufe0f\U00010000-\U0010ffff]"
)
_BOX = "\u25a1"


def render(page: Notice, language: Language) -> bytes:
    """Some tens of milliseconds; the same page gives the same bytes."""
    text = in_one_language(page, language)
    return _compile(_SHAPELESS.sub(_BOX, text), language)


def _compile(text: str, language: Language) -> bytes:
    pdf = typst.compile(
        packaged("notice.typ").encode(),
        format="pdf",
        sys_inputs={"notice": text, "language": language},
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - without an output path typst gives bytes
    return pdf
