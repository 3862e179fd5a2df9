"""The catalogue and the page of one procedure, for everybody."""

from django.http import HttpRequest, HttpResponse

from motcua.accounts.permissions import public


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search, fields, A–Z, by unit."""
    return HttpResponse("")


@public
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure at a glance."""
    return HttpResponse("")
