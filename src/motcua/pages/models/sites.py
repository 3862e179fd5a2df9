"""A unit's site: its host name, its colours, its blocks, and the number that grows with every change that shows."""

from django.db import models

from motcua.kernel.scoping import ScopedQuerySet
from motcua.kernel.stamps import Stamp


class UnitSiteQuerySet(ScopedQuerySet):
    """Sites by meaning."""


class UnitSite(models.Model):
    """The site of a people's committee.

    `site` is Wagtail's own record with the root page. `version` grows whenever something visible changes: kept pages of
    an older version are not shown any more. `blocks` lists the parts of the home page in their order. Colours and emblem
    come from the unit (`branding`) unless said here.
    """

    unit = models.OneToOneField("units.Unit", models.PROTECT, related_name="+")
    site = models.OneToOneField("wagtailcore.Site", models.PROTECT, related_name="+")
    host = models.CharField(max_length=200, unique=True)
    version = models.PositiveBigIntegerField(default=1)
    colour = models.CharField(max_length=7, blank=True)
    motto = models.CharField(max_length=200, blank=True)
    emblem = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    blocks = models.JSONField(default=list)
    is_demo = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    objects = UnitSiteQuerySet.as_manager()

    class Meta:
        verbose_name = "trang của đơn vị"


class SitesVersion(Stamp):
    """Grows with every change of any site."""
