"""Three faces: on the own phone after scanning the code on the wall, and on a tablet at the desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import client_address, public
from motcua.kernel import limits
from motcua.kernel.refusals import NotFound, Refusal
from motcua.satisfaction.actions import answer
from motcua.satisfaction.models import FACE_WORDS, REASON_WORDS, Source
from motcua.satisfaction.rules import REASONS, Face
from motcua.units.models import Unit
from motcua.units.queries import place_of, unit_by_code

OFTEN = _("Đã nhận nhiều đánh giá từ địa chỉ này. Xin thử lại sau ít phút.")
RATES = {Source.WALL: 12, Source.TABLET: 60}
"""Answers in ten minutes from one address: a family behind one connection, a tablet with a queue before it."""
BACK_SECONDS = 6


def place_by(code: str) -> Unit:
    """The place of an address; only people's committees are rated."""
    place = place_of(unit_by_code(code).pk)
    if place is None or place.code != code:
        raise NotFound(_("Không tìm thấy đơn vị."))
    return place


def page(request: HttpRequest, code: str, source: Source, template: str) -> HttpResponse:
    """The faces, and after one is chosen its reasons; the last step keeps the answer."""
    unit = place_by(code)
    chosen = request.POST.get("face") or request.GET.get("muc", "")
    face = int(chosen) if chosen in {"1", "2", "3"} else None
    fault: Any = ""
    status = 200
    if request.method == "POST":
        try:
            limits.demand("satisfaction", client_address(request), times=RATES[source], seconds=600, message=OFTEN)
            answer(
                unit_id=unit.pk,
                face=face or 0,
                reasons=request.POST.getlist("reason"),
                comment=request.POST.get("comment", ""),
                source=source,
            )
        except Refusal as refusal:
            fault, status = refusal.message, refusal.status
        else:
            asked = "?tai-quay=1" if source == Source.TABLET else ""
            return redirect(reverse("satisfaction:thanks", args=[code]) + asked)
    reasons = (
        [(key, REASON_WORDS[key], key in request.POST.getlist("reason")) for key in REASONS[Face(face)]] if face else []
    )
    context = {
        "unit": unit,
        "face": face,
        "face_words": FACE_WORDS[Face(face)] if face else "",
        "faces": [(value.value, words) for value, words in FACE_WORDS.items()],
        "reasons": reasons,
        "comment": request.POST.get("comment", "")[:500],
        "fault": fault,
    }
    return render(request, template, context, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def faces(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the code on the wall."""
    return page(request, code, Source.WALL, "satisfaction/citizen/faces.html")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest, code: str) -> HttpResponse:
    """The same on a tablet at the desk: large, and back at the faces by itself."""
    return page(request, code, Source.TABLET, "satisfaction/citizen/tablet.html")


@public
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks; a tablet goes back to the faces after some seconds."""
    unit = place_by(code)
    at_desk = "tai-quay" in request.GET
    answered = render(request, "satisfaction/citizen/thanks.html", {"unit": unit, "at_desk": at_desk})
    if at_desk:
        answered["Refresh"] = f"{BACK_SECONDS}; url={reverse('satisfaction:tablet', args=[code])}"
    return answered
