"""A report as an officer opens it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from motcua.feedback.models import Report
from motcua.feedback.queries.reports import for_desk
from motcua.kernel.refusals import NotFound
from motcua.ledger.actions import note_access


def opened_report(request: Any, report_id: int) -> Report:
    """The report for this officer; 404 when it is another unit's. That it was looked at is written down."""
    try:
        report = for_desk(request.actor, report_id)
    except NotFound:
        raise Http404 from None
    note_access(report.subject, request.actor, str(_("Xử lý phản ánh")))
    return report
