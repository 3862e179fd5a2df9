"""Opening the site of a unit: one verb, no programmer."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from motcua.accounts.permissions import demand
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ledger.actions import Entry as LedgerEntry
from motcua.ledger.actions import append
from motcua.pages.actions.tree import changed, plant, root
from motcua.pages.models import HomePage, SectionPage, UnitSite
from motcua.pages.queries.sections import TITLES
from motcua.pages.queries.sites import door_host
from motcua.pages.rules.hosts import is_host
from motcua.pages.rules.kinds import SECTIONS, host_of
from motcua.units.models import Level, Unit
from motcua.units.queries import is_active, unit_by_code

PLACES = frozenset({Level.CITY.value, Level.DISTRICT.value, Level.COMMUNE.value})
BLOCKS = (
    "services",
    "news",
    "notices",
    "events",
    "shared",
    "calendar",
    "bulletins",
    "documents",
    "contact",
    "neighbours",
)
EVERY = "whether this unit or this host name already has a site"


def host_for(unit: Unit) -> str:
    """The host name a unit's site gets unless another is said."""
    return unit.host or host_of(unit.path or unit.code, door_host())


@transaction.atomic
def create_site(*, actor: Actor, unit_code: str, host: str = "", is_demo: bool = False) -> UnitSite:
    """Opens the site of a people's committee, with all sections the law asks for, at a path and at a host name.

    Refuses when the actor may not, the unit is no people's committee at work, the site exists already, or the host name
    is no host name or another's (fields "unit", "host").
    """
    unit = unit_by_code(unit_code)
    demand(actor, "pages.create-site", unit.pk)
    if unit.level not in PLACES or not is_active(unit.pk):
        raise Refusal(_("Chỉ mở trang cho Ủy ban nhân dân đang hoạt động."), fields={"unit": _("Chọn đơn vị khác.")})
    if UnitSite.objects.regardless(EVERY).filter(unit_id=unit.pk).exists():
        raise Conflict(_("%(unit)s đã có trang.") % {"unit": unit.name}, fields={"unit": _("Đơn vị này đã có trang.")})
    name = _free_host(host.strip().lower().rstrip(".") or host_for(unit))
    unit_site = plant_site(unit, name, is_demo=is_demo)
    append(
        f"site:{unit_site.pk}", LedgerEntry("opened", actor, unit_id=unit.pk, data={"host": name, "unit": unit.code})
    )
    return unit_site


def _free_host(name: str) -> str:
    if not is_host(name):
        raise Refusal(
            _("Tên miền “%(host)s” không đúng.") % {"host": name},
            fields={"host": _("Chỉ dùng chữ không dấu, số, gạch nối và dấu chấm, ví dụ: phuong1.quan10.vn.")},
        )
    taken = UnitSite.objects.regardless(EVERY).filter(host=name).exists()
    if taken or name == door_host():
        raise Conflict(
            _("Tên miền “%(host)s” đã có nơi dùng.") % {"host": name}, fields={"host": _("Chọn tên miền khác.")}
        )
    return name


def plant_site(unit: Unit, host: str, *, is_demo: bool = False) -> UnitSite:
    """The rows of a new site: home page, Wagtail's site, ours, the sections."""
    home = HomePage(title=unit.name, slug=unit.code, live=True)
    plant(root(), [home])
    site = Site.objects.create(hostname=host, port=80, site_name=unit.name[:255], root_page=home)
    unit_site = UnitSite.objects.create(
        unit_id=unit.pk, site=site, host=host, blocks=list(BLOCKS), is_demo=is_demo, opened_at=clock.now()
    )
    plant(home, sections_of_new(unit_site))
    changed(unit_site.pk)
    return unit_site


def sections_of_new(unit_site: UnitSite) -> list[Any]:
    """A new site's sections, in the order of its menu; titles are kept in Vietnamese and belong to the editors."""
    from django.utils import translation

    with translation.override("vi"):
        return [
            SectionPage(
                title=str(TITLES[plan.kind]), slug=plan.slug, kind=plan.kind, unit_site=unit_site,
                show_in_menus=plan.in_menu, live=True,
            )
            for plan in SECTIONS
        ]  # fmt: skip
