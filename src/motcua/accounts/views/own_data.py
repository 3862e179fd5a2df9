"""A citizen's own data."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries, rules
from motcua.accounts.forms import ProfileForm
from motcua.accounts.permissions import citizen
from motcua.kernel.refusals import Refusal

GENTLE = {
    "sex": gettext_lazy("Giới tính không khớp với số định danh. Nếu thẻ ghi đúng như vậy thì không cần sửa."),
    "year": gettext_lazy("Năm sinh không khớp với số định danh. Nếu thẻ ghi đúng như vậy thì không cần sửa."),
}


@citizen
@never_cache
def profile(request: Any) -> HttpResponse:
    """Shows and changes what forms are filled in with."""
    if request.method == "POST":
        form = ProfileForm(request.POST)
        if form.is_valid():
            try:
                kept = actions.save_profile(actor=request.actor, **form.cleaned_data)
                _say_gently(request, kept)
                return redirect("accounts:profile")
            except Refusal as refusal:
                form.refuse(refusal)
    else:
        form = ProfileForm(initial=queries.profile_values(request.user))
    context = {"form": form, "person": request.user, "confirmed_by": queries.confirmed_by(request.user)}
    return render(request, "accounts/citizen/profile.html", context, status=422 if form.errors else 200)


def _say_gently(request: Any, kept: Any) -> None:
    messages.success(request, _("Đã lưu thông tin."))
    complaint = rules.personal_number_complaint(kept.id_number, birth_date=kept.birth_date, sex=kept.sex)
    if kept.id_number and complaint in GENTLE:
        messages.warning(request, GENTLE[complaint])


@citizen
@require_POST
def erase(request: Any) -> HttpResponse:
    """Forgets all kept data."""
    actions.erase_profile(actor=request.actor)
    messages.success(request, _("Đã xóa thông tin đã lưu. Hồ sơ đã nộp giữ nguyên nội dung."))
    return redirect("accounts:profile")


@citizen
@require_POST
def everywhere(request: Any) -> HttpResponse:
    """Ends all sessions on all devices."""
    actions.leave_everywhere(user=request.user)
    actions.leave(request=request)
    return redirect("accounts:sign-in")
