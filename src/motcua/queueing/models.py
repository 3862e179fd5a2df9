"""Tables of the queue. A visit is one row from the number (or the door) to the rating; its periods are append-only."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.queueing.rules.calling import AT_COUNTER, LIVE, Priority, State


class Channel(models.TextChoices):
    """How a number was taken."""

    ONLINE = "online", _("Trên mạng")
    KIOSK = "kiosk", _("Máy lấy số")
    DESK = "desk", _("Cán bộ lấy giúp")


PRIORITY_WORDS: dict[str, Any] = {
    Priority.NONE: _("Không"),
    Priority.ELDERLY: _("Người cao tuổi"),
    Priority.DISABLED: _("Người khuyết tật"),
    Priority.PREGNANT: _("Phụ nữ mang thai"),
    Priority.CHILD: _("Có con nhỏ đi cùng"),
}
STATE_WORDS: dict[str, Any] = {
    State.WAITING: _("Đang chờ"),
    State.CALLED: _("Đang mời"),
    State.SERVING: _("Đang phục vụ"),
    State.HELD: _("Tạm giữ"),
    State.MISSED: _("Đã mời, chưa đến"),
    State.DONE: _("Đã xong"),
    State.CANCELLED: _("Đã hủy"),
    State.EXPIRED: _("Đã hết ngày"),
}
STATES = [(str(state), words) for state, words in STATE_WORDS.items()]


class ServiceField(models.Model):
    """A field (lĩnh vực) for which a desk gives numbers; `code` also names its own layer of the working calendar."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=2)
    quota = models.PositiveSmallIntegerField(default=200)
    order = models.PositiveSmallIntegerField(default=0)
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


class Series(models.Model):
    """The last number given in a field on a local day; its row's lock keeps numbers free of gaps and duplicates."""

    field = models.ForeignKey(ServiceField, models.CASCADE, related_name="+")
    day = models.DateField()
    last = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "day"], name="queue_one_series_a_day")]


class DeskStamp(models.Model):
    """Grows with every change that a hall display shows."""

    unit = models.OneToOneField("units.Unit", models.CASCADE, primary_key=True, related_name="+")
    version = models.PositiveBigIntegerField(default=0)
    objects = ScopedQuerySet.as_manager()


class Visit(models.Model):
    """Somebody's visit to a desk under a number of a local day.

    `field` is where it stands now, `issued_field` whose series the number came from. `person` is a keyed hash of the
    telephone number, `contact` the number itself, sealed. `queued_at` orders people of one rank.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="visits")
    issued_field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=6)
    code = models.CharField(max_length=24, unique=True)
    key = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    name = models.CharField(max_length=160, blank=True)
    person = models.CharField(max_length=64, blank=True)
    contact = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="vi")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    priority = models.CharField(max_length=10, blank=True)
    rank = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=State.WAITING)
    calls = models.PositiveSmallIntegerField(default=0)
    issued_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    counter = models.ForeignKey(ServiceCounter, models.PROTECT, null=True, blank=True, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, null=True, blank=True, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["field", "day", "rank", "queued_at", "id"], name="queue_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["unit", "day", "changed_at"], name="queue_of_day"),
            models.Index(fields=["person", "day"], name="queue_of_person", condition=~Q(person="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issued_field", "day", "number"], name="queue_number_once"),
            models.UniqueConstraint(
                fields=["issued_field", "person", "day"],
                condition=Q(channel="online", state__in=sorted(LIVE)) & ~Q(person=""),
                name="queue_one_live_online",
            ),
            models.UniqueConstraint(
                fields=["counter"], condition=Q(state__in=sorted(AT_COUNTER)), name="queue_one_at_counter"
            ),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__range=(1, 5)), name="queue_score_1_to_5"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def state_words(self) -> str:
        """The state in plain words."""
        return str(STATE_WORDS[self.state])

    @property
    def priority_words(self) -> str:
        """The priority class in plain words, empty for none."""
        return str(PRIORITY_WORDS[self.priority]) if self.priority else ""


class Period(models.Model):
    """That a visit entered a state: the period lasts until the next row. Append-only; all figures come from here."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="periods", db_index=False)
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES)
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()
    counter = models.ForeignKey(ServiceCounter, models.PROTECT, null=True, related_name="+", db_index=False)
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", db_index=False)
    actor = models.JSONField(default=dict)

    class Meta:
        ordering = ["visit_id", "seq"]
        constraints = [models.UniqueConstraint(fields=["visit", "seq"], name="queue_period_place")]
        indexes = [models.Index(fields=["field", "at"], name="queue_period_field")]
