"""The QR code of a number's own page."""

import base64
from functools import lru_cache
from io import BytesIO

import segno


@lru_cache(maxsize=512)
def qr(address: str) -> str:
    """A QR code of an address as a data address of an SVG picture."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, scale=4)
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"
