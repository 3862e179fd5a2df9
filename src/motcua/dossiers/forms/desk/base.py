"""What all forms of officers' verbs share."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, folding

if TYPE_CHECKING:
    from motcua.dossiers.queries.screen import Desk

CLOSING = time(17, 0)
FARTHEST = timedelta(days=730)


class Words(forms.CharField):
    """Text of one or several lines, in one spelling and without invisible characters."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        self.multiline = rows > 0
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": 4000 if rows else 200, **kwargs})

    def to_python(self, value: Any) -> str:
        """Cleans before the length is checked."""
        return folding.clean(super().to_python(value) or "", multiline=self.multiline)


class FutureDay(forms.DateField):
    """A day after today; becomes that day's closing time."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)

    def clean(self, value: Any) -> Any:
        """The closing time of the day; refuses today, the past and the absurdly far."""
        day: date | None = super().clean(value)
        if day is None:
            return None
        if day <= clock.today():
            raise forms.ValidationError(_("Chọn một ngày sau hôm nay"))
        if day > clock.today() + FARTHEST:
            raise forms.ValidationError(_("Ngày quá xa"))
        return datetime.combine(day, CLOSING, tzinfo=clock.LOCAL)


class ActForm(forms.Form):
    """The form of one verb: knows the dossier it is about (`desk`) and carries the revision the officer saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    warning: Any = ""

    def __init__(self, data: Any = None, files: Any = None, *, desk: "Desk", **kwargs: Any) -> None:
        self.desk = desk
        initial = {"revision": desk.dossier.revision, **kwargs.pop("initial", {})}
        super().__init__(data, files, initial=initial, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fills choices from the dossier."""

    def shown_fields(self) -> list[forms.BoundField]:
        """The fields the plain template shows one under another."""
        return [bound for bound in self if bound.name != "revision"]

    def take_faults(self, faults: Mapping[str, Any]) -> None:
        """What the action found wrong at places this form has no field for; kept by forms that show them elsewhere."""

    def arguments(self) -> dict[str, Any]:
        """What the verb is given besides dossier, actor and revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def choice(form: forms.Form, name: str, options: Any) -> None:
    """Sets the options of a choice field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(options)


def texts(data: Mapping[str, Any], prefix: str) -> dict[str, str]:
    """The typed texts whose names begin with a prefix, without it."""
    return {
        name.removeprefix(prefix): folding.clean(str(value), multiline=True)[:1000]
        for name, value in data.items()
        if name.startswith(prefix)
    }
