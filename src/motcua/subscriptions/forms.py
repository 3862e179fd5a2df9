"""Forms of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.subscriptions.actions.subscribing import RADII
from motcua.subscriptions.queries import offers

EVERYTHING = _("Tất cả các nhóm")


class SubscribeForm(forms.Form):
    """A mailbox, a place with or without a category, the whole of it or around a point."""

    mail = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        error_messages={"required": _("Ghi địa chỉ thư"), "invalid": _("Ghi địa chỉ thư, như ten@example.vn")},
    )
    what = forms.ChoiceField(label=_("Nơi và nhóm phản ánh"))
    radius = forms.TypedChoiceField(
        label=_("Phạm vi"),
        coerce=int,
        choices=[
            ("0", _("Cả nơi")),
            *[(str(each), _("Trong %(m)d m quanh vị trí hiện tại") % {"m": each}) for each in RADII],
        ],
        initial="0",
    )
    longitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {offer.place.code: offer.place.pk for offer in offers()}
        # A closed list shows the chosen line without its heading: each line names its place.
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (
                offer.place.name,
                [(offer.place.code, f"{offer.place.name}: {EVERYTHING}")]
                + [(f"{offer.place.code}/{key}", f"{offer.place.name}: {name}") for key, name in offer.categories],
            )
            for offer in offers()
        ]

    def wish(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        data = self.cleaned_data
        code, _slash, key = data["what"].partition("/")
        pair = (data.get("longitude"), data.get("latitude"))
        return {
            "mail": data["mail"],
            "unit_id": self.places[code],
            "category_key": key,
            "radius": data["radius"],
            "point": None if None in pair else pair,
        }
