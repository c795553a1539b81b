"""What is held, of whom, from where and how it is stored."""

from typing import Any

from lupaus.policy import holding as names
from lupaus.policy.clause import Clause
from lupaus.policy.holding import Holding
from lupaus.policy.vocabulary import Category
from lupaus.proof.look import census, elsewhere
from lupaus.proof.look.late import UNCOVERED, late
from lupaus.proof.look.triggers import strange_triggers
from lupaus.proof.looking import Look
from lupaus.proof.verdict import SHOWN, Finding, all_of

#: How a seal of the vault begins, and the shortest there can be: version, nonce, tag.
_SEAL_BEGINS = b"\x01"
_SHORTEST_SEAL = 1 + 12 + 16
SEALED_COLUMNS = {
    Category.IDENTITY_CODE: ("sealed",),
    Category.CREDENTIALS: ("username_sealed", "secret_sealed"),
}


def _named(clause: Clause) -> tuple[Category, ...]:
    data = clause.params.get("data")
    return tuple(Category(str(c)) for c in data) if isinstance(data, list) else ()


def category(look: Look, clause: Clause) -> Finding:
    """Rows of the category that no purpose covers; for the closed list, of any category, on the
    list or not."""
    if clause.id == "data.closed":
        rows = _uncovered(look, look.every(), census.count(look, census.census(look)))
        return rows + _unclaimed(look)
    tables = look.holdings(_named(clause))
    if not tables:
        return Finding(note="kept elsewhere than in a table of parties")
    return _uncovered(look, tables, census.count(look, (h.table for h in tables)))


def _unclaimed(look: Look) -> Finding:
    """Columns, whole tables and triggers that this program did not make: places for what is not
    on the list, and ways to them."""
    columns = elsewhere.strange_columns(look).strange
    foreign = strange_triggers(look)
    every = (*columns, *foreign)
    note = "not made by this program" if every else ""
    return Finding(0, len(every), every[:SHOWN], note)


def _uncovered(look: Look, tables: tuple[Holding, ...], checked: int) -> Finding:
    broken = 0
    examples: tuple[str, ...] = ()
    for holding in tables:
        count, shown = late(look, holding).by(UNCOVERED)
        broken, examples = broken + count, (*examples, *shown)
    note = "held of people whom no purpose covers" if broken else ""
    return Finding(checked, broken, examples[:SHOWN], note)


def segment(look: Look, clause: Clause) -> Finding:
    """Rows of the category outside the groups it is for, that nothing holds back."""
    tables = look.holdings(_named(clause))
    if not tables:
        return Finding(note="kept elsewhere than in a table of parties")
    checked = census.count(look, (h.table for h in tables))
    return _uncovered(look, tables, checked)


def sources_closed(look: Look, _clause: Clause) -> Finding:
    """Rows whose source is not on the list."""
    return _of_sources(look, lambda _table, source: source not in look.policy.sources)


def source_known(look: Look, clause: Clause) -> Finding:
    """Rows of the source in categories that it does not give."""
    slug, given = str(clause.params["source"]), frozenset(_named(clause))
    category_of = {h.table: h.category for h in look.every() if h.table != names.PARTY}
    tables = [t for t in category_of if census.count(look, (t,), lambda source: source == slug)]
    checked = census.count(look, category_of, lambda source: source == slug)
    wrong = [t for t in tables if category_of[t] not in given]
    return _wrong_source(look, checked, {(t, slug) for t in wrong})


def _of_sources(look: Look, wrong: Any) -> Finding:
    found = census.census(look)
    pairs = {(table, source) for table, sources in found.items() for source in sources}
    checked = census.count(look, found)
    return _wrong_source(look, checked, {pair for pair in pairs if wrong(*pair)})


def _wrong_source(look: Look, checked: int, wrong: set[tuple[str, str]]) -> Finding:
    broken = 0
    examples: tuple[str, ...] = ()
    for table, source in sorted(wrong):
        broken += census.count(look, (table,), lambda found, s=source: found == s)  # type: ignore[misc]  # bound at once
        if len(examples) < SHOWN:
            owner = "id" if table == names.PARTY else "party_id"
            query = f"SELECT id, {owner} AS party_id FROM {table} WHERE source = %(source)s"
            examples += look.examples(table, query, {"source": source})
    note = "from a source that the notice does not name for them" if broken else ""
    return Finding(checked, broken, examples[:SHOWN], note)


def refreshed(look: Look, clause: Clause) -> Finding:
    """Rows of the source that were not checked again within the interval."""
    slug = str(clause.params["source"])
    every = look.policy.sources[slug].refresh
    given = (h.table for h in look.holdings(look.policy.data))
    tables = [
        t
        for t in given
        if t != names.PARTY and census.count(look, (t,), lambda source: source == slug)
    ]
    if every is None or not tables:
        return Finding(note="nothing from this source")
    params = {"source": slug, "day": every.latest_start(look.today)}
    return all_of(
        _stale(look, table, params, census.count(look, (table,), lambda source: source == slug))
        for table in tables
    )


def _stale(look: Look, table: str, params: dict[str, Any], checked: int) -> Finding:
    query = (
        f"SELECT id, party_id FROM {table} WHERE source = %(source)s AND sourced_on <= %(day)s"
    )
    broken = look.number(f"SELECT COUNT(*) FROM ({query}) x", params)
    return Finding(checked, broken, look.examples(table, query, params) if broken else ())


def identity_code(look: Look, clause: Clause) -> Finding:
    """Identity codes without a ground."""
    [holding] = look.holdings(_named(clause))
    query = f"SELECT id, party_id FROM {holding.table} WHERE trim(ground) = ''"
    broken = look.number(f"SELECT COUNT(*) FROM ({query}) x")
    shown = look.examples(holding.table, query) if broken else ()
    return Finding(census.count(look, (holding.table,)), broken, shown)


def sealed(look: Look, clause: Clause) -> Finding:
    """Stored values that do not begin as a seal of the vault does, or are too short for one."""
    found = []
    for category_ in _named(clause):
        for holding in look.holdings((category_,)):
            wrong = " OR ".join(
                f"length({c}) < {_SHORTEST_SEAL} OR substr({c}, 1, 1) <> %(begins)s"
                for c in SEALED_COLUMNS.get(category_, ())
            )
            query = f"SELECT id, party_id FROM {holding.table} WHERE {wrong or '1 = 0'}"
            params = {"begins": _SEAL_BEGINS}
            broken = look.number(f"SELECT COUNT(*) FROM ({query}) x", params)
            shown = look.examples(holding.table, query, params) if broken else ()
            checked = census.count(look, (holding.table,))
            found.append(Finding(checked, broken, shown))
    return all_of(found)
