"""The QR of a receipt: opens the page of the report on a phone."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from motcua.ui.codes import qr


def receipt_qr(code: str) -> SafeString:
    """The address of a report's page as a drawing."""
    return mark_safe(qr(f"{settings.PUBLIC_ADDRESS}/phan-anh/{code}"))  # noqa: S308 - drawn from our own address
