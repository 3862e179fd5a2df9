"""Pages for everybody: reporting in three taps."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import public, to_sign_in
from motcua.feedback.actions import Reported, submit
from motcua.feedback.forms import ReportForm
from motcua.feedback.models import Category
from motcua.feedback.queries.categories import (
    category_at,
    closed_leaf_at,
    instead_of,
    path_of,
    places_with_categories,
    takes_reports,
    tree_of,
)
from motcua.feedback.queries.maps import sheet_for
from motcua.feedback.queries.nearby import Near
from motcua.feedback.queries.ownership import RECEIPTS
from motcua.feedback.views.nearby import came_later, marked_seen, shown_first
from motcua.feedback.views.photos import proposed, take_photos
from motcua.files.permissions import owner_of
from motcua.files.queries import files_by_id
from motcua.kernel import ids
from motcua.kernel.refusals import NotFound, Refusal
from motcua.moderation.permissions import sender_of
from motcua.moderation.queries import challenge
from motcua.units.models import Unit
from motcua.units.queries import unit_at_address, unit_by_code

FROM_PHOTO = _("Vị trí được lấy từ ảnh. Xem lại rồi bấm gửi; nếu không phải, hãy ghi địa chỉ.")


def place_of_code(code: str) -> Unit:
    """A place that takes reports; 404 otherwise."""
    try:
        unit = unit_by_code(code)
    except NotFound:
        raise Http404 from None
    if not takes_reports(unit.pk):
        raise Http404
    return unit


@public
@require_safe
def choose_place(request: HttpRequest) -> HttpResponse:
    """First tap: where. A place's own site knows already."""
    here = unit_at_address(request.get_host(), request.path)
    places = places_with_categories()
    if here is not None and here.pk in {place.pk for place in places}:
        return redirect("feedback:choose", here.code)
    return render(request, "feedback/citizen/choose_place.html", {"places": places})


@public
@require_safe
def choose(request: HttpRequest, place: str) -> HttpResponse:
    """Second tap: about what."""
    unit = place_of_code(place)
    return render(request, "feedback/citizen/choose.html", {"unit": unit, "groups": tree_of(unit.pk)})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Any, place: str, key: str) -> HttpResponse:
    """The one page that is filled in; a category that goes another way says which."""
    unit = place_of_code(place)
    category = writable(request, unit, key)
    if category.stop_message:
        return render(request, "feedback/citizen/stop.html", {"unit": unit, "category": category})
    signed_in = request.actor.kind == "citizen"
    if not signed_in and not category.anonymous:
        return to_sign_in(request, "accounts:sign-in")
    if request.method != "POST":
        start = {"token": ids.token(), **prefilled(request, category)}
        form = ReportForm(initial=start, category=category, signed_in=signed_in)
        return show_form(request, unit, category, form, [])
    data = None if category.to_leader else proposed(request)
    form = ReportForm(data or request.POST, category=category, signed_in=signed_in)
    if data is None or came_later(request):
        return send(request, unit, category, form)
    photos, fault = take_photos(request)
    return show_form(request, unit, category, form, photos, fault, told=FROM_PHOTO)


def writable(request: Any, unit: Unit, key: str) -> Category:
    """The category of an address; one that was closed while somebody wrote is found too, so that nothing written is lost."""
    try:
        return category_at(unit.pk, key)
    except NotFound:
        closed = closed_leaf_at(unit.pk, key) if request.method == "POST" else None
        if closed is None:
            raise Http404 from None
        return closed


def prefilled(request: Any, category: Category) -> dict[str, str]:
    """What a link from elsewhere already says: answers to the category's own questions."""
    keys = {question["key"] for question in category.questions}
    return {f"q-{key}": request.GET[key][:60] for key in keys if key in request.GET}


def send(request: Any, unit: Unit, category: Category, form: ReportForm) -> HttpResponse:
    """Sends what was filled in; whatever is wrong, nothing typed or chosen is lost."""
    photos, fault = take_photos(request)
    if form.is_valid() and not fault:
        found = shown_first(request, category, form)
        if found:
            return show_form(request, unit, category, marked_seen(form), photos, near=found)
        try:
            report = submit(
                actor=request.actor,
                token=form.cleaned_data["token"],
                said=said_in(request, category, form, photos),
                uploads=owner_of(request),
                sender=sender_of(request),
            )
        except Refusal as refusal:
            fault = take_faults(form, refusal)
            others = instead_of(category, signed_in=request.actor.kind == "citizen") if refusal.code == "closed" else ()
            return show_form(request, unit, category, form, photos, fault, refusal.status, others=others)
        RECEIPTS.remember(request, report.code, report.secret)
        return redirect("feedback:receipt", report.code)
    return show_form(request, unit, category, form, photos, fault, 422)


def said_in(request: Any, category: Category, form: ReportForm, photos: list[str]) -> Reported:
    """What the form says, as the action takes it."""
    data = form.cleaned_data
    return Reported(
        category=category,
        description=data["description"],
        address=data["address"],
        point=form.point(),
        photos=photos,
        details=form.details(),
        anonymous=data.get("anonymous", False) or request.actor.kind != "citizen",
        phone=getattr(request.user, "phone", "") or "",
        language=get_language() or "vi",
    )


def take_faults(form: ReportForm, refusal: Refusal) -> Any:
    """Puts a refusal's words at their fields; answers what is wrong with the pictures."""
    for name, words in refusal.fields.items():
        if name in form.fields:
            form.add_error(name, words)
    if not refusal.fields:
        form.add_error(None, refusal.message)
    return refusal.fields.get("photos", "")


def show_form(
    request: Any,
    unit: Unit,
    category: Category,
    form: ReportForm,
    photos: list[str],
    fault: Any = "",
    status: int = 200,
    near: Sequence[Near] = (),
    told: Any = "",
    others: Sequence[Category] = (),
) -> HttpResponse:
    """The page with the form; pictures that arrived stay chosen, reports near by stand before the button."""
    known = files_by_id(photos)
    problems = {bound.auto_id: message for bound in form for message in bound.errors} if form.is_bound else {}
    problems |= {f"{number}": message for number, message in enumerate(form.non_field_errors())}
    problems |= {"id_photos": fault} if fault else {}
    context = {
        "unit": unit,
        "category": category,
        "path": path_of(category)[1:],
        "form": form,
        "files": list(known.values()),
        "fault": fault,
        "problems": problems,
        "near": near,
        "told": told,
        "others": others,
        "sheet": None if category.to_leader else sheet_for(unit.pk),
        "signed_in": request.actor.kind == "citizen",
        "challenge": challenge(),
    }
    return render(request, "feedback/citizen/write.html", context, status=status)
