"""Who gets news of what. A mail address is sealed; addresses of pages carry a random token and nothing else."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet


class Kind(models.TextChoices):
    """What somebody wants to hear of."""

    REPORTS = "reports", _("phản ánh mới được công khai")
    NOTICES = "notices", _("thông báo của chính quyền")


class Way(models.TextChoices):
    """How news reach somebody."""

    EMAIL = "email", _("Thư điện tử")
    APP = "app", _("Trong trang của tôi")


class SubscriptionQuerySet(ScopedQuerySet):
    """Subscriptions, read within a scope."""

    def standing(self) -> Self:
        """Those that were confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class Subscription(models.Model):
    """News of published reports of a place, or of one category there, or within `radius` metres of a point; or a unit's
    notices by place and topic, which stand in `wishes`.

    Nothing is sent before `confirmed_at`. `told_until` is up to when was told; `digest` makes the same wish one row, `who`
    is the mailbox as a keyed hash. In the application it belongs to a `user` and has no mailbox.
    """

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.REPORTS)
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.EMAIL)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    who = models.CharField(max_length=64, blank=True, db_index=True)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    category_key = models.SlugField(max_length=60, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    radius = models.PositiveIntegerField(default=0)
    mail = models.TextField()
    digest = models.CharField(max_length=64)
    token = models.CharField(max_length=43, unique=True)
    language = models.CharField(max_length=5, default="vi")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "đăng ký nhận tin"
        constraints = [models.UniqueConstraint(fields=["digest"], condition=Q(ended_at=None), name="subscription_once")]

    @property
    def holder(self) -> str:
        """The name under which devices hear of it."""
        return f"subscription:{self.pk}"


class NoticeWish(models.Model):
    """That a subscription wants notices of a place on a topic; "" is every topic. Topics are named by the room above."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="wishes")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    topic_key = models.SlugField(max_length=60, blank=True, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "topic_key", "subscription"], name="notice_wish_once"),
        ]
