"""Tables of the ledger. Triggers of the database refuse every change and deletion of what stands in them."""

from django.db import models


class Audience(models.TextChoices):
    """Who may read an event. Whoever may read `staff` may read the others too."""

    PUBLIC = "public", "Công khai"
    APPLICANT = "applicant", "Người nộp hồ sơ"
    STAFF = "staff", "Cán bộ"


class Stream(models.Model):
    """All events about one subject ("dossier:123"); its row is the lock that keeps their order, its head seals them."""

    subject = models.CharField(max_length=150, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(db_index=True)


class Event(models.Model):
    """Something that happened, with the names of people and units as they were then. Append-only."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    actor = models.JSONField(default=dict)
    unit_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["stream_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="one_event_per_place")]


class Digest(models.Model):
    """The heads of all streams that changed since the previous digest, signed with the installation's key. Append-only."""

    number = models.PositiveIntegerField(unique=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField()
    streams = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)


class DigestPage(models.Model):
    """Up to some thousand heads of a digest, packed: stream id, length and head, 44 bytes each. Append-only."""

    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="pages", db_index=False)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "number"], name="one_page_per_place")]
