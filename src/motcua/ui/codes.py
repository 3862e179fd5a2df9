"""The QR code of an address, for pages and for printed sheets."""

from functools import lru_cache
from io import BytesIO

import segno


@lru_cache(maxsize=512)
def qr(link: str) -> str:
    """A QR code of an address as SVG, error level M (15 % of it may be dirty), quiet zone of four modules."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode()
