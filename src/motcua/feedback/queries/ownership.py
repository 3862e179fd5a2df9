"""Whose report it is, and who may look at its pictures."""

import hmac
from typing import Any

from motcua.accounts.permissions import holds
from motcua.accounts.queries import scope_of
from motcua.feedback.models import Report
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.receipts import Receipts
from motcua.kernel.typed import subject_number

ASKED = "the report that keeps a picture, checked against who asks"
RECEIPTS = Receipts("feedback.unlocked")
"""Reports sent or opened in this browser."""


def is_reporter(actor: Actor, report: Report, secret: str = "") -> bool:
    """Whether this is who sent it: signed in, or with the receipt's secret."""
    if actor.kind == "citizen" and actor.user_id is not None and report.reporter_id == actor.user_id:
        return True
    typed = "".join(char for char in secret.upper() if char.isalnum())
    return bool(typed) and hmac.compare_digest(typed.encode(), report.secret.encode())


def may_read_file(file: Any, request: Any) -> bool:
    """Whether a picture may be shown: the present public copy to everybody, the rest to the reporter and officers in scope.

    A copy that was replaced, because more had to be blacked out, is nobody's any more but theirs.
    """
    number = subject_number(file.kept_for, "report", "report-public")
    report = Report.objects.regardless(ASKED).filter(pk=number).first() if number is not None else None
    if report is None:
        return False
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    public = str(file.kept_for).startswith("report-public:") and report.published_at is not None
    if public and report.photos.filter(public_file_id=file.pk).exists():
        return True
    if actor.is_staff:
        scope = scope_of(actor)
        return holds(actor, "feedback.view") and (scope.covers(report.unit_id) or scope.covers(report.holder_unit_id))
    return is_reporter(actor, report, RECEIPTS.secret_of(request, report.code))
