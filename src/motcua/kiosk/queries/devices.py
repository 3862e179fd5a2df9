"""Questions about machines: which one asks, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import clock, ids
from motcua.kernel.refusals import NotFound
from motcua.kiosk.models import STANDING_WORDS, KioskDevice
from motcua.kiosk.rules import Standing, standing

TOKEN, CODE = "kiosk-token", "kiosk-code"
SHOWN_BY_MACHINE = "public: a machine shows its own token"


@dataclass(frozen=True)
class Seen:
    """A machine with how it stands now."""

    device: KioskDevice
    standing: Standing

    @property
    def words(self) -> Any:
        """The standing in plain words."""
        return STANDING_WORDS[self.standing]

    @property
    def ready(self) -> bool:
        """Whether it may give numbers."""
        return self.standing == Standing.READY


def seen(device: KioskDevice, now: datetime | None = None) -> Seen:
    """How a machine stands."""
    return Seen(
        device,
        standing(
            paired=bool(device.token_hash),
            revoked=device.revoked_at is not None,
            expires_at=device.expires_at,
            now=now or clock.now(),
        ),
    )


def device_by_token(token: str, unit_id: int) -> Seen | None:
    """The machine of this desk that holds a token; a revoked one is still known, so that its screen can say so."""
    if not token:
        return None
    rows = KioskDevice.objects.regardless(SHOWN_BY_MACHINE)
    found = rows.filter(unit_id=unit_id, token_hash=ids.keyed_hash(token, purpose=TOKEN)).first()
    return seen(found) if found else None


def devices_of(unit_id: int) -> list[Seen]:
    """The machines of a desk, those in use first."""
    rows = KioskDevice.objects.regardless("the permission is checked on the desk").filter(unit_id=unit_id)
    now = clock.now()
    return sorted((seen(device, now) for device in rows), key=lambda one: one.standing == Standing.REVOKED)


def device_by_id(pk: int) -> Seen:
    """A machine; refuses with NotFound. The caller checks whose it is."""
    found = KioskDevice.objects.regardless("the permission is checked on the row").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy máy này."))
    return seen(found)
