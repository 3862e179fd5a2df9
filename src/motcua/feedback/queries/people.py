"""Who may be given a report."""

from motcua.accounts.models import Duty, User
from motcua.feedback.models import Report
from motcua.kernel import clock

DOING = ("receiver", "specialist", "department_head", "clerk")


def colleagues_for(report: Report) -> list[User]:
    """Officers with a duty in force at the unit that holds a report, by name."""
    duties = Duty.objects.in_force(clock.now()).filter(unit_id=report.holder_unit_id, role__in=DOING)
    return list(User.objects.staff().filter(is_active=True, pk__in=duties.values("user_id")).order_by("full_name"))
