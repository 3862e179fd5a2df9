"""Links that lead nowhere, as the periodic check found them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.TextChoices):
    """What is wrong with a link."""

    NOWHERE = "nowhere", _("không có trang này")
    GONE = "gone", _("trang ngoài không còn")
    SILENT = "silent", _("trang ngoài không trả lời")


class BrokenLink(models.Model):
    """A link in the text of a public entry that leads nowhere. `times`: in how many checks running an outside page was silent."""

    unit_site = models.ForeignKey("pages.UnitSite", models.CASCADE, related_name="+")
    entry = models.ForeignKey("pages.Entry", models.CASCADE, related_name="+")
    address = models.CharField(max_length=500)
    fault = models.CharField(max_length=10, choices=Fault.choices)
    times = models.PositiveSmallIntegerField(default=1)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "address"], name="one_row_per_broken_link")]


class LinkRound(models.Model):
    """How far the check has come (one row, id 1): the entry it looked at last; 0 when a new round begins."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    after = models.PositiveBigIntegerField(default=0)
