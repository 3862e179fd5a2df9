"""Tables of the clock: the days and hours being edited, and the published versions that due dates are counted by."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.units.models import Unit


class DayKind(models.TextChoices):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday", _("Ngày nghỉ")
    MAKEUP = "makeup", _("Ngày làm bù")
    HALF = "half", _("Làm việc một phần ngày")
    CLOSURE = "closure", _("Tạm ngừng làm việc tại đơn vị")


class CalendarVersion(models.Model):
    """A published layer of the calendar; never changed afterwards.

    `unit` None is the layer of the whole installation; a unit's layer holds only what differs for it and all below it,
    `field` narrows it to one field of procedures. `number` counts per (unit, field). `document` is
    {"weekly": {"0": [["07:30", "11:30"], …]}, "days": {"2026-02-17": {"intervals": [], "kind": …, "note": …}}}.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="calendar_versions")
    field = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    document = models.JSONField()
    source = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField()
    created_by = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "field", "number"], name="calendar_number_per_unit_and_field"),
            models.UniqueConstraint(
                fields=["field", "number"], condition=models.Q(unit__isnull=True), name="calendar_number_of_all"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new version; a published one is never changed: due dates were promised by it."""
        if not self._state.adding:
            raise TypeError("a published calendar version is never changed")
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.unit_id or 'chung'}{f'/{self.field}' if self.field else ''}:{self.number}"


class CalendarDay(models.Model):
    """A day that differs from its weekday, as edited; it counts from the next published version on."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="calendar_days")
    field = models.CharField(max_length=40, blank=True)
    date = models.DateField()
    kind = models.CharField(max_length=8, choices=DayKind.choices)
    intervals = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "field", "date"], name="one_row_per_unit_field_and_day"),
            models.UniqueConstraint(
                fields=["field", "date"], condition=models.Q(unit__isnull=True), name="one_row_per_day_of_all"
            ),
        ]


class WorkingHours(models.Model):
    """The usual hours of a weekday (0 = Monday), as edited; it counts from the next published version on."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="working_hours")
    field = models.CharField(max_length=40, blank=True)
    weekday = models.PositiveSmallIntegerField()
    intervals = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "field", "weekday"], name="one_row_per_unit_field_and_weekday"),
            models.UniqueConstraint(
                fields=["field", "weekday"], condition=models.Q(unit__isnull=True), name="one_row_per_weekday_of_all"
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_from_0_to_6"),
        ]


class CalendarStamp(models.Model):
    """One row (id 1): a token that changes with every published version, so that all processes read them anew."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)
