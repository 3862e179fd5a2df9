"""Putting pages into Wagtail's tree, one or many, and telling everybody that a site changed."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Locale, Page

from motcua.kernel.bulk import insert_rows
from motcua.pages.models import SitesVersion, UnitSite
from motcua.pages.queries.sites import SITES
from motcua.pages.rules.addressing import STEP, number_of, step_of

ALL = "the version of a site that changed"


def root() -> Page:
    """The root of all sites' trees."""
    found = Page.objects.filter(depth=1).order_by("path").first()
    return found if found is not None else Page.add_root(instance=Page(title="Gốc", slug="root", locale=locale()))


def locale() -> Locale:
    """Wagtail's record of the language of the trees; which language an entry is in is said by the entry."""
    return Locale.objects.get_or_create(language_code="vi")[0]


def plant(parent: Page, pages: Sequence[Page]) -> None:
    """Puts new published pages of one kind below a page, at the end, in the caller's transaction: six statements for all.

    Wagtail's own way of adding asks a dozen questions for each page. Titles must be given, slugs given and new.
    """
    if not pages:
        return
    Page.objects.select_for_update().get(pk=parent.pk)
    last = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("-path").first()
    first = number_of(last.path[-STEP:]) + 1 if last else 1
    language = parent.locale if parent.locale_id else locale()
    model = type(pages[0])
    for number, page in enumerate(pages, start=first):
        page.path, page.depth, page.numchild = parent.path + step_of(number), parent.depth + 1, 0
        page.locale, page.draft_title = language, page.title
        page.content_type = ContentType.objects.get_for_model(model)
        page.url_path = f"{parent.url_path}{page.slug}/"
    _insert(model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    parent.numchild += len(pages)


def _insert(model: type[Page], pages: Sequence[Page]) -> None:
    """The rows in Wagtail's table and in the kind's own."""
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in shared}) for page in pages)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        page._state.adding, page._state.db = False, base._state.db
    own = model._meta.local_concrete_fields
    insert_rows(
        model, [field.column for field in own], [[getattr(page, field.attname) for field in own] for page in pages]
    )


def changed(*site_ids: int) -> None:
    """Says that something visible of these sites changed: their kept pages are not shown any more once this commits."""
    UnitSite.objects.regardless(ALL).filter(pk__in=site_ids).update(version=F("version") + 1)
    SitesVersion.grow()
    SITES.forget()


def version_now() -> int:
    """The number of the latest change of any site."""
    return SitesVersion.current()
