"""Sounds of calls: made once for each sentence that stands on a display, kept in a bounded folder.

Nobody can have other words spoken: a sound is asked for by the hash of its text, and only a sentence that a display of
the desk shows now, or showed before, has one.
"""

import hashlib
import logging
import os
import threading
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.kiosk.providers import espeak
from motcua.kiosk.rules import for_the_ear
from motcua.queueing.queries import snapshot

MOST_KEPT = 400
PATIENCE = 15.0
turn = threading.Lock()
log = logging.getLogger("motcua.kiosk")


def name_of(text: str) -> str:
    """Under which name the sound of a text is found; another voice makes another sound."""
    return hashlib.sha256(f"{settings.VOICE}:{text}".encode()).hexdigest()[:24]


def folder() -> Path:
    """Where sounds are kept; may be emptied at any time."""
    return Path(settings.HOME) / "voice"


def sound(unit_id: int, name: str) -> bytes | None:
    """The WAV of a sentence that is on the desk's display; None when there is none or nobody can speak it."""
    if (known := kept(name)) is not None:
        return known
    text = next((call["say"] for call in snapshot(unit_id)["calls"] if name_of(call["say"]) == name), None)
    if text is None or not turn.acquire(timeout=PATIENCE):
        return None
    try:
        return kept(name) or made(name, text)
    finally:
        turn.release()


def kept(name: str) -> bytes | None:
    """A sound that was made before."""
    try:
        return (folder() / f"{name}.wav").read_bytes()
    except OSError:
        return None


def made(name: str, text: str) -> bytes | None:
    """Speaks the text and keeps it; a full disk only means that it is spoken anew the next time."""
    try:
        spoken = espeak.speak(for_the_ear(text))
    except espeak.VoiceFailed as failure:
        log.warning("no voice: %s", failure)
        return None
    try:
        keep(name, spoken)
    except OSError:
        log.warning("the sound could not be kept")
    return spoken


def keep(name: str, spoken: bytes) -> None:
    """Writes a sound under its name at once, and takes away the oldest above the bound."""
    folder().mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as file:
        file.write(spoken)
    os.replace(file.name, folder() / f"{name}.wav")  # noqa: PTH105
    standing = sorted(folder().iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in standing[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def voice_complaints() -> list[str]:
    """Whether the server can speak for displays whose browser has no Vietnamese voice."""
    if espeak.available():
        return []
    return [
        _("Chưa cài espeak-ng: màn hình ở sảnh chỉ có chữ và chuông khi trình duyệt không có giọng đọc tiếng Việt.")
    ]
