"""The words of the pages in Swedish and English: ``python -m tools.messages`` [``--check``].

Collects every Finnish sentence of the pages into ``lupaus/web/locale/*/LC_MESSAGES/django.po``,
keeps what has been translated, drops what is gone, and compiles the catalogues that the product
reads. ``--check`` changes nothing and fails when a catalogue is not what this would write, or
lacks a translation.

GNU gettext is not needed: templates are read by Django's own reader, the rest by Babel.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "lupaus"
LOCALE = ROOT / "lupaus" / "web" / "locale"
LANGUAGES = ("sv", "en")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: What stands in a compiled catalogue for when it was made.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
#: Rooms whose words are shown on pages.
ROOMS = ("accounts", "web")


def main(arguments: list[str]) -> int:
    """What a shell calls. 0: in order; 1: something is missing or stale."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    wanted = collected()
    check = "--check" in arguments
    problems = [line for code in LANGUAGES for line in _bring_up(code, wanted, check=check)]
    for line in problems:
        sys.stderr.write(f"{line}\n")
    return 1 if problems else 0


def collected() -> Catalog:
    """Every sentence of the pages, with where it stands."""
    catalog = Catalog(locale="fi", project="Lupaus", charset="utf-8")
    for file in _files():
        for _line, message, _comments, context in _sentences(file):
            where = [(str(file.relative_to(ROOT)), 1)]
            catalog.add(message, locations=where, context=context)
    return catalog


def _files() -> Iterator[Path]:
    for room in ROOMS:
        for kind in ("*.py", "*.html", "*.txt"):
            yield from sorted((PAGES / room).rglob(kind))


def _sentences(
    file: Path,
) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # In brackets the indentation of a template is not taken for that of a program.
        text = f"({templatize(text, origin=str(file))}\n)"
    stream = io.BytesIO(text.encode())
    yield from extract("python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"})


def _bring_up(code: str, wanted: Catalog, *, check: bool) -> list[str]:
    """Write one language's catalogue, or say what is wrong with it."""
    file = LOCALE / code / "LC_MESSAGES" / "django.po"
    catalog = Catalog(locale=code)
    if file.exists():
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=code)
    catalog.update(wanted, no_fuzzy_matching=True)
    catalog.header_comment = "# The pages of Lupaus: Finnish is what the templates say."
    # The compiled file carries them: the hour of a run would make every run differ.
    catalog.creation_date = catalog.revision_date = UNDATED
    catalog.fuzzy = False
    catalog.obsolete.clear()
    problems = [
        f"{file.name} {code}: no translation of {_text(m)!r}" for m in _missing(catalog)
    ]
    written = _po(catalog), _mo(catalog)
    for path, content in zip((file, file.with_suffix(".mo")), written, strict=True):
        if check and (not path.exists() or path.read_bytes() != content):
            problems.append(f"{path.relative_to(ROOT)} is stale: run python -m tools.messages")
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return problems


def _missing(catalog: Catalog) -> Iterator[Message]:
    """A doubtful one is missing too: it is not compiled."""
    for message in catalog:
        parts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(parts)):
            yield message


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _po(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalog, width=96, omit_header=False, sort_output=True, no_location=True)
    lines = stream.getvalue().split(b"\n")
    # Dates and tools in the header would make every run differ.
    dated = (
        b'"POT-Creation-Date',
        b'"PO-Revision-Date',
        b'"Generated-By',
        b'"Last-Translator',
        b'"Language-Team',
        b'"Report-Msgid',
        b'"FULL NAME',
    )
    return b"\n".join(line for line in lines if not line.startswith(dated))


def _mo(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
