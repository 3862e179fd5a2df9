"""The bars a slip carries for hand scanners, Code 128 as SVG; the QR code beside them is `ui.codes`."""

from functools import lru_cache

from barcode.codex import Code128

# One bar module is three dots of a 200 dpi printer; a code of 21 characters is then about 8 cm wide.
MODULE_MM = 0.381
QUIET_MODULES = 10
WIDEST_MM = 118.0


@lru_cache(maxsize=512)
def code128(code: str) -> tuple[str, float]:
    """The bars of a dossier code as SVG with its quiet zones, and the width in millimetres it must be printed at."""
    modules = Code128(code).build()[0]
    wide = len(modules) + 2 * QUIET_MODULES
    strokes = []
    start = 0
    while (start := modules.find("1", start)) >= 0:
        end = modules.find("0", start)
        end = len(modules) if end < 0 else end
        strokes.append(f"M{start + QUIET_MODULES} 0h{end - start}v10h-{end - start}z")
        start = end
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} 10" preserveAspectRatio="none"><path d="{"".join(strokes)}"/></svg>'
    return svg, min(wide * MODULE_MM, WIDEST_MM)
