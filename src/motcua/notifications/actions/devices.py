"""Devices that show notices: a person says yes on a device, and ends it there or from the list."""

import json
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, ids, limits
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.kernel.sealing import seal
from motcua.notifications import queries, rules
from motcua.notifications.models import Device, Listening
from motcua.notifications.providers.base import Target
from motcua.notifications.providers.webpush.encrypting import browser_keys
from motcua.notifications.providers.webpush.reaching import split

MOST_DEVICES = 10
UNUSABLE = _("Trình duyệt này không nhận được thông báo.")
OTHER_KEY = _("Trang đã cũ. Hãy tải lại trang rồi bật lại.")
TOO_OFTEN = _("Đã bật, tắt quá nhiều lần. Xin thử lại sau.")


def listen(*, holder: str, target: Target, agent: str, language: str, client: str) -> Device:
    """Notices for `holder` are shown on this device too from now on; saying yes again changes nothing.

    A device belongs to one person: who signs in and says yes on somebody's device takes it over. The oldest of more than
    ten devices gives way. Refuses what is no address of a push service, or keys that no browser has.
    """
    limits.demand(
        "notifications.listen", ids.keyed_hash(client, purpose="push-client"), times=60, seconds=3600, message=TOO_OFTEN
    )
    try:
        split(target.endpoint)
        browser_keys(target.p256dh, target.auth)
    except ValueError:
        raise Refusal(UNUSABLE) from None
    if target.key_name != queries.push_key()[0]:
        raise Conflict(OTHER_KEY)
    now = clock.now()
    known = {
        "sealed": seal(json.dumps([target.endpoint, target.p256dh, target.auth]), purpose=queries.PURPOSE),
        "key_name": target.key_name,
        "name": rules.device_name(agent),
        "language": language,
    }
    with transaction.atomic():
        device, _made = Device.objects.update_or_create(
            endpoint_hash=queries.endpoint_hash(target.endpoint),
            ended_at=None,
            defaults=known,
            create_defaults={**known, "made_at": now},
        )
        if holder.startswith(queries.USER):
            device.listenings.filter(holder__startswith=queries.USER).exclude(holder=holder).delete()
        Listening.objects.get_or_create(holder=holder, device=device, defaults={"since": now})
        rows = Listening.objects.filter(holder=holder).order_by("-since", "-pk")
        old = list(rows.values_list("pk", "device_id")[MOST_DEVICES:])
        Listening.objects.filter(pk__in=[pk for pk, _device in old]).delete()
        _forget_unheard([device_id for _pk, device_id in old])
    return device


def stop_listening(*, holder: str, endpoint: str = "", device_id: int | None = None) -> bool:
    """Ends it on one device, named by its own address or by its holder's list; ending twice changes nothing.

    Answers whether the device is still used for something else. Refuses with NotFound a device of somebody else.
    """
    which = Q(pk=device_id) if device_id is not None else Q(endpoint_hash=queries.endpoint_hash(endpoint))
    with transaction.atomic():
        device = Device.objects.filter(which, ended_at=None).first()
        if device is None or not device.listenings.filter(holder=holder).delete()[0]:
            if device_id is not None:
                raise NotFound(_("Không tìm thấy máy này."))
            return device is not None
        _forget_unheard([device.pk])
        return device.listenings.exists()


def _forget_unheard(device_ids: Collection[int]) -> None:
    """Ends devices that nobody uses any more."""
    heard = set(Listening.objects.filter(device_id__in=device_ids).values_list("device_id", flat=True))
    forget(device_ids=set(device_ids) - heard)


def forget(*, device_ids: Collection[int]) -> None:
    """Ends devices: their addresses and keys are gone from here."""
    if device_ids:
        Listening.objects.filter(device_id__in=device_ids).delete()
        Device.objects.filter(pk__in=device_ids, ended_at=None).update(sealed="", ended_at=clock.now())


def forget_holder(*, holder: str) -> None:
    """What the holder stood for has ended: no device hears of it any more."""
    with transaction.atomic():
        rows = Listening.objects.filter(holder=holder)
        device_ids = list(rows.values_list("device_id", flat=True))
        rows.delete()
        _forget_unheard(device_ids)


def pass_on(*, holder: str, to: str) -> None:
    """What the holder stood for goes on under another name: the devices that heard of it hear of that one."""
    with transaction.atomic():
        there = Listening.objects.filter(holder=to).values("device_id")
        Listening.objects.filter(holder=holder).exclude(device_id__in=list(there)).update(holder=to)
