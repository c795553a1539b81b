"""What was ordered, delivered and invoiced."""

from django.db import models
from django.db.models import Q

from lupaus.records.models.spine import (
    Held,
    Party,
    days_in_order,
    in_batch,
    not_empty,
    one_of,
)


class BillingProfile(Held):
    einvoice_address = models.CharField(max_length=40, default="")
    operator = models.CharField(max_length=40, default="")
    iban = models.CharField(max_length=34, default="")
    reference = models.CharField(max_length=100, default="")
    email = models.CharField(max_length=254, default="")

    class Meta:
        constraints = [not_empty("einvoice_address", "operator", "iban", "reference", "email")]
        indexes = [in_batch("billingprofile")]


class Order(Held):
    """An order or a running service."""

    name = models.CharField(max_length=300)
    reference = models.CharField(max_length=100, default="")
    ordered_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    status = models.CharField(max_length=12, default="open")
    price_cents = models.BigIntegerField(null=True)
    folded = models.CharField(max_length=420)

    class Meta:
        constraints = [
            one_of("status", "open", "delivered", "running", "ended", "cancelled"),
            days_in_order("starts_on", "ends_on"),
        ]
        indexes = [in_batch("order"), models.Index(fields=["ends_on"], name="order_ends")]


class Invoice(Held):
    """A voucher of the books, too: law may hold it when its party asks to be forgotten."""

    party = models.ForeignKey(Party, models.DO_NOTHING, db_index=False)
    number = models.CharField(max_length=40, db_index=True)
    issued_on = models.DateField(db_index=True)
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    status = models.CharField(max_length=12, default="open")
    total_cents = models.BigIntegerField()
    reference = models.CharField(max_length=40, default="")

    class Meta:
        constraints = [
            not_empty("number"),
            one_of("status", "open", "paid", "collection", "credited", "disputed"),
            models.CheckConstraint(
                condition=~Q(status="paid") | Q(paid_on__isnull=False),
                name="invoice_paid_has_a_day",
            ),
        ]
        indexes = [
            in_batch("invoice"),
            models.Index(fields=["party", "issued_on"], name="invoice_party"),
            models.Index(fields=["status", "party", "total_cents"], name="invoice_status"),
        ]


class InvoiceLine(Held):
    invoice = models.ForeignKey(Invoice, models.DO_NOTHING, related_name="+")
    text = models.CharField(max_length=500)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=1)
    price_cents = models.BigIntegerField()

    class Meta:
        indexes = [in_batch("invoiceline")]
