"""Language and text size: kept in a cookie, back to the page one came from. They work without JavaScript and without a session.

Both are exempt from the CSRF token, so that public pages need no cookie to offer them; a forged request could at most
change the look, and requests that a browser marks as coming from another site are ignored.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.kernel.typed import number_typed
from motcua.ui.banners import FOLDED_COOKIE, cookie_after
from motcua.ui.frame import TEXT_SIZE_COOKIE, TEXT_SIZES
from motcua.ui.views.access import public

YEAR = 365 * 24 * 3600


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form stood on, if it is one of ours; home otherwise."""
    wanted = request.POST.get("tiep") or request.POST.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if safe else "/")


def remember(request: HttpRequest, answer: HttpResponse, name: str, value: str, *, seconds: int | None = YEAR) -> None:
    """Keeps a choice for a year, or for the visit with `seconds` None; unless another site asked for it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
        answer.set_cookie(name, value, max_age=seconds, samesite="Lax", secure=request.is_secure(), httponly=True)


@public
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """POST ngon-ngu=vi|en, tiep=path."""
    chosen = request.POST.get("ngon-ngu") or request.POST.get("language", "")
    answer = back(request)
    if chosen in dict(settings.LANGUAGES):
        remember(request, answer, settings.LANGUAGE_COOKIE_NAME, chosen)
    return answer


@public
@csrf_exempt
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """POST co=nho-hon|vua|lon-hon (or a size by name), tiep=path."""
    now = request.COOKIES.get(TEXT_SIZE_COOKIE, "vua")
    place = TEXT_SIZES.index(now) if now in TEXT_SIZES else TEXT_SIZES.index("vua")
    wanted = request.POST.get("co", "")
    if wanted in ("nho-hon", "lon-hon"):
        place = min(max(place + (1 if wanted == "lon-hon" else -1), 0), len(TEXT_SIZES) - 1)
        wanted = TEXT_SIZES[place]
    answer = back(request)
    if wanted in TEXT_SIZES:
        remember(request, answer, TEXT_SIZE_COOKIE, wanted)
    return answer


@public
@csrf_exempt
@require_POST
def fold(request: HttpRequest) -> HttpResponse:
    """POST gap=id folds an emergency banner for this visit, mo=id opens it again; tiep=path."""
    folded, opened = number_typed(request.POST.get("gap")), number_typed(request.POST.get("mo"))
    answer = back(request)
    remember(request, answer, FOLDED_COOKIE, cookie_after(request.COOKIES, fold=folded, unfold=opened), seconds=None)
    return answer
