"""The steps of a list in the browser, each one request: handed over, recognised, corrected,
shown."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lupaus.guard import Act, Actor, Machinery, in_force, system_grant
from lupaus.intake import preview as previews
from lupaus.intake.batch import Batch, batches
from lupaus.intake.columns import Column, recognise_at
from lupaus.intake.draft import store
from lupaus.intake.draft.entitled import entitled
from lupaus.intake.draft.mapping import remembered
from lupaus.intake.draft.store import Settings, Standing, State
from lupaus.intake.field import CATEGORY_OF, Field
from lupaus.intake.preview import Preview
from lupaus.intake.rawfile import Kind, Upload, kind_of
from lupaus.intake.rules import DEFAULT, Rule
from lupaus.intake.table import Table, open_table
from lupaus.intake.take import origin_of
from lupaus.intake.unusable import Unusable
from lupaus.intake.work import Order
from lupaus.intake.xlsxfile import Sheet, sheets_of
from lupaus.policy.vocabulary import Category, SubjectKind

_EXAMPLES = 3
_LONGEST_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """One column: what it was taken for and how surely, the first values in it, and its rule.
    ``category`` is the policy's, None where nothing of the column enters."""

    column: Column
    examples: tuple[str, ...]
    rule: Rule
    category: Category | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A list as it was understood. ``sheets`` are those to choose from; ``from_last_time``: a
    list with the same headings has been taken in before, and its columns are proposed."""

    sheet: str
    sheets: tuple[Sheet, ...]
    columns: tuple[Seen, ...]
    has_headings: bool
    from_last_time: bool


def start(content: bytes, name: str, act: Act) -> int:
    """Hand a list over: sealed until it is taken in, discarded, or its days have passed.
    Returns the draft. Raises Unusable, and keeps nothing, when it can be no list."""
    upload = Upload(_plain(name), content)
    if kind_of(upload) is Kind.XLSX:
        sheets_of(upload)
    return store.make(upload, act)


def _plain(name: str) -> str:
    """The name as a browser gives it, without folders and signs that no name has."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in bare if c.isprintable())[:200] or "lista"


def sheets(draft: int, act: Act) -> tuple[Sheet, ...]:
    """The sheets of a workbook; a text file has none."""
    upload = _upload(store.standing(draft, act=act))
    return sheets_of(upload) if kind_of(upload) is Kind.XLSX else ()


def choose(  # noqa: PLR0913 - what can be said of a list
    draft: int,
    act: Act,
    *,
    sheet: str | None = None,
    source: str | None = None,
    customers: bool | None = None,
    again: bool | None = None,
    without_headings: bool | None = None,
    alone: SubjectKind | None = None,
) -> None:
    """Say which sheet, whence the list is, whether everybody on it is a customer, what persons
    without an organisation are. What is not said stays. Another sheet has other columns: what
    was said of them is forgotten."""
    before = store.standing(draft, act=act).settings
    said = {
        "sheet": sheet,
        "source": source,
        "customers": customers,
        "again": again,
        "without_headings": without_headings,
        "alone": alone and alone.value,
    }
    after = replace(before, **{k: v for k, v in said.items() if v is not None})  # type: ignore[arg-type]  # each is of its field's type
    if (after.sheet, after.without_headings) != (before.sheet, before.without_headings):
        after = replace(after, fields={}, rules={})
    store.say(draft, after, act=act)


def set_columns(
    draft: int,
    act: Act,
    *,
    fields: Mapping[int, Field] | None = None,
    rules: Mapping[int, Rule] | None = None,
) -> None:
    """Say what columns are, and what they may do to those who are in the register already; by
    the place of the column. What is not said stays."""
    before = store.standing(draft, act=act).settings
    after = replace(
        before,
        fields={**before.fields, **{p: f.value for p, f in (fields or {}).items()}},
        rules={**before.rules, **{p: r.value for p, r in (rules or {}).items()}},
    )
    store.say(draft, after, act=act)


