"""Who is in the register while the paths are tried, and what a path is.

Every value that the reading of a path must not see contains ``sala``; what it may see does not.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lupaus.guard import Act, Actor, Reading, Writing, in_force, reading, system_grant, writing

ENGINE = os.environ.get("LUPAUS_TEST_ENGINE", "sqlite")
SAMPLE = Path(__file__).parents[1] / "sample.yaml"
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
HIDDEN = "sala"


@dataclass(frozen=True, slots=True)
class World:
    """Bertta is a contact whom marketing sees. Aino is a consumer whom it does not, Kaarlo is
    restricted, Eeva's term has passed, Sanni's batch is not flipped yet."""

    aino: int
    bertta: int
    kaarlo: int
    eeva: int
    sanni: int
    email: int  # Bertta's address

    def marketing(self) -> AbstractContextManager[Reading]:
        return self.reading("marketing")

    def reading(self, *purposes: str) -> AbstractContextManager[Reading]:
        return reading(actor(), purposes, at=NOW, about="test")

    def act(self, purpose: str) -> AbstractContextManager[Writing]:
        return writing(Act("bertta", purpose, NOW, "cli"))


def actor(role: str = "owner") -> Actor:
    return Actor("bertta", role, in_force().purposes_of(role))


def person(seed: Any, name: str, *, mail: str, **facts: Any) -> int:
    """One party with a name, an address, a phone number and a note."""
    columns = {
        "is_organisation": False,
        "is_consumer": False,
        "is_representative": False,
        "is_sole_trader": False,
        "is_technical": False,
        "restricted": False,
        "disputed": False,
        "relation_started_on": date(2020, 1, 1),
        "last_contact_on": TODAY,
        "last_contact_any_on": TODAY,
        "created_on": TODAY,
        "source": "customer",
        "sourced_on": TODAY,
        **facts,
    }
    [party] = seed.insert("party", tuple(columns), [tuple(columns.values())])
    from_ = (party, "customer", TODAY, facts.get("batch_id"))
    given = ("party_id", "source", "sourced_on", "batch_id")
    rows = {
        "personname": {"given": name, "family": "", "folded": name, "sort_key": name},
        "emailaddress": {"address": mail, "folded": mail, "kind": ""},
        "phonenumber": {"typed": "sala 040", "e164": "", "digits": "401234sala", "kind": ""},
        "note": {"written_on": TODAY, "author": "bertta", "text": "sala"},
    }
    for table, values in rows.items():
        seed.insert(table, (*given, *values), [(*from_, *values.values())])
    return int(party)


def populate() -> World:
    """Fill the register under the seed grant."""
    with system_grant("seed", why="the world of the bypass table") as seed:
        columns = ("state", "origin", "source", "started_at", "rows")
        [batch] = seed.insert("batch", columns, [("staged", "x.csv", "customer", NOW, 1)])
        contact = {"is_representative": True}
        bertta = person(seed, "bertta", mail="bertta@example.fi", **contact)
        aino = person(seed, "sala aino", mail="sala.aino@example.fi", is_consumer=True)
        kaarlo = person(
            seed, "sala kaarlo", mail="sala.kaarlo@example.fi", restricted=True, **contact
        )
        past = date(2024, 3, 2)
        eeva = person(
            seed,
            "sala eeva",
            mail="sala.eeva@example.fi",
            **contact | {"last_contact_on": past},
        )
        sanni = person(
            seed, "sala sanni", mail="sala.sanni@example.fi", batch_id=batch, **contact
        )
        [(email, _)] = seed.keys("emailaddress", {"party_id": bertta})
    return World(aino, bertta, kaarlo, eeva, sanni, email)


@dataclass(frozen=True, slots=True)
class Path:
    """One way around. It must be refused, or, if it says so, show nothing that is hidden."""

    claim: str
    try_it: Callable[[World], Any]
    engines: tuple[str, ...]
    shows_nothing: bool
    engine_says: str  # where the engine refuses by itself, whoever asks


PATHS: list[Path] = []
BOTH = ("sqlite", "postgresql")


def path(
    claim: str, *, only: str = "", shows_nothing: bool = False, engine_says: str = ""
) -> Callable[[Callable[[World], Any]], Callable[[World], Any]]:
    """Enter the function into the table."""

    def entered(try_it: Callable[[World], Any]) -> Callable[[World], Any]:
        engines = (only,) if only else BOTH
        PATHS.append(Path(claim, try_it, engines, shows_nothing, engine_says))
        return try_it

    return entered


def paths(
    claims: dict[str, str],
    run: Callable[[World, str], Any],
    *,
    only: str = "",
    engine_says: str = "",
) -> None:
    """Enter many statements that are run alike: claim -> statement."""
    for claim, sql in claims.items():
        entered = path(claim, only=only, engine_says=engine_says)
        entered(lambda world, sql=sql: run(world, sql))


@contextmanager
def everything(world: World) -> Iterator[Any]:
    """What an export sees: to prove that there was something to hide."""
    with system_grant("export", why="comparison", at=NOW) as part:
        yield part
