"""What the guard remembers: the policies adopted and the cut-offs of the day.

Policies are append-only: a version that was in force stays readable for as long as something
refers to it.
"""

from django.db import models


class PolicyVersion(models.Model):
    version = models.IntegerField(primary_key=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=100)


class Cutoff(models.Model):
    """The latest anchor day for which a rule has closed its purpose; NULL: for none yet."""

    rule = models.CharField(max_length=120, primary_key=True)
    day = models.DateField(null=True)


class Today(models.Model):
    """The day for which the cut-offs stand, and for which version. One row."""

    id = models.IntegerField(primary_key=True)
    day = models.DateField()
    version = models.IntegerField()


class Staff(models.Model):
    """Who works with the register, in which role, and since when. A name is given once and
    never again, so that the ledger's actors stay one person each."""

    name = models.CharField(max_length=80, primary_key=True)
    role = models.SlugField(max_length=40, db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    pledged_on = models.DateField(null=True)  # signed non-disclosure


class Stamp(models.Model):
    """What is in force, sealed: see :mod:`lupaus.guard.stamp`. One row."""

    id = models.IntegerField(primary_key=True)
    statement = models.TextField()
    seal = models.CharField(max_length=64)
