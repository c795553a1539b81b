"""Every table of the register: schema and migrations only.

Nobody reads through these classes. Faces and rooms read views inside a reading and write
through a writing (:mod:`lupaus.guard`); the engine refuses everything else, these classes
included.
"""

from lupaus.records.models.contact import EmailAddress, PhoneNumber, PostalAddress, WebAddress
from lupaus.records.models.lists import BulkUndo, SavedView
from lupaus.records.models.merging import Different, Merge, MergedDate, Moved, OldNumber
from lupaus.records.models.people import Affiliation, Organisation, PersonName, Relationship
from lupaus.records.models.said import File, FollowUp, Message, Note, Permission, Suppression
from lupaus.records.models.sealed import Credential, CreditCheck, IdentityCode
from lupaus.records.models.spine import Batch, Party
from lupaus.records.models.trade import BillingProfile, Invoice, InvoiceLine, Order

__all__ = [
    "Affiliation",
    "Batch",
    "BillingProfile",
    "BulkUndo",
    "Credential",
    "CreditCheck",
    "Different",
    "EmailAddress",
    "File",
    "FollowUp",
    "IdentityCode",
    "Invoice",
    "InvoiceLine",
    "Merge",
    "MergedDate",
    "Message",
    "Moved",
    "Note",
    "OldNumber",
    "Order",
    "Organisation",
    "Party",
    "Permission",
    "PersonName",
    "PhoneNumber",
    "PostalAddress",
    "Relationship",
    "SavedView",
    "Suppression",
    "WebAddress",
]
