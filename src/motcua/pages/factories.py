"""Test data of the room: a district with two wards and their sites."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.accounts.factories import officer_actor
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.pages.actions import create_site
from motcua.pages.actions.tree import changed, plant
from motcua.pages.actions.words import put_words
from motcua.pages.models import Entry, SectionPage, UnitSite
from motcua.pages.queries.sites import SiteFace, face_of
from motcua.pages.rules.markup import slug_of
from motcua.units.factories import make_place
from motcua.units.models import Unit


@dataclass
class District:
    """A district with two wards, each with its site."""

    unit: Unit
    wards: tuple[Unit, Unit]
    sites: dict[str, UnitSite]

    def face(self, code: str) -> SiteFace:
        """A site as everybody sees it."""
        return face_of(code)

    def actor(self, role: str, unit: Unit | None = None, **more: Any) -> Actor:
        """A new officer of a unit (default: the first ward)."""
        return officer_actor(unit or self.wards[0], role, **more)


def make_district(colour: str = "#4b3f9c") -> District:
    """Quận Thử with Phường 1 and Phường 2."""
    district = make_place(code="quan-thu", name="Quận Thử", level="district", path="quan-thu")
    wards = tuple(
        make_place(code=f"quan-thu-phuong-{n}", name=f"Phường {n}", parent=district, path=f"quan-thu/phuong-{n}")
        for n in (1, 2)
    )
    sites = {unit.code: create_site(actor=SYSTEM, unit_code=unit.code) for unit in (district, *wards)}
    return District(district, wards, sites)  # type: ignore[arg-type]


def make_entry(unit_site: UnitSite, title: str, *, kind: str = "news", days_ago: int = 1, **fields: Any) -> Entry:
    """A published entry."""
    from motcua.kernel.folding import fold

    at = clock.now() - timedelta(days=days_ago)
    row = Entry(
        title=title, slug=slug_of(fold(title)), unit_site=unit_site, kind=kind, date=at, live=True,
        first_published_at=at, last_published_at=at, **fields,
    )  # fmt: skip
    plant(SectionPage.objects.get(unit_site=unit_site, kind=kind), [row])
    put_words([(row, unit_site.unit_id)])
    changed(unit_site.pk)
    return row
