"""Addresses of built files. A missing build never breaks a page: the plain address is given, the page stays readable."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FONTS = ("fonts/public-sans-latin-wght-normal.woff2", "fonts/public-sans-vietnamese-wght-normal.woff2")


def asset_url(name: str, folder: str = "dist/") -> str:
    """The address of a file of the build, with its hash where the storage knows one."""
    try:
        return static(folder + name)
    except ValueError:
        return f"{settings.STATIC_URL}{folder}{name}"


def head_assets(sheet: str) -> SafeString:
    """Stylesheet and font preloads of a channel."""
    links = [format_html('<link rel="stylesheet" href="{}">', asset_url(f"{sheet}.css"))]
    links += [
        format_html('<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', asset_url(font))
        for font in FONTS
    ]
    return mark_safe("\n".join(links))  # noqa: S308 - every part was made by format_html
