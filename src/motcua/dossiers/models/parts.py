"""What belongs to a dossier; always reached through it, so that its scope holds for all of it."""

from django.conf import settings
from django.db import models

from motcua.dossiers.models.choices import PaperState, RevisionState, Silence, SlipKind
from motcua.dossiers.models.dossier import Dossier


class Revision(models.Model):
    """One set of answers. Number 1 is what the person filed; a correction by an officer is a proposed one."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="revisions", db_index=False)
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    state = models.CharField(max_length=8, choices=RevisionState.choices)
    by = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="one_revision_number")]


class Paper(models.Model):
    """A line of the checklist with the files behind it (`files`: ids of StoredFile as text)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers", db_index=False)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    state = models.CharField(max_length=14, choices=PaperState.choices)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    files = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "key"], name="one_paper_per_key")]


class Supplement(models.Model):
    """A request to complete the dossier. `items`: [{"field"|"paper": key, "text": what is missing}]."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements")
    items = models.JSONField()
    reason = models.TextField()
    leader_reason = models.TextField(blank=True)
    by = models.JSONField(default=dict)
    before_reception = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="supplement_waiting",
                condition=models.Q(answered_at__isnull=True, closed_at__isnull=True),
            )
        ]


class Consultation(models.Model):
    """A question to another body, with a time limit and what silence means."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consultations")
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    body = models.CharField(max_length=250)
    question = models.TextField()
    by = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    silence = models.CharField(max_length=8, choices=Silence.choices, default=Silence.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.JSONField(default=dict)
    verdict = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="consultation_open", condition=models.Q(answered_at__isnull=True))
        ]


class Slip(models.Model):
    """An official slip (1–7): the frozen data it is printed from, its number, its signer, its file once signed.

    An apology (4) is a draft until `issued_at` is set by the head's approval.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="slips")
    kind = models.PositiveSmallIntegerField(choices=SlipKind.choices)
    number = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.JSONField(default=dict)
    signer = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=64, blank=True)


class Result(models.Model):
    """A result of the procedure; `file` is the id of a StoredFile, empty while on paper only."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="results", db_index=False)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=60, blank=True)
    file = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "key"], name="one_result_per_key")]


class Note(models.Model):
    """A remark for colleagues; never shown to the person."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notes")
    text = models.TextField()
    by = models.JSONField(default=dict)
    created_at = models.DateTimeField()


class Rating(models.Model):
    """What the person thought of it, once per dossier."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="rating")
    score = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField()
