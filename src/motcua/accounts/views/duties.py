"""Under which duty an officer works, and who acts for them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries
from motcua.accounts.forms import AbsenceForm, posted_id
from motcua.accounts.permissions import officer, own_account, safe_next, staff_hurdle
from motcua.kernel.refusals import Refusal


@own_account
@never_cache
def choose(request: Any) -> HttpResponse:
    """The duties one may act under now, own ones first; those of absent colleagues say for whom."""
    hurdle = staff_hurdle(request)
    if hurdle is not None:
        return hurdle
    target = safe_next(request, "/can-bo/")
    if request.method == "POST":
        try:
            actions.choose_duty(request=request, duty_id=posted_id(request.POST, "duty"))
            return HttpResponseRedirect(target)
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
    held = queries.duties_of(request.user)
    context = {"duties": held, "current": request.session.get(queries.DUTY_KEY), "next": target}
    return render(request, "accounts/desk/duties.html", context)


@officer()
@never_cache
def absence(request: Any) -> HttpResponse:
    """Absences one may enter: for own duties, and as a head for those of the unit."""
    duties = queries.duties_to_cover(request.actor)
    form = AbsenceForm(
        request.POST or None,
        duties=[
            (duty.pk, f"{duty.user.full_name} – {queries.title_of(duty)}, {queries.place_line(duty.unit)}")
            for duty in duties
        ],
        colleagues=queries.possible_substitutes(request.actor, duties),
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.enter_absence(
                actor=request.actor,
                duty_id=int(values["duty"]),
                substitute_id=int(values["substitute"]),
                starts_at=values["starts_at"],
                ends_at=values["ends_at"],
                reason=values["reason"],
            )
            messages.success(request, _("Đã ghi nhận. Người làm thay sẽ thấy công việc từ thời điểm bắt đầu."))
            return redirect("accounts:absence")
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"form": form, "rows": queries.absences_of(duties)}
    return render(request, "accounts/desk/absence.html", context, status=422 if form.errors else 200)


@officer()
@require_POST
def back(request: Any) -> HttpResponse:
    """The officer is back early."""
    try:
        actions.end_absence(actor=request.actor, absence_id=posted_id(request.POST, "absence"))
        messages.success(request, _("Đã kết thúc việc làm thay."))
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("accounts:absence")
