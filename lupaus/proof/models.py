"""What proof remembers: verdicts, breakers and confirmations. No value of anybody.

Schema and migrations only, like the other rooms. Staff who confirm something are named: they
are users of the register, not people in it.
"""

from django.db import models


class Report(models.Model):
    """One check: how many clauses had which verdict, and each clause's verdict."""

    at = models.DateTimeField(db_index=True)
    day = models.DateField()  # the day that was asked about
    policy_version = models.IntegerField()
    program = models.CharField(max_length=20)
    kept = models.IntegerField()
    broken = models.IntegerField()
    not_tested = models.IntegerField()
    declared_only = models.IntegerField()
    clauses = models.JSONField()  # {clause: [verdict, checked, broken]}


class SelfTest(models.Model):
    """One breaker of the last self-test: what was broken, and what noticed."""

    clause = models.CharField(max_length=120)
    breaker = models.CharField(max_length=300)
    caught_by = models.CharField(max_length=300, default="")  # empty: nothing noticed
    at = models.DateTimeField()
    policy_version = models.IntegerField()
    program = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "breaker"], name="selftest_breaker_once")
        ]


class Attestation(models.Model):
    """Somebody confirms that a measure outside the system stands, and says by what.

    ``seeded`` ones were made up with a demo and count for nothing.
    """

    clause = models.CharField(max_length=120, db_index=True)
    confirmed_on = models.DateField()
    confirmed_by = models.CharField(max_length=100)
    evidence = models.CharField(max_length=500)  # where the evidence is, not what it says
    seeded = models.BooleanField(default=False)


class Forecast(models.Model):
    """What will go in the year ahead, by day and clause: counts of the last look. One row."""

    id = models.IntegerField(primary_key=True)
    at = models.DateTimeField()
    day = models.DateField()
    policy_version = models.IntegerField()
    stretches = models.JSONField()  # [[first, last, [[clause, rows, parties]], [[hold, …]]]]


class PublicKeeping(models.Model):
    """Whether the public notice tells how each promise is kept. One row; none: it does not."""

    id = models.IntegerField(primary_key=True)
    shown = models.BooleanField(default=False)
    since = models.DateTimeField()


class Telling(models.Model):
    """A change of a version that must be told to people, and when and how it was. No day: it is
    still owed."""

    version = models.IntegerField()
    clause = models.CharField(max_length=120)
    told_on = models.DateField(null=True)
    told_by = models.CharField(max_length=100, default="")
    how = models.CharField(max_length=500, default="")  # by what, not to whom

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "clause"], name="telling_change_once")
        ]
