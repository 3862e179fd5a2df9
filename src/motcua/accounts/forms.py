"""What people type: shape only; what is right is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Duty, Profile, Role, User
from motcua.kernel import clock
from motcua.kernel.refusals import Refusal
from motcua.kernel.typed import number_typed
from motcua.ui.refusing import put_on
from motcua.units import queries as units
from motcua.units.models import Post

DAY: dict[str, Any] = {
    "input_formats": ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
    "widget": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
}
MOMENT: dict[str, Any] = {
    "input_formats": ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y"],
    "widget": forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
}


class Form(forms.Form):
    """A form that can show what an action refused, each message at its field."""

    use_required_attribute = False

    def refuse(self, refusal: Refusal) -> None:
        """Puts the refusal's words at the fields they belong to, the others on top."""
        put_on(self, refusal)


class DestinationForm(Form):
    """Where the one-time code shall go."""

    destination = forms.CharField(
        label=_("Số điện thoại di động hoặc thư điện tử"),
        help_text=_(
            "Mã đăng nhập gồm 6 chữ số sẽ được gửi đến đây. Chưa có tài khoản thì tài khoản được lập khi nhập đúng mã."
        ),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Nhập số điện thoại hoặc thư điện tử.")},
    )


class CodeForm(Form):
    """The one-time code that arrived."""

    code = forms.CharField(
        label=_("Mã đăng nhập gồm 6 chữ số"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Nhập mã gồm 6 chữ số.")},
    )


class StaffForm(Form):
    """An officer's first step."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Nhập tên đăng nhập.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu.")},
    )


class ProofForm(Form):
    """The password once more: to unlock, or before a change that needs it."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Nhập mật khẩu.")},
    )


class FactorForm(Form):
    """The second step: a code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        help_text=_("Mã 6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng 8 chữ số."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Nhập mã xác thực.")},
    )


class PasswordForm(Form):
    """A new password."""

    old = forms.CharField(
        label=_("Mật khẩu hiện tại"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        help_text=_("Ít nhất 10 ký tự; nên dùng một câu dễ nhớ với mình và khó đoán với người khác."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class AbsenceForm(Form):
    """Who acts for an officer, and when."""

    duty = forms.ChoiceField(label=_("Nhiệm vụ"), widget=forms.Select)
    substitute = forms.ChoiceField(label=_("Người làm thay"))
    starts_at = forms.DateTimeField(label=_("Từ"), **MOMENT)
    ends_at = forms.DateTimeField(label=_("Đến"), **MOMENT)
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=300)

    def __init__(self, *args: Any, duties: list[tuple[int, str]], colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = duties  # type: ignore[attr-defined]
        self.fields["substitute"].choices = [("", _("Chọn…"))] + [(each.pk, each.full_name) for each in colleagues]  # type: ignore[attr-defined]


class ProfileForm(Form):
    """A citizen's own data; each field says why it is asked."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        required=False,
        max_length=160,
        help_text=_("Điền sẵn vào tờ khai, đúng như trên thẻ căn cước."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    birth_date = forms.DateField(
        label=_("Ngày sinh"), required=False, help_text=_("Hầu hết tờ khai hộ tịch, cư trú hỏi ngày sinh."), **DAY
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        required=False,
        choices=[("", _("Không khai")), *Profile.Sex.choices],
        widget=forms.RadioSelect,
    )
    ethnicity = forms.CharField(
        label=_("Dân tộc"), required=False, max_length=40, help_text=_("Tờ khai hộ tịch hỏi mục này.")
    )
    nationality = forms.CharField(label=_("Quốc tịch"), required=False, max_length=40)
    id_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        required=False,
        max_length=20,
        help_text=_(
            "12 chữ số trên thẻ căn cước. Dùng để điền tờ khai và đối chiếu người nộp; được lưu dưới dạng mã hóa."
        ),
        widget=forms.TextInput({"inputmode": "numeric", "spellcheck": "false"}),
    )
    id_issued_on = forms.DateField(label=_("Ngày cấp"), required=False, **DAY)
    id_issued_by = forms.CharField(label=_("Nơi cấp"), required=False, max_length=200)
    address = forms.CharField(
        label=_("Nơi cư trú"),
        required=False,
        max_length=300,
        help_text=_("Số nhà, đường, khu phố hoặc ấp. Dùng để chọn đúng UBND tiếp nhận và gửi kết quả."),
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    ward_id = forms.ChoiceField(label=_("Xã, phường, thị trấn"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward_id"].choices = [("", _("Chọn…")), *ward_choices()]  # type: ignore[attr-defined]


def ward_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Communes at work, grouped by the unit above them."""
    groups: dict[str, list[tuple[int, str]]] = {}
    nodes = units.tree().nodes
    for unit in units.active_units(levels=frozenset({"commune"})):
        above = nodes[unit.parent_id].name if unit.parent_id else ""
        groups.setdefault(above, []).append((unit.pk, unit.name))
    return list(groups.items())


class BusinessForm(Form):
    """A business the citizen acts for."""

    tax_code = forms.CharField(label=_("Mã số thuế (mã số doanh nghiệp)"), max_length=20)
    name = forms.CharField(label=_("Tên doanh nghiệp, hộ kinh doanh"), max_length=300)
    address = forms.CharField(label=_("Địa chỉ trụ sở"), required=False, max_length=300)
    title = forms.CharField(
        label=_("Chức vụ"), required=False, max_length=120, help_text=_("Ví dụ: giám đốc, chủ hộ, người được ủy quyền.")
    )


class NewStaffForm(Form):
    """A new officer's account."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=160)
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường không dấu, ví dụ lan.nt.")
    )
    email = forms.CharField(label=_("Thư điện tử công vụ"), required=False, max_length=254)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)


class DutyForm(Form):
    """A duty to give."""

    unit_id = forms.ChoiceField(label=_("Đơn vị"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    scope = forms.ChoiceField(
        label=_("Phạm vi"), choices=Duty.Reach.choices, initial=Duty.Reach.UNIT, widget=forms.RadioSelect
    )
    post_id = forms.ChoiceField(label=_("Chức danh"), required=False)
    valid_until = forms.DateTimeField(label=_("Đến"), required=False, **MOMENT)

    def __init__(self, *args: Any, unit_ids: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [unit for unit in units.active_units(clock.today()) if unit.pk in unit_ids]
        self.fields["unit_id"].choices = [(unit.pk, unit.name) for unit in known]  # type: ignore[attr-defined]
        posts: dict[str, list[tuple[int, str]]] = {}
        for post in Post.objects.filter(unit__in=[unit.pk for unit in known]).select_related("unit"):
            posts.setdefault(post.unit.name, []).append((post.pk, post.title))
        self.fields["post_id"].choices = [("", _("Không theo chức danh")), *posts.items()]  # type: ignore[attr-defined]


class PlaceForm(Form):
    """The people's committee whose offices a duty may be given at."""

    noi = forms.ChoiceField(label=_("Nơi làm việc"))

    def __init__(self, *args: Any, unit_ids: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[int, str]]] = {}
        nodes = units.tree().nodes
        for unit in units.active_units(clock.today(), levels=frozenset({"city", "district", "commune"})):
            if unit.pk in unit_ids:
                groups.setdefault(nodes[unit.parent_id].name if unit.parent_id else "", []).append((unit.pk, unit.name))
        self.fields["noi"].choices = list(groups.items())  # type: ignore[attr-defined]


def posted_id(data: Any, name: str) -> int:
    """An id from a form's hidden field; 0, which nothing has, for anything that is not one."""
    return number_typed(data.get(name)) or 0
