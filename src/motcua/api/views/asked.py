"""What a program asks for, read from its parameters; whatever can't be understood is refused with words."""

import hashlib
import math
import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.api.actions import Post
from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal

LONGEST = timedelta(days=90)
MOST_CODES = 100
STATUSES = {"open", "closed"}
ATTRIBUTE = re.compile(r"attribute\[([\w-]{1,60})\](?:\[\])?")


def listed(values: Any, name: str) -> list[str]:
    """Values between commas, also of a parameter given several times; empty ones count as not given."""
    return [part.strip() for text in values.getlist(name) for part in text.split(",") if part.strip()]


def filters(values: Any) -> dict[str, Any]:
    """Filters of the list of requests."""
    status = set(listed(values, "status"))
    if status - STATUSES:
        raise Refusal(_("status chỉ nhận open, closed."))
    keys = listed(values, "service_code")
    start, end = span(values.get("start_date", ""), values.get("end_date", ""))
    return {
        "start": start,
        "end": end,
        "keys": [key for key in keys if re.fullmatch(r"[\w-]{1,60}", key)] if keys else None,
        "closed": "closed" in status if len(status) == 1 else None,
    }


def span(first: str, last: str) -> tuple[datetime, datetime]:
    """From when to when, at most 90 days; the latest 90 where nothing else is said."""
    start, end = moment(first, "start_date"), moment(last, "end_date")
    end = end or (start + LONGEST if start else clock.now())
    start = start or end - LONGEST
    if start > end:
        raise Refusal(_("start_date phải trước end_date."))
    if end - start > LONGEST:
        raise Refusal(_("Khoảng từ start_date đến end_date nhiều nhất 90 ngày."))
    return start, end


def moment(text: str, name: str) -> datetime | None:
    """A moment as the W3C note writes it, with its zone; a plus that became a blank on its way is put back."""
    text = text.strip()
    if not text:
        return None
    at: datetime | None = None
    with suppress(ValueError):
        at = datetime.fromisoformat(re.sub(r" (\d\d:?\d\d)$", r"+\1", text))
    if at is None or at.tzinfo is None or not 1900 < at.year < 2900:
        raise Refusal(_("%(name)s phải là thời điểm có múi giờ, như 2026-01-31T00:00:00Z.") % {"name": name})
    return at


def post_of(request: HttpRequest) -> Post:
    """What a program reports."""
    values: Any = request.POST
    service = values.get("service_code", "").strip()
    if not service:
        raise Refusal(_("Thiếu service_code."))
    if values.get("address_id") and not (values.get("lat") or values.get("address_string")):
        raise Refusal(_("Nơi này không dùng address_id. Gửi lat và long, hoặc address_string."))
    return Post(
        mark=mark_of(request),
        service=service,
        description=values.get("description", ""),
        address=values.get("address_string", ""),
        point=point(values.get("lat", ""), values.get("long", "")),
        details=details(values),
        media=values.get("media_url", ""),
        language="en" if request.headers.get("Accept-Language", "").startswith("en") else "vi",
    )


def media_of(request: HttpRequest) -> list[Any]:
    """Pictures sent along in a multipart body: files called `media`, as servers in use take them, or `media[]`."""
    return [upload for name in ("media", "media[]") for upload in request.FILES.getlist(name)]


def digest_of(upload: Any) -> str:
    """The hash of an uploaded content."""
    whole = hashlib.sha256()
    for piece in upload.chunks():
        whole.update(piece)
    return whole.hexdigest()


def point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Longitude and latitude; None without both."""
    if not latitude.strip() and not longitude.strip():
        return None
    try:
        pair = (float(longitude), float(latitude))
    except ValueError:
        pair = (math.nan, math.nan)
    if not (math.isfinite(pair[0]) and math.isfinite(pair[1])):
        raise Refusal(_("lat và long phải cùng có và là số."))
    return pair


def details(values: Any) -> dict[str, str]:
    """Answers to the service's own questions: `attribute[code]`, or several of them."""
    found = {}
    for name in values:
        match = ATTRIBUTE.fullmatch(name)
        if match:
            found[match[1]] = ", ".join(values.getlist(name))
    return found


def mark_of(request: HttpRequest) -> str:
    """What makes a repetition the same report: the program's Idempotency-Key, else all it says on this day."""
    given = clean(request.headers.get("Idempotency-Key", ""))[:200]
    if given:
        return f"key:{given}"
    media = [(upload.name, digest_of(upload)) for upload in media_of(request)]
    pairs = sorted((name, *values) for name, values in request.POST.lists() if name != "api_key")
    return f"{clock.today()}:{hashlib.sha256(repr([*pairs, *media]).encode('utf-8', 'replace')).hexdigest()}"
