"""What those of the register are called whom a list meets, as far as the visitor may know."""

from collections.abc import Iterable, Mapping

from lupaus.register.named import named
from lupaus.web.frame.visit import Visit


def called(visit: Visit, parties: Iterable[int], *, about: str) -> Mapping[int, str]:
    """Names by party; whoever the visitor does not see is not in it. Who is in it is on record
    as seen."""
    wanted = frozenset(parties) - {0}
    if not wanted:
        return {}
    with visit.reading(about) as r:
        found = named(r, wanted)
        r.viewed(found)
    return {one.party: one.name for one in found.values() if one.name}
