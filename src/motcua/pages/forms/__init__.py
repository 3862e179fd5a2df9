"""Forms of the room, for editors and leaders."""

from motcua.pages.forms.entry import DecideForm, EntryForm, RemarkForm, TakeDownForm
from motcua.pages.forms.site import LookForm, NewSiteForm, PersonForm, SectionForm

__all__ = [
    "DecideForm",
    "EntryForm",
    "LookForm",
    "NewSiteForm",
    "PersonForm",
    "RemarkForm",
    "SectionForm",
    "TakeDownForm",
]
