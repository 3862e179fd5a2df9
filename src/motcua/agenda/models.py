"""Tables of the room: rooms to book, plans of weeks, their entries with people, and the editions that were published."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.agenda.rules.states import State
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.scoping import ScopedQuerySet

STATE_WORDS: dict[State, Any] = {
    State.DRAFT: _("Đang soạn"),
    State.SUBMITTED: _("Chờ duyệt"),
    State.APPROVED: _("Đã duyệt, chưa công bố"),
    State.PUBLISHED: _("Đã công bố"),
}
STATES = [(state.value, words) for state, words in STATE_WORDS.items()]


class RoomQuerySet(ScopedQuerySet):
    """Meeting rooms, read within a scope."""


class MeetingRoom(models.Model):
    """A room that entries of its unit may book, one at a time. A closed one keeps its bookings and takes no new ones."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="agenda_room_name")]

    def __str__(self) -> str:
        return f"{self.name}, {self.address}" if self.address else self.name


class PlanQuerySet(ScopedQuerySet):
    """Plans of weeks, read within a scope."""


class WeekPlan(models.Model):
    """The plan of one week of a people's committee. `revision` grows with every change and is the optimistic lock.

    `edition` is the number of the newest published edition, 0 before the first.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    monday = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=State.DRAFT.value)
    revision = models.PositiveIntegerField(default=1)
    edition = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.JSONField(default=dict)
    submitted_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.JSONField(default=dict)
    return_reason = models.CharField(max_length=1000, blank=True)
    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch tuần"
        constraints = [models.UniqueConstraint(fields=["unit", "monday"], name="agenda_one_plan_a_week")]

    @property
    def week(self) -> Week:
        """The week it plans."""
        return Week(self.monday)

    @property
    def subject(self) -> str:
        """Its name in the ledger and the inbox."""
        return f"agenda:{self.pk}"

    @property
    def state_words(self) -> Any:
        """The state in plain words; a published plan that was changed is being adjusted."""
        if self.state == State.DRAFT and self.edition:
            return _("Đang điều chỉnh")
        return STATE_WORDS[State(self.state)]


class EntryQuerySet(ScopedQuerySet):
    """Entries, by meaning."""

    def standing(self) -> Any:
        """Those that were not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def during(self, starts: datetime, ends: datetime) -> Any:
        """Those that share a moment with the span."""
        return self.filter(starts_at__lt=ends, ends_at__gt=starts)


class WorkEntry(models.Model):
    """One thing in a week's plan: when, what, where, who. It never moves to another week.

    `uid` and `sequence` are what calendar programs know it by. `clash_reason` says why somebody is planned twice at a
    time. A private one is seen by those it concerns only, and never published.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(WeekPlan, models.PROTECT, related_name="entries")
    uid = models.UUIDField(default=uuid4, unique=True)
    token = models.CharField(max_length=64, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=300)
    room = models.ForeignKey(MeetingRoom, models.PROTECT, null=True, blank=True, related_name="entries", db_index=False)
    place = models.CharField(max_length=200, blank=True)
    prepared_by = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    departments = models.ManyToManyField("units.Unit", related_name="+", blank=True)
    guests = models.CharField(max_length=500, blank=True)
    private = models.BooleanField(default=False)
    clash_reason = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    entered_by = models.JSONField(default=dict)
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "việc trong lịch"
        ordering = ["starts_at", "ends_at", "pk"]
        indexes = [
            models.Index(fields=["unit", "day"], name="agenda_entry_day"),
            models.Index(fields=["room", "starts_at"], name="agenda_entry_room"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="agenda_entry_ends_after_it_begins")
        ]

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"agenda-entry:{self.pk}"

    @property
    def where(self) -> str:
        """The booked room, and what was written beside it."""
        return " – ".join(part for part in (str(self.room) if self.room else "", self.place) if part)

    @property
    def start(self) -> str:
        """08:00 on the local clock."""
        return f"{clock.local(self.starts_at):%H:%M}"

    @property
    def end(self) -> str:
        """10:30 on the local clock."""
        return f"{clock.local(self.ends_at):%H:%M}"


class EntryPerson(models.Model):
    """That an officer takes part by a duty, with name and post as they were called when it was planned."""

    entry = models.ForeignKey(WorkEntry, models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    duty = models.ForeignKey("accounts.Duty", models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    post = models.CharField(max_length=160, blank=True)
    chairs = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["entry_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "user"], name="agenda_person_once"),
            models.UniqueConstraint(fields=["entry"], condition=Q(chairs=True), name="agenda_one_chair"),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.name}".strip()


class Edition(models.Model):
    """What was published of a plan: `document` is what everybody may read, `people` whom each entry concerns.

    Append-only: triggers of the database refuse every change. Private entries are in neither.
    """

    plan = models.ForeignKey(WeekPlan, models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    document = models.JSONField()
    people = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = models.JSONField(default=dict)

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="agenda_edition_number")]


class FeedKey(models.Model):
    """The secret of an officer's own iCalendar address: found by its hash, kept sealed so that its owner can read it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    made_at = models.DateTimeField()
