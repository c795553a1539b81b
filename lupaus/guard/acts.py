"""Who acts, and in what capacity: values that every write and every reading is given."""

from dataclasses import dataclass
from datetime import datetime

from lupaus.guard.refused import BY_DESIGN, Refused


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to the register: who, for which purpose, when, by which way, and why."""

    actor: str
    purpose: str
    at: datetime
    via: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of the staff, or a part of the machinery, with the purposes of its role."""

    name: str
    role: str
    purposes: frozenset[str]

    def act(self, purpose: str, *, at: datetime, via: str, why: str = "") -> Act:
        """An act for a purpose of the actor's role. Raises Refused for any other."""
        self.require(frozenset({purpose}))
        return Act(self.name, purpose, at, via, why)

    def require(self, purposes: frozenset[str]) -> None:
        """Raises Refused, naming the role's clause, unless the role has all the purposes."""
        if lacking := sorted(purposes - self.purposes):
            raise Refused(
                f"the role {self.role} does not have the purpose {', '.join(lacking)}",
                law=BY_DESIGN,
                clause=f"role.{self.role}",
            )
