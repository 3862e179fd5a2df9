"""What is to be done, by whom, until when; and the hand-overs of whole lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.kernel.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

OPEN = Q(closed_at__isnull=True)
CLOSED = Q(closed_at__isnull=False)
"""Said as "is not null": only so does SQLite know that what was closed after a moment is in an index of closed items."""


class Verdict(models.TextChoices):
    """Whether a closed item was done in time; written once, at closing."""

    NONE = "", "–"
    ON_TIME = "on_time", "đúng hạn"
    LATE = "late", "quá hạn"


class WorkItemQuerySet(ScopedQuerySet):
    """Rows of work items by meaning."""

    def open(self) -> Self:
        """Items still to be done."""
        return self.filter(OPEN)

    def about(self, subject: str) -> Self:
        """Items of one subject ("dossier:123")."""
        return self.filter(subject=subject)

    def late(self, moment: datetime) -> Self:
        """Open items whose due time is past."""
        return self.filter(OPEN, order_at__lt=moment)

    def soon(self, moment: datetime) -> Self:
        """Open items not late yet, but inside their warning time."""
        return self.filter(OPEN, order_at__gte=moment, warn_at__lte=moment)

    def calm(self, moment: datetime) -> Self:
        """Open items that leave time, or have no due time."""
        return self.filter(OPEN, order_at__gte=moment).exclude(warn_at__lte=moment)

    def held_by(self, user_id: int | None) -> Self:
        """Items in one officer's hands."""
        return self.filter(holder_user_id=user_id)

    def in_hands(self, user_ids: Iterable[int]) -> Self:
        """Items in the hands of any of these officers."""
        return self.filter(holder_user_id__in=list(user_ids))

    def unassigned(self) -> Self:
        """Items of a unit that nobody holds yet."""
        return self.filter(holder_user__isnull=True)

    def without_head(self) -> Self:
        """Items opened while no head of the unit was in office: nobody answers for them until one is named."""
        return self.filter(head_user__isnull=True)


class WorkItem(models.Model):
    """One thing to be done.

    `subject` names what it is about ("dossier:123"), `kind` the sort of work ("dossier.receive"), `code` what people call
    the subject. `order_at` is `due_at`, or the far future without one, so that one index sorts all items. `remind_at`,
    `escalate_at` and `raise_at` (one working day after the escalation, to the level above) lie in working hours; they are
    emptied when done. `head_*` is the head in office at opening.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=200, blank=True)
    state_label = models.CharField(max_length=80, blank=True)
    search = models.CharField(max_length=600, blank=True)
    address = models.CharField(max_length=200)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder_role = models.CharField(max_length=30, blank=True)
    holder_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    head_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    head_name = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    order_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    raise_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True, choices=Verdict.choices, default=Verdict.NONE)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name = "việc"
        indexes = [
            models.Index(fields=["unit", "order_at", "id"], name="work_open_unit", condition=OPEN),
            models.Index(fields=["holder_user", "order_at", "id"], name="work_open_holder", condition=OPEN),
            models.Index(fields=["order_at", "id"], name="work_open_all", condition=OPEN),
            models.Index(fields=["subject"], name="work_open_subject", condition=OPEN),
            models.Index(fields=["subject", "id"], name="work_subject"),
            # All that an account counts: a city's year is a million rows, none of which need be read.
            models.Index(
                fields=["unit", "closed_at", "head_user", "kind", "detail", "verdict", "due_at"],
                name="work_closed_account",
                condition=CLOSED,
            ),
            models.Index(fields=["unit", "opened_at", "head_user", "kind", "detail"], name="work_opened_account"),
            models.Index(fields=["head_user", "closed_at"], name="work_closed_head", condition=CLOSED),
            models.Index(fields=["remind_at"], name="work_remind", condition=OPEN & Q(remind_at__isnull=False)),
            models.Index(fields=["escalate_at"], name="work_escalate", condition=OPEN & Q(escalate_at__isnull=False)),
            models.Index(fields=["raise_at"], name="work_raise", condition=OPEN & Q(raise_at__isnull=False)),
        ]


class HandOverQuerySet(ScopedQuerySet):
    """Hand-overs, read within a scope."""


class HandOver(models.Model):
    """That a whole list went from one officer to another: who ordered it, why, how many items."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    items = models.PositiveIntegerField()
    by = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "bàn giao"
        indexes = [models.Index(fields=["unit", "-at"], name="work_handover_unit")]


class ExcuseQuerySet(ScopedQuerySet):
    """Excuses, read within a scope."""

    def granted(self) -> Self:
        """Those a leader of the level above agreed with."""
        return self.filter(granted=True)


class Excuse(models.Model):
    """Why an item was late through no fault of the unit: asked by its leaders, counter-signed by the level above, once.

    `granted` is empty until somebody decides. The verdict of the item itself never changes.
    """

    item = models.OneToOneField(WorkItem, on_delete=models.PROTECT, related_name="excuse")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    asked_by = models.JSONField()
    asked_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    decided_by = models.JSONField(default=dict)
    decided_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ExcuseQuerySet.as_manager()

    class Meta:
        verbose_name = "lý do quá hạn"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by_user=None) | ~Q(decided_by_user=models.F("asked_by_user")),
                name="excuse_countersigned_by_another",
            ),
            models.CheckConstraint(
                condition=Q(granted=None, decided_at=None) | Q(granted__isnull=False, decided_at__isnull=False),
                name="excuse_decided_whole",
            ),
        ]


class MarkKind(models.TextChoices):
    """What came back after an item had ended."""

    REOPENED = "reopened", "phải làm lại"
    DISSATISFIED = "dissatisfied", "người dân không hài lòng"


class ItemMark(models.Model):
    """That what an item had ended with came back, or that the person called it bad; the ledger tells the same of the subject.

    It counts in the year of `at`, for the unit and the head of the item. The verdict of the item never changes.
    """

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="marks", db_index=False)
    kind = models.CharField(max_length=12, choices=MarkKind.choices)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "việc bị làm lại, không hài lòng"
        constraints = [models.UniqueConstraint(fields=["item", "kind"], name="work_mark_once")]
        indexes = [models.Index(fields=["kind", "at"], name="work_mark_year")]
