"""Before one more report is sent: what is known near by, and following that instead."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import client_address, public
from motcua.feedback.actions import follow, unfollow
from motcua.feedback.forms import PlaceForm, ReportForm
from motcua.feedback.models import Category
from motcua.feedback.queries.categories import category_at
from motcua.feedback.queries.nearby import Near, near
from motcua.feedback.queries.reports import by_code
from motcua.kernel import limits
from motcua.kernel.refusals import NotFound, Refusal
from motcua.units.queries import unit_by_code

TOO_MANY = gettext_lazy("Đã tìm quá nhiều lần từ địa chỉ này. Xin thử lại sau một phút.")


def came_later(request: Any) -> bool:
    """Whether a phone sends what waited for the network: nobody sits before it to be asked anything."""
    return bool(request.headers.get("X-Requested-With") == "queue")


def shown_first(request: Any, category: Category, form: ReportForm) -> list[Near]:
    """What somebody is shown before the report goes out: nothing the second time, nor to a phone that sends what waited."""
    if form.cleaned_data.get("seen") or came_later(request):
        return []
    return near(category, form.point())


def marked_seen(form: ReportForm) -> ReportForm:
    """The same form as it was filled in, that is sent when the button is pressed again."""
    data: Any = form.data
    data = data.copy()
    data["seen"] = "1"
    again = ReportForm(data, category=form.category, signed_in="anonymous" in form.fields)
    again.is_valid()
    return again


@public
@require_POST
def near_here(request: Any, place: str, key: str) -> HttpResponse:
    """The list alone, for the place just chosen on the page."""
    limits.demand("feedback.near", client_address(request), times=60, seconds=60, message=TOO_MANY)
    try:
        category = category_at(unit_by_code(place).pk, key)
    except NotFound:
        raise Http404 from None
    form = PlaceForm(request.POST)
    found = near(category, form.point()) if form.is_valid() else []
    return render(request, "feedback/citizen/near.html", {"near": found})


@public
@require_POST
def follow_it(request: Any) -> HttpResponse:
    """Follows the report of a code; who isn't signed in does so first and then presses once more."""
    report = by_code(request.POST.get("ma", ""))
    if report is None:
        raise Http404
    if request.actor.kind != "citizen":
        messages.info(request, _("Đăng nhập rồi bấm “Theo dõi”: thông báo gửi về điện thoại đã xác nhận."))
        return redirect(
            f"{reverse('accounts:sign-in')}?{urlencode({'next': reverse('feedback:status', args=[report.code])})}"
        )
    try:
        report = follow(actor=request.actor, report_id=report.pk)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Đang theo dõi phản ánh này. Có gì mới sẽ báo."))
    return redirect("feedback:status", report.code)


@public
@require_POST
def unfollow_it(request: Any) -> HttpResponse:
    """No more notices about the report of a code."""
    report = by_code(request.POST.get("ma", ""))
    if report is None:
        raise Http404
    report = unfollow(actor=request.actor, report_id=report.pk)
    messages.success(request, _("Đã thôi theo dõi."))
    return redirect("feedback:status", report.code)
