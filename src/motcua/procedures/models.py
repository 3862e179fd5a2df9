"""Tables of the catalogue. A published version's document never changes: `save` refuses, and so does the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.procedures.rules.canonical import document_hash


class Field(models.Model):
    """A field of administration (lĩnh vực): civil status, certification, building…"""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """A procedure by its national code; names and aliases follow the version in force, for lists and search."""

    code = models.CharField(max_length=24, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.TextField()
    short_name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="procedures")
    level = models.CharField(max_length=12, default="commune")
    life_events = models.JSONField(default=list)
    search = models.TextField(blank=True)

    class Meta:
        ordering = ["short_name"]

    def __str__(self) -> str:
        return f"{self.code} {self.short_name}"


class State(models.TextChoices):
    """The life of a version."""

    DRAFT = "draft", _("Bản nháp")
    PUBLISHED = "published", _("Đang áp dụng")
    ENDED = "ended", _("Hết hiệu lực")


class VersionQuerySet(models.QuerySet["ProcedureVersion"]):
    """Versions by meaning."""

    def published(self) -> VersionQuerySet:
        """The city's own versions published once, whether still in force or not."""
        return self.exclude(state=State.DRAFT).filter(base=None)

    def derived(self) -> VersionQuerySet:
        """Versions made of a published one by the overrides of a unit."""
        return self.exclude(base=None)

    def in_force(self, on: date) -> VersionQuerySet:
        """Valid on that day."""
        return self.published().filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)


class Frozen(RuntimeError):
    """Somebody tried to change what was published."""


class ProcedureVersion(models.Model):
    """A numbered document of a procedure, in force from the day `valid_from` up to and without the day `valid_until`.

    A derived version is `base` with the overrides named in `chain`: frozen as every published one, so that a dossier
    pins what its unit did then. When it applies follows from `base` and the overrides.
    """

    FIXED = ("procedure_id", "number", "document", "hash", "valid_from", "published_at", "base_id", "chain")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    document = models.JSONField()
    hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.JSONField(default=dict)
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="derived_versions")
    chain = models.CharField(max_length=120, blank=True)

    objects = VersionQuerySet.as_manager()
    _was_draft = True
    _loaded: dict[str, Any] = {}
    _loaded_hash = ""

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], condition=Q(base=None), name="one_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["base", "chain"], condition=Q(base__isnull=False), name="one_derived_version"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gt=F("valid_from")),
                name="version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(valid_from__isnull=False) & Q(published_at__isnull=False) & ~Q(hash="")),
                name="published_version_complete",
            ),
        ]
        indexes = [models.Index(fields=["procedure", "valid_from"], name="version_in_force")]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> ProcedureVersion:
        """Remembers what was loaded, so that `save` can see a forbidden change."""
        version = super().from_db(*args, **kwargs)
        version._loaded = {name: version.__dict__[name] for name in cls.FIXED if name in version.__dict__}
        version._was_draft = version.__dict__.get("state", State.DRAFT) == State.DRAFT
        version._loaded_hash = version.hash if "hash" in version.__dict__ else ""
        return version

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses to change the fixed columns of a published version or to make it a draft again."""
        if not self._was_draft:
            loaded = self._loaded
            changed = [name for name in self.FIXED if name in loaded and getattr(self, name) != loaded[name]]
            if changed or self.state == State.DRAFT or document_hash(self.document) != self._loaded_hash:
                raise Frozen(f"version {self.pk} is published and fixed ({', '.join(changed) or 'document'})")
        super().save(*args, **kwargs)
        self._was_draft = self.state == State.DRAFT
        self._loaded = {name: getattr(self, name) for name in self.FIXED}
        self._loaded_hash = self.hash

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Only drafts go."""
        if self.state != State.DRAFT:
            raise Frozen(f"version {self.pk} is published and stays")
        return super().delete(*args, **kwargs)


class Offering(models.Model):
    """That a unit takes dossiers of a procedure, from one day up to and without another."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="offerings")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "unit", "valid_from"], name="one_offering_per_start"),
        ]
        indexes = [models.Index(fields=["unit", "procedure"], name="offering_by_unit")]

    def __str__(self) -> str:
        return f"{self.procedure_id} @ {self.unit_id}"


class Override(models.Model):
    """What a unit and those below it do otherwise, from one day up to and without another; never changed, only ended."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="overrides")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField()
    reason = models.CharField(max_length=500)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.JSONField()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "unit", "valid_from"], name="one_override_per_start"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="override_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["unit", "procedure"], name="override_by_unit")]

    def __str__(self) -> str:
        return f"{self.procedure_id} @ {self.unit_id} from {self.valid_from}"


class StepPost(models.Model):
    """Who performs a role of steps at a unit, from one day up to and without another; never changed, only ended.

    `place` and `role` are the words of the steps ("department:tu-phap", "specialist"). They are answered with an office
    of the unit's house, and narrower with a post in it or an officer by name.
    """

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=80)
    role = models.CharField(max_length=20)
    office = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.JSONField()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "place", "role", "valid_from"], name="one_step_post_per_start"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="step_post_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(post=None) | Q(officer=None), name="step_post_or_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.place}/{self.role} @ {self.unit_id} from {self.valid_from}"


class SecondOpinion(models.Model):
    """Who asked, what a second person said, and when; the newest counts."""

    asked_by = models.JSONField()
    asked_by_user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    decided_by = models.JSONField(default=dict)
    decided_by_user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-id"]


class EndRequest(SecondOpinion):
    """That an editor asked to end a version on a day, and what a second person said; the newest counts."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="end_requests")
    on = models.DateField()
    reason = models.CharField(max_length=500)

    class Meta(SecondOpinion.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_user=None) | ~Q(decided_by_user=F("asked_by_user")),
                name="end_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(granted=True) | Q(decided_by_user__isnull=False), name="end_granted_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} on {self.on}"


class UnansweredQuery(models.Model):
    """What people looked for without a good answer: the folded words and how often, nothing about who asked."""

    text = models.CharField(max_length=80, unique=True)
    count = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()
    best = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["-count", "text"]
        indexes = [models.Index(fields=["last_on"], name="unanswered_by_last_day")]

    def __str__(self) -> str:
        return f"{self.text} ×{self.count}"


class CatalogueStamp(models.Model):
    """One row (id 1): a token that changes with every publication or offering, so that all processes read anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    @classmethod
    def current(cls) -> Any:
        """The token now, None before the first change."""
        return cls.objects.filter(pk=1).values_list("token", flat=True).first()


class Approval(SecondOpinion):
    """That a draft, exactly as it stood (`hash`), was put before a second person, and what that person said.

    Any change of the draft afterwards makes it worthless: four eyes saw another text.
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="approvals")
    hash = models.CharField(max_length=64)
    note = models.CharField(max_length=1000, blank=True)
    urgent = models.CharField(max_length=1000, blank=True, default="")

    class Meta(SecondOpinion.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_user=None) | ~Q(decided_by_user=F("asked_by_user")),
                name="approval_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.hash[:8]}"
