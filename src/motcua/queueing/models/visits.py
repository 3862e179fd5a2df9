"""Visits: a visit is one row from the number (or the door) to the rating; its periods are append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.kernel.scoping import ScopedQuerySet
from motcua.queueing.models.choices import PRIORITY_WORDS, STATE_WORDS, STATES, Channel
from motcua.queueing.models.desks import ServiceCounter, ServiceField
from motcua.queueing.rules.calling import AT_COUNTER, LIVE, State


class Series(models.Model):
    """The last number given in a field on a local day; its row's lock keeps numbers free of gaps and duplicates."""

    field = models.ForeignKey(ServiceField, models.CASCADE, related_name="+")
    day = models.DateField()
    last = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "day"], name="queue_one_series_a_day")]


class Visit(models.Model):
    """Somebody's visit to a desk: a number taken at the door or on the web, or an appointment.

    `number` and `label` are empty while a visit is only planned; an appointment gets them when the person checks in.

    `field` is where it stands now, `issued_field` whose series the number came from. `person` is a keyed hash of the
    telephone number, `contact` the number itself, sealed. `queued_at` orders people of one rank.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="visits")
    issued_field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    label = models.CharField(max_length=6, blank=True)
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
                fields=["issued_field", "person"],
                condition=Q(state="booked") & ~Q(person=""),
                name="queue_one_live_booking",
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
