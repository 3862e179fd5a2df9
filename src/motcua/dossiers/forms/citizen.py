"""Forms of the citizen's pages that no procedure defines: contact, delivery, declaration, secret, rating."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Delivery
from motcua.kernel.folding import clean


class CleanTextField(forms.CharField):
    """A text in one spelling of Vietnamese letters, without invisible characters."""

    def to_python(self, value: Any) -> str:
        """Cleans what was typed."""
        return clean(super().to_python(value) or "", multiline=isinstance(self.widget, forms.Textarea))


def faults_of(*given: forms.BaseForm) -> dict[str, str]:
    """{id of the control: what is wrong} of forms, for the error summary."""
    return {
        str(bound.auto_id): " ".join(str(words) for words in bound.errors)
        for form in given
        for bound in form
        if bound.errors
    }


def phone_of(text: str) -> str:
    """'0903123456' from '+84 903 123 456' or '090.312.3456'; '' when it can't be a phone number."""
    plain = "".join(char for char in text if char.isdigit() or char == "+")
    if plain.startswith("+84"):
        plain = "0" + plain[3:]
    digits = plain.removeprefix("+")
    fits = digits.isdigit() and (
        (plain.startswith("+") and 8 <= len(digits) <= 15) or (plain.startswith("0") and 10 <= len(digits) <= 11)
    )
    return plain if fits else ""


class ContactForm(forms.Form):
    """Who to reach about the dossier and how the result comes; one of phone and e-mail is enough."""

    name = CleanTextField(label=_("Họ và tên người nộp"), max_length=120, required=False)
    phone = CleanTextField(
        label=_("Số điện thoại"),
        max_length=24,
        required=False,
        help_text=_("Để nhận thông báo khi hồ sơ có thay đổi và để lấy lại bản khai trên thiết bị khác."),
    )
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
    delivery_method = forms.ChoiceField(
        label=_("Cách nhận kết quả"),
        choices=[(value, capfirst(words)) for value, words in Delivery.choices],
        widget=forms.RadioSelect,
        initial=Delivery.COUNTER,
    )
    delivery_address = CleanTextField(
        label=_("Địa chỉ nhận qua bưu chính"),
        max_length=300,
        required=False,
        help_text=_("Chỉ cần khi chọn nhận qua bưu chính. Ghi số nhà, đường, phường hoặc xã, tỉnh hoặc thành phố."),
    )

    def __init__(self, *args: Any, name_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivery_method"].widget.choices = [(value, capfirst(words)) for value, words in Delivery.choices]
        for name, token in (("name", "name"), ("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = token
        self.fields["phone"].widget.input_type = "tel"
        if name_needed:
            self.fields["name"].required = True
            self.fields["name"].error_messages["required"] = _("Nhập họ và tên người nộp")
        else:
            del self.fields["name"]
        self.fields["email"].error_messages["invalid"] = _("Thư điện tử chưa đúng, ví dụ ten@example.vn")
        self.fields["delivery_method"].error_messages["required"] = _("Chọn cách nhận kết quả")

    def clean_phone(self) -> str:
        """A number that can be called."""
        typed = self.cleaned_data["phone"]
        if typed and not phone_of(typed):
            raise forms.ValidationError(_("Số điện thoại chưa đúng, ví dụ 0903 123 456"))
        return phone_of(typed)

    def clean(self) -> dict[str, Any]:
        """One way to reach the person, and an address when the post brings the result."""
        data = super().clean() or {}
        if not data.get("phone") and not data.get("email") and not self.errors:
            self.add_error("phone", _("Nhập số điện thoại hoặc thư điện tử để nhận thông báo về hồ sơ"))
        if data.get("delivery_method") == Delivery.POST and not data.get("delivery_address"):
            self.add_error("delivery_address", _("Nhập địa chỉ nhận kết quả qua bưu chính"))
        return data

    def typed(self) -> dict[str, Any]:
        """What was typed, right or wrong, to be kept in the draft: nothing is lost."""
        return {name: clean(str(self.data.get(name) or ""))[:300] for name in self.fields}


class DeclarationForm(forms.Form):
    """The person stands by what they state."""

    declared = forms.BooleanField(
        label=_(
            "Tôi cam đoan các thông tin đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật về nội dung đã khai."
        ),
        error_messages={"required": _("Cần đánh dấu vào ô cam đoan trước khi nộp hồ sơ")},
    )


class SecretForm(forms.Form):
    """The secret printed on the receipt."""

    secret = CleanTextField(
        label=_("Mã tra cứu riêng"),
        max_length=20,
        help_text=_("In dưới mã vạch trên giấy tiếp nhận hoặc giấy xác nhận nộp hồ sơ."),
        error_messages={"required": _("Nhập mã tra cứu riêng in trên giấy tiếp nhận")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secret"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }


class RatingForm(forms.Form):
    """How the service was."""

    score = forms.TypedChoiceField(
        label=_("Mức độ hài lòng"),
        coerce=int,
        choices=[
            (5, _("Rất hài lòng")),
            (4, _("Hài lòng")),
            (3, _("Bình thường")),
            (2, _("Không hài lòng")),
            (1, _("Rất không hài lòng")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn mức độ hài lòng")},
    )
    comment = CleanTextField(
        label=_("Góp ý thêm"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WithdrawalForm(forms.Form):
    """Why the person takes the dossier back."""

    reason = CleanTextField(
        label=_("Lý do rút hồ sơ"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi lý do rút hồ sơ")},
    )
