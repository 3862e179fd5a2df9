"""Machines in the hall that may give numbers."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.scoping import ScopedQuerySet
from motcua.kiosk.rules import Standing


class Paper(models.TextChoices):
    """What a machine prints on."""

    ROLL = "roll", _("Máy in hóa đơn, giấy cuộn 80 mm")
    SHEET = "sheet", _("Máy in thường, giấy A4 hoặc A5")
    NONE = "none", _("Không in, chỉ hiện số và mã QR")


STANDING_WORDS: dict[Standing, Any] = {
    Standing.UNPAIRED: _("Chưa ghép máy"),
    Standing.READY: _("Đang dùng"),
    Standing.EXPIRED: _("Hết hạn"),
    Standing.REVOKED: _("Đã thu hồi"),
}


class KioskDevice(models.Model):
    """A machine that gives numbers of one desk until `expires_at`; its token and pairing code are kept as keyed hashes only."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    paper = models.CharField(max_length=6, choices=Paper.choices, default=Paper.ROLL)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    pairing_hash = models.CharField(max_length=64, blank=True)
    pairing_until = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    paired_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(revoked_at__isnull=True), name="kiosk_name_once_at_desk"
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="kiosk_token_once"),
            models.UniqueConstraint(fields=["pairing_hash"], condition=~Q(pairing_hash=""), name="kiosk_code_once"),
        ]

    def __str__(self) -> str:
        return self.name
