"""A press on the touch screen becomes a number."""

from dataclasses import dataclass
from datetime import timedelta

from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS
from motcua.kiosk.models import KioskDevice
from motcua.queueing import actions as queue
from motcua.queueing.models import Channel, Visit
from motcua.queueing.queries.visits import field_at

SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Press:
    """What was chosen on the screen; `key` makes two presses of one button one number."""

    key: str
    field: str
    priority: str = ""
    dossier_code: str = ""
    language: str = "vi"


def note_seen(*, device: KioskDevice) -> None:
    """That a machine is alive, written at most every five minutes."""
    now = clock.now()
    if device.seen_at is None or now - device.seen_at >= SEEN_EVERY:
        KioskDevice.objects.regardless("a machine of its own").filter(pk=device.pk).update(seen_at=now)


def arrive(*, device: KioskDevice, typed: str) -> Visit:
    """The number of somebody who comes by appointment; refuses as the queue does: unknown here, another day, too early."""
    note_seen(device=device)
    return queue.check_in(actor=ANONYMOUS, unit_id=device.unit_id, typed=typed)


def take(*, device: KioskDevice, press: Press) -> Visit:
    """The number for a press; refuses as the queue does: closed, used up, full."""
    note_seen(device=device)
    wish = queue.Wish(
        key=f"kiosk:{device.pk}:{press.key}",
        channel=Channel.KIOSK,
        priority=press.priority,
        dossier_code=press.dossier_code,
        language=press.language,
    )
    return queue.take(actor=ANONYMOUS, field=field_at(device.unit_id, press.field), wish=wish)
