"""Pages in Wagtail's tree: a home page per site, sections under it, entries under the sections."""

from typing import Any

from django.db import models
from wagtail.models import Page

from motcua.pages.rules.kinds import Kind, Section

SECTION_CHOICES = [(kind.value, kind.value) for kind in Section]
KIND_CHOICES = [(kind.value, kind.value) for kind in Kind]


class HomePage(Page):
    """The root of a site; what stands on it is said by the site's blocks."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "trang chủ"


class SectionPage(Page):
    """A section of a site. `body` is its own text in light markup; sections of entries list them below it.

    `address` is where the page being drawn reaches it: not kept, put there by the queries.
    """

    unit_site = models.ForeignKey("pages.UnitSite", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=SECTION_CHOICES)
    body = models.TextField(blank=True)
    address = ""
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "chuyên mục"
        constraints = [models.UniqueConstraint(fields=["unit_site", "kind"], name="one_section_of_a_kind")]


class Entry(Page):
    """A piece of content: news, notice, event, legal document, security bulletin or plan.

    `body` is light markup. `date` is the moment it shows (its first publication unless the author said another day).
    `starts_at`, `ends_at`, `place` belong to events, `number`, `issued_on`, `issuer`, `in_force` to documents and plans.
    `correction` tells what was corrected, and when. `shared` is "down" to the sites below, "up" while proposed to the site
    above, "taken" once that one shows it too. `attachments` lists files: {"id", "name", "size", "kind"}. What the
    search reads stands in the table `pages_words` (see `actions/words.py`).
    """

    unit_site = models.ForeignKey("pages.UnitSite", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KIND_CHOICES)
    category = models.CharField(max_length=60, blank=True)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    date = models.DateTimeField(db_index=True)
    language = models.CharField(max_length=5, default="vi")
    picture = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    picture_alt = models.CharField(max_length=200, blank=True)
    video = models.URLField(max_length=300, blank=True)
    video_file = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    in_force = models.BooleanField(default=True)
    attachments = models.JSONField(default=list, blank=True)
    correction = models.CharField(max_length=300, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    written_by = models.PositiveBigIntegerField(null=True, blank=True)
    shared = models.CharField(max_length=10, blank=True)
    address = ""
    place_name = ""
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "bài"
        indexes = [
            models.Index(fields=["unit_site", "kind", "-date"], name="entry_list"),
            models.Index(fields=["unit_site", "-date"], name="entry_site_date"),
            models.Index(fields=["shared", "-date"], name="entry_shared", condition=~models.Q(shared="")),
        ]

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """A revision's content as an entry. Wagtail would look every foreign key up, without any scope; they are kept keys."""
        return super().from_serializable_data(data, check_fks=False, strict_fks=False)
