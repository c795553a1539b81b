"""What passes through on its way into the register: shut like its tables, sealed, short-lived.

Schema and migrations only. The catalogue says of each table how many days its rows may stay
(:data:`lupaus.records.catalogue.PASSING`); daily keeping destroys them then.
"""

from django.db import models


class Draft(models.Model):
    """A list that somebody has handed over and not taken in yet. ``claim`` is of whoever is
    taking it in; when ``claimed_until`` has passed, that one has died."""

    begun_on = models.DateField(db_index=True)
    begun_by = models.CharField(max_length=80)
    state = models.CharField(max_length=12, default="open")
    claim = models.CharField(max_length=32, default="")
    claimed_until = models.DateTimeField(null=True)
    lines = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    batch_id = models.BigIntegerField(null=True)
    error = models.CharField(max_length=500, default="")  # our own words, no value
    settings = models.BinaryField()  # sealed: name, sheet, columns, rules
    report = models.BinaryField(default=b"")  # sealed: what came of it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "committing", "done")),
                name="intake_draft_state",
            )
        ]


class Piece(models.Model):
    """A stretch of a draft's file, or of its lines that failed. Sealed."""

    draft_id = models.BigIntegerField()
    begun_on = models.DateField(db_index=True)
    part = models.CharField(max_length=8)
    place = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part__in=("file", "failed")), name="intake_piece_part"
            ),
            models.UniqueConstraint(
                fields=["draft_id", "part", "place"], name="intake_piece_once"
            ),
        ]


class Change(models.Model):
    """What an import did to somebody who was there before. ``before`` and ``after`` are sealed;
    both are empty for a row that it added."""

    batch_id = models.BigIntegerField()
    party_id = models.BigIntegerField(db_index=True)
    holding = models.CharField(max_length=40)  # the table
    row_id = models.BigIntegerField()
    made_on = models.DateField(db_index=True)
    before = models.BinaryField(default=b"")
    after = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["batch_id", "id"], name="intake_change_batch")]


class Taken(models.Model):
    """How many rows an import changed: told when what stood in them is known no more."""

    batch_id = models.BigIntegerField(unique=True)
    taken_on = models.DateField()
    changed = models.IntegerField()


class Mapping(models.Model):
    """What the columns of a list were taken for the last time, by a keyed digest of its
    headings. ``columns`` is JSON: fields and rules in the order of the columns."""

    headings = models.CharField(max_length=64, unique=True)
    columns = models.TextField()
    used_on = models.DateField(db_index=True)
