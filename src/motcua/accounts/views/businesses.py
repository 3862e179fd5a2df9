"""A citizen acts for a business."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries
from motcua.accounts.forms import BusinessForm, posted_id
from motcua.accounts.permissions import citizen
from motcua.kernel.refusals import Refusal


@citizen
def businesses(request: Any) -> HttpResponse:
    """The businesses a citizen represents, and adding one."""
    form = BusinessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.represent(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Đã thêm. Khi nộp hồ sơ, bộ phận một cửa sẽ kiểm tra tư cách đại diện."))
            return redirect("accounts:businesses")
        except Refusal as refusal:
            form.refuse(refusal)
    context = {
        "form": form,
        "rows": queries.businesses_of(request.user),
        "chosen": request.session.get(queries.BUSINESS_KEY),
    }
    return render(request, "accounts/citizen/businesses.html", context, status=422 if form.errors else 200)


@citizen
@require_POST
def choose(request: Any) -> HttpResponse:
    """From now on act for this business, or for oneself again."""
    actions.choose_business(request=request, business_id=posted_id(request.POST, "business"))
    return redirect("accounts:businesses")


@citizen
@require_POST
def stop(request: Any) -> HttpResponse:
    """No longer acts for the business."""
    actions.stop_representing(actor=request.actor, business_id=posted_id(request.POST, "business"))
    return redirect("accounts:businesses")
