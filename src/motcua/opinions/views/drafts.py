"""Officers: drafts of the own place."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import officer
from motcua.kernel import clock
from motcua.kernel.refusals import NotFound, Refusal
from motcua.opinions import actions
from motcua.opinions.forms import ConclusionForm, DraftForm
from motcua.opinions.models import DraftText
from motcua.opinions.queries import reading
from motcua.ui.refusing import put_on
from motcua.units.queries import place_of


def home_of(request: Any) -> int:
    """The officer's own place; 404 without one."""
    place = place_of(request.actor.unit_id)
    if place is None:
        raise Http404
    return place.pk


def found(request: Any, draft_id: int) -> DraftText:
    """A draft of the own place; 404 otherwise."""
    try:
        return reading.draft_of(home_of(request), draft_id)
    except NotFound:
        raise Http404 from None


@officer("opinions.draft")
@require_safe
def listing(request: Any) -> HttpResponse:
    """All drafts of the place."""
    context = {"drafts": reading.drafts_of(home_of(request)), "today": clock.today()}
    return render(request, "opinions/desk/drafts.html", context)


@officer("opinions.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """A new draft."""
    return edited(request, None)


@officer("opinions.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, draft_id: int) -> HttpResponse:
    """A draft that is not public yet; of a public one only the last day."""
    return edited(request, found(request, draft_id))


def edited(request: Any, draft: DraftText | None) -> HttpResponse:
    """The form of a draft and its saving."""
    form = DraftForm(request.POST or None, instance=draft)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = actions.save_draft(
                    actor=request.actor,
                    unit_id=home_of(request),
                    draft_id=draft.pk if draft else None,
                    **form.cleaned_data,
                )
                messages.success(request, _("Đã lưu dự thảo."))
                return redirect("opinions:draft-edit", saved.pk)
            except Refusal as refusal:
                status = put_on(form, refusal)
    context = {
        "draft": draft,
        "form": form,
        "conclusion": ConclusionForm(initial={"conclusion": draft.conclusion if draft else ""}),
        "today": clock.today(),
    }
    return render(request, "opinions/desk/draft.html", context, status=status)


@officer("opinions.draft")
@require_POST
def publish(request: Any, draft_id: int) -> HttpResponse:
    """Makes a draft public."""
    actions.publish_draft(actor=request.actor, unit_id=home_of(request), draft_id=found(request, draft_id).pk)
    messages.success(request, _("Đã công khai dự thảo."))
    return redirect("opinions:draft-edit", draft_id)


@officer("opinions.draft")
@require_POST
def conclude(request: Any, draft_id: int) -> HttpResponse:
    """Says in public what was taken over."""
    form = ConclusionForm(request.POST)
    text = form.cleaned_data["conclusion"] if form.is_valid() else ""
    actions.conclude_draft(
        actor=request.actor, unit_id=home_of(request), draft_id=found(request, draft_id).pk, conclusion=text
    )
    messages.success(request, _("Đã công khai kết quả tiếp thu."))
    return redirect("opinions:draft-edit", draft_id)
