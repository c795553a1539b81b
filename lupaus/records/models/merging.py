"""What two parties made of one leave behind: ids, codes and dates of the spine, no value.

None of these points at a party for the engine's sake: they are emptied by their own term, and
nobody's destruction waits for them.
"""

from django.db import models


class Merge(models.Model):
    """One party was taken in by another. Can be undone for a while, then forgotten."""

    keep = models.BigIntegerField(db_index=True)
    gone = models.BigIntegerField(db_index=True)
    merged_at = models.DateTimeField()
    merged_on = models.DateField(db_index=True)
    actor = models.CharField(max_length=100)


class Moved(models.Model):
    """One thing that a merge did to one row.

    ``what``: a column whose party was changed from ``was`` to ``now``; a flag of the spine,
    before and after; ``made`` of a row that the merge put in; ``latest`` of the newest row of a
    table at that time. ``changed``: somebody has edited the row since.
    """

    merge_id = models.BigIntegerField()
    holding = models.CharField(max_length=40)  # the table
    row_id = models.BigIntegerField()
    what = models.CharField(max_length=20)
    was = models.BigIntegerField(default=0)
    now = models.BigIntegerField(default=0)
    changed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["merge_id", "holding", "what"], name="moved_by_merge"),
            models.Index(fields=["holding", "row_id"], name="moved_row"),
        ]


class MergedDate(models.Model):
    """A date of the spine that a merge changed: the party's own, or of somebody who belongs
    together with it."""

    merge_id = models.BigIntegerField(db_index=True)
    party = models.BigIntegerField()
    name = models.CharField(max_length=30)  # the column of the spine
    was = models.DateField(null=True)
    now = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["party", "name"], name="mergeddate_party")]


class OldNumber(models.Model):
    """The customer number of a party that another took in; finds that other one."""

    party_id = models.BigIntegerField(db_index=True)
    number = models.BigIntegerField(unique=True)


class Different(models.Model):
    """Somebody looked, and these two are not the same. ``one`` is the lower id."""

    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="different_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="different_in_order"
            ),
        ]
