"""Appointments: how a field gives times, the places taken in each, the visit's appointment, and who waits for a place."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.queueing.models.desks import ServiceField
from motcua.queueing.models.visits import Visit


class SlotPlan(models.Model):
    """How a field gives appointments: length of a slot in minutes, places in each, days ahead, minutes' notice.

    The times themselves follow from the field's opening hours and are kept nowhere. `standby_most` people may wait for a
    place of one day; `bring` is what to bring, one thing a line.
    """

    field = models.OneToOneField(ServiceField, models.CASCADE, primary_key=True, related_name="plan")
    minutes = models.PositiveSmallIntegerField(default=30)
    capacity = models.PositiveSmallIntegerField(default=2)
    days_ahead = models.PositiveSmallIntegerField(default=14)
    notice = models.PositiveSmallIntegerField(default=60)
    standby_most = models.PositiveSmallIntegerField(default=10)
    bring = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(5, 240)), name="queue_slot_minutes"),
            models.CheckConstraint(condition=Q(capacity__lte=99), name="queue_slot_capacity"),
        ]


class Slot(models.Model):
    """How many places of a field's time are taken; one locked row for each time that anybody asked for."""

    field = models.ForeignKey(ServiceField, models.CASCADE, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    taken = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["field", "begins"], name="queue_one_slot_a_time"),
            models.CheckConstraint(condition=Q(taken__gte=0), name="queue_slot_taken"),
        ]


class Appointment(models.Model):
    """What a visit by appointment has beside the visit: its time, the reference people read out, until when a place is kept.

    `held_until` counts while the visit is reserved. `offered` says the place came from the waiting list. `note` is why the
    desk could not keep the time. `moves` counts how often the person chose another one.
    """

    visit = models.OneToOneField(Visit, models.PROTECT, primary_key=True, related_name="appointment")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="appointments")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    reference = models.CharField(max_length=8, unique=True)
    held_until = models.DateTimeField(null=True, blank=True)
    offered = models.BooleanField(default=False)
    moves = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)


class StandbyState(models.TextChoices):
    """Where somebody on the waiting list stands."""

    WAITING = "waiting", _("Đang chờ chỗ")
    OFFERED = "offered", _("Đã có chỗ, chờ xác nhận")
    TAKEN = "taken", _("Đã nhận chỗ")
    MISSED = "missed", _("Quá hạn xác nhận")
    LEFT = "left", _("Đã rời danh sách chờ")
    ENDED = "ended", _("Hết ngày, không có chỗ")


class Standby(models.Model):
    """Somebody who waits for a place of a field on one day, first come first served."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+")
    day = models.DateField()
    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=160)
    person = models.CharField(max_length=64)
    contact = models.TextField()
    language = models.CharField(max_length=5, default="vi")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=StandbyState.choices, default=StandbyState.WAITING)
    at = models.DateTimeField()
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, blank=True, related_name="standby")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["field", "day", "id"], name="queue_standby", condition=Q(state="waiting"))]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "person"],
                condition=Q(state__in=["waiting", "offered"]),
                name="queue_one_standby",
            )
        ]

    @property
    def state_words(self) -> str:
        """The state in plain words."""
        return str(StandbyState(self.state).label)
