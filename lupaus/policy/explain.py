"""What one purpose may do, in words and in the SQL that holds it to that.

Without a schema the answer stops at categories; with one it names tables, columns and views,
and prints the queries that close and destroy, as they run on ``today``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lupaus.policy import sql, views
from lupaus.policy.clause import Clause, Kind
from lupaus.policy.clauses import clauses
from lupaus.policy.clauses.making import purpose_name
from lupaus.policy.holding import Holding
from lupaus.policy.model import Language, Policy
from lupaus.policy.phrases import explain as say
from lupaus.policy.phrases.labels import CATEGORIES, STATES, SUBJECTS
from lupaus.policy.phrases.words import Words, capital
from lupaus.policy.vocabulary import Category, State, SubjectKind


@dataclass(frozen=True, slots=True)
class Readable:
    """A table that the purpose sees through its view, and the days that close and destroy."""

    table: str
    category: Category
    view: str
    columns: tuple[str, ...]
    select: str
    closed: sql.Query | None
    due: sql.Query | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """``rules`` are the clauses that bind this purpose, in the order of the notice."""

    purpose: str
    name: Words
    categories: tuple[Category, ...]
    kinds: tuple[SubjectKind, ...]
    states: tuple[State, ...]
    rules: tuple[Clause, ...]
    tables: tuple[Readable, ...]


_BINDING = (
    Kind.BASIS,
    Kind.SEGMENT,
    Kind.CHANNEL,
    Kind.CONSENT_GATE,
    Kind.SOFT_OPT_IN,
    Kind.STOP_LINK,
    Kind.TARGETING,
    Kind.RETENTION,
)


def explain(
    policy: Policy,
    purpose: str,
    *,
    schema: Sequence[Holding] = (),
    today: date | None = None,
) -> Explanation:
    """Raises KeyError for a purpose that the policy does not have: the caller knows them."""
    kinds = policy.kinds_of(policy.purposes[purpose].subjects)
    states = policy.states_of(policy.purposes[purpose].subjects)
    own = [c for c in clauses(policy) if c.params.get("purpose") == purpose]
    return Explanation(
        purpose=purpose,
        name=capital(purpose_name(policy, purpose)),
        categories=policy.categories_of(purpose),
        kinds=tuple(kind for kind in SubjectKind if kind in kinds),
        states=tuple(state for state in State if state in states),
        rules=tuple(clause for clause in own if clause.kind in _BINDING),
        tables=tuple(_tables(policy, purpose, tuple(schema), today)),
    )


def _tables(
    policy: Policy, purpose: str, schema: tuple[Holding, ...], today: date | None
) -> list[Readable]:
    grant = views.grants(policy, schema)[views.set_name(purpose)]
    return [
        Readable(
            table=holding.table,
            category=holding.category,
            view=grant.views[holding.table],
            columns=holding.columns,
            select=views.select(grant, holding, policy),
            closed=sql.closed_for(holding, policy, today, purpose=purpose) if today else None,
            due=sql.due_rows(holding, policy, today) if today else None,
        )
        for holding in grant.holdings
    ]


def text(found: Explanation, language: Language) -> str:
    """For a terminal."""

    def word(words: Words) -> str:
        return words.everywhere()[language]

    lines = [f"{word(found.name)} ({found.purpose})", "", f"{word(say.READS)}:"]
    lines += [f"  - {word(CATEGORIES[category])}" for category in found.categories]
    lines += ["", f"{word(say.WHOM)}:"]
    lines += [f"  - {word(SUBJECTS[kind])}" for kind in found.kinds]
    lines += [f"  - {word(STATES[state])}" for state in found.states]
    lines += ["", f"{word(say.RULES)}:"]
    lines += [f"  - {clause.sentences[language]}  [{clause.id}]" for clause in found.rules]
    for table in found.tables:
        lines += ["", f"{table.view} ← {table.table} ({', '.join(table.columns)})"]
        lines += _indented(word(say.SEES), table.select)
        for label, query in ((say.CLOSED, table.closed), (say.DUE, table.due)):
            if query:
                days = (f"-- {name} = {day}" for name, day in query.params.items())
                lines += _indented(word(label), "\n".join([query.sql, *days]))
    return "\n".join(lines) + "\n"


def _indented(label: str, block: str) -> list[str]:
    return [f"  {label}:", *(f"    {line}" for line in block.splitlines())]
