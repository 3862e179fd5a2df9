"""Sets frozen slip contents as PDF/A-2b with typst; the fonts are ours and never the system's."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from motcua.dossiers.slips.codes import code128
from motcua.kernel.press import compile_sheet
from motcua.ui.codes import qr

HERE = Path(__file__).resolve().parent
LAYOUTS = HERE / "layouts"
FONTS_AT = HERE / "fonts"
FONTS = ("Tinos_400Regular", "Tinos_400Regular_Italic", "Tinos_700Bold", "Tinos_700Bold_Italic")
SHEETS = {
    0: "confirmation",
    1: "receipt",
    2: "supplement",
    3: "refusal",
    4: "apology",
    5: "stop",
    6: "control",
    7: "register",
}


class FontsMissing(RuntimeError):
    """The front end was not built: the slips' font files are absent."""


def require_fonts() -> None:
    """Complains in words when the front-end build did not bring the slips' typeface."""
    missing = [name for name in FONTS if not (FONTS_AT / f"{name}.ttf").is_file()]
    if missing:
        raise FontsMissing(f"fonts of the slips are missing ({', '.join(missing)}): run `make front`")


def pdf(data: Mapping[str, Any]) -> bytes:
    """The sheet of one slip. `data` is what `builders` froze: its `kind`, `layout` and `issued_at` choose sheet and date."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    if code := data.get("code"):
        inputs["bars"], width = code128(str(code))
        inputs["bars-mm"] = f"{width:.2f}"
        inputs["qr"] = qr(str(data["link"]))
    sheet = LAYOUTS / str(data["layout"]) / f"{SHEETS[int(data['kind'])]}.typ"
    require_fonts()
    return compile_sheet(root=LAYOUTS, sheet=sheet, fonts=FONTS_AT, inputs=inputs, issued_at=str(data["issued_at"]))


def page(source: str) -> bytes:
    """A PDF from typst source, with the slips' fonts."""
    require_fonts()
    return compile_sheet(root=LAYOUTS, source=source, fonts=FONTS_AT, inputs={})
