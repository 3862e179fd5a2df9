"""Pages that use every enhancement, and a record of what the server got; mounted beside the product's own addresses."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import RequestContext, Template
from django.urls import include, path

GOT: list[tuple[str, dict[str, list[str]]]] = []
STATUS = {"save": 200}

FORM = """{% extends "ui/citizen.html" %}{% load ui %}{% block title %}Thử{% endblock %}{% block content %}
<h1 class="govuk-heading-l">Phiếu thử</h1>
<form method="post" action="/thu/nhan/" data-mc="KINDS" data-url="/thu/luu/">{% csrf_token %}<input type="hidden" name="token" value="khoa-1">
<div class="govuk-form-group"><label class="govuk-label" for="ten">Họ tên</label><input class="govuk-input" id="ten" name="ten"></div>
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">Ai nộp</legend><div class="govuk-radios">
<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="ai-1" name="ai" value="minh"><label class="govuk-label govuk-radios__label" for="ai-1">Tự nộp</label></div>
<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="ai-2" name="ai" value="thay"><label class="govuk-label govuk-radios__label" for="ai-2">Nộp thay</label></div></div></fieldset>
<div class="govuk-form-group" data-mc-show-if='{"field": "ai", "equals": "thay"}'><label class="govuk-label" for="uy">Giấy uỷ quyền số</label><input class="govuk-input" id="uy" name="uy"></div>
{% upload "giay" "Giấy chứng sinh" %}
<button class="govuk-button" id="gui">Gửi</button></form>
<button class="govuk-button" type="button" data-mc="scan" data-target="ten" id="quet">Quét</button>
<div data-mc="queue" id="cho"></div>
{% endblock %}"""


def form(request: HttpRequest, kinds: str) -> HttpResponse:
    """A form with the enhancements named in the address."""
    return HttpResponse(Template(FORM.replace("KINDS", kinds.replace("-", " "))).render(RequestContext(request)))


def note(request: HttpRequest, name: str) -> None:
    """Keeps what was posted."""
    GOT.append((name, {key: request.POST.getlist(key) for key in request.POST}))


def save(request: HttpRequest) -> HttpResponse:
    """Where autosave posts."""
    note(request, "save")
    return JsonResponse({}, status=STATUS["save"])


def receive(request: HttpRequest) -> HttpResponse:
    """Where the form posts; slow enough for a second click."""
    note(request, "receive")
    time.sleep(0.4)
    return HttpResponseRedirect("/thu/xong/")


def done(request: HttpRequest) -> HttpResponse:
    """Where a submission ends."""
    return HttpResponse(
        Template('{% extends "ui/citizen.html" %}{% block content %}<h1>Đã nhận</h1>{% endblock %}').render(
            RequestContext(request)
        )
    )


def marked(view: Any) -> Any:
    """Everybody may open the pages of a test."""
    view.access = "public"
    return view


urlpatterns = [
    path("thu/nhan/", marked(receive)),
    path("thu/luu/", marked(save)),
    path("thu/xong/", marked(done)),
    path("thu/<slug:kinds>/", marked(form)),
    path("", include("motcua.config.urls")),
]
