"""What is misconfigured or ailing, in words; each answer is a list of complaints, empty when all is well."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.models import OutboxMessage
from motcua.kernel.registry import SelfCheck, registry


def database_ready() -> list[str]:
    """Whether the database answers and carries every migration."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:
        return [_("Không kết nối được cơ sở dữ liệu: %(error)s") % {"error": type(error).__name__}]
    return (
        [_("Còn %(count)d bước nâng cấp cơ sở dữ liệu chưa chạy: motcua migrate") % {"count": len(pending)}]
        if pending
        else []
    )


def storage_ready() -> list[str]:
    """Whether the home folder can be written and has room."""
    home = Path(settings.HOME)
    if not os.access(home, os.W_OK):
        return [_("Không ghi được vào thư mục dữ liệu %(home)s") % {"home": home}]
    if shutil.disk_usage(home).free < 1024**3:
        return [_("Ổ đĩa chứa dữ liệu còn chưa đến 1 GB trống")]
    return []


def security_settings() -> list[str]:
    """Settings that are fine for a trial and not for citizens' data."""
    found = []
    if settings.DEBUG:
        found.append(_("Đang bật chế độ gỡ lỗi (MOTCUA_DEBUG)"))
    if getattr(settings, "DEMO", False):
        found.append(
            _("Đang ở chế độ dùng thử (MOTCUA_DEMO): mật khẩu mẫu ai cũng biết, mã đăng nhập hiện trên màn hình")
        )
    if not settings.BEHIND_TLS:
        found.append(_("Địa chỉ công khai chưa dùng https (MOTCUA_ADDRESS)"))
    if "*" in settings.ALLOWED_HOSTS:
        found.append(_("Chấp nhận mọi tên miền (MOTCUA_HOSTS)"))
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        found.append(_("Thư điện tử chỉ được ghi ra tệp, chưa gửi đi (MOTCUA_EMAIL_BACKEND)"))
    if not settings.CLAMD_SOCKET:
        found.append(_("Chưa nối bộ quét vi-rút: tệp nhận vào mang trạng thái “chưa quét” (MOTCUA_CLAMD_SOCKET)"))
    return found


def outbox_health() -> list[str]:
    """Whether background work is being done."""
    found = []
    late = OutboxMessage.objects.filter(
        done_at__isnull=True, failed_at__isnull=True, run_after__lt=clock.now() - timedelta(minutes=15)
    ).count()
    if late:
        found.append(_("%(count)d việc nền chờ quá 15 phút: tiến trình nền có chạy không?") % {"count": late})
    failed = OutboxMessage.objects.filter(failed_at__isnull=False).count()
    if failed:
        found.append(_("%(count)d việc nền đã thất bại hẳn: motcua outbox failed") % {"count": failed})
    return found


SELF_CHECKS = (
    SelfCheck("database", database_ready, readiness=True),
    SelfCheck("storage", storage_ready, readiness=True),
    SelfCheck("security", security_settings),
    SelfCheck("outbox", outbox_health),
)


def complaints(*, readiness_only: bool = False) -> dict[str, list[str]]:
    """Every registered self-check's complaints by its name."""
    return {check.name: check.run() for check in registry.checks if check.readiness or not readiness_only}
