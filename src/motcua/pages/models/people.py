"""People a site shows: councillors, leaders, heads of offices and associations, the spokesperson; and moved addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Body(models.TextChoices):
    """Which body somebody belongs to."""

    PARTY = "party", _("Đảng ủy")
    COUNCIL = "council", _("Hội đồng nhân dân")
    COMMITTEE = "committee", _("Ủy ban nhân dân")
    OFFICE = "office", _("Phòng, ban, công chức chuyên môn")
    FRONT = "front", _("Mặt trận Tổ quốc và các đoàn thể")


class Official(models.Model):
    """Somebody a site shows by name, with post, duties and how to reach them (NĐ 224/2026/NĐ-CP Điều 9)."""

    unit_site = models.ForeignKey("pages.UnitSite", models.CASCADE, related_name="officials")
    body = models.CharField(max_length=12, choices=Body.choices)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=160)
    duties = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    picture = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    is_spokesperson = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit_site"], condition=models.Q(is_spokesperson=True), name="one_spokesperson_per_site"
            )
        ]


class Moved(models.Model):
    """That what stood at `old` on a site stands at `new` now; `new` "" is the site's home page."""

    unit_site = models.ForeignKey("pages.UnitSite", models.CASCADE, related_name="moved")
    old = models.CharField(max_length=250)
    new = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_site", "old"], name="one_new_place_per_address")]
