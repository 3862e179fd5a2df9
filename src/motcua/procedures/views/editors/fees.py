"""One fee of a draft: how it is counted, who pays less."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.refusals import Refusal
from motcua.procedures.forms.fee_less import less_sheet
from motcua.procedures.forms.fee_method import FeeMethodForm
from motcua.procedures.queries.drafting import workbench
from motcua.procedures.views.editors import page, save
from motcua.procedures.views.editors.parts import on_sheet

FORM_METHODS = ["GET", "HEAD", "POST"]
LIST = ("procedures-edit:edit-rows", "phi")


def fee_in(document: dict[str, Any], key: str) -> dict[str, Any]:
    """The fee of that key; 404 for one that is not there."""
    found = next((row for row in document.get("fees") or () if row.get("key") == key), None)
    if found is None:
        raise Http404
    return dict(found)


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def method(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Once, times a number, or by ranges of a number, with the amounts of each."""
    bench = workbench(code)
    fee = fee_in(bench.document, key)
    form = FeeMethodForm(request.POST or None, document=bench.document, key=key)
    refusal = None
    if request.method == "POST" and form.is_valid():
        found = save(request, bench, form.changes(), _("Đã lưu cách tính phí."), *LIST)
        if not isinstance(found, Refusal):
            return found
        refusal = found
    return page(request, bench, "fee_method", refusal, form=form, fee=fee)


@officer("procedures.edit")
@require_http_methods(FORM_METHODS)
def less(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Who pays nothing, or less, on which condition, by what law, with what proof."""
    bench = workbench(code)
    fee = fee_in(bench.document, key)
    return on_sheet(request, bench, less_sheet(key), back=LIST, fee=fee)
