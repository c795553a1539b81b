"""The certificate for a terminal or a letter."""

from textwrap import wrap

from lupaus.keeping.printing.layout import Page, Sheet

_WIDTH = 92


def render(page: Page) -> str:
    width = max(len(label) for label, _said in page.facts) + 2
    facts = [f"{label:<{width}}{said}" for label, said in page.facts]
    parts = [page.title, page.controller, "", *facts]
    for sheet in page.tables:
        parts += ["", sheet.heading, "-" * len(sheet.heading), *_table(sheet)]
    return "\n".join([*parts, "", *wrap(page.closing, _WIDTH)]) + "\n"


def _table(sheet: Sheet) -> list[str]:
    if not sheet.rows:
        return [sheet.empty]
    lines = []
    for first, *rest in sheet.rows:
        labels = zip(sheet.columns[1:], rest, strict=True)
        lines += wrap(first, _WIDTH)
        lines.append("    " + "   ".join(f"{name}: {said}" for name, said in labels))
    return lines
