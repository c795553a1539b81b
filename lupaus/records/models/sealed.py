"""What is kept encrypted, and what is asked only for a decision."""

from django.db import models

from lupaus.records.models.spine import Held, in_batch


class IdentityCode(Held):
    """A henkilötunnus: sealed, shown masked, and only on a ground (TSL 29 §)."""

    sealed = models.BinaryField()
    masked = models.CharField(max_length=11)
    ground = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(ground=""), name="identitycode_has_a_ground"
            ),
            models.CheckConstraint(
                condition=models.Q(masked__endswith="****"), name="identitycode_is_masked"
            ),
        ]
        indexes = [in_batch("identitycode")]


class Credential(Held):
    """A user name and password of a customer's service; dies with the service."""

    label = models.CharField(max_length=200)
    username_sealed = models.BinaryField()
    secret_sealed = models.BinaryField()
    service_ended_on = models.DateField(null=True, db_index=True)

    class Meta:
        indexes = [in_batch("credential")]


class CreditCheck(Held):
    checked_on = models.DateField()
    register = models.CharField(max_length=100)
    outcome = models.CharField(max_length=200)

    class Meta:
        indexes = [
            in_batch("creditcheck"),
            models.Index(fields=["checked_on"], name="creditcheck_checked"),
        ]
