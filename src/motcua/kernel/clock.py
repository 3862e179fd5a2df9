"""What time it is. Everything that needs the present asks here, so that a test can set it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present, aware, in UTC."""
    return timezone.now()


def local(at: datetime) -> datetime:
    """The same instant on a clock in Việt Nam."""
    return at.astimezone(LOCAL)


def today() -> date:
    """The day it is in Việt Nam."""
    return local(now()).date()
