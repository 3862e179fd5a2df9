"""Consultations: what somebody may ask about, who answers, and the questions with their answers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.queueing.models.desks import ServiceField
from motcua.queueing.models.visits import Visit


class Topic(models.Model):
    """What a desk gives advice on: the office that answers, the officer when one is named, at a visit or by calling back.

    Visits take times of `field`; `within` is the policy of the clock in which a call back is due.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    field = models.ForeignKey(ServiceField, models.PROTECT, related_name="+")
    office = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_visit = models.BooleanField(default=True)
    by_call = models.BooleanField(default=True)
    within = models.CharField(max_length=60, default="working 8h")
    order = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="queue_topic_code")]

    def __str__(self) -> str:
        return self.name


class AdviceState(models.TextChoices):
    """Where a question stands."""

    OPEN = "open", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    CANCELLED = "cancelled", _("Đã hủy")


class Advice(models.Model):
    """Somebody's question on a topic and its answer; with `visit` it is talked over at the desk, without the office calls back."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    office = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, blank=True, related_name="advice")
    code = models.CharField(max_length=24, unique=True)
    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    person = models.CharField(max_length=64, blank=True)
    contact = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="vi")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    question = models.TextField()
    state = models.CharField(max_length=10, choices=AdviceState.choices, default=AdviceState.OPEN)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by: Any = models.JSONField(default=dict)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "due_at"], name="queue_advice_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "person"],
                condition=models.Q(state="open") & ~models.Q(person=""),
                name="queue_one_open_question",
            )
        ]

    @property
    def subject(self) -> str:
        """Its name in the ledger and in the inbox."""
        return f"advice:{self.pk}"

    @property
    def state_words(self) -> str:
        """The state in plain words."""
        return str(AdviceState(self.state).label)
