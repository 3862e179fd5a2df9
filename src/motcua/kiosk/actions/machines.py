"""Registering, pairing, renewing and taking back a machine; each is written into the desk's ledger."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.kernel import clock, ids
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.kiosk.models import KioskDevice, Paper
from motcua.kiosk.permissions import demand_manage
from motcua.kiosk.queries.devices import CODE, TOKEN, seen
from motcua.kiosk.rules import Standing
from motcua.ledger.actions import Entry, append
from motcua.queueing.queries.visits import gives_numbers

CODE_LETTERS = 8
CODE_LASTS = timedelta(minutes=30)
LONGEST = timedelta(days=731)


def ends(last_day: date | None) -> datetime:
    """The moment after the last day of use; refuses a day that is over or more than two years away."""
    today = clock.today()
    if last_day is None or not today <= last_day <= today + LONGEST:
        words = _("Chọn một ngày từ hôm nay đến hai năm tới")
        raise Refusal(words, fields={"last_day": words})
    return datetime(last_day.year, last_day.month, last_day.day, tzinfo=clock.LOCAL) + timedelta(days=1)


def note(device: KioskDevice, kind: str, actor: Actor, **data: Any) -> None:
    """Writes into the ledger of the desk's machines what was done with one."""
    append(
        f"kiosk:{device.unit_id}",
        Entry(kind, actor, data={"device": device.pk, "name": device.name, **data}, unit_id=device.unit_id),
    )


def register(*, actor: Actor, unit_id: int, name: str, paper: str, last_day: date | None) -> KioskDevice:
    """A new machine of a desk; it gives no number until it is paired. A name stands once at a desk."""
    demand_manage(actor, unit_id)
    said = clean(name)[:80]
    if not said:
        words = _("Ghi tên máy, ví dụ: Máy cửa chính")
        raise Refusal(words, fields={"name": words})
    if paper not in Paper.values or not gives_numbers(unit_id):
        raise Refusal(_("Nơi này chưa phát số thứ tự, hoặc loại giấy in không đúng."))
    expires_at = ends(last_day)
    try:
        with transaction.atomic():
            device = KioskDevice.objects.create(
                unit_id=unit_id, name=said, paper=paper, made_at=clock.now(), expires_at=expires_at
            )
            note(device, "kiosk-registered", actor, expires_at=expires_at.isoformat())
            return device
    except IntegrityError as error:
        words = _("Đã có một máy tên này. Hãy đặt tên khác")
        raise Refusal(words, fields={"name": words}) from error


def locked(actor: Actor, device_id: int) -> KioskDevice:
    """The machine, locked, when the actor manages its desk and it was not taken back."""
    rows = KioskDevice.objects.regardless("the permission is checked below").select_for_update()
    device: KioskDevice | None = rows.filter(pk=device_id).first()
    if device is None:
        raise Refusal(_("Không tìm thấy máy này."), code="not-found")
    demand_manage(actor, device.unit_id)
    if device.revoked_at is not None:
        raise Refusal(_("Máy này đã bị thu hồi. Hãy đăng ký máy mới."), code="revoked")
    return device


@transaction.atomic
def give_code(*, actor: Actor, device_id: int) -> str:
    """A pairing code for half an hour and one use; an earlier one ends."""
    device = locked(actor, device_id)
    code = ids.readable_secret(CODE_LETTERS)
    device.pairing_hash = ids.keyed_hash(code, purpose=CODE)
    device.pairing_until = clock.now() + CODE_LASTS
    device.save(update_fields=["pairing_hash", "pairing_until"])
    note(device, "kiosk-code-given", actor)
    return code


@transaction.atomic
def pair(*, unit_id: int, code: str) -> tuple[KioskDevice, str]:
    """The machine that shows the code keeps the token answered here; whoever held one before loses it."""
    wanted = ids.keyed_hash("".join(filter(str.isalnum, code)).upper(), purpose=CODE)
    now = clock.now()
    rows = KioskDevice.objects.regardless("the code itself opens the machine").select_for_update()
    device: KioskDevice | None = rows.filter(unit_id=unit_id, pairing_hash=wanted, pairing_until__gt=now).first()
    if device is None or device.revoked_at is not None:
        words = _("Mã ghép không đúng, đã dùng rồi hoặc đã quá 30 phút. Xin cán bộ tạo mã mới")
        raise Refusal(words, fields={"code": words}, code="wrong-code")
    token = ids.token(32)
    device.token_hash, device.pairing_hash, device.pairing_until = ids.keyed_hash(token, purpose=TOKEN), "", None
    device.paired_at = device.seen_at = now
    device.save(update_fields=["token_hash", "pairing_hash", "pairing_until", "paired_at", "seen_at"])
    note(device, "kiosk-paired", ANONYMOUS)
    return device, token


@transaction.atomic
def renew(*, actor: Actor, device_id: int, last_day: date | None) -> KioskDevice:
    """Another last day; a paired machine goes on by itself within half a minute."""
    device = locked(actor, device_id)
    device.expires_at = ends(last_day)
    device.save(update_fields=["expires_at"])
    note(device, "kiosk-renewed", actor, expires_at=device.expires_at.isoformat())
    return device


@transaction.atomic
def revoke(*, actor: Actor, device_id: int) -> KioskDevice:
    """Takes a machine back for good: stolen, broken, moved. Its screen then says whom to call."""
    rows = KioskDevice.objects.regardless("the permission is checked in the next step")
    known = rows.filter(pk=device_id).first()
    if known is not None and seen(known).standing == Standing.REVOKED:
        demand_manage(actor, known.unit_id)
        return known
    device = locked(actor, device_id)
    device.revoked_at = clock.now()
    device.pairing_hash, device.pairing_until = "", None
    device.save(update_fields=["revoked_at", "pairing_hash", "pairing_until"])
    note(device, "kiosk-revoked", actor)
    return device
