"""What a column can be: the targets of an import, and the category of the policy each is of."""

from enum import StrEnum

from lupaus.policy.vocabulary import Category, Channel


class Field(StrEnum):
    """Where a column goes. The values are what ``--column "Heading=field"`` takes."""

    NAME = "name"  # a whole name, of a person or an organisation
    GIVEN = "given"
    FAMILY = "family"
    CONTACT = "contact"  # a whole name, of the person who acts for the organisation
    ORGANISATION = "organisation"
    BUSINESS_ID = "business-id"
    ASSOCIATION_ID = "association-id"
    FORM = "form"
    INDUSTRY = "industry"
    TITLE = "title"
    ROLE = "role"
    EMAIL = "email"
    PHONE = "phone"
    STREET = "street"
    EXTRA = "address-extra"
    POSTCODE = "postcode"
    TOWN = "town"
    COUNTRY = "country"
    WEB = "web"
    NUMBER = "customer-number"
    STARTED = "relation-started"
    ENDED = "relation-ended"
    LAST_CONTACT = "last-contact"
    NOTE = "note"
    IDENTITY_CODE = "identity-code"
    EINVOICE_ADDRESS = "einvoice-address"
    OPERATOR = "einvoice-operator"
    IBAN = "iban"
    BILLING_REFERENCE = "billing-reference"
    BILLING_EMAIL = "billing-email"
    ORDER_NAME = "order-name"
    ORDER_REFERENCE = "order-reference"
    ORDERED_ON = "ordered-on"
    INVOICE_NUMBER = "invoice-number"
    INVOICE_ISSUED = "invoice-issued"
    INVOICE_DUE = "invoice-due"
    INVOICE_PAID = "invoice-paid"
    INVOICE_TOTAL = "invoice-total"
    INVOICE_REFERENCE = "invoice-reference"
    INVOICE_STATUS = "invoice-status"
    PERMITTED = "permission"  # may be marketed to; and per channel
    PERMITTED_EMAIL = "permission-email"
    PERMITTED_SMS = "permission-sms"
    PERMITTED_PHONE = "permission-phone"
    PERMITTED_POST = "permission-post"
    OBJECTED = "objection"  # must not be marketed to; and per channel
    OBJECTED_EMAIL = "objection-email"
    OBJECTED_SMS = "objection-sms"
    OBJECTED_PHONE = "objection-phone"
    OBJECTED_POST = "objection-post"
    PERMISSION_EVIDENCE = "permission-evidence"
    PERMISSION_DAY = "permission-day"
    BIRTHDAY = "birthday"  # these are recognised to be refused
    SENSITIVE = "sensitive"
    IGNORED = "-"


_BY_CATEGORY: dict[Category, tuple[Field, ...]] = {
    Category.NAME: (Field.NAME, Field.CONTACT, Field.GIVEN, Field.FAMILY),
    Category.ORGANISATION: (
        Field.ORGANISATION,
        Field.BUSINESS_ID,
        Field.ASSOCIATION_ID,
        Field.FORM,
        Field.INDUSTRY,
    ),
    Category.ROLE: (Field.TITLE, Field.ROLE),
    Category.RELATION: (Field.NUMBER, Field.STARTED, Field.ENDED, Field.LAST_CONTACT),
    Category.EMAIL: (Field.EMAIL,),
    Category.PHONE: (Field.PHONE,),
    Category.POSTAL_ADDRESS: (
        Field.STREET,
        Field.EXTRA,
        Field.POSTCODE,
        Field.TOWN,
        Field.COUNTRY,
    ),
    Category.WEB_ADDRESS: (Field.WEB,),
    Category.NOTES: (Field.NOTE,),
    Category.BILLING: (
        Field.EINVOICE_ADDRESS,
        Field.OPERATOR,
        Field.IBAN,
        Field.BILLING_REFERENCE,
        Field.BILLING_EMAIL,
    ),
    Category.ORDERS: (Field.ORDER_NAME, Field.ORDER_REFERENCE, Field.ORDERED_ON),
    Category.VOUCHERS: (
        Field.INVOICE_NUMBER,
        Field.INVOICE_ISSUED,
        Field.INVOICE_DUE,
        Field.INVOICE_PAID,
        Field.INVOICE_TOTAL,
        Field.INVOICE_REFERENCE,
        Field.INVOICE_STATUS,
    ),
    Category.PERMISSIONS: (
        Field.PERMITTED,
        Field.PERMITTED_EMAIL,
        Field.PERMITTED_SMS,
        Field.PERMITTED_PHONE,
        Field.PERMITTED_POST,
        Field.OBJECTED,
        Field.OBJECTED_EMAIL,
        Field.OBJECTED_SMS,
        Field.OBJECTED_PHONE,
        Field.OBJECTED_POST,
        Field.PERMISSION_EVIDENCE,
        Field.PERMISSION_DAY,
    ),
}

#: The category of every field that enters the register.
CATEGORY_OF: dict[Field, Category] = {
    field: category for category, fields in _BY_CATEGORY.items() for field in fields
}

#: Recognised, and never taken in from a file.
NEVER_FROM_A_FILE: dict[Field, str] = {
    Field.BIRTHDAY: "the register has no place for days of birth",
    Field.SENSITIVE: "the register has no place for such facts about a person",
    Field.IDENTITY_CODE: "an identity code is added one by one, with the ground that TSL 29 § "
    "asks for",
}

#: Columns of which a file may have several, all of which enter.
REPEATABLE = frozenset({Field.EMAIL, Field.PHONE, Field.WEB, Field.NOTE})

#: Channels of permission and objection columns; an empty tuple stands for every channel.
PERMITTED: dict[Field, tuple[Channel, ...]] = {
    Field.PERMITTED: (),
    Field.PERMITTED_EMAIL: (Channel.EMAIL,),
    Field.PERMITTED_SMS: (Channel.SMS,),
    Field.PERMITTED_PHONE: (Channel.PHONE,),
    Field.PERMITTED_POST: (Channel.POST,),
}
OBJECTED: dict[Field, tuple[Channel, ...]] = {
    Field.OBJECTED: (),
    Field.OBJECTED_EMAIL: (Channel.EMAIL,),
    Field.OBJECTED_SMS: (Channel.SMS,),
    Field.OBJECTED_PHONE: (Channel.PHONE,),
    Field.OBJECTED_POST: (Channel.POST,),
}

#: Fields by which somebody can be recognised; a list without any is no list of customers.
IDENTIFYING = frozenset(
    {Field.NAME, Field.CONTACT, Field.GIVEN, Field.FAMILY, Field.ORGANISATION, Field.EMAIL}
)
