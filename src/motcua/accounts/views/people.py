"""Officers and their duties, for operators; heads and auditors look."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import actions, queries
from motcua.accounts.forms import DutyForm, NewStaffForm, PlaceForm, posted_id
from motcua.accounts.permissions import holds, officer
from motcua.kernel.refusals import Refusal


@officer("accounts.view-staff")
def staff_list(request: Any) -> HttpResponse:
    """Officers within reach."""
    text = request.GET.get("q", "")
    page = queries.staff_within(request.actor, text=text, number=request.GET.get("trang", "1"))
    may_change = holds(request.actor, "accounts.staff")
    return render(request, "accounts/desk/people.html", {"page": page, "q": text, "may_change": may_change})


@officer("accounts.staff")
@never_cache
def new(request: Any) -> HttpResponse:
    """Makes an account; its first password is shown once, on the page that answers."""
    form = NewStaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, first = actions.create_staff(actor=request.actor, **form.cleaned_data)
            return render(request, "accounts/desk/first_password.html", {"person": user, "first": first})
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "accounts/desk/new_person.html", {"form": form}, status=422 if form.errors else 200)


@officer("accounts.view-staff")
@never_cache
def person(request: Any, user_id: int) -> HttpResponse:
    """One officer: duties, absences, and for operators what may be done."""
    someone = queries.staff_member(request.actor, user_id)
    if someone is None:
        raise Http404
    may_change = holds(request.actor, "accounts.staff")
    reach = queries.reach_ids(request.actor)
    place_id = queries.place_to_staff(someone, reach, asked=posted_id(request.GET, "noi"))
    form = DutyForm(request.POST or None, unit_ids=queries.house_of(place_id) & reach if place_id else frozenset())
    if request.method == "POST" and may_change and form.is_valid():
        values = form.cleaned_data | {"unit_id": int(form.cleaned_data["unit_id"])}
        values["post_id"] = int(values["post_id"]) if values["post_id"] else None
        try:
            actions.give_duty(actor=request.actor, user_id=user_id, **values)
            messages.success(request, _("Đã giao nhiệm vụ."))
            return redirect("accounts:staff-person", user_id=user_id)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {
        "someone": someone,
        "duties": queries.duty_rows(someone),
        "form": form,
        "places": PlaceForm(initial={"noi": place_id}, unit_ids=reach),
        "may_change": may_change,
        "factors": queries.factors_of(someone),
    }
    return render(request, "accounts/desk/person.html", context, status=422 if form.errors else 200)


@officer("accounts.staff")
@never_cache
@require_POST
def change(request: Any, user_id: int, verb: str) -> HttpResponse:
    """Ends a duty, gives a new first password, closes the account."""
    try:
        if verb == "thoi-nhiem-vu":
            actions.end_duty(actor=request.actor, duty_id=posted_id(request.POST, "duty"))
            messages.success(request, _("Nhiệm vụ đã kết thúc."))
        elif verb == "cap-lai-mat-khau":
            first = actions.reset_staff(actor=request.actor, user_id=user_id)
            someone = queries.staff_member(request.actor, user_id)
            return render(request, "accounts/desk/first_password.html", {"person": someone, "first": first})
        elif verb == "khoa":
            actions.close_account(actor=request.actor, user_id=user_id)
            messages.success(request, _("Đã khóa tài khoản."))
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("accounts:staff-person", user_id=user_id)
