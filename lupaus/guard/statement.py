"""What is looked for in the text of a statement before an engine sees it.

The engines enforce the grants; this closes the few ways around them that only the text shows.
SQLite's authorizer names the innermost view *or common table expression*, so an expression
must not take the name of a view. Nobody but FTS5 itself may name its shadow tables. On
PostgreSQL a role is changed by a statement, so only plain statements pass.
"""

import re
from functools import lru_cache

from lupaus.guard.refused import INTEGRITY, Refused

_TOKEN = re.compile(
    r"""(?P<string>'(?:[^']|'')*')
      | (?P<quoted>"(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\])
      | (?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z))
      | (?P<word>[^\W\d][\w$]*)
      | (?P<mark>\S)""",
    re.VERBOSE | re.DOTALL,
)


def _tokens(sql: str) -> list[str]:
    """Words and marks, names unquoted, all in lower case, without strings and comments."""
    found = []
    for token in _TOKEN.finditer(sql):
        text = token[0]
        match token.lastgroup:
            case "comment":
                continue
            case "quoted" | "string":  # SQLite takes 'x' for a name where a name must stand
                found.append(text[1:-1].lower())
            case _:
                found.append(text.lower())
    return found


def _expressions(sql: str) -> set[str]:
    """The names that the statement gives to common table expressions."""
    tokens = _tokens(sql)
    named = set()
    for i, token in enumerate(tokens):
        if token != "as":  # noqa: S105 - a word of SQL
            continue
        j = i + 1
        while j < len(tokens) and tokens[j] in {"not", "materialized"}:
            j += 1
        if j < len(tokens) and tokens[j] == "(":
            named.add(_name_before(tokens, i))
    return named


def _name_before(tokens: list[str], i: int) -> str:
    """``name AS`` or ``name (a, b) AS``."""
    j = i - 1
    if j >= 0 and tokens[j] == ")":
        while j >= 0 and tokens[j] != "(":
            j -= 1
        j -= 1
    return tokens[j] if j >= 0 else ""


@lru_cache(maxsize=1024)
def masquerade(sql: str) -> str:
    """The common table expression that takes a guarded name; empty when none does."""
    if "with" not in sql.lower():
        return ""
    taken = (
        n for n in _expressions(sql) if "__" in n or "_fts" in n or n.startswith("records")
    )
    return next(taken, "")


def refuse_on_sqlite(sql: str) -> None:
    """Raises Refused for text that the authorizer could not judge rightly."""
    lower = sql.lower()
    if "_fts" in lower:
        raise Refused("full-text tables are searched through their views", law=INTEGRITY)
    if name := masquerade(sql):
        raise Refused(f"an expression may not be called {name}", law=INTEGRITY)


_PLAIN = frozenset(
    "select with insert update delete values begin commit rollback savepoint release explain "
    "show".split()
)
_COPY_IN = re.compile(
    r"copy\s+[a-z_][a-z0-9_]*\s*\([^()]*\)\s+from\s+stdin\s*(\(.*\))?", re.DOTALL
)
_FORBIDDEN = re.compile(
    r"set_config|_to_xml|ts_stat|ts_rewrite|dblink|pg_read_|pg_ls_|lo_import|lo_export|u&|"
    r"pg_logical|pg_sleep|pg_terminate|pg_cancel|\bowned\b"
)
_LEADING = re.compile(r"(?:\s+|\(|--[^\n]*\n|/\*.*?\*/)*", re.DOTALL)
_CONSTRAINTS = re.compile(r"set\s+constraints\s+", re.DOTALL)


@lru_cache(maxsize=1024)
def unfit_for_postgresql(sql: str) -> str:
    """Why the statement may not run under the runtime role; empty when it may."""
    lower = sql.lower().strip().rstrip("; \n\t")
    if found := _FORBIDDEN.search(lower):
        return f"{found[0]} is not for this register"
    if ";" in lower:
        return "one statement at a time"
    start = _LEADING.match(lower)
    rest = lower[start.end() if start else 0 :]
    word = re.match(r"[a-z]*", rest)
    first = word[0] if word else ""
    if first in _PLAIN or _COPY_IN.fullmatch(rest) or _CONSTRAINTS.match(rest):
        return ""
    return f"a statement that begins with {first.upper() or 'this'} is not for this register"


def refuse_on_postgresql(sql: str) -> None:
    """Raises Refused for text that could change the role, or hide what it does."""
    if reason := unfit_for_postgresql(sql):
        raise Refused(reason, law=INTEGRITY)
