"""How a party is reached."""

from django.db import models
from django.db.models import Q

from lupaus.records.models.spine import Held, in_batch, not_empty


class EmailAddress(Held):
    address = models.CharField(max_length=254)
    folded = models.CharField(max_length=254, db_index=True)
    kind = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(address__contains="@"), name="emailaddress_has_at_sign"
            )
        ]
        indexes = [in_batch("emailaddress")]


class PhoneNumber(Held):
    """As typed, in international form, and the digits by which any spelling is found."""

    typed = models.CharField(max_length=40)
    e164 = models.CharField(max_length=16, default="")
    digits = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [not_empty("digits")]
        indexes = [in_batch("phonenumber")]


class PostalAddress(Held):
    street = models.CharField(max_length=200, default="")
    extra = models.CharField(max_length=200, default="")
    postcode = models.CharField(max_length=12, default="")
    town = models.CharField(max_length=100, default="")
    country = models.CharField(max_length=2, default="FI")
    folded = models.CharField(max_length=540)
    kind = models.CharField(max_length=20, default="")

    class Meta:
        constraints = [not_empty("street", "extra", "postcode", "town")]
        indexes = [in_batch("postaladdress")]


class WebAddress(Held):
    url = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)

    class Meta:
        constraints = [not_empty("url")]
        indexes = [in_batch("webaddress")]
