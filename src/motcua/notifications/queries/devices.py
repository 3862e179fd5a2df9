"""Which devices hear what: lists, passes of pages, and where a message goes."""

import json
from collections.abc import Collection

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.kernel import ids
from motcua.kernel.prepared import Prepared
from motcua.kernel.refusals import NotFound
from motcua.kernel.sealing import unseal
from motcua.notifications.models import Device, Listening
from motcua.notifications.providers.base import Gone, Target
from motcua.notifications.providers.webpush.naming import current_key

PURPOSE = "notifications.devices"
USER = "user:"


def user_holder(user_id: int) -> str:
    """The name under which a person's own devices listen."""
    return f"{USER}{user_id}"


LISTENED = Prepared(lambda holder: Listening.objects.filter(holder=holder), mark="?")


def devices_of(holders: Collection[str]) -> list[tuple[int, str]]:
    """Devices, with their languages, that hear what concerns any of the holders, each once.

    Nearly nobody has one: one quick look says so.
    """
    heard = [holder for holder in holders if LISTENED.first(holder) is not None]
    if not heard:
        return []
    rows = Listening.objects.filter(holder__in=heard).order_by("device_id")
    return list(rows.values_list("device_id", "device__language").distinct())


def devices_by_holder(holders: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """The devices, with their languages, that hear each of many holders: one statement for a batch."""
    found: dict[str, list[tuple[int, str]]] = {}
    rows = Listening.objects.filter(holder__in=holders).order_by("device_id")
    for holder, device_id, language in rows.values_list("holder", "device_id", "device__language"):
        found.setdefault(holder, []).append((device_id, language))
    return found


def listening_devices(holder: str) -> QuerySet[Device]:
    """A holder's devices for their list, the newest first."""
    return Device.objects.filter(listenings__holder=holder, ended_at=None).order_by("-made_at", "-pk")


def is_listening(holder: str, endpoint: str) -> bool:
    """Whether the device at this address hears what concerns the holder."""
    rows = Listening.objects.filter(holder=holder, device__ended_at=None)
    return rows.filter(device__endpoint_hash=endpoint_hash(endpoint)).exists()


def endpoint_hash(endpoint: str) -> str:
    """By what an address at a push service is found again."""
    return ids.keyed_hash(endpoint, purpose=PURPOSE)


def device_address(device_id: int) -> str:
    """What a message to a device carries for an address."""
    return f"device:{device_id}"


def device_at(address: str) -> Device | None:
    """The device a message goes to; None when it was ended."""
    number = address.partition(":")[2]
    return Device.objects.filter(pk=int(number), ended_at=None).first() if number.isdecimal() else None


def target_of(device: Device) -> Target:
    """Where a device is reached. Raises Gone when its seal was made with another secret of the installation."""
    try:
        endpoint, p256dh, auth = json.loads(unseal(device.sealed, purpose=PURPOSE))
    except ValueError:
        raise Gone("the device's keys can't be read any more") from None
    return Target(endpoint, p256dh, auth, device.key_name)


def push_key() -> tuple[str, str]:
    """The name and the public half of the installation's push key."""
    return current_key()


def pass_for(holder: str) -> str:
    """What a page carries so that its device may ask to hear what concerns the holder; good for a day."""
    return signing.dumps(holder, salt=PURPOSE)


def holder_of(page_pass: str) -> str:
    """The holder of a page's pass. Refuses with NotFound what this installation did not give out, or too long ago."""
    try:
        return str(signing.loads(page_pass, salt=PURPOSE, max_age=86_400))
    except signing.BadSignature:
        raise NotFound(_("Trang đã cũ. Hãy tải lại trang rồi bật lại.")) from None
