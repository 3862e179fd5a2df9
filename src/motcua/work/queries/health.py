"""What `motcua check` says of the inbox."""

from datetime import timedelta

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.work.models import WorkItem

STUCK = timedelta(days=1)


def complaints() -> list[str]:
    """A due queue that stands still, and late work nobody answers for."""
    rows = WorkItem.objects.regardless("self-check of the whole installation").open()
    moment = clock.now()
    said = []
    if rows.filter(escalate_at__lt=moment - STUCK).exists():
        said.append(_("Hàng đợi nhắc hạn đứng yên hơn một ngày: kiểm tra tiến trình chạy nền."))
    if rows.late(moment).without_head().exists():
        said.append(_("Có việc quá hạn ở đơn vị chưa có người đứng đầu: bổ sung chức vụ hoặc người được giao quyền."))
    return said
