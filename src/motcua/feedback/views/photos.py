"""Pictures as they arrive: taken once, and the place that the first one names, read before its notes are dropped."""

import re
from typing import Any

from django.http import QueryDict
from PIL import Image

from motcua.files.actions import receive_all
from motcua.files.permissions import owner_of

UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GPS = 0x8825
"""The table of EXIF with the place: 1 N/S, 2 latitude, 3 E/W, 4 longitude; each in degrees, minutes, seconds."""


def take_photos(request: Any) -> tuple[list[str], Any]:
    """Ids of pictures sent on their own before, or with this form; and what was wrong with one."""
    owner = owner_of(request, create=True)
    dropped = set(request.POST.getlist("photos_bo"))
    found = [each for each in request.POST.getlist("photos") if each not in dropped and UUID_SHAPE.fullmatch(each)]
    taken, refusal = receive_all(uploads=request.FILES.getlist("photos_files"), owner=owner, later=True)
    return [*found, *(str(file.pk) for file in taken)], refusal.message if refusal else ""


def place_in(upload: Any) -> tuple[float, float] | None:
    """Longitude and latitude that a picture's notes name; None for none, and for whatever can't be read.

    Only the head is read: a PNG without notes before its points is not decoded to look for some behind them.
    """
    try:
        with Image.open(upload) as picture:
            if picture.format == "PNG" and "exif" not in picture.info:
                return None
            notes = picture.getexif().get_ifd(GPS)
        latitude, longitude = (angle(notes[tag]) for tag in (2, 4))
    except Exception:
        return None
    finally:
        upload.seek(0)
    latitude *= -1 if notes.get(1) == "S" else 1
    longitude *= -1 if notes.get(3) == "W" else 1
    sound = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude)
    return (longitude, latitude) if sound else None


def angle(parts: Any) -> float:
    """Degrees, minutes and seconds in degrees."""
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def proposed(request: Any) -> QueryDict | None:
    """What was filled in with the place of the first photo that names one; None where a place was given, or none is known."""
    if request.POST.get("address", "").strip() or request.POST.get("longitude"):
        return None
    for upload in request.FILES.getlist("photos_files")[:6]:
        place = place_in(upload)
        if place is not None:
            data: QueryDict = request.POST.copy()
            data["longitude"], data["latitude"] = f"{place[0]:.6f}", f"{place[1]:.6f}"
            return data
    return None
