"""Tables of the room: drafts that people are asked about, opinions, and what was said below them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.opinions.rules.states import State

STATE_WORDS: dict[State, Any] = {
    State.WAITING: _("Chờ duyệt"),
    State.PUBLISHED: _("Đã công khai"),
    State.REFUSED: _("Không công khai"),
    State.HIDDEN: _("Đã gỡ"),
}
STATES = [(state.value, words) for state, words in STATE_WORDS.items()]
NOBODY = _("Người dân")


class DraftTextQuerySet(ScopedQuerySet):
    """Drafts, read within a scope."""

    def published(self) -> Self:
        """Those that everybody may read."""
        return self.filter(published_at__isnull=False)

    def asking(self, today: date) -> Self:
        """Those on which an opinion can be given today, the first and the last day included."""
        return self.published().filter(opens_on__lte=today, closes_on__gte=today)


class DraftText(models.Model):
    """A draft (dự thảo) that a unit asks people about, from one day to another, both included. Once public its text stays."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    summary = models.TextField(blank=True)
    text = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    made_by = models.JSONField(default=dict)
    conclusion = models.TextField(blank=True)

    objects = DraftTextQuerySet.as_manager()

    class Meta:
        verbose_name = "dự thảo"
        ordering = ["-closes_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="draft_closes_after_it_opens")
        ]

    def is_asking(self, today: date) -> bool:
        """Whether an opinion can be given on that day."""
        return self.published_at is not None and self.opens_on <= today <= self.closes_on


class OpinionQuerySet(ScopedQuerySet):
    """Opinions by meaning."""

    def published(self) -> Self:
        """Those everybody may read."""
        return self.filter(state=State.PUBLISHED)


class Opinion(models.Model):
    """What somebody thinks. `public_title` and `public_text` are the words an officer looked over.

    The name is shown only when the person said so (`show_name`); `token` makes sending the same one twice one opinion.
    """

    code = models.CharField(max_length=24, unique=True)
    secret = models.CharField(max_length=8)
    token = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    draft = models.ForeignKey(DraftText, models.PROTECT, null=True, blank=True, related_name="opinions")
    state = models.CharField(max_length=10, choices=STATES, default=State.WAITING.value)
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)
    show_name = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="vi")
    title = models.CharField(max_length=150)
    text = models.TextField()
    public_title = models.CharField(max_length=150, blank=True)
    public_text = models.TextField(blank=True)
    refusal = models.TextField(blank=True)
    submitted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "góp ý"
        indexes = [
            models.Index(fields=["unit", "-id"], name="opinions_unit"),
            models.Index(fields=["unit", "-published_at"], name="opinions_public", condition=Q(state="published")),
            models.Index(fields=["-published_at"], name="opinions_public_all", condition=Q(state="published")),
        ]

    @property
    def subject(self) -> str:
        """Its name in the ledger and the inbox."""
        return f"opinion:{self.pk}"

    @property
    def state_words(self) -> Any:
        """The state in plain words."""
        return STATE_WORDS[State(self.state)]

    @property
    def public_name(self) -> Any:
        """Who said it, as everybody may read it."""
        return self.author_name if self.show_name and self.author_name else NOBODY


class OpinionReply(models.Model):
    """One reply below an opinion: of the unit, public at once, or of the author, looked over first like the opinion."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="replies")
    of_unit = models.BooleanField()
    state = models.CharField(max_length=10, choices=STATES)
    text = models.TextField()
    public_text = models.TextField(blank=True)
    by: Any = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
