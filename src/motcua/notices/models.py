"""Tables of the room: topics, notices with their areas and page visits, a unit's number a day, banners and their version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.kernel.stamps import Stamp
from motcua.notices.rules.states import Follows, State

STATE_WORDS: dict[State, Any] = {
    State.DRAFT: _("Đang soạn"),
    State.SUBMITTED: _("Chờ duyệt"),
    State.APPROVED: _("Đã duyệt, chờ đến giờ"),
    State.PUBLISHED: _("Đã gửi"),
    State.WITHDRAWN: _("Đã hủy"),
}
FOLLOWS_WORDS: dict[Follows, Any] = {Follows.CORRECTION: _("Đính chính"), Follows.RECALL: _("Thu hồi")}


class Topic(models.Model):
    """What a notice is about; people subscribe to topics. A closed one keeps its notices and takes no new ones."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = "chủ đề thông báo"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class NoticeQuerySet(ScopedQuerySet):
    """Notices, by meaning."""

    def public(self) -> Any:
        """Those that everybody may read, the newest first."""
        return self.filter(state=State.PUBLISHED.value).order_by("-published_at", "-pk")


class Notice(models.Model):
    """A notice of a unit to its residents. `revision` grows with every change and is the optimistic lock.

    `areas` narrows it to some places below the unit; none is the unit with all below it. It is public from `publish_at`
    on (None: at once); messages begin at `deliver_at`, after the quiet hours. `cursor` is the last subscription that a
    message was written for, `sent_at` when nobody was left. `follows` links a correction or recall to what it corrects.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    areas = models.ManyToManyField("units.Unit", related_name="+", blank=True)
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=9, choices=[(each.value, STATE_WORDS[each]) for each in State], default="draft")
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=150)
    text = models.TextField()
    title_en = models.CharField(max_length=150, blank=True)
    text_en = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    link = models.CharField(max_length=300, blank=True)
    is_emergency = models.BooleanField(default=False)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    follows_as = models.CharField(
        max_length=10, blank=True, choices=[(each.value, FOLLOWS_WORDS[each]) for each in Follows]
    )
    publish_at = models.DateTimeField(null=True, blank=True)
    deliver_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    cursor = models.PositiveBigIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    expected = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.JSONField(default=dict)
    written_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.JSONField(default=dict)
    return_reason = models.CharField(max_length=1000, blank=True)
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo đến người dân"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["unit", "-published_at"], name="notice_of_unit"),
            models.Index(fields=["-published_at"], name="notice_public", condition=Q(state="published")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="notice_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(follows=None, follows_as="") | (Q(follows__isnull=False) & ~Q(follows_as="")),
                name="notice_follows_as",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """Its name in the ledger, the inbox and the messages."""
        return f"notice:{self.pk}"

    @property
    def state_words(self) -> Any:
        """The state in plain words."""
        if self.state == State.PUBLISHED and self.sent_at is None and self.stopped_at is None:
            return _("Đã đăng, đang gửi")
        return STATE_WORDS[State(self.state)]

    @property
    def follows_words(self) -> Any:
        """What it is to the notice it follows, in words; empty for a notice of its own."""
        return FOLLOWS_WORDS[Follows(self.follows_as)] if self.follows_as else ""


class NoticeVisits(models.Model):
    """How often a notice's page was opened, by where the reader came from; nothing about the reader."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="visits", db_index=False)
    source = models.CharField(max_length=5)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "source"], name="notice_visits_once")]


class SendingDayQuerySet(ScopedQuerySet):
    """Numbers of days, read within a scope."""


class SendingDay(models.Model):
    """How many notices of a unit go out on a local day: the row that two leaders at once both have to pass."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)
    objects = SendingDayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="notice_sending_day")]


class BannerState(models.TextChoices):
    """Where a banner stands."""

    ASKED = "asked", _("Chờ người thứ hai xác nhận")
    STANDING = "standing", _("Đã cho hiện")
    REFUSED = "refused", _("Không cho hiện")


class BannerQuerySet(ScopedQuerySet):
    """Banners, by meaning."""

    def published(self) -> Any:
        """Those that were let up and not taken down by somebody, whatever the hour."""
        return self.filter(state=BannerState.STANDING, ended_at=None)


class Banner(models.Model):
    """A line over all pages of a place's site and door, from `starts_at` up to `ends_at`; `below` also over all places below.

    Two people let it up: who asked and who decided. `alone_reason` says why one did in a danger that could not wait; a
    second person reads it afterwards. Nothing is deleted.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=300, blank=True)
    below = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=BannerState.choices, default=BannerState.ASKED)
    alone_reason = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.JSONField(default=dict)
    asked_by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.JSONField(default=dict)
    end_reason = models.CharField(max_length=300, blank=True)
    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = "băng khẩn cấp"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="banner_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> str:
        """Its name in the ledger and the inbox."""
        return f"banner:{self.pk}"

    @property
    def is_unread(self) -> bool:
        """Whether one person let it up and nobody else has read it yet."""
        return self.state == BannerState.STANDING and bool(self.alone_reason) and self.decided_at is None


class BannersVersion(Stamp):
    """Grows with every change of any banner."""
