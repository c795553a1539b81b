"""Who is in the register at all: parties without any value, and the batches they came in."""

from typing import Any

from django.db import models
from django.db.models import Q


class Batch(models.Model):
    """One import. Its rows are out of sight until it is flipped, and can be undone whole."""

    state = models.CharField(max_length=12, default="staged")
    origin = models.CharField(max_length=200, default="")  # file name: never a person's name
    source = models.SlugField(max_length=40, db_index=False)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    rows = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("staged", "visible", "undone")), name="batch_state"
            )
        ]


class Party(models.Model):
    """A person or an organisation: kinds, flags and the dates that periods run from.

    State is read off the dates: no ``relation_started_on`` is a prospect, an end is a former
    customer. The dates are facts of the register itself and move only forward, save for a
    correction and an undo.
    """

    number = models.BigIntegerField(null=True, unique=True)  # customer number
    is_organisation = models.BooleanField(default=False)
    is_consumer = models.BooleanField(default=False)
    is_representative = models.BooleanField(default=False)
    is_sole_trader = models.BooleanField(default=False)
    is_technical = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)  # Art. 18: nobody sees it meanwhile
    disputed = models.BooleanField(default=False)  # a claim is pending: holds destruction
    restricted_mark = models.CharField(  # noqa: DJ001 - as protected_source
        max_length=16, null=True
    )  # of who turned the flag last: tells whether that is still what stands
    disputed_mark = models.CharField(max_length=16, null=True)  # noqa: DJ001 - likewise
    protected_on = models.DateField(null=True)  # turvakielto: where one lives is not given out
    protected_source = models.SlugField(  # noqa: DJ001 - to add a NOT NULL column, SQLite makes the table anew
        max_length=40, null=True, db_index=False
    )
    relation_started_on = models.DateField(null=True)
    relation_ended_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True, db_index=True)
    last_contact_any_on = models.DateField(null=True, db_index=True)
    last_invoice_on = models.DateField(null=True, db_index=True)
    created_on = models.DateField(db_index=True)
    merged_into_id = models.BigIntegerField(null=True)  # another party took this one in
    merged_on = models.DateField(null=True)
    source = models.SlugField(max_length=40, db_index=False)
    sourced_on = models.DateField()
    batch = models.ForeignKey(Batch, models.DO_NOTHING, null=True, db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(relation_ended_on__isnull=True)
                | Q(relation_started_on__isnull=False),
                name="party_ends_what_began",
            ),
            models.CheckConstraint(
                condition=Q(is_organisation=False)
                | Q(
                    is_consumer=False,
                    is_representative=False,
                    is_sole_trader=False,
                    is_technical=False,
                ),
                name="party_organisation_has_no_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["batch"], name="party_batch", condition=Q(batch__isnull=False)
            ),
            models.Index(
                fields=["merged_on"], name="party_merged", condition=Q(merged_on__isnull=False)
            ),
            # Every fact of the party by which rows close: what must go is found in the index
            # alone, past all those whose first term has passed and who wait for another.
            models.Index(
                fields=[
                    "relation_ended_on",
                    "relation_started_on",
                    "last_contact_on",
                    "last_contact_any_on",
                    "last_invoice_on",
                    "is_organisation",
                    "is_consumer",
                    "is_representative",
                    "is_sole_trader",
                    "is_technical",
                    "restricted",
                    "disputed",
                    "merged_on",
                ],
                name="party_ended",
            ),
            models.Index(fields=["relation_started_on"], name="party_started"),
            models.Index(  # finds whom no purpose covers: lupaus.policy.sql
                fields=[
                    "is_organisation",
                    "is_consumer",
                    "is_representative",
                    "is_sole_trader",
                    "is_technical",
                    "relation_started_on",
                    "relation_ended_on",
                ],
                name="party_circle",
            ),
        ]


def in_batch(name: str) -> models.Index:
    """The index by which a batch is flipped or undone; empty for rows that have none."""
    return models.Index(
        fields=["batch"], name=f"{name}_batch", condition=Q(batch__isnull=False)
    )


class Held(models.Model):
    """A row that belongs to a party: whose it is, where it came from and when."""

    party = models.ForeignKey(Party, models.DO_NOTHING)
    source = models.SlugField(max_length=40, db_index=False)  # a source of the policy
    sourced_on = models.DateField(db_index=True)
    batch = models.ForeignKey(Batch, models.DO_NOTHING, null=True, db_index=False)

    class Meta:
        abstract = True


def one_of(field: str, *values: str) -> models.CheckConstraint:
    """A closed set that the engine holds as well as we do."""
    condition = Q(**{f"{field}__in": values})
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{field}")


def not_empty(*fields: str) -> models.CheckConstraint:
    """At least one of the fields says something."""
    condition = Q()
    for field in fields:
        condition |= ~Q(**{field: ""})
    return models.CheckConstraint(condition=condition, name="%(class)s_says_something")


def days_in_order(first: str, last: str) -> models.CheckConstraint:
    """Either day may be unknown; known, the last is not before the first."""
    compared: dict[str, Any] = {f"{last}__gte": models.F(first)}
    condition = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**compared)
    return models.CheckConstraint(condition=condition, name="%(class)s_days")
