"""A desk: its fields, counters, changed hours, and the stamp of what its halls show."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.kernel.scoping import ScopedQuerySet


class ServiceField(models.Model):
    """A field (lĩnh vực) for which a desk gives numbers; `code` also names its own layer of the working calendar.

    `minutes` is how long a service takes until it was measured. A retired field gives no numbers; what it gave stays.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=2)
    quota = models.PositiveSmallIntegerField(default=200)
    order = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=8)
    retired = models.BooleanField(default=False)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="queue_field_code"),
            models.UniqueConstraint(fields=["unit", "prefix"], name="queue_field_prefix"),
            models.CheckConstraint(condition=Q(quota__lte=999), name="queue_quota_within_range"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceCounter(models.Model):
    """A counter (quầy) of a desk and the fields it serves; `holder` is who sits there while it is open."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    fields = models.ManyToManyField(ServiceField, related_name="counters")
    is_open = models.BooleanField(default=False)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="queue_counter_number")]

    def __str__(self) -> str:
        return f"{self.number}"


class HoursChange(models.Model):
    """That a field keeps other hours on one day than its calendar says; the newest row of a day counts.

    `intervals` are minutes of the local day, empty when it stays closed.
    """

    field = models.ForeignKey(ServiceField, models.CASCADE, related_name="changes")
    day = models.DateField()
    intervals = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["field", "day"], name="queue_hours_day")]


class DeskStamp(models.Model):
    """Grows with every change that a hall display shows; `arranged` with every change of fields, counters and hours."""

    unit = models.OneToOneField("units.Unit", models.CASCADE, primary_key=True, related_name="+")
    version = models.PositiveBigIntegerField(default=0)
    arranged = models.PositiveBigIntegerField(default=0)
    objects = ScopedQuerySet.as_manager()
