"""The Art. 30 record as HTML, Markdown, CSV and JSON."""

import csv
import io
import json
from html import escape

from lupaus.policy.model import Language
from lupaus.policy.phrases.record import (
    COLUMNS,
    CONTROLLER,
    DATED,
    INTERNAL,
    SECURITY,
    TITLE,
)
from lupaus.policy.phrases.words import Words
from lupaus.policy.record import Activity, Record
from lupaus.policy.render import stylesheet as packaged_stylesheet
from lupaus.policy.render.markdown import literal

#: A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fields(activity: Activity, language: Language) -> dict[str, list[str]]:
    """The columns of one activity as lists of lines, empty where there is nothing."""
    said: dict[str, list[str]] = {}
    for column in COLUMNS:
        value: Words | tuple[Words, ...] = getattr(activity, column)
        texts = [line.everywhere()[language] for line in _lines(value)]
        said[column] = [text for text in texts if text]
    return said


def _lines(value: Words | tuple[Words, ...]) -> list[Words]:
    """Words are a tuple too, so their class is asked first."""
    return [value] if isinstance(value, Words) else list(value)


def as_json(record: Record) -> str:
    """In every language at once."""
    tree = {
        "format": 1,
        "dated": record.dated,
        "controller": [line.everywhere() for line in record.controller],
        "activities": [
            {"purpose": activity.purpose, **{c: _tree(getattr(activity, c)) for c in COLUMNS}}
            for activity in record.activities
        ],
        "security": [
            {"clause": clause, "text": said.everywhere()} for clause, said in record.security
        ],
    }
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _tree(value: Words | tuple[Words, ...]) -> object:
    said = [line.everywhere() for line in _lines(value)]
    return said[0] if isinstance(value, Words) else said


def as_csv(record: Record, language: Language) -> str:
    """Semicolons, as Finnish spreadsheets read; one row per purpose, lines within a cell."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = [words.everywhere()[language] for words in COLUMNS.values()]
    shared = (CONTROLLER, SECURITY)
    writer.writerow([*heads, *(words.everywhere()[language] for words in shared)])
    who = "\n".join(line.everywhere()[language] for line in record.controller)
    safe = "\n".join(said.everywhere()[language] for _, said in record.security)
    for activity in record.activities:
        cells = ["\n".join(lines) for lines in fields(activity, language).values()]
        writer.writerow([_inert(cell) for cell in (*cells, who, safe)])
    return out.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_markdown(record: Record, language: Language) -> str:
    lines = [f"# {_word(TITLE, language)}", "", _word(INTERNAL, language), ""]
    if record.dated:
        lines += [f"{_word(DATED, language)}: {record.dated}", ""]
    lines += [f"## {_word(CONTROLLER, language)}", ""]
    lines += [f"- {literal(line.everywhere()[language])}" for line in record.controller]
    for activity in record.activities:
        said = fields(activity, language)
        lines += ["", f"## {literal(said.pop('name')[0])}", ""]
        for column, texts in said.items():
            inner = "; ".join(literal(text) for text in texts) or "–"
            lines.append(f"- **{_word(COLUMNS[column], language)}:** {inner}")
    lines += ["", f"## {_word(SECURITY, language)}", ""]
    lines += [f"- {literal(said.everywhere()[language])}" for _, said in record.security]
    return "\n".join(lines) + "\n"


def _word(words: Words, language: Language) -> str:
    return words.everywhere()[language]


def as_html(record: Record, language: Language, *, stylesheet: str | None = None) -> str:
    title = escape(_word(TITLE, language))
    style = (
        f'<link rel="stylesheet" href="{escape(stylesheet)}">'
        if stylesheet
        else f"<style>\n{packaged_stylesheet()}</style>"
    )
    dated = f"<p>{escape(_word(DATED, language))}: {record.dated}</p>" if record.dated else ""
    activities = "\n".join(_activity(each, language) for each in record.activities)
    who = [line.everywhere()[language] for line in record.controller]
    safe = [said.everywhere()[language] for _, said in record.security]
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{style}
</head>
<body class="notice">
<header><h1>{title}</h1>
<p class="controller">{escape(_word(INTERNAL, language))}</p>{dated}</header>
<main>
<section><h2>{escape(_word(CONTROLLER, language))}</h2>
{_items(who)}</section>
{activities}
<section><h2>{escape(_word(SECURITY, language))}</h2>
{_items(safe)}</section>
</main>
</body>
</html>
"""


def _items(texts: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>\n"


def _cell(texts: list[str]) -> str:
    inner = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f'<td role="cell">{inner or "–"}</td>'


def _activity(activity: Activity, language: Language) -> str:
    said = fields(activity, language)
    name = escape(said.pop("name")[0])
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">'
        f"{escape(_word(COLUMNS[column], language))}</th>"
        f"{_cell(texts)}</tr>\n"
        for column, texts in said.items()
    )
    return (
        f'<section><h2>{name}</h2>\n<table role="table"><caption>{name}</caption>'
        f'<tbody role="rowgroup">\n{rows}</tbody></table></section>'
    )
