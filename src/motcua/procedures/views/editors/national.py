"""A file of the national catalogue: first the report of what is new, changed and ended, then, if wished, drafts."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.actions import import_catalogue

BIGGEST_FILE = 4_000_000
SHOWN = 200
PARTS = {
    "name": pgettext_lazy("part", "tên"), "field": pgettext_lazy("part", "lĩnh vực"),
    "level": pgettext_lazy("part", "cấp"), "agency": pgettext_lazy("part", "cơ quan"),
    "time": pgettext_lazy("part", "thời hạn"), "fee": pgettext_lazy("part", "phí, lệ phí"),
}  # fmt: skip


@officer("procedures.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def national(request: HttpRequest) -> HttpResponse:
    """POST with a file shows the report; POST `apply` with the same content writes drafts. Nothing is published or ended."""
    shown: dict[str, Any] = {}
    if request.method == "POST":
        try:
            content = unpacked(request.POST["kept"]) if "apply" in request.POST else sent(request)
            done = import_catalogue(actor=request.actor, content=content, apply="apply" in request.POST)  # type: ignore[attr-defined]
        except Refusal as refusal:
            shown = {"fault": refusal.message}
        else:
            if done.applied:
                messages.success(request, _("Đã ghi %(n)s bản nháp.") % {"n": len(done.drafts)})
            shown = {
                "done": done,
                "report": report_of(done),
                "kept": packed(content) if done.ok and not done.applied else "",
            }
    broken = "fault" in shown or bool(shown.get("done") and not shown["done"].ok)
    return render(request, "procedures/desk/national.html", shown, status=422 if broken else 200)


def sent(request: HttpRequest) -> bytes:
    """The uploaded file; refuses with words."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise Refusal(_("Hãy chọn tệp."), code="no-file")
    if file.size > BIGGEST_FILE:
        raise Refusal(_("Tệp lớn hơn 4 MB."), code="too-big")
    return file.read()


def packed(content: bytes) -> str:
    """The content as it travels with the report, so that it need not be chosen again."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """The content again; what can't be read or grows beyond a file's size is refused."""
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(base64.b64decode(text, validate=True), BIGGEST_FILE)
    except (binascii.Error, ValueError, zlib.error):
        raise Refusal(_("Hãy chọn tệp."), code="no-file") from None
    if reader.unconsumed_tail:
        raise Refusal(_("Tệp lớn hơn 4 MB."), code="too-big")
    return content


def report_of(done: Any) -> dict[str, Any]:
    """The report for the template: the first rows of each kind, and how many there are."""
    report = done.report
    changed = [(row, ", ".join(str(PARTS.get(part, part)) for part in parts)) for row, parts in report.changed]
    return {
        "new": report.new[:SHOWN], "new_count": len(report.new), "changed": changed[:SHOWN],
        "changed_count": len(changed), "ended": report.ended[:SHOWN], "ended_count": len(report.ended),
        "same": report.same, "broken": report.broken[:SHOWN], "broken_count": len(report.broken),
    }  # fmt: skip
