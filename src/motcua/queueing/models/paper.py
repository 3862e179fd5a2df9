"""Ranges of numbers that were printed for hours without the server."""

from django.db import models
from django.db.models import F, Q

from motcua.kernel.scoping import ScopedQuerySet
from motcua.queueing.models.desks import ServiceField


class PaperRange(models.Model):
    """Numbers of a field and day that only stand on paper; they lie above the field's quota, so that no press gives one."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+")
    day = models.DateField()
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "field_id", "first"]
        constraints = [
            models.UniqueConstraint(fields=["field", "day", "first"], name="queue_paper_once"),
            models.CheckConstraint(
                condition=Q(first__gte=1, first__lte=F("last"), last__lte=999), name="queue_paper_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field.prefix}{self.first:03d}–{self.field.prefix}{self.last:03d}"
