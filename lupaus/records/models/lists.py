"""What the staff keep of their lists: saved views, and how bulk acts can be taken back."""

from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """A list as somebody wants it again. Holds no value but what was typed as a filter."""

    owner = models.CharField(max_length=80)  # a name of the staff
    name = models.CharField(max_length=80)
    shared = models.BooleanField(default=False)
    query = models.CharField(max_length=4000)  # the one spelling of Wanted
    sort = models.CharField(max_length=40)
    columns = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(removed_at__isnull=True),
                name="savedview_once",
            )
        ]


class BulkUndo(models.Model):
    """What a bulk act has done, by ids and days, for as long as it can be taken back."""

    token = models.CharField(max_length=43, unique=True)
    actor = models.CharField(max_length=80)
    purpose = models.SlugField(max_length=40, db_index=False)
    action = models.CharField(max_length=20)
    made_at = models.DateTimeField(db_index=True)
    made = models.TextField()  # JSON: ids, days, digests
