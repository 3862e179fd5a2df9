"""What is wrong with the calendars, in words, for `motcua check`."""

from datetime import timedelta

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.worktime.models import CalendarVersion
from motcua.worktime.queries.calendars import calendar_for
from motcua.worktime.queries.drafts import is_published

LOOK_AHEAD = timedelta(days=60)


def complaints() -> list[str]:
    """No calendar yet; the holidays of a year that begins soon are missing; edits that nobody published."""
    if not CalendarVersion.objects.filter(unit__isnull=True, field="").exists():
        return [_("Chưa công bố lịch làm việc chung. Dùng “motcua clock prefill” rồi “motcua clock publish”.")]
    found = []
    year = (clock.today() + LOOK_AHEAD).year
    if not any(day.year == year for day in calendar_for(None).days):
        found.append(_("Lịch làm việc chưa có ngày nghỉ, lễ của năm %(year)s.") % {"year": year})
    if not is_published(None):
        found.append(_("Lịch làm việc chung có thay đổi chưa công bố."))
    return found
