"""Saying what is wrong with a public text."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import public
from motcua.kernel.refusals import Refusal
from motcua.moderation.actions import report_abuse
from motcua.moderation.forms import AbuseForm
from motcua.moderation.permissions import sender_of
from motcua.moderation.queries import challenge, public_text


@public
@require_http_methods(["GET", "HEAD", "POST"])
def abuse(request: Any, kind: str, code: str) -> HttpResponse:
    """The form, and the thanks for it."""
    text = public_text(kind, code)
    if text is None:
        raise Http404
    form = AbuseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                report_abuse(kind=kind, code=code, abuse=said["abuse"], note=said["note"], sender=sender_of(request))
                return render(request, "moderation/citizen/thanks.html", {"text": text})
            except Refusal as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
    context = {"text": text, "form": form, "challenge": challenge()}
    return render(request, "moderation/citizen/abuse.html", context, status=status)
