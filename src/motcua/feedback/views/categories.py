"""A place's tree of categories on one page, one category on another: what it asks and how long an answer may take."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.feedback.actions import move_category, save_category, start_tree
from motcua.feedback.forms.categories import NAMES, CategoryForm
from motcua.feedback.models import Category
from motcua.feedback.queries.categories import category_here, limits_now, whole_tree_of
from motcua.feedback.views.rules import own_place
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ui.refusing import put_on
from motcua.units.queries import unit_by_id


@officer("feedback.rules")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The whole tree, closed categories too."""
    unit_id = own_place(request)
    context = {"place": unit_by_id(unit_id), "groups": whole_tree_of(unit_id)}
    return render(request, "feedback/desk/categories.html", context)


@officer("feedback.rules")
@require_POST
def start(request: Any) -> HttpResponse:
    """Begins with the starting tree."""
    try:
        start_tree(actor=request.actor, unit_id=own_place(request))
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Đã lấy cây nhóm khởi đầu. Xem lại thời hạn từng nhóm."))
    return redirect("feedback:categories")


@officer("feedback.rules")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """One more category."""
    return edited(request, own_place(request), None)


@officer("feedback.rules")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Any, category_id: int) -> HttpResponse:
    """One category."""
    unit_id = own_place(request)
    try:
        category = category_here(unit_id, category_id)
    except NotFound:
        raise Http404 from None
    return edited(request, unit_id, category)


def edited(request: Any, unit_id: int, category: Category | None) -> HttpResponse:
    """The form and its saving; whatever is wrong, nothing typed is lost."""
    above = request.GET.get("trong", "")
    form = CategoryForm(
        request.POST or None, unit_id=unit_id, category=category, initial={"parent_id": above} if above else {}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                pk = category.pk if category else None
                save_category(actor=request.actor, unit_id=unit_id, category_id=pk, wanted=form.wanted())
            except Refusal as refusal:
                status = put_on(form, refusal)
            else:
                messages.success(request, _("Đã lưu nhóm phản ánh. Phản ánh đã gửi giữ thời hạn cũ."))
                return redirect("feedback:categories")
    return shown(request, unit_id, category, form, status)


def shown(request: Any, unit_id: int, category: Category | None, form: CategoryForm, status: int) -> HttpResponse:
    """The page, with what the limits in force would say of a report sent now."""
    now = limits_now(category) if category and not category.stop_message else {}
    context = {
        "place": unit_by_id(unit_id),
        "category": category,
        "form": form,
        "now": [(NAMES[name], due) for name, due in now.items() if name in NAMES],
    }
    return render(request, "feedback/desk/category.html", context, status=status)


@officer("feedback.rules")
@require_POST
def move(request: Any, category_id: int) -> HttpResponse:
    """Up or down among those beside it."""
    by = {"len": -1, "xuong": 1}.get(request.POST.get("viec", ""), 0)
    try:
        if by:
            move_category(actor=request.actor, unit_id=own_place(request), category_id=category_id, by=by)
    except NotFound:
        messages.error(request, _("Nhóm này không còn."))
    return redirect("feedback:categories")
