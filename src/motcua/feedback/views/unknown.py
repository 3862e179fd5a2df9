"""A code that leads to no report: which one was asked for, what codes look like, and the ways on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public
from motcua.feedback.queries.following import sent_by
from motcua.feedback.queries.ownership import RECEIPTS
from motcua.feedback.rules.codes import tidy
from motcua.units.queries import unit_at_address

MOST_SHOWN = 60


def unknown_code(request: Any, typed: str) -> HttpResponse:
    """The page (404) for what was typed; whoever calls it counts the look-up."""
    context = {
        "typed": typed[:MOST_SHOWN],
        "wanted": tidy(typed),
        "sent": sent_by(request.actor, RECEIPTS.codes(request)),
        "here": unit_at_address(request.get_host(), request.path),
    }
    return render(request, "feedback/citizen/unknown.html", context, status=404)


@public
@require_safe
def with_slash(request: Any, code: str) -> HttpResponse:
    """An address that got a slash at its end on the way leads where it was meant to."""
    return redirect("feedback:status", code, permanent=False)
