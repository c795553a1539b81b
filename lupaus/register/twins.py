"""Addresses that two parties have alike: the same however they are spelt.

What must not happen: that two different addresses pass for one, and one of them is lost, or
that a ban known by the one no longer reaches the other. So they are the same only where the
list of bans takes them for the same (:mod:`lupaus.register.bans`), and where the one that is
left out says nothing that the other does not.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lupaus.guard import Machinery, system_grant
from lupaus.register import bans, rows
from lupaus.register.rows import Kept
from lupaus.text import digits, fold


@dataclass(frozen=True, slots=True)
class Spelt:
    """An address in the one form that all its spellings share, and what kind it is said to
    be."""

    normal: str
    kind: str

    def says_all_of(self, other: "Spelt") -> bool:
        """Is nothing lost where only this one is kept?"""
        return self.normal == other.normal and other.kind in {"", self.kind}


#: Tables of addresses, and what is read of them.
TABLES: Final[Mapping[str, Sequence[str]]] = {
    "records_emailaddress": ("address", "kind"),
    "records_phonenumber": ("e164", "digits", "kind"),
    "records_postaladdress": ("folded", "country", "kind"),
    "records_webaddress": ("url",),
}


def spelt(row: Kept) -> Spelt | None:
    """A row of a page; None for what is no address."""
    match row:
        case rows.EmailRow():
            return _email(row.address, row.kind)
        case rows.PhoneRow():
            return _phone(row.e164, digits(row.typed), row.kind)
        case rows.AddressRow():
            said = (row.street, row.extra, row.postcode, row.town)
            return _postal(fold(" ".join(said)), row.country, row.kind)
        case rows.WebRow():
            return _web(row.url)
        case _:
            return None


def left_out(keep: int, gone: int) -> Mapping[str, frozenset[int]]:
    """By table, the rows of the one that are the other's already. The rows are read under a
    grant of its own; ids come out of it."""
    with system_grant(Machinery.MATCHING, why="addresses that two parties share") as part:
        return {
            table: _alike(
                part.execute(_rows(table, columns), [keep]),
                part.execute(_rows(table, columns), [gone]),
                _SPELT[table],
            )
            for table, columns in TABLES.items()
        }


def _rows(table: str, columns: Iterable[str]) -> str:
    said = ", ".join(f't."{column}"' for column in columns)
    return f"SELECT t.id, {said} FROM {table} t WHERE t.party_id = %s"


def _alike(
    ours: Iterable[Sequence[Any]], theirs: Iterable[Sequence[Any]], made: Callable[..., Spelt]
) -> frozenset[int]:
    kept = [made(*texts) for _row, *texts in ours]
    return frozenset(
        row for row, *texts in theirs if any(one.says_all_of(made(*texts)) for one in kept)
    )


def _email(address: str, kind: str) -> Spelt:
    return Spelt(bans.plain(address), kind)


def _phone(e164: str, plain: str, kind: str) -> Spelt:
    return Spelt(e164 or plain, kind)


def _postal(folded: str, country: str, kind: str) -> Spelt:
    return Spelt(f"{folded}\n{country}", kind)


def _web(url: str) -> Spelt:
    """The name of a machine in whatever case; what follows it may tell capitals apart."""
    _scheme, _, rest = url.strip().rpartition("://")
    machine, slash, path = rest.partition("/")
    return Spelt(f"{machine.casefold()}{slash}{path}".rstrip("/"), "")


_SPELT: Final[Mapping[str, Callable[..., Spelt]]] = {
    "records_emailaddress": _email,
    "records_phonenumber": _phone,
    "records_postaladdress": _postal,
    "records_webaddress": _web,
}
