"""How often pages of sites were read, by day: numbers only, nothing about who read."""

from django.db import models


class VisitDay(models.Model):
    """How often pages of a site were read on a day. `entry` 0 counts all pages of the site, another number that entry alone."""

    unit_site = models.ForeignKey("pages.UnitSite", models.CASCADE, related_name="+", db_index=False)
    entry = models.PositiveBigIntegerField(default=0)
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_site", "entry", "day"], name="one_count_per_page_and_day")]
        indexes = [models.Index(fields=["day"], name="visits_day")]
