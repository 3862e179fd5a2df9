"""Forms of verbs done with several dossiers at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.forms.desk.base import Words
from motcua.dossiers.models import Delivery


class BulkForm(forms.Form):
    """What all chosen dossiers have in common; nothing for verbs that need no words."""

    def __init__(self, data: Any = None, *, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if "user_id" in self.fields:
            field = self.fields["user_id"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Chọn cán bộ")), *people]


class BulkAssignForm(BulkForm):
    """To whom they all go."""

    user_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)
    note = Words(label=_("Lời dặn"), required=False)


class BulkNoteForm(BulkForm):
    """A word that goes with each."""

    note = Words(label=_("Ý kiến chung"), required=False)


class BulkHandOverForm(BulkForm):
    """How they all went out; the chosen way of each when left open."""

    delivery = forms.ChoiceField(
        label=_("Cách trả"), required=False, choices=[("", _("Như người nộp đã chọn")), *Delivery.choices]
    )
    note = Words(label=_("Mã bưu gửi hoặc ghi chú"), required=False)
