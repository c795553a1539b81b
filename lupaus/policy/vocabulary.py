"""The closed sets that a policy is written in.

A value that is not here is a problem with a line, never a guess. Members whose comment says
*as published* exist only so that an unlawful notice can be written down and refused by the
linter with the right reason; no adopted policy holds one.
"""

from enum import StrEnum


class Mode(StrEnum):
    """How a clause is kept (docs/explanation/clauses.md)."""

    BLOCK = "block"
    PURGE = "purge"
    TASK = "task"
    ATTEST = "attest"
    DECLARE = "declare"


class Section(StrEnum):
    """The sections of the printed notice, in the order in which they are printed."""

    OBJECT = "object"  # Art. 21(4): apart from everything else, and first
    CONTROLLER = "controller"
    PURPOSES = "purposes"
    CATEGORIES = "data"
    SOURCES = "sources"
    RECIPIENTS = "recipients"
    TRANSFERS = "transfers"
    RETENTION = "retention"
    RIGHTS = "rights"
    COOKIES = "cookies"
    PROTECTION = "protection"
    NEVER = "never"
    CHANGES = "changes"


class Basis(StrEnum):
    """Legal bases of Art. 6(1)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTERESTS = "vital-interests"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTEREST = "legitimate-interest"
    CUSTOMER_RELATIONSHIP = "customer-relationship"  # as published: repealed law (N23)


class PurposeClass(StrEnum):
    SERVICE = "service"
    MARKETING = "marketing"
    SURVEY = "survey"
    ACCOUNTING = "accounting"
    CLAIMS = "claims"
    CREDIT = "credit"
    PUBLICATION = "publication"
    DEVELOPMENT = "development"
    SECURITY = "security"
    RIGHTS = "rights"  # answering data subjects, honouring bans
    STATISTICS = "statistics"
    REGISTER_UPKEEP = "register-upkeep"  # as published: circular (N33)


class SubjectKind(StrEnum):
    """What a person is. One person may be several at once; state is another matter."""

    CONSUMER = "consumer"
    REPRESENTATIVE = "representative"  # acts for an organisation
    SOLE_TRADER = "sole-trader"  # personal data by KHO:2025:14
    TECHNICAL = (
        "technical"  # looks after a customer's services, no customer relation of their own
    )


class State(StrEnum):
    """Where the customer relation stands; derived from its dates, never stored as a word."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    POST = "post"
    MESSAGING = "messaging"
    AUTOMATED_CALL = "automated-call"


