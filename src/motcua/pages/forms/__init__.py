"""Forms of the room, for editors and leaders."""

from motcua.pages.forms.site import NewSiteForm

__all__ = ["NewSiteForm"]
