"""What keeping remembers: plans by id, runs by count, jobs by time. No value of anybody.

Schema and migrations only; the room itself speaks SQL, in sets.
"""

from django.db import models

STATES = ("planning", "planned", "running", "purged", "verified", "finished", "dropped")


class Run(models.Model):
    """One purge. ``phase`` and ``through`` say up to which party it has been carried out;
    ``claim`` and ``claimed_until`` who is at it. The certificate stays, the items do not."""

    slot = models.SmallIntegerField(null=True, unique=True)  # 1 while open: one at a time
    day = models.DateField()
    state = models.CharField(max_length=10, db_index=True)
    policy_version = models.IntegerField()
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=100)
    via = models.CharField(max_length=20)
    planned = models.IntegerField(default=0)  # rows
    saved = models.IntegerField(default=0)  # rows that were no longer due when looked at again
    destroyed = models.IntegerField(default=0)
    phase = models.CharField(max_length=10, default="rows")
    through = models.BigIntegerField(default=0)
    claim = models.CharField(max_length=32, default="")
    claimed_until = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)
    purged_by = models.CharField(max_length=100, default="")
    verified_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.CharField(max_length=100, null=True)  # noqa: DJ001 - NULL: not known
    certificate = models.TextField(default="")  # JSON: counts, clauses and digests

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="keeping_run_state"
            ),
        ]


class Item(models.Model):
    """One row that a run is to destroy, whose it is, and by which clause."""

    pk = models.CompositePrimaryKey("run_id", "holding", "party", "row_id")
    run_id = models.BigIntegerField()
    holding = models.CharField(max_length=40)  # the table
    party = models.BigIntegerField()
    row_id = models.BigIntegerField()
    clause = models.CharField(max_length=120)
    since = models.DateField(null=True)  # the stored day from which the clause counts


class Emptied(models.Model):
    """A party of which nothing was left when it could not yet go: looked at in every plan."""

    party = models.BigIntegerField(primary_key=True)


class Job(models.Model):
    """Something that is done again and again, and who is at it."""

    name = models.CharField(max_length=40, primary_key=True)
    next_run = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, default="")
    last_started = models.DateTimeField(null=True)
    last_ended = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)  # in a row
    error = models.CharField(max_length=200, default="")  # kind and place, never a value
