"""What was said, agreed, forbidden and filed."""

from django.db import models
from django.db.models import Q

from lupaus.policy.vocabulary import Channel, PurposeClass
from lupaus.records.models.spine import Held, Party, in_batch, not_empty, one_of

_CHANNELS = tuple(str(c) for c in Channel)


class Message(Held):
    party = models.ForeignKey(Party, models.DO_NOTHING, db_index=False)
    at = models.DateTimeField(db_index=True)
    direction = models.CharField(max_length=3)
    channel = models.CharField(max_length=20)
    subject = models.CharField(max_length=300, default="")
    body = models.TextField(default="")

    class Meta:
        constraints = [
            one_of("direction", "in", "out"),
            one_of("channel", *_CHANNELS, "in-person", "form"),
        ]
        indexes = [
            in_batch("message"),
            models.Index(fields=["party", "sourced_on"], name="message_party"),
        ]


class Note(Held):
    party = models.ForeignKey(Party, models.DO_NOTHING, db_index=False)
    written_on = models.DateField()
    author = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        indexes = [
            in_batch("note"),
            models.Index(fields=["party", "written_on"], name="note_party"),
        ]


class FollowUp(Held):
    """What somebody of the staff is to do about a party, by a day."""

    due_on = models.DateField()
    done_on = models.DateField(null=True)
    assigned_to = models.CharField(max_length=80, default="")  # a name of the staff; or anybody
    author = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        constraints = [not_empty("text")]
        indexes = [
            in_batch("followup"),
            models.Index(
                fields=["due_on"], name="followup_due", condition=Q(done_on__isnull=True)
            ),
        ]


class Permission(Held):
    """One consent, refusal, withdrawal, objection or its lifting. Append-only: what was said
    stays said; a later row says otherwise."""

    purpose = models.SlugField(max_length=40, db_index=False)
    channel = models.CharField(max_length=20, default="")  # empty: every channel
    decision = models.CharField(max_length=12)
    at = models.DateTimeField()
    decided_on = models.DateField()  # the day of ``at`` where the controller is
    how = models.CharField(max_length=60)
    actor = models.CharField(max_length=100)
    text_version = models.CharField(max_length=80, default="")
    evidence = models.TextField(default="")

    class Meta:
        constraints = [
            one_of("channel", "", *_CHANNELS),
            one_of("decision", "granted", "refused", "withdrawn", "objected", "lifted"),
        ]
        indexes = [
            in_batch("permission"),
            models.Index(fields=["purpose", "decided_on"], name="permission_decided"),
            models.Index(
                fields=["party", "purpose", "channel", "id"], name="permission_latest"
            ),
            models.Index(fields=["purpose", "decision", "sourced_on"], name="permission_ended"),
        ]


class Suppression(models.Model):
    """A ban that outlives the person: a keyed digest of an address, no name, no party."""

    hmac = models.BinaryField(max_length=32)
    channel = models.CharField(max_length=20)
    purpose_class = models.CharField(max_length=20)
    since = models.DateField()
    origin = models.CharField(max_length=40)

    class Meta:
        constraints = [
            one_of("channel", *_CHANNELS),
            one_of("purpose_class", *(str(c) for c in PurposeClass)),
            models.UniqueConstraint(
                fields=["hmac", "channel", "purpose_class"], name="suppression_once"
            ),
        ]


class File(Held):
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="file_size")]
        indexes = [in_batch("file")]
