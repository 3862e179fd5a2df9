"""What stands around every page of a site: its names, menu, contacts, what lies above, below and beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import NoReverseMatch, reverse

from motcua.kernel.registry import registry
from motcua.pages.models import SectionPage
from motcua.pages.queries import entries
from motcua.pages.queries.sections import TITLES
from motcua.pages.queries.sites import PREFIX, SITES, SiteFace
from motcua.pages.rules.boundary import Drawing, drawn
from motcua.pages.rules.kinds import SLUGS, Section
from motcua.units import queries as units
from motcua.units.models import Boundary, Unit

NOT_OF_A_SITE = frozenset({"portal:my-page", "portal:help", "pages:sites"})


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link to another unit's site."""

    name: str
    url: str


@dataclass
class SiteFrame:
    """A site as its pages see it. `base` begins its addresses: "/" on its own host, "/trang/<code>/" at the common door."""

    face: SiteFace
    base: str
    kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def unit(self) -> Unit:
        """Whose site it is."""
        return units.unit_by_id(self.face.unit_id)

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.unit.name

    @cached_property
    def above(self) -> list[Unit]:
        """The places above, the nearest first."""
        return [units.unit_by_id(each) for each in reversed(units.ancestors_of(self.face.unit_id))]

    @property
    def place_line(self) -> str:
        """The names of the places above in one line: "Quận 10, Thành phố Hồ Chí Minh"."""
        return ", ".join(unit.name for unit in self.above)

    @cached_property
    def sections(self) -> list[SectionPage]:
        """The live sections in the editors' order, with their addresses."""
        rows = entries.sections_of(self.face)
        for row in rows:
            row.address = f"{self.base}{row.slug}/"
        return rows

    @property
    def menu(self) -> list[SectionPage]:
        """The sections in the menu."""
        return [row for row in self.sections if row.show_in_menus]

    def section(self, kind: str) -> SectionPage | None:
        """The site's section of a kind, None when it is not shown."""
        return next((row for row in self.sections if row.kind == kind), None)

    def at(self, kind: str, slug: str = "") -> str:
        """The address of a section or of an entry in it."""
        return f"{self.base}{SLUGS[Section(kind)]}/{f'{slug}/' if slug else ''}"

    @property
    def colour_sheet(self) -> str:
        """The address of the site's small stylesheet; a new colour is a new address."""
        return f"{self.base}mau.css?m={self.face.colour.lstrip('#')}"

    def emblem(self, side: int) -> str:
        """The address of the site's own emblem at a size; "" when the house's is shown. A new emblem is a new address."""
        return f"{self.base}bieu-trung/{side}.png?m={self.face.emblem[:8]}" if self.face.emblem else ""

    @property
    def mark(self) -> str:
        """The emblem beside the name, sharp on a phone's fine screen."""
        return self.emblem(156)

    @cached_property
    def boundary(self) -> tuple[Drawing, bool, str] | None:
        """The unit's boundary as a drawing, whether it is only a sketch, and its source; None when the unit has none."""
        row = Boundary.objects.filter(unit_id=self.face.unit_id).first()
        shape = drawn(row.area) if row is not None else None
        return (shape, row.is_sketch, row.source) if row is not None and shape is not None else None

    @cached_property
    def services(self) -> list[tuple[Any, Any, str, str]]:
        """What can be done here: (title, text, address, icon) from the home tiles of the installed rooms, and the rating."""
        found = []
        for tile in registry.tiles:
            if tile.url_name not in NOT_OF_A_SITE and (url := address(tile.url_name)):
                found.append((tile.title, tile.text, url, tile.icon or "door"))
        return found

    @cached_property
    def rating(self) -> str:
        """Where people rate how they were served here; "" without that room."""
        return address("satisfaction:faces", self.face.code)

    @cached_property
    def upwards(self) -> list[SiteLink]:
        """Sites of the places above, the nearest first."""
        return self._links(reversed(units.ancestors_of(self.face.unit_id)))

    @cached_property
    def downwards(self) -> list[SiteLink]:
        """Sites of the places directly below."""
        return self._links(self._below(self.face.unit_id))

    @cached_property
    def beside(self) -> list[SiteLink]:
        """Sites of the neighbours: the other places below the same one."""
        parent = self.unit.parent_id
        return self._links(each for each in self._below(parent) if each != self.face.unit_id) if parent else []

    def _below(self, unit_id: int) -> list[int]:
        return [node.id for node in units.tree().children_of(unit_id)]

    def _links(self, unit_ids: Iterable[int]) -> list[SiteLink]:
        by_unit = SITES.get().by_unit
        return [
            SiteLink(units.tree().nodes[each].name, f"{PREFIX}{by_unit[each].code}/")
            for each in unit_ids
            if each in by_unit
        ]


def address(name: str, *arguments: Any) -> str:
    """The address of a page of another room; "" when that room is left out."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def title_of(kind: str) -> Any:
    """The word for a kind of section."""
    return TITLES[Section(kind)]
