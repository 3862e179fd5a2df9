"""Who may not send for a while, by which sender a thing came, and what people found wrong with a public text.

Nothing here holds a phone number or a network address: only keyed hashes, which can be compared and not be read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet


class SenderTraceQuerySet(ScopedQuerySet):
    """Traces, read within a scope."""


class SenderTrace(models.Model):
    """From which phone and network address a thing came, as hashes, for 30 days: so that an officer can block without knowing whom."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, unique=True)
    phone_digest = models.CharField(max_length=64, blank=True)
    address_digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_index=True)

    objects = SenderTraceQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu vết người gửi"


class SenderBlockQuerySet(ScopedQuerySet):
    """Blocks, read within a scope."""

    def standing(self, moment: datetime) -> Self:
        """Those in force."""
        return self.filter(lifted_at=None, until__gt=moment)


class SenderBlock(models.Model):
    """That a sender may not send to a unit and all below it until a day, and why. `subject` is the thing that gave the reason."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, db_index=True)
    by_phone = models.BooleanField()
    subject = models.CharField(max_length=80)
    reason = models.CharField(max_length=300)
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.JSONField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.JSONField(default=dict)

    objects = SenderBlockQuerySet.as_manager()

    class Meta:
        verbose_name = "chặn gửi"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("made_at")), name="block_ends_after_it_begins")
        ]


class Abuse(models.TextChoices):
    """What is wrong with a public text."""

    PERSONAL = "personal", _("Lộ tên, số điện thoại, biển số hay hình ảnh của một người")
    UNTRUE = "untrue", _("Không đúng sự thật")
    INSULT = "insult", _("Xúc phạm, kích động")
    OTHER = "other", _("Lý do khác")


class AbuseNoticeQuerySet(ScopedQuerySet):
    """Notices, read within a scope."""

    def open(self) -> Self:
        """Those nobody has decided about."""
        return self.filter(decided_at=None)


class AbuseNotice(models.Model):
    """That somebody finds a public text wrong. One address may say so once of a text; `taken_down` is empty until decided."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, db_index=True)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=200)
    abuse = models.CharField(max_length=10, choices=Abuse.choices)
    note = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=64)
    at = models.DateTimeField()
    taken_down = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by: Any = models.JSONField(default=dict)
    answer = models.CharField(max_length=500, blank=True)

    objects = AbuseNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "báo vi phạm"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "sender"], condition=Q(decided_at=None), name="abuse_once_a_sender"
            )
        ]
