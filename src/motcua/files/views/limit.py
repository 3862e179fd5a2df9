"""Turns away bodies that are larger than any file may be, before a byte of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

ROOM_FOR_FIELDS = 8 * 1024 * 1024


class BodyLimit:
    """Answers 413 with words to a request whose body could not be taken anyway."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on unless its declared length is too much."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) <= settings.UPLOAD_LIMIT + ROOM_FOR_FIELDS:
            return self.get_response(request)
        words = _("Tệp lớn hơn %(most)s MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp.") % {
            "most": settings.UPLOAD_LIMIT // (1024 * 1024)
        }
        if "text/html" not in request.headers.get("Accept", "text/html"):
            return JsonResponse({"code": "too-large", "message": words}, status=413)
        shown = {"status": 413, "title": _("Nội dung gửi lên quá lớn"), "text": words, "way": "/"}
        return render(request, "ui/failure.html", {**shown, "way_words": _("Về trang chủ")}, status=413)
