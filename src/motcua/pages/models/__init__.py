"""Tables of the room."""

from motcua.pages.models.links import BrokenLink, Fault, LinkRound
from motcua.pages.models.people import Body, Moved, Official
from motcua.pages.models.sites import SitesVersion, UnitSite
from motcua.pages.models.tree import Entry, HomePage, SectionPage
from motcua.pages.models.visits import VisitDay

__all__ = [
    "Body",
    "BrokenLink",
    "Entry",
    "Fault",
    "HomePage",
    "LinkRound",
    "Moved",
    "Official",
    "SectionPage",
    "SitesVersion",
    "UnitSite",
    "VisitDay",
]
