"""What the import says, in the language of the page.

The import speaks to every face in English sentences that hold the cure. A test finds every one
of them in its source and claims that the pages know it; one that they should not know is shown
as it is, marked as English.
"""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lupaus.intake.unusable import Unusable
from lupaus.web.imports.said_of_cells import HEADED, PATTERNS, PLAIN
from lupaus.web.imports.said_of_files import WHOLE

_WHOLE = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in WHOLE)


def known(sentence: str) -> str | None:
    """The sentence in the language of the page; None for one that the pages do not know."""
    if sentence in PLAIN:
        return PLAIN[sentence]()
    for pattern, said in (*PATTERNS, *_WHOLE):
        if match := pattern.fullmatch(sentence):
            return said(match)
    if (match := HEADED.fullmatch(sentence)) and (rest := known(match["rest"])):
        return f"{_heading(match['heading'])}: {rest}"
    return None


def _heading(said: str) -> str:
    return _("Laskun summa") if said == "sum of the invoice" else said


def plain(sentence: str) -> str:
    """In the language of the page as far as it is known: for a file or a form."""
    found = known(sentence)
    return sentence if found is None else found


def told(sentence: str) -> str | SafeString:
    """Likewise for a page, where a foreign sentence is marked as such."""
    found = known(sentence)
    return format_html('<span lang="en">{}</span>', sentence) if found is None else found


def of(wrong: Unusable | str) -> str:
    """What is wrong with a whole list."""
    return plain(str(wrong))
