"""Which sites there are, at which addresses. Kept in memory; a change is seen by other processes within half a second."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from motcua.kernel.refusals import NotFound
from motcua.kernel.remembered import Remembered
from motcua.pages.models import SitesVersion, UnitSite
from motcua.pages.rules.kinds import belongs_to_site
from motcua.units import queries as units

NO_SITE = _("Không có trang của đơn vị ở địa chỉ này.")
ALL = "the public addresses of all sites"
PREFIX = "/trang/"


@dataclass(frozen=True, slots=True)
class SiteFace:
    """What everybody may know of a site: where it is, whose it is, how it looks, its version."""

    id: int
    unit_id: int
    code: str
    host: str
    version: int
    colour: str
    motto: str
    blocks: tuple[str, ...]
    is_demo: bool
    emblem: str = ""

    @property
    def base(self) -> str:
        """The beginning of the site's addresses below the common door: "/trang/quan-10/"."""
        return f"{PREFIX}{self.code}/"


@dataclass(frozen=True)
class Sites:
    """All sites by what they are asked for."""

    by_code: dict[str, SiteFace]
    by_host: dict[str, SiteFace]
    by_unit: dict[int, SiteFace]


FIELDS = (
    "id", "unit_id", "unit__code", "host", "version", "colour", "motto", "blocks", "is_demo", "emblem_id",
)  # fmt: skip


def load() -> Sites:
    """Reads all sites: one statement."""
    faces = []
    for row in UnitSite.objects.regardless(ALL).values_list(*FIELDS):
        pk, unit_id, code, host, version, colour, motto, blocks, is_demo, emblem = row
        colour = colour or str(units.unit_by_id(unit_id).branding.get("colour", ""))
        emblem = str(emblem or "")
        faces.append(SiteFace(pk, unit_id, code, host, version, colour, motto, tuple(blocks), is_demo, emblem))
    return Sites(
        {face.code: face for face in faces}, {face.host: face for face in faces}, {face.unit_id: face for face in faces}
    )


SITES = Remembered(load, SitesVersion.current, seconds=0.5)


def face_of(code: str) -> SiteFace:
    """The site of the unit with this code; refuses with NotFound."""
    face = SITES.get().by_code.get(code)
    if face is None:
        raise NotFound(NO_SITE)
    return face


def face_of_unit(unit_id: int | None) -> SiteFace | None:
    """The unit's site, None when it has none."""
    return SITES.get().by_unit.get(unit_id) if unit_id is not None else None


def door_host() -> str:
    """The host name of the common door, from the installation's public address."""
    return (urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost").lower()


def host_in(header: str) -> str:
    """The host name in a Host header, without port, in small letters."""
    name = header.strip().lower()
    return name if name.startswith("[") else name.rsplit(":", 1)[0] if ":" in name else name


@dataclass(frozen=True, slots=True)
class Found:
    """Where an address leads: the site (None: unknown host), the path on it, and whether it came by the site's own host."""

    face: SiteFace | None
    path: str
    own_host: bool


def find(header: str, path: str) -> Found | None:
    """Where a Host header and a path lead; None for the common door and its own pages.

    A name below the door's host that no site has is an unknown host: it gets a page that says so, and no other.
    """
    below = path.startswith(PREFIX)
    if not below and not belongs_to_site(path):
        return None
    host = host_in(header)
    sites = SITES.get()
    face = sites.by_host.get(host)
    if face is not None and not below:
        return Found(face, path, True)
    if below:
        code, _slash, rest = path[len(PREFIX) :].partition("/")
        face = sites.by_code.get(code)
        return Found(face, f"/{rest}", False) if face is not None and (rest or path.endswith("/")) else None
    return Found(None, path, True) if host.endswith(f".{door_host()}") and sites.by_host else None
