"""The touch screen: press, number, paper, code; closed, used up, expired, taken back; two presses are one number."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client

from motcua.dossiers.factories import make_dossier
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kiosk import actions
from motcua.kiosk.models import KioskDevice
from motcua.queueing import actions as queue
from motcua.queueing.factories import Hall, book, give_times, make_hall, monday
from motcua.queueing.models import Visit

At = Callable[..., datetime]
KEY = re.compile(r'name="khoa" value="([^"]+)"')


def visits() -> list[Visit]:
    """Every number that was given."""
    return list(Visit.objects.regardless("test").order_by("pk"))


def press(screen: Client, path: str, priority: str = "", key: str = "") -> str:
    """Opens a field's page, presses, and answers the ticket's page."""
    key = key or KEY.search(screen.get(path).content.decode())[1]  # type: ignore[index]
    return screen.post(path, {"khoa": key, "uu-tien": priority}, follow=True).content.decode()


def test_two_presses_on_the_way_to_a_ticket(screen: Client, working: Hall) -> None:
    home = f"/kiosk/{working.desk.code}/"
    text = screen.get(home).content.decode()
    assert "0 người đang chờ" in text and f"{home}linh-vuc/ho-tich/" in text and working.desk.name not in text
    page = press(screen, f"{home}linh-vuc/ho-tich/", "elderly")
    (visit,) = visits()
    assert (visit.label, visit.channel, visit.priority, visit.name) == ("A001", "kiosk", "elderly", "")
    assert "A001" in page and "<svg" in page and "mc-ticket--roll" in page and 'data-print="yes"' in page
    assert "Người cao tuổi" in page
    assert screen.get(f"{home}so/{visit.code}/")["Cache-Control"] == "no-store"


def test_a_double_press_is_one_number(screen: Client, working: Hall) -> None:
    path = f"/kiosk/{working.desk.code}/linh-vuc/ho-tich/"
    for _ in range(3):
        press(screen, path, key="same-key")
    press(screen, path, key="other-key")
    assert [visit.label for visit in visits()] == ["A001", "A002"]


def test_the_ticket_speaks_the_chosen_language_and_the_next_person_begins_in_vietnamese(
    screen: Client, working: Hall
) -> None:
    home = f"/kiosk/{working.desk.code}/"
    english = screen.get(f"{home}?tieng=en")
    assert english["Content-Language"] == "en" and '<html lang="en">' in english.content.decode()
    assert f"{home}linh-vuc/ho-tich/?tieng=en" in english.content.decode()
    page = press(screen, f"{home}linh-vuc/ho-tich/?tieng=en")
    assert '<html lang="en">' in page and f'href="{home}"' in page
    assert visits()[0].language == "en"


def test_a_closed_desk_says_when_again_and_offers_the_telephone(screen: Client, working: Hall, at: At) -> None:
    home = f"/kiosk/{working.desk.code}/"
    path = f"{home}linh-vuc/ho-tich/"
    key = KEY.search(screen.get(path).content.decode())[1]  # type: ignore[index]
    at(17, 30)
    words = "Mở lại lúc 07:30 ngày 11/08/2026"
    text = screen.get(home).content.decode()
    assert words in text and "<svg" in text and "linh-vuc" not in text
    assert words in screen.get(path).content.decode()
    answer = screen.post(path, {"khoa": key, "uu-tien": ""})
    assert answer.status_code == 422 and words in answer.content.decode() and visits() == []


def test_the_end_of_the_range_and_a_full_day_are_said_in_words(screen: Client, working: Hall, at: At) -> None:
    queue.set_field(actor=SYSTEM, unit_id=working.desk.pk, code="ho-tich", name="Hộ tịch", prefix="A", quota=1)
    path = f"/kiosk/{working.desk.code}/linh-vuc/ho-tich/"
    press(screen, path, key="first")
    text = press(screen, path, key="second")
    assert "đã phát hết số của hôm nay" in text and "chọn lĩnh vực khác" in text and "linh-vuc/dat-dai" in text
    at(16, 50)
    working.take(1)
    assert "đã kín người chờ" in screen.get(f"/kiosk/{working.desk.code}/").content.decode()


def test_a_receipt_under_the_scanner_goes_along_with_the_number(screen: Client, working: Hall) -> None:
    home = f"/kiosk/{working.desk.code}/"
    dossier = make_dossier()
    for scanned in (dossier.code.lower(), f"https://mot-cua.example/tra-cuu/{dossier.code}?s=ABCD"):
        answer = screen.post(f"{home}ma/tim/?tieng=en", {"ma": scanned})
        assert answer.url == f"{home}?tieng=en&ho-so={dossier.code}"  # type: ignore[attr-defined]
    text = screen.get(f"{home}?ho-so={dossier.code}").content.decode()
    assert dossier.code in text and f"linh-vuc/dat-dai/?ho-so={dossier.code}" in text
    press(screen, f"{home}linh-vuc/dat-dai/?ho-so={dossier.code}")
    assert visits()[0].dossier_id == dossier.pk
    for strange in ("X99-000000-1", "\x00", "", "a" * 400, "https://evil.example/"):
        answer = screen.post(f"{home}ma/tim/", {"ma": strange})
        assert answer.status_code == 422 and "Không nhận ra mã này" in answer.content.decode()


def test_a_number_from_the_telephone_is_shown_and_printed_here_only(screen: Client, working: Hall, at: At) -> None:
    home = f"/kiosk/{working.desk.code}/"
    visit = working.take(channel="online", name="Nguyễn Thị Lan", phone="0903000009")
    answer = screen.post(f"{home}ma/tim/", {"ma": f"https://mot-cua.example/so/{visit.code}/"}, follow=True)
    assert "A001" in answer.content.decode() and "Lan" not in answer.content.decode()
    other = make_hall().open()
    elsewhere = other.take()
    assert screen.get(f"{home}so/{elsewhere.code}/").status_code == 404
    assert "Số này của nơi khác" in screen.post(f"{home}ma/tim/", {"ma": f"/so/{elsewhere.code}/"}).content.decode()
    assert "Không tìm thấy số" in screen.post(f"{home}ma/tim/", {"ma": "/so/abcdefghijklmnopqrst/"}).content.decode()
    at(moment=clock.now() + timedelta(days=1))
    assert "Số này của ngày khác" in screen.post(f"{home}ma/tim/", {"ma": f"/so/{visit.code}/"}).content.decode()


def test_a_machine_that_is_not_paired_expired_or_taken_back_says_whom_to_call(
    screen: Client, working: Hall, device: KioskDevice, at: At
) -> None:
    home = f"/kiosk/{working.desk.code}/"
    stranger = Client()
    answer = stranger.get(home)
    assert (
        answer.status_code == 403 and "chưa được ghép" in answer.content.decode() and "<svg" in answer.content.decode()
    )
    assert stranger.post(f"{home}linh-vuc/ho-tich/", {"khoa": "k", "uu-tien": ""}).status_code == 403
    stranger.cookies["may-lay-so"] = "made-up:token"
    assert stranger.get(home).status_code == 403
    before = clock.now()
    at(moment=device.expires_at)
    text = screen.get(home).content.decode()
    assert "Máy “Máy cửa chính” hết hạn" in text and "gia hạn" in text and working.desk.name in text
    actions.renew(actor=SYSTEM, device_id=device.pk, last_day=clock.today() + timedelta(days=30))
    assert screen.get(home).status_code == 200
    at(moment=before)
    actions.revoke(actor=SYSTEM, device_id=device.pk)
    assert "đã bị thu hồi" in screen.get(home).content.decode()
    assert visits() == []


def test_a_machine_of_one_desk_gives_no_number_of_another(screen: Client, working: Hall) -> None:
    other = make_hall().open()
    assert screen.get(f"/kiosk/{other.desk.code}/").status_code == 403
    assert screen.get("/kiosk/khong-co/").status_code == 404


def test_too_many_presses_are_refused_on_the_machines_own_page(screen: Client, working: Hall, one_window: None) -> None:
    path = f"/kiosk/{working.desk.code}/linh-vuc/ho-tich/"
    answers = [screen.post(path, {"khoa": "one", "uu-tien": ""}) for _ in range(31)]
    late = answers[-1]
    assert answers[-2].status_code == 302
    assert late.status_code == 429 and 'data-mc="stage"' in late.content.decode() and len(visits()) == 1


def test_an_appointment_checks_in_by_its_code_or_its_reference(screen: Client, working: Hall, at: At) -> None:
    home = f"/kiosk/{working.desk.code}/"
    field = give_times(working)
    first, second = book(field, monday(9)), book(field, monday(9))
    early = screen.post(f"{home}ma/tim/", {"ma": first.appointment.reference})
    assert early.status_code == 422 and "Hẹn lúc 09:00" in early.content.decode()
    at(8, 40)
    typed = screen.post(f"{home}ma/tim/", {"ma": first.appointment.reference.lower()}, follow=True).content.decode()
    assert "A001" in typed and "data-print" in typed and "Lan" not in typed
    for path in ("so", "lich-hen"):
        page = screen.post(f"{home}ma/tim/", {"ma": f"https://mot-cua.example/{path}/{second.code}/"}, follow=True)
        assert "A002" in page.content.decode()
    assert screen.post(f"{home}ma/tim/", {"ma": "QQQQQQ"}).status_code == 422
    assert [visit.label for visit in visits()] == ["A001", "A002"]
