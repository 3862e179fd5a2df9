"""What the reporter does after the answer: rate it, or have it handled once more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import public
from motcua.feedback.actions import rate, reopen
from motcua.feedback.forms import RateForm, ReopenForm, SecretForm
from motcua.feedback.queries.ownership import RECEIPTS
from motcua.feedback.views.status import back_to, known_report, show_status
from motcua.kernel.refusals import NotFound, Refusal


@public
@require_POST
def rate_it(request: Any, code: str) -> HttpResponse:
    """Whether it is solved."""
    report = known_report(code)
    form = RateForm(request.POST, auto_id="rate_%s")
    if not form.is_valid():
        return show_status(request, report, SecretForm(), 422, rate_form=form)
    try:
        rate(
            actor=request.actor,
            report_id=report.pk,
            solved=form.cleaned_data["solved"] == "yes",
            note=form.cleaned_data["note"],
            secret=RECEIPTS.secret_of(request, report.code),
        )
    except NotFound:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Cảm ơn đã cho biết."))
    return back_to(report)


@public
@require_POST
def reopen_it(request: Any, code: str) -> HttpResponse:
    """Once more, with a reason."""
    report = known_report(code)
    form = ReopenForm(request.POST, auto_id="reopen_%s")
    if not form.is_valid():
        return show_status(request, report, SecretForm(), 422, reopen_form=form)
    reason = form.cleaned_data["reason"]
    try:
        reopen(actor=request.actor, report_id=report.pk, reason=reason, secret=RECEIPTS.secret_of(request, report.code))
    except NotFound:
        raise Http404 from None
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Đã gửi lại để xử lý, với thời hạn mới."))
    return back_to(report)
