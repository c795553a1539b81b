"""Persons and organisations by name, and how they belong together."""

from django.db import models
from django.db.models import Q

from lupaus.records.models.spine import Held, Party, days_in_order, in_batch, not_empty, one_of


class PersonName(Held):
    given = models.CharField(max_length=200, default="")
    family = models.CharField(max_length=200, default="")
    folded = models.CharField(max_length=420)
    sort_key = models.CharField(max_length=600)

    class Meta:
        constraints = [not_empty("given", "family")]
        indexes = [
            in_batch("personname"),
            models.Index(fields=["sort_key", "party"], name="personname_sorted"),
            models.Index(fields=["source", "party"], name="personname_source"),
        ]


class Organisation(Held):
    """The party is the organisation itself."""

    name = models.CharField(max_length=300)
    business_id = models.CharField(max_length=9, default="", db_index=True)  # Y-tunnus
    association_id = models.CharField(max_length=20, default="")
    form = models.CharField(max_length=60, default="")
    industry = models.CharField(max_length=200, default="")
    folded = models.CharField(max_length=320)
    sort_key = models.CharField(max_length=600)

    class Meta:
        constraints = [not_empty("name")]
        indexes = [
            in_batch("organisation"),
            models.Index(fields=["sort_key", "party"], name="organisation_sorted"),
            models.Index(fields=["source", "party"], name="organisation_source"),
        ]


ROLES = ("decision-maker", "administration", "billing", "technical", "user")


class Affiliation(Held):
    """A person's role in an organisation, while it lasts."""

    organisation = models.ForeignKey(Party, models.DO_NOTHING, related_name="+")
    role = models.CharField(max_length=20)
    title = models.CharField(max_length=200, default="")
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [one_of("role", *ROLES), days_in_order("started_on", "ended_on")]
        indexes = [
            in_batch("affiliation"),
            models.Index(
                fields=["role", "party"],
                name="affiliation_role",
                condition=Q(ended_on__isnull=True),
            ),
        ]


class Relationship(Held):
    """One state of the customer relation, with the days it stood and why it changed."""

    state = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            one_of("state", "prospect", "customer", "former"),
            days_in_order("since", "until"),
        ]
        indexes = [in_batch("relationship")]
