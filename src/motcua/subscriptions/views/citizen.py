"""Subscribing, confirming, ending: nobody signs in, a random token is the only name."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import public
from motcua.kernel.refusals import NotFound, Refusal
from motcua.moderation.permissions import sender_of
from motcua.moderation.queries import challenge
from motcua.subscriptions import actions
from motcua.subscriptions.actions import Wish
from motcua.subscriptions.forms import SubscribeForm
from motcua.subscriptions.models import Kind, Subscription
from motcua.subscriptions.queries import by_token, chosen_in
from motcua.ui.refusing import put_on


@public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Any) -> HttpResponse:
    """The form, and the word that a letter is on its way."""
    status = 200
    form = SubscribeForm(request.POST or None, initial={"what": request.GET.get("noi", "")[:140]})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.ask(wish=Wish(**form.wish(), language=get_language() or "vi"), sender=sender_of(request))
                return render(request, "subscriptions/citizen/sent.html")
            except Refusal as refusal:
                status = put_on(form, refusal)
    return render(request, "subscriptions/citizen/ask.html", {"form": form, "challenge": challenge()}, status=status)


def known(token: str) -> Subscription:
    """The subscription of a token; 404 otherwise."""
    try:
        return by_token(token)
    except NotFound:
        raise Http404 from None


@public
@require_safe
def show(request: Any, token: str) -> HttpResponse:
    """What a letter leads to: confirm, read, or end. Opening it changes nothing, since mail programs open links too."""
    found = known(token)
    context = {"subscription": found, "chosen": chosen_in(found) if found.kind == Kind.NOTICES else None}
    return render(request, "subscriptions/citizen/show.html", context)


@public
@require_POST
def confirm(request: Any, token: str) -> HttpResponse:
    """The second yes."""
    known(token)
    actions.confirm(token=token)
    return redirect("subscriptions:show", token)


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Any, token: str) -> HttpResponse:
    """Ends it: by the button, or by a mail program's one click (RFC 8058), which has neither cookie nor form."""
    found = known(token)
    if request.method == "POST":
        found = actions.end(token=token)
    return render(request, "subscriptions/citizen/end.html", {"subscription": found})
