"""The poster for the wall: one code that leads to the place's page with the three faces."""

import json
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.press import compile_sheet
from motcua.ui.codes import qr
from motcua.units.models import Unit

SHEETS = Path(__file__).resolve().parents[1] / "sheets"


def poster(unit: Unit) -> bytes:
    """An A4 sheet as PDF/A."""
    link = settings.PUBLIC_ADDRESS + reverse("satisfaction:faces", args=[unit.code])
    inputs = {"data": json.dumps({"unit": unit.name, "link": link}, ensure_ascii=False), "qr": qr(link)}
    at = clock.now().isoformat()
    return compile_sheet(
        root=SHEETS, sheet=SHEETS / "poster.typ", fonts=settings.SHEET_FONTS, inputs=inputs, issued_at=at
    )
