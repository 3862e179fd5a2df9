"""For editors: what people looked for in vain."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.kernel.typed import number_typed
from motcua.procedures import actions, queries

ROWS = 50


@officer("procedures.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def unanswered(request: HttpRequest) -> HttpResponse:
    """The folded queries with counts; one press puts a row away when it was seen to."""
    if request.method == "POST":
        number = number_typed(request.POST.get("dong"))
        if number is not None:
            actions.forget_unanswered(actor=request.actor, query_id=number)  # type: ignore[attr-defined]
            messages.success(request, _("Đã đưa ra khỏi danh sách."))
        return redirect("procedures:unanswered")
    rows = queries.unanswered(request.actor)  # type: ignore[attr-defined]
    return render(
        request, "procedures/desk/unanswered.html", {"page": Paginator(rows, ROWS).get_page(request.GET.get("trang"))}
    )
