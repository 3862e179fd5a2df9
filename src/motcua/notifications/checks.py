"""What `motcua check` asks the room."""

from django.utils.translation import gettext as _

from motcua.kernel.registry import SelfCheck
from motcua.notifications import queries
from motcua.notifications.providers.registry import sms_provider


def delivery() -> list[str]:
    """Whether there is a carrier for text messages, and whether notices were given up."""
    complaints = []
    try:
        sms_provider()
    except LookupError as error:
        complaints.append(str(error))
    failed = queries.failed().count()
    if failed:
        complaints.append(_("Có %(count)s thông báo không gửi được sau nhiều lần thử.") % {"count": failed})
    return complaints


DELIVERY = SelfCheck("notifications.delivery", delivery)
