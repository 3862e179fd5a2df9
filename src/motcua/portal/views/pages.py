"""Pages of words: help, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import public


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How filing works, in a few steps, and whom to ask."""
    return render(request, "portal/citizen/help.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "portal/citizen/accessibility.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, for how long, and what they may ask."""
    return render(request, "portal/citizen/privacy.html")
