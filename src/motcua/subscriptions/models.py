"""Who gets news of what. A mail address is sealed; addresses of pages carry a random token and nothing else."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.kernel.scoping import ScopedQuerySet


class SubscriptionQuerySet(ScopedQuerySet):
    """Subscriptions, read within a scope."""

    def standing(self) -> Self:
        """Those that were confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class Subscription(models.Model):
    """News of published reports of a place, or of one category there, or within `radius` metres of a point.

    Nothing is sent before `confirmed_at`. `told_until` is up to when was told; `digest` makes the same wish one row.
    """

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
