"""The signed-in person's page: each room that has something to say puts a part up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import citizen
from motcua.portal.views.home import sections


@never_cache
@require_safe
@citizen
def my_page(request: HttpRequest) -> HttpResponse:
    """Drafts, dossiers, messages, results, my data – whatever the installed rooms know of this person."""
    return render(request, "portal/citizen/my_page.html", {"sections": sections("my-page", request)})
