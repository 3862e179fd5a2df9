"""Officers: what people found wrong, blocks in force, and blocking the sender of a thing."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import holds, officer
from motcua.kernel.refusals import Refusal
from motcua.moderation import actions
from motcua.moderation.forms import BlockForm, DecisionForm
from motcua.moderation.queries import blocks_in_scope, notices_in_scope, open_notices, trace_in_scope

SUBJECT = re.compile(r"[a-z-]{3,20}:\d{1,12}")


@officer("moderation.decide")
@require_safe
def overview(request: Any) -> HttpResponse:
    """Texts that people found wrong, and who is blocked."""
    context = {
        "reported": notices_in_scope(request.actor),
        "blocks": blocks_in_scope(request.actor),
        "may_block": holds(request.actor, "moderation.block"),
    }
    return render(request, "moderation/desk/overview.html", context)


def known(subject: str) -> str:
    """A subject by its shape; 404 otherwise."""
    if not SUBJECT.fullmatch(subject):
        raise Http404
    return subject


@officer("moderation.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Any, subject: str) -> HttpResponse:
    """One text: what was said about it, and whether it stays."""
    notices = open_notices(request.actor, known(subject))
    if not notices:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.decide_abuse(
                actor=request.actor, subject=subject, take_down=said["take_down"] == "yes", answer=said["answer"]
            )
            messages.success(request, _("Đã ghi quyết định."))
            return redirect("moderation:desk")
        except Refusal as refusal:
            form.add_error(None, refusal.message)
    context = {"notices": notices, "first": notices[0], "form": form}
    return render(request, "moderation/desk/decide.html", context, status=422 if form.errors else 200)


@officer("moderation.block")
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: Any, subject: str) -> HttpResponse:
    """Blocks the sender of a thing for some days."""
    if trace_in_scope(request.actor, known(subject)) is None:
        raise Http404
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.block(actor=request.actor, subject=subject, **form.cleaned_data)
            messages.success(request, _("Đã chặn người gửi."))
            return redirect("moderation:desk")
        except Refusal as refusal:
            form.add_error(None, refusal.message)
    context = {"form": form, "subject": subject}
    return render(request, "moderation/desk/block.html", context, status=422 if form.errors else 200)


@officer("moderation.block")
@require_POST
def lift(request: Any, block_id: int) -> HttpResponse:
    """Ends a block early."""
    actions.lift(actor=request.actor, block_id=block_id)
    messages.success(request, _("Đã bỏ chặn."))
    return redirect("moderation:desk")
