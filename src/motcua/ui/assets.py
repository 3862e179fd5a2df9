"""Addresses of built files. A missing build never breaks a page: the plain address is given, the page stays readable."""

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FONTS = ("fonts/public-sans-latin-wght-normal.woff2", "fonts/public-sans-vietnamese-wght-normal.woff2")


def asset_url(name: str, folder: str = "dist/") -> str:
    """The address of a file of the build, with its hash where the storage knows one."""
    return looked_up(name, folder) if settings.DEBUG else remembered(name, folder)


@lru_cache(maxsize=200)
def remembered(name: str, folder: str) -> str:
    """Looked up once: a build does not change under a running process."""
    return looked_up(name, folder)


def looked_up(name: str, folder: str) -> str:
    """The address as the storage gives it."""
    try:
        return static(folder + name)
    except ValueError:
        return f"{settings.STATIC_URL}{folder}{name}"


@lru_cache(maxsize=8)
def head_assets(sheet: str) -> SafeString:
    """Stylesheet and font preloads of a channel."""
    links = [format_html('<link rel="stylesheet" href="{}">', asset_url(f"{sheet}.css"))]
    links += [
        format_html('<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', asset_url(font))
        for font in FONTS
    ]
    return mark_safe("\n".join(links))  # noqa: S308 - every part was made by format_html
