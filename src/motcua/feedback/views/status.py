"""Pages under the code of a report: the receipt for who sent it, where it stands for everybody."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.feedback.forms import RateForm, ReopenForm, SecretForm
from motcua.feedback.models import PhotoMoment, Report
from motcua.feedback.queries.following import follows
from motcua.feedback.queries.maps import map_of
from motcua.feedback.queries.ownership import RECEIPTS, is_reporter
from motcua.feedback.queries.receipt import receipt_qr
from motcua.feedback.queries.reports import by_code, status_of
from motcua.feedback.queries.shots import earlier_answers, shots_of
from motcua.feedback.views.unknown import unknown_code
from motcua.kernel import clock, limits
from motcua.ui.lean import LeanPage
from motcua.units.queries import unit_by_id

PAGE = LeanPage("feedback/citizen/status.html", "feedback/citizen/status_body.html")
TOO_MANY_LOOKS = _("Đã xem quá nhiều lần từ địa chỉ này. Xin thử lại sau một phút.")
WRONG_SECRET = _("Mã riêng chưa đúng. Xem lại mã in dưới mã phản ánh.")


def known_report(code: str) -> Report:
    """The report of a code; 404 for every code that leads nowhere."""
    report = by_code(code)
    if report is None:
        raise Http404
    return report


@public
@require_safe
def receipt(request: Any, code: str) -> HttpResponse:
    """The receipt: code, secret, QR; only in the browser that sent it, or for who signed in as the reporter."""
    report = by_code(code)
    if report is None or not is_reporter(request.actor, report, RECEIPTS.secret_of(request, report.code)):
        return redirect("feedback:status", report.code if report else code)
    waits = any(shot.state == "waiting" for shot in shots_of(report))
    context = {"report": report, "qr": receipt_qr(report.code), "waits": waits}
    return render(request, "feedback/citizen/receipt.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: Any, code: str) -> HttpResponse:
    """Where a report stands, for anybody with the code; the secret opens what was written and answered."""
    limits.demand("feedback.look", client_address(request), times=60, seconds=60, message=TOO_MANY_LOOKS)
    report = by_code(code)
    if report is None:
        return unknown_code(request, code)
    if request.method != "POST":
        # Most visitors get a page on which the form was drawn before.
        return show_status(request, report, SimpleLazyObject(SecretForm))
    return unlock(request, report)


def unlock(request: Any, report: Report) -> HttpResponse:
    """Looks at the private code; the right one opens the page for this browser."""
    form = SecretForm(request.POST)
    who = f"{client_address(request)}:{report.code}"
    limits.demand("feedback.secret", who, times=5, seconds=600, message=TOO_MANY_LOOKS)
    if form.is_valid() and is_reporter(request.actor, report, form.cleaned_data["secret"]):
        RECEIPTS.remember(request, report.code, report.secret)
        return redirect("feedback:status", report.code)
    if not form.errors:
        form.add_error("secret", WRONG_SECRET)
    return show_status(request, report, form, 422)


def show_status(request: Any, report: Report, form: Any, status_code: int = 200, **more: Any) -> HttpResponse:
    """The page under the code."""
    mine = is_reporter(request.actor, report, RECEIPTS.secret_of(request, report.code))
    shown = status_of(report)
    context = {
        "report": report,
        "status": shown,
        "holder": unit_by_id(report.holder_unit_id),
        "mine": mine,
        "left": (report.due_at - clock.now()).total_seconds(),
        "form": form,
        "before": shots_of(report, PhotoMoment.REPORTED) if mine else [],
        "after": shots_of(report, PhotoMoment.AFTER, report.round) if mine and report.answer else [],
        "earlier": earlier_answers(report) if mine else [],
        "sheet": map_of(report) if mine else None,
        "followed": follows(request.actor, report),
        **(own_forms() if mine else {}),
        **more,
    }
    title = f"{_('Phản ánh')} {report.code}"
    return PAGE.answer(request, context, title=title, code=report.code, status=status_code)


def own_forms() -> dict[str, Any]:
    """What the reporter may fill in after the answer."""
    return {"rate_form": RateForm(auto_id="rate_%s"), "reopen_form": ReopenForm(auto_id="reopen_%s")}


def back_to(report: Report) -> HttpResponseRedirect:
    """To the page of the report."""
    return HttpResponseRedirect(reverse("feedback:status", args=[report.code]))