class RequestChannel(StrEnum):
    """Where a person may send a request; every one of them starts the clock."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    FORM = "form"
    PORTAL = "portal"
    IN_PERSON = "in-person"


class Category(StrEnum):
    """Categories of personal data. Each is held by tables named in the records catalogue,
    or by none because it is held elsewhere (:data:`ELSEWHERE`)."""

    NAME = "name"
    ORGANISATION = "organisation"  # name, form, industry, Y-tunnus of an organisation
    ROLE = "role"  # person in an organisation: role, title, dates
    RELATION = "relation"  # state of the customer relation, with dates
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_ADDRESS = "postal-address"
    WEB_ADDRESS = "web-address"
    IDENTITY_CODE = "identity-code"  # henkilötunnus
    BILLING = "billing"  # e-invoice address, operator, IBAN, reference
    ORDERS = "orders"  # orders and services
    VOUCHERS = "vouchers"  # invoices and their lines
    MESSAGES = "messages"
    NOTES = "notes"
    PERMISSIONS = "permissions"  # consents, objections, bans
    FILES = "files"
    CREDENTIALS = "credentials"  # user names and passwords of customers' services
    CREDIT = "credit"  # outcome of a credit check
    VISITS = "visits"  # cookies and web analytics
    RECORDS_OF_ACCOUNT = "books"  # financial statements, journals, ledgers
    REQUESTS = "requests"  # requests of data subjects
    LOGS = "logs"  # who did what and who looked


#: Categories that a policy may name although no table of the register holds them: visits are
#: kept by the web site, books of account by the bookkeeping; both have their own duties.
ELSEWHERE = frozenset({Category.VISITS, Category.RECORDS_OF_ACCOUNT})


class Anchor(StrEnum):
    """The event from which a period runs."""

    COLLECTED = "collected"
    RELATION_ENDED = "relation ended"
    LAST_CONTACT = "last contact with person"
    LAST_CONTACT_ANY = "last contact with person or organisation"
    LAST_INVOICE = "last invoice"
    LAST_INVOICED_FISCAL_YEAR = "end of fiscal year last invoiced"
    FISCAL_YEAR = "end of fiscal year"
    FISCAL_CALENDAR_YEAR = "end of calendar year in which the fiscal year ended"
    CONSENT_WITHDRAWN = "consent withdrawn"
    REQUEST_CLOSED = "request closed"
    SERVICE_ENDED = "service ended"
    DECISION = "decision"


#: Anchors that rest on a person's word (somebody says the relation has ended) and not on a
#: fact that the register holds by itself.
ASSERTED = frozenset({Anchor.RELATION_ENDED, Anchor.DECISION, Anchor.SERVICE_ENDED})


class Hold(StrEnum):
    """Why a thing that is due must stay all the same."""

    STATUTE = "statute"
    OPEN_INVOICE = "open-invoice"
    COLLECTION = "collection"
    DISPUTE = "dispute"
    RESTRICTION = "restriction"


class SourceKind(StrEnum):
    SUBJECT = "subject"
    EMPLOYER = "employer"  # the organisation that the person acts for
    STAFF = "staff"  # arises in our own work
    BUSINESS_REGISTER = "business-register"  # YTJ
    ASSOCIATION_REGISTER = "association-register"
    CREDIT_REGISTER = "credit-register"
    CONTACT_DIRECTORY = "contact-directory"
    UPDATE_SERVICE = "update-service"
    STATISTICS_REGISTER = "statistics-register"
    WEB = "web"  # public web pages
    RESELLER = "reseller"
    SUBCONTRACTOR = "subcontractor"
    OTHER_COMPANY = "other-company"
    WEB_FORM = "web-form"
    IMPORT = "import"
    TRACKING = "tracking"  # as published: other sites' traces (N49)


class RecipientRole(StrEnum):
    PROCESSOR = "processor"
    CONTROLLER = "controller"  # independent controller
    JOINT = "joint-controller"
    AUTHORITY = "authority"


class Condition(StrEnum):
    """When a conditional recipient may get anything at all: closed, opened by a decision."""

    ALWAYS = "always"
    CREDIT_APPLICATION = "credit-application"
    COLLECTION = "collection"
    INVOICING = "invoicing"
    LAW = "law"
    PROJECT = "project"
    PROJECT_PARTNER_ABROAD = "project-partner-abroad"
    BUSINESS_SALE = "business-sale"
    CUSTOMER_CHOICE = "customer-choice"


class Mechanism(StrEnum):
    """Grounds of a transfer outside the EEA (Chapter V)."""

    ADEQUACY = "adequacy"
    DPF = "dpf"
    SCC = "scc"
    BCR = "bcr"
    DEROGATION = "derogation"
    PRIVACY_SHIELD = "privacy-shield"  # as published: annulled (N04)
    SAFE_HARBOUR = "safe-harbour"  # as published: annulled (N04)
    TECHNICAL_NEED = "technical-need"  # as published: no mechanism (N54)
    PROJECT_NEED = "project-need"  # as published: no mechanism (N54)


class Medium(StrEnum):
    ELECTRONIC = "electronic"
    PAPER = "paper"


class Right(StrEnum):
    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"
    WITHDRAWAL = "withdrawal"
    COMPLAINT = "complaint"


class Ban(StrEnum):
    """What the controller says it never does."""

    THIRD_PARTY_MARKETING = "third-party-marketing"
    AUTOMATED_DECISIONS = "automated-decisions"
    PROFILING = "profiling"
    SPECIAL_CATEGORIES = "special-categories"
    TRANSFERS = "transfers-outside-eea"
    PUBLICATION = "publication"
    SALE = "sale-of-data"


class Measure(StrEnum):
    """Measures of protection a notice may promise."""

    PERSONAL_ACCOUNTS = "personal-accounts"
    NEED_TO_KNOW = "need-to-know"
    CONFIDENTIALITY = "confidentiality"  # signed non-disclosure
    TRAINING = "training"
    LOCKED_PAPER = "locked-paper"
    PAPER_DESTRUCTION = "paper-destruction"
    SECURE_SERVERS = "secure-servers"
    FIREWALL = "firewall"
    DEVICES = "devices"
    BACKUP = "backup"
    PROCESSORS_VETTED = "processors-vetted"
    ENCRYPTION = "encryption"
    INCIDENTS = "incidents"
    RIGHT_PERSON = "right-person"  # records are not joined to the wrong person
    JOURNAL_ELSEWHERE = "journal-elsewhere"  # erasure journal apart from the register's backups


#: Words that only an unlawful notice needs. They are never suggested to an author.
AS_PUBLISHED: frozenset[str] = frozenset(
    {
        Basis.CUSTOMER_RELATIONSHIP,
        PurposeClass.REGISTER_UPKEEP,
        SourceKind.TRACKING,
        Mechanism.PRIVACY_SHIELD,
        Mechanism.SAFE_HARBOUR,
        Mechanism.TECHNICAL_NEED,
        Mechanism.PROJECT_NEED,
    }
)
