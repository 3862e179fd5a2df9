"""Registering, pairing, renewing, taking back: who may, what is kept, what the ledger says."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, officer_actor, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kiosk import actions
from motcua.kiosk.models import KioskDevice
from motcua.kiosk.tests.conftest import At
from motcua.ledger.models import Event
from motcua.queueing.factories import LONG_AGO, Hall, make_hall

CODE = re.compile(r"([A-Z0-9]{4}-[A-Z0-9]{4})")


def fresh(device: KioskDevice) -> KioskDevice:
    """The machine as it stands now."""
    return KioskDevice.objects.regardless("test").get(pk=device.pk)


def test_an_officer_registers_pairs_renews_and_takes_back(officer: Client, working: Hall) -> None:
    text = officer.get("/can-bo/may-lay-so/").content.decode()
    assert "Chưa có máy nào" in text
    last_day = (clock.today() + timedelta(days=90)).isoformat()
    given = {"name": "Máy cổng", "paper": "sheet", "last_day": last_day}
    answer = officer.post("/can-bo/may-lay-so/", given)
    page = answer.url  # type: ignore[attr-defined]
    assert officer.post("/can-bo/may-lay-so/", given).status_code == 422
    shown = officer.post(f"{page}ma/")
    assert shown["Cache-Control"] == "no-store"
    code = CODE.search(shown.content.decode())[1]  # type: ignore[index]
    assert code not in officer.get(page).content.decode()
    machine = Client()
    path = f"/kiosk/{working.desk.code}/ghep/"
    assert code in machine.get(f"{path}?ma={code}").content.decode()
    paired = machine.post(path, {"code": f"http://mot-cua.example{path}?ma={code.lower()}"})
    assert paired.status_code == 302
    cookie = paired.cookies["may-lay-so"]
    assert cookie["httponly"] and cookie["path"] == "/kiosk/"
    assert Client().post(path, {"code": code}).status_code == 422
    assert "Đang dùng" in officer.get("/can-bo/may-lay-so/").content.decode()
    assert officer.post(f"{page}gia-han/", {"last_day": "2001-01-01"}).status_code == 422
    assert officer.post(f"{page}gia-han/", {"last_day": last_day}).status_code == 302
    officer.post(f"{page}thu-hoi/")
    officer.post(f"{page}thu-hoi/")
    assert machine.get(f"/kiosk/{working.desk.code}/").status_code == 403
    kinds = list(Event.objects.filter(stream__subject=f"kiosk:{working.desk.pk}").values_list("kind", flat=True))
    assert kinds == ["kiosk-registered", "kiosk-code-given", "kiosk-paired", "kiosk-renewed", "kiosk-revoked"]


def test_neither_code_nor_token_is_kept_as_it_is(device: KioskDevice, working: Hall) -> None:
    code = actions.give_code(actor=SYSTEM, device_id=device.pk)
    kept = fresh(device)
    assert code not in str(vars(kept))
    _device, token = actions.pair(unit_id=working.desk.pk, code=code)
    assert token not in str(vars(fresh(device))) and len(fresh(device).token_hash) == 64
    said = str(list(Event.objects.filter(stream__subject__startswith="kiosk:").values_list("data", flat=True)))
    assert token not in said and code not in said


def test_a_code_ends_after_half_an_hour_and_after_the_next_one(device: KioskDevice, working: Hall, at: At) -> None:
    first = actions.give_code(actor=SYSTEM, device_id=device.pk)
    second = actions.give_code(actor=SYSTEM, device_id=device.pk)
    with pytest.raises(Refusal):
        actions.pair(unit_id=working.desk.pk, code=first)
    with pytest.raises(Refusal):
        actions.pair(unit_id=make_hall().desk.pk, code=second)
    at(8, 31)
    with pytest.raises(Refusal):
        actions.pair(unit_id=working.desk.pk, code=second)
    third = actions.give_code(actor=SYSTEM, device_id=device.pk)
    actions.revoke(actor=SYSTEM, device_id=device.pk)
    with pytest.raises(Refusal):
        actions.pair(unit_id=working.desk.pk, code=third)
    with pytest.raises(Refusal):
        actions.give_code(actor=SYSTEM, device_id=device.pk)


def test_pairing_again_takes_the_token_from_the_first_machine(
    screen: Client, device: KioskDevice, working: Hall
) -> None:
    home = f"/kiosk/{working.desk.code}/"
    assert screen.get(home).status_code == 200
    other = Client()
    other.post(f"{home}ghep/", {"code": actions.give_code(actor=SYSTEM, device_id=device.pk)})
    assert other.get(home).status_code == 200 and screen.get(home).status_code == 403


def test_guessing_codes_is_slowed_down(working: Hall, one_window: None) -> None:
    client = Client()
    path = f"/kiosk/{working.desk.code}/ghep/"
    texts = [client.post(path, {"code": f"ACDEFG{number:02d}"}).content.decode() for number in range(11)]
    assert "Đã thử quá nhiều mã" in texts[-1] and "Mã ghép không đúng" in texts[0]


def test_only_who_manages_the_desk_manages_its_machines(device: KioskDevice, working: Hall) -> None:
    elsewhere = officer_actor(make_hall().desk, valid_from=LONG_AGO)
    cashier = officer_actor(working.desk, "cashier", valid_from=LONG_AGO)
    for actor in (elsewhere, cashier):
        for verb in (actions.give_code, actions.revoke):
            with pytest.raises(NotAllowed):
                verb(actor=actor, device_id=device.pk)
        with pytest.raises(NotAllowed):
            actions.register(actor=actor, unit_id=working.desk.pk, name="Máy", paper="roll", last_day=clock.today())
    clerk = sign_in(Client(), make_officer(working.desk, "clerk", valid_from=LONG_AGO))
    assert clerk.get("/can-bo/may-lay-so/").status_code == 403
    assert Client().get("/can-bo/may-lay-so/").status_code == 302
    assert clerk.get(f"/can-bo/may-lay-so/{device.pk}/").status_code == 403


def test_a_machine_is_noted_as_alive_at_most_every_five_minutes(
    screen: Client, device: KioskDevice, working: Hall, at: At
) -> None:
    home = f"/kiosk/{working.desk.code}/"
    first = fresh(device).seen_at
    at(8, 4)
    screen.get(home)
    assert fresh(device).seen_at == first
    seen = at(8, 6)
    screen.get(home)
    assert fresh(device).seen_at == seen
