"""How the searched columns are indexed on each engine.

SQLite: one contentless trigram table per searched holding, kept by triggers. It holds no text
to show; deleting from it needs the old value, which only a trigger has. PostgreSQL: trigram
indexes on the holding itself, and byte order for what is sorted or matched from its start.
They are indexes of an expression, so that nothing but a search is ever planned through them: a
trigram index can also answer ``=``, which takes it a hundred times as long as the plain index.
"""

#: Holding table -> its folded column that is searched.
SEARCHED: dict[str, str] = {
    "records_personname": "folded",
    "records_organisation": "folded",
    "records_emailaddress": "folded",
    "records_phonenumber": "digits",
    "records_postaladdress": "folded",
    "records_webaddress": "folded",
    "records_order": "folded",
}

#: Compared byte by byte on PostgreSQL, as SQLite does by nature.
BYTEWISE: tuple[tuple[str, str], ...] = (
    *SEARCHED.items(),
    ("records_personname", "sort_key"),
    ("records_organisation", "sort_key"),
    ("records_organisation", "business_id"),
    ("records_invoice", "number"),
)

#: What FTS5 keeps for an index. Nobody names these tables but FTS5 itself.
SHADOWS = ("data", "idx", "docsize", "config", "content")


def fts_of(table: str) -> str:
    return f"{table}_fts"


def triggers_of(table: str) -> tuple[str, str, str]:
    fts = fts_of(table)
    return f"{fts}_insert", f"{fts}_update", f"{fts}_delete"


def sqlite_statements(table: str, column: str) -> tuple[str, ...]:
    """The index table and the triggers that keep it."""
    fts = fts_of(table)
    inserted, updated, deleted = triggers_of(table)
    put = f"INSERT INTO {fts} (rowid, {column}) VALUES (new.id, new.{column});"
    take = (
        f"INSERT INTO {fts} ({fts}, rowid, {column}) VALUES ('delete', old.id, old.{column});"
    )
    options = "content='', columnsize=0, detail=full, tokenize='trigram'"
    return (
        f"CREATE VIRTUAL TABLE {fts} USING fts5({column}, {options})",
        f"CREATE TRIGGER {inserted} AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {updated} AFTER UPDATE OF {column} ON {table} BEGIN {take} {put} END",
        f"CREATE TRIGGER {deleted} AFTER DELETE ON {table} BEGIN {take} END",
    )


def searched(column: str) -> str:
    """The expression that PostgreSQL's trigram indexes are of."""
    return f"{column} || ''"


def town_key(column: str) -> str:
    """The expression by which lists are sorted by town, and which is indexed: the Finnish
    alphabet, with å, ä and ö as the bytes after z, as in ``sort_key``."""
    said = f"lower({column})"
    for letters, byte in (("Åå", "{"), ("Ää", "|"), ("Öö", "}")):
        for letter in letters:
            said = f"replace({said}, '{letter}', '{byte}')"
    return said


def town_index(vendor: str) -> str:
    """Likewise for both engines; on PostgreSQL byte by byte."""
    key = town_key("town")
    key = f'({key}) COLLATE "C"' if vendor == "postgresql" else key
    return f"CREATE INDEX postaladdress_town ON records_postaladdress ({key}, party_id)"


def postgresql_statements() -> tuple[str, ...]:
    bytewise = tuple(
        f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar({_LENGTH[table, column]}) '
        'COLLATE "C"'
        for table, column in BYTEWISE
    )
    trigrams = tuple(
        f"CREATE INDEX {table}_trigrams ON {table} USING"
        f" gin (({searched(column)}) gin_trgm_ops)"
        for table, column in SEARCHED.items()
    )
    return ("CREATE EXTENSION IF NOT EXISTS pg_trgm", *bytewise, *trigrams)


_LENGTH = {
    ("records_personname", "folded"): 420,
    ("records_organisation", "folded"): 320,
    ("records_emailaddress", "folded"): 254,
    ("records_phonenumber", "digits"): 20,
    ("records_postaladdress", "folded"): 540,
    ("records_webaddress", "folded"): 500,
    ("records_order", "folded"): 420,
    ("records_personname", "sort_key"): 600,
    ("records_organisation", "sort_key"): 600,
    ("records_organisation", "business_id"): 9,
    ("records_invoice", "number"): 40,
}
