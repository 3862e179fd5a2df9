"""Tables of the room."""

from motcua.pages.models.people import Body, Moved, Official
from motcua.pages.models.sites import SitesVersion, UnitSite
from motcua.pages.models.tree import Entry, HomePage, SectionPage

__all__ = ["Body", "Entry", "HomePage", "Moved", "Official", "SectionPage", "SitesVersion", "UnitSite"]
