"""The certificate as one page of HTML that needs nothing else, in the notice's own style."""

from html import escape

from lupaus.keeping.printing.layout import Page, Sheet
from lupaus.policy.render import stylesheet


def render(page: Page) -> str:
    facts = "\n".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(said)}</td></tr>'
        for label, said in page.facts
    )
    tables = "\n".join(_table(sheet) for sheet in page.tables)
    title, who = escape(page.title), escape(page.controller)
    return f"""<!doctype html>
<html lang="{page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – {who}</title>
<style>
{stylesheet()}</style>
</head>
<body class="notice">
<header>
<h1>{title}</h1>
<p class="controller">{who}</p>
</header>
<main>
<section>
<table><tbody>
{facts}
</tbody></table>
</section>
{tables}
<section><p>{escape(page.closing)}</p></section>
</main>
</body>
</html>
"""


def _table(sheet: Sheet) -> str:
    heading = escape(sheet.heading)
    if not sheet.rows:
        return f"<section><h2>{heading}</h2><p>{escape(sheet.empty)}</p></section>"
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in sheet.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in sheet.rows
    )
    return (
        f"<section><h2>{heading}</h2>\n<table><caption>{heading}</caption>\n"
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></section>"
    )