def recognise(draft: int, act: Act) -> Recognised:
    """What the columns are taken for. Raises Unusable when a sheet must be chosen first
    (:func:`sheets` names them) or the file can be no list."""
    found = store.standing(draft, act=act)
    upload = _upload(found)
    table, columns, rules = understood(upload, found.settings)
    samples = [row for _, row in table.sample(50)]
    seen = tuple(
        Seen(
            column,
            _examples(samples, column.place),
            rules.get(column.place, DEFAULT),
            CATEGORY_OF.get(column.field),
        )
        for column in columns
    )
    there = sheets_of(upload) if kind_of(upload) is Kind.XLSX else ()
    return Recognised(
        found.settings.sheet,
        there,
        seen,
        bool(table.headings_line),
        remembered(table) is not None,
    )


def _examples(samples: list[list[str]], place: int) -> tuple[str, ...]:
    cells = (row[place].strip() for row in samples if place < len(row))
    found = dict.fromkeys(cell[:_LONGEST_EXAMPLE] for cell in cells if cell)
    return tuple(found)[:_EXAMPLES]


def understood(
    upload: Upload, settings: Settings
) -> tuple[Table, tuple[Column, ...], dict[int, Rule]]:
    """The table, its columns and their rules: what was said, else what was said last time of
    the same headings, else what the headings say."""
    table = open_table(upload, sheet=settings.sheet, without_headings=settings.without_headings)
    last = remembered(table)
    fields = {**(last.fields if last else {}), **settings.fields}
    rules = {**(last.rules if last else {}), **settings.rules}
    said = {p: Field(f) for p, f in fields.items() if p < len(table.headings)}
    columns = recognise_at(table.headings, said)
    return table, columns, {p: Rule(r) for p, r in rules.items()}


def order_of(found: Standing, actor: Actor, act: Act, failures: io.StringIO | None) -> Order:
    """The draft as an order, on the list as it lies sealed, without what the role of the actor
    does not cover."""
    settings = found.settings
    table, columns, rules = understood(_upload(found), settings)
    return Order(
        table,
        entitled(columns, actor, in_force().policy),
        actor,
        act,
        source=settings.source,
        customers=settings.customers,
        again=settings.again,
        failures=failures,
        rules=rules,
        alone=SubjectKind(settings.alone),
    )


def proposed(found: Standing) -> list[tuple[str, str]]:
    """Field and rule of each column, to be remembered: as they were said, whoever says it."""
    _table, columns, rules = understood(_upload(found), found.settings)
    return [(c.field.value, rules.get(c.place, DEFAULT).value) for c in columns]


def taken_before(draft: int, act: Act) -> Batch | None:
    """The import, still in sight, by which this very list was taken in before."""
    found = store.standing(draft, act=act)
    table, _columns, _rules = understood(_upload(found), found.settings)
    origin = origin_of(table)
    with system_grant(Machinery.MATCHING, why="is a list known", actor=act.actor) as part:
        known = [b for b in batches(part) if b.origin == origin and b.state == "visible"]
    return known[-1] if known else None


def preview(draft: int, *, actor: Actor, act: Act, first: int = 20) -> Preview:
    """The whole list as it would be taken in, with the ``first`` lines of it; writes nothing
    but who has looked."""
    found = store.standing(draft, act=act)
    return previews.preview(order_of(found, actor, act, None), first=first)


def failed_rows(draft: int, *, actor: Actor, act: Act) -> bytes:
    """The lines that did not enter, or would not, as a CSV for Excel: in the list's own
    columns, with the reason. Empty when there are none."""
    found = store.standing(draft, act=act)
    if found.state is State.DONE:
        return store.content(draft, "failed")
    into = io.StringIO(newline="")
    previews.preview(order_of(found, actor, act, into), first=0)
    return csv_bytes(into)


def csv_bytes(text: io.StringIO) -> bytes:
    return text.getvalue().encode("utf-8-sig") if text.getvalue() else b""


def progress(draft: int, act: Act) -> Standing:
    """How far a list has come: asked by another request while it is being taken in."""
    return store.standing(draft, act=act)


def _upload(found: Standing) -> Upload:
    if found.state is State.DONE:
        raise Unusable("the list has been taken in, and is kept no longer: see the import")
    return Upload(found.settings.name, store.content(found.id, "file"))
