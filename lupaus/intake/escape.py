"""Cells that a spreadsheet would run instead of showing."""

import re

#: A cell that begins with one of these is a formula to Excel, and can call programs or send
#: the sheet away. The apostrophe in front makes it text; an import takes it off again.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


def harmless(cell: str) -> str:
    """The cell as text for a spreadsheet: guarded with an apostrophe when it begins like a
    formula. Telephone numbers such as +358… are guarded as well."""
    return GUARD + cell if cell.startswith(_DANGEROUS) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before :func:`harmless`."""
    if cell.startswith(GUARD) and cell[1:].startswith(_DANGEROUS):
        return cell[1:]
    return cell


#: ``=HYPERLINK(…)``, ``=A1``, ``=+B2*2`` are calculated by a spreadsheet; ``=> soita`` is not.
_FORMULA = re.compile(r"=\s*[+-]?\s*(?:[^\W\d_][\w.]*\s*\(|\$?[A-Z]{1,3}\$?\d)", re.IGNORECASE)


def is_formula(cell: str) -> bool:
    """Has the formula come instead of what the spreadsheet showed?"""
    return cell.startswith("=") and _FORMULA.match(cell) is not None
