"""Sets frozen slip contents as PDF/A-2b with typst; one compiler is kept warm, its fonts are ours and never the system's."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.dossiers.slips.codes import code128, qr

if TYPE_CHECKING:
    import typst

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
_turn = threading.Lock()


class FontsMissing(RuntimeError):
    """The front end was not built: the slips' font files are absent."""


def require_fonts() -> None:
    """Complains in words when the front-end build did not bring the slips' typeface."""
    missing = [name for name in FONTS if not (FONTS_AT / f"{name}.ttf").is_file()]
    if missing:
        raise FontsMissing(f"fonts of the slips are missing ({', '.join(missing)}): run `make front`")


@lru_cache(maxsize=1)
def compiler() -> "typst.Compiler":
    """The compiler of this process, made at its first slip."""
    require_fonts()
    # Loaded with the first slip: a process that prints none need not carry it.
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS_AT])
    return typst.Compiler(root=LAYOUTS, font_paths=fonts)


def pdf(data: Mapping[str, Any]) -> bytes:
    """The sheet of one slip. `data` is what `builders` froze: its `kind`, `layout` and `issued_at` choose sheet and date."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    if code := data.get("code"):
        inputs["bars"], width = code128(str(code))
        inputs["bars-mm"] = f"{width:.2f}"
        inputs["qr"] = qr(str(data["link"]))
    sheet = LAYOUTS / str(data["layout"]) / f"{SHEETS[int(data['kind'])]}.typ"
    with _turn:
        made = compiler().compile(
            sheet,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards="a-2b",
            timestamp=datetime.fromisoformat(str(data["issued_at"])),
        )
    assert isinstance(made, bytes)
    return made
