"""Who may read and write what: the policy in force, made into what the engines enforce.

Other rooms need only these names.
"""

from lupaus.guard.acts import Act, Actor
from lupaus.guard.adoption import adopt, enforce
from lupaus.guard.collecting import Collected, Rejected, Subject, collect
from lupaus.guard.force import (
    Adopted,
    Version,
    in_force,
    is_said,
    version_of,
    versions,
    versions_of,
)
from lupaus.guard.machinery import Part, migrate, system_grant
from lupaus.guard.readings import Reading, reading
from lupaus.guard.refused import NoPolicy, NotAdopted, PolicyChanged, Refused
from lupaus.guard.scope import Machinery
from lupaus.guard.session import has_owner
from lupaus.guard.vault import Vault, VaultError, masked, vault
from lupaus.guard.writings import Writing, writing

__all__ = [
    "Act",
    "Actor",
    "Adopted",
    "Collected",
    "Machinery",
    "NoPolicy",
    "NotAdopted",
    "Part",
    "PolicyChanged",
    "Reading",
    "Refused",
    "Rejected",
    "Subject",
    "Vault",
    "VaultError",
    "Version",
    "Writing",
    "adopt",
    "collect",
    "enforce",
    "has_owner",
    "in_force",
    "is_said",
    "masked",
    "migrate",
    "reading",
    "system_grant",
    "vault",
    "version_of",
    "versions",
    "versions_of",
    "writing",
]
