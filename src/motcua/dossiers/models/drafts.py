"""What a person is still typing."""

from django.conf import settings
from django.db import models

from motcua.dossiers.models.choices import Channel, Delivery


class Draft(models.Model):
    """Answers and uploads before filing; its token is also the idempotency key of the filing.

    `people` holds {"submitter"|"owner"|"representative": Person fields}, `papers` {paper key: [file ids]}.
    `moved` is what the last move to another version left to say: `on`, `again`, `aside`, `papers`, `news`.
    """

    token = models.CharField(max_length=80, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    session_key = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.ForeignKey("procedures.ProcedureVersion", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ONLINE)
    case = models.CharField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    people = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    delivery_method = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.COUNTER)
    delivery_address = models.CharField(max_length=300, blank=True)
    section = models.CharField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=0)
    submitted = models.ForeignKey("dossiers.Dossier", models.PROTECT, null=True, blank=True, related_name="drafts")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "-updated_at"], name="draft_open_of_user", condition=models.Q(submitted__isnull=True)
            ),
            models.Index(fields=["updated_at"], name="draft_stale", condition=models.Q(submitted__isnull=True)),
        ]
