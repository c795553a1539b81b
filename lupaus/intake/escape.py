"""Cells that a spreadsheet would run instead of showing."""

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
