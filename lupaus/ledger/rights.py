"""What each grant needs on each table: the text from which the guard grants.

On PostgreSQL the runtime role holds ``RUNTIME``, and no more: no UPDATE but on the head, no
DELETE but of waiting reads. ``EXPIRE`` is a role of its own. On SQLite the authorizer allows a
statement of the named grant on these tables, and what the triggers read (``ledger_*``).
"""

from collections.abc import Mapping
from types import MappingProxyType

from lupaus.ledger.gate import Grant
from lupaus.ledger.tables import TABLES

_READ = {table: frozenset({"SELECT"}) for table in TABLES}


def _with(**more: str) -> Mapping[str, frozenset[str]]:
    added = {f"ledger_{name}": frozenset(rights.split()) for name, rights in more.items()}
    return MappingProxyType({t: r | added.get(t, frozenset()) for t, r in _READ.items()})


_APPEND = {"entry": "INSERT", "payload": "INSERT", "head": "UPDATE"}

RIGHTS: Mapping[Grant, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        Grant.APPEND: _with(**_APPEND, epoch="INSERT", checkpoint="INSERT"),
        Grant.RECORD_READ: MappingProxyType({"ledger_read_waiting": frozenset({"INSERT"})}),
        Grant.SEAL: _with(
            **_APPEND, read="INSERT", read_whose="INSERT", read_waiting="INSERT DELETE"
        ),
        Grant.EXPIRE: _with(
            **(_APPEND | {"payload": "INSERT DELETE"}), read="DELETE", read_whose="DELETE"
        ),
        Grant.VERIFY: _with(),
    }
)

RUNTIME: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        table: frozenset().union(
            *(RIGHTS[g].get(table, frozenset()) for g in Grant if g is not Grant.EXPIRE)
        )
        for table in TABLES
    }
)
