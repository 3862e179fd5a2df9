"""What a site is made of: its sections with their addresses, and the kinds of entries that stand in them."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of entries."""

    NEWS = "news"
    NOTICE = "notice"
    EVENT = "event"
    DOCUMENT = "document"
    BULLETIN = "bulletin"
    PLAN = "plan"


class Section(StrEnum):
    """The kinds of sections; those of entries have the entry's name."""

    NEWS = "news"
    NOTICE = "notice"
    EVENT = "event"
    DOCUMENT = "document"
    BULLETIN = "bulletin"
    PLAN = "plan"
    INTRODUCTION = "introduction"
    ORGANISATION = "organisation"
    SPOKESPERSON = "spokesperson"
    PROCEDURES = "procedures"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """How a section starts: its kind, its name in addresses, whether it stands in the menu, after how many days it is stale."""

    kind: Section
    slug: str
    in_menu: bool = True
    stale_after: int = 0


SECTIONS: tuple[SectionPlan, ...] = (
    SectionPlan(Section.INTRODUCTION, "gioi-thieu"),
    SectionPlan(Section.ORGANISATION, "to-chuc-bo-may"),
    SectionPlan(Section.NEWS, "tin-tuc", stale_after=7),
    SectionPlan(Section.NOTICE, "thong-bao", stale_after=30),
    SectionPlan(Section.EVENT, "su-kien", in_menu=False),
    SectionPlan(Section.BULLETIN, "an-ninh-trat-tu", in_menu=False, stale_after=31),
    SectionPlan(Section.DOCUMENT, "van-ban", stale_after=90),
    SectionPlan(Section.PLAN, "quy-hoach", stale_after=365),
    SectionPlan(Section.PROCEDURES, "thu-tuc-hanh-chinh"),
    SectionPlan(Section.CALENDAR, "lich-lam-viec", in_menu=False),
    SectionPlan(Section.SPOKESPERSON, "nguoi-phat-ngon", in_menu=False),
)
SLUGS: dict[Section, str] = {plan.kind: plan.slug for plan in SECTIONS}
BY_SLUG: dict[str, SectionPlan] = {plan.slug: plan for plan in SECTIONS}
STALE_AFTER: dict[str, int] = {plan.kind.value: plan.stale_after for plan in SECTIONS if plan.stale_after}
EXTRAS = frozenset(
    {"mau.css", "anh", "bieu-trung", "tim-tren-trang", "tin-moi.atom", "su-kien.ics", "sitemap.xml", "robots.txt"}
)
"""What else stands at the root of a site: search, feeds, the map for search engines."""


def belongs_to_site(path: str) -> bool:
    """Whether a path without host ("/tin-tuc/bai/") is a site's own; anything else is the product's common door."""
    first = path.lstrip("/").split("/", 1)[0]
    return not first or first in BY_SLUG or first in EXTRAS


def host_of(path: str, door: str) -> str:
    """The host name a unit's site gets from its path: ("quan-10/phuong-1", "example.vn") → "phuong1.quan10.example.vn"."""
    labels = [part.replace("-", "") for part in reversed(path.split("/")) if part]
    return ".".join([*labels, door])
