"""What makes the site installable: service worker, manifest, the page shown without network."""

import hashlib
import json

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.ui.assets import FONTS, asset_url
from motcua.ui.frame import frame_for
from motcua.ui.views.access import public

OFFLINE = "/ngoai-tuyen/"
SHELL = ("citizen.css", "citizen.js", "map.js", *FONTS)


def worker_source() -> str:
    """The built worker; '' when the front end was not built."""
    found = finders.find("dist/sw.js")
    if not found:
        return ""
    with open(str(found), encoding="utf-8") as file:  # noqa: PTH123 - a path from the finder
        return file.read()


@public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """/sw.js: the worker with the addresses of this build, so that a new build replaces the old cache."""
    source = worker_source()
    shell = [asset_url(name) for name in SHELL] + [asset_url("icons.svg", "ui/"), asset_url("icons/emblem.svg", "ui/")]
    version = hashlib.sha256("".join([source, *shell]).encode()).hexdigest()[:12]
    icon = asset_url("icons/app-192.png", "ui/")
    told = json.dumps({"version": version, "shell": shell, "offline": OFFLINE, "icon": icon})
    answer = HttpResponse(f"self.motcua = {told};\n{source}", content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """/manifest.webmanifest: name, colours and icons of the installed app."""
    place = frame_for(request).site.get("name", "")
    icons = [
        {
            "src": asset_url(f"icons/app-{size}.png", "ui/"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": use,
        }
        for size in (192, 512)
        for use in ("any", "maskable")
    ]
    answer = JsonResponse(
        {
            "id": "/",
            "name": f"{_('Một cửa')} {place}".strip(),
            "short_name": _("Một cửa"),
            "description": _("Nộp hồ sơ, theo dõi và nhận kết quả thủ tục hành chính"),
            "lang": "vi",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0e4a5c",
            "icons": icons,
            "shortcuts": [
                {"name": _("Tra cứu hồ sơ"), "url": "/tra-cuu/"},
                {"name": _("Của tôi"), "url": "/cua-toi/"},
            ],
        },
        json_dumps_params={"ensure_ascii": False},
        content_type="application/manifest+json",
    )
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page the worker shows without network; holds nothing personal."""
    return render(request, "ui/offline.html")
