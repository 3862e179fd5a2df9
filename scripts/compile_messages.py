"""Compiles the message catalogues (.po → .mo) with polib, so that no machine needs gettext installed."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "src" / "motcua" / "locale"

for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
    polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
