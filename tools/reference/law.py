"""docs/reference/law.md: the facts of law that have dates."""

from collections.abc import Iterable, Iterator

from lupaus.policy import law
from lupaus.policy.law import Span

_INTRODUCTION = """\
# Facts of law that have dates

Written by `make docs` from `lupaus/policy/law`; do not edit by hand.

Both days of a span are within it; `–` is an open end. How sure a fact is stands beside it. What
is less sure than that is not in the table: outcomes of appeals that were not found, amendments
that were not read, bills that were not law when last looked at.
"""


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield "## What a policy may cite\n"
    yield from _table(
        ("key", "name", "citation", "in force", "ended by", "instead", "known"),
        (
            (
                f"`{c.key}`",
                c.name["fi"],
                c.citation + (f"; {c.remark}" if c.remark else ""),
                _span(c.in_force),
                c.ended_by or "–",
                f"`{c.instead}`" if c.instead else "–",
                c.confidence,
            )
            for c in law.CITABLE.values()
        ),
    )
    yield "## The European Economic Area\n"
    members = sorted(c for c, span in law.EEA.items() if span.last is None)
    yield f"{' '.join(members)}.\n"
    yield from _table(
        ("country", "member"),
        ((c, _span(span)) for c, span in law.EEA.items() if span.last),
    )
    yield from _transfers()
    yield from _periods()


def _transfers() -> Iterator[str]:
    yield "## Adequate countries\n"
    yield from _table(
        ("country", "decision", "in force", "covers", "known"),
        (
            (a.country, a.citation, _span(a.in_force), a.scope or "all", a.confidence)
            for a in law.ADEQUACY
        ),
    )
    yield "## Grounds of transfer\n"
    yield from _table(
        ("mechanism", "citation", "in force", "country", "known"),
        (
            (f"`{m}`", g.citation, _span(g.in_force), g.country or "any", g.confidence)
            for m, g in law.GROUNDS.items()
        ),
    )


def _periods() -> Iterator[str]:
    yield "## Statutory minima of retention\n"
    yield from _table(
        ("category", "at least", "after", "citation", "known"),
        (
            (f"`{m.category}`", str(m.at_least), str(m.after), m.citation, m.confidence)
            for m in law.MINIMA
        ),
    )
    yield "## Periods\n"
    yield "A house value is our own choice. It may be promised, and is never called law.\n"
    yield from _table(
        ("key", "period", "law or house", "citation, or reason", "known"),
        (
            (f"`{k}`", str(t.period), "house" if t.house else "law", t.citation, t.confidence)
            for k, t in law.TERMS.items()
        ),
    )


def _span(span: Span) -> str:
    return f"{span.first or ''} – {span.last or ''}".strip()


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
