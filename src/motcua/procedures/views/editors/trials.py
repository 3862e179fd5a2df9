"""The test cases of a draft: how they come out, and setting right what they expect."""

from __future__ import annotations

from copy import deepcopy

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries.drafting import tried, workbench
from motcua.procedures.views.editors import page, save

WHAT = {
    "errors": gettext_lazy("Câu trả lời bị báo lỗi"),
    "papers": gettext_lazy("Giấy tờ phải nộp"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "due": gettext_lazy("Hẹn trả"),
}


@officer("procedures.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """All test cases with their outcomes; POST `accept` makes what came out of one the expected outcome, `gone` drops it."""
    bench = workbench(code)
    found, fault = tried(bench)
    refusal = None
    if request.method == "POST":
        named = request.POST.get("accept", "") or request.POST.get("gone", "")
        cases = deepcopy(list(bench.document.get("trials", ())))
        if "gone" in request.POST:
            cases = [case for case in cases if case["key"] != named]
        for outcome in found if "accept" in request.POST else ():
            if outcome.trial.key == named:
                expect = {miss.what: outcome.found[miss.what] for miss in outcome.misses}
                expect |= {"errors": sorted(expect["errors"])} if "errors" in expect else {}
                case = next(case for case in cases if case["key"] == named)
                case["expect"] = {**case["expect"], **expect}
        answer = save(request, bench, {"trials": cases}, _("Đã lưu ca kiểm thử."), "procedures-edit:edit-trials")
        if not isinstance(answer, Refusal):
            return answer
        refusal = answer
    shown = [
        {"outcome": one, "misses": [(WHAT[miss.what], miss.expected, miss.found) for miss in one.misses]}
        for one in found
    ]
    return page(request, bench, "trials", refusal, outcomes=shown, fault=fault)
