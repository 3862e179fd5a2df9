"""Fields, hours and counters as the ones who run a desk arrange them; what would break is said in words."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.refusals import Conflict
from motcua.ledger.queries import STAFF, timeline
from motcua.queueing import actions, queries
from motcua.queueing.factories import LONG_AGO, Hall, make_hall
from motcua.queueing.models import ServiceCounter, ServiceField
from motcua.queueing.queries.desks import any_field
from motcua.queueing.rules.estimate import pace_of
from motcua.queueing.rules.spans import read_spans, span_words

At = Callable[..., datetime]
GIVEN = {"name": "Chứng thực", "prefix": "c", "quota": "150", "minutes": "6", "order": "3"}


@pytest.fixture
def head(hall: Hall) -> Client:
    """Who runs the desk."""
    return sign_in(Client(), make_officer(hall.desk, "unit_head", valid_from=LONG_AGO))


@pytest.fixture
def base(hall: Hall) -> str:
    """Where the desk is arranged."""
    return f"/can-bo/quay/bo-tri/{hall.desk.code}/"


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("07:30-11:30, 13:00-17:00", ((450, 690), (780, 1020))),
        ("13h-17h; 7h30 – 11h30", ((450, 690), (780, 1020))),
        ("0:00 đến 24:00", ((0, 1440),)),
        ("", ()),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert read_spans(typed) == spans and read_spans(span_words(spans)) == spans


@pytest.mark.parametrize("typed", ["7-25", "11:30-07:30", "07:30-11:30, 11:00-12:00", "07:75-09:00", "sáng", "7-8-9"])
def test_hours_nobody_can_keep_are_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_spans(typed)


def test_a_field_is_made_changed_and_written_down(hall: Hall, head: Client, base: str) -> None:
    assert head.get("/can-bo/quay/bo-tri/").url == base  # type: ignore[attr-defined]
    assert head.post(f"{base}linh-vuc/", GIVEN).status_code == 302
    made = ServiceField.objects.regardless("test").get(unit=hall.desk, code="chung-thuc")
    assert (made.prefix, made.quota, made.minutes) == ("C", 150, 6)
    head.post(f"{base}linh-vuc/chung-thuc/", {**GIVEN, "name": "Chứng thực bản sao", "prefix": "D"})
    assert any_field(hall.desk.pk, "chung-thuc").name == "Chứng thực bản sao"
    last = timeline(f"queue-desk:{hall.desk.pk}", STAFF)[-1]
    assert last.kind == "field-set" and last.data["changed"]["prefix"] == ["C", "D"]
    page = head.get(base).content.decode()
    assert "Chứng thực → Chứng thực bản sao" in page and "Chưa có quầy nào phục vụ" in page
    assert pace_of([], 360.0).mean == 360


def test_what_would_mix_two_fields_up_is_said_at_its_place(hall: Hall, head: Client, base: str) -> None:
    hall.take()
    hall.take()
    wrong = head.post(f"{base}linh-vuc/", {**GIVEN, "name": "ho tich", "prefix": "b", "quota": "1000", "minutes": "0"})
    text = wrong.content.decode()
    assert (
        wrong.status_code == 422
        and "id_quota-error" in text
        and "id_minutes-error" in text
        and 'value="ho tich"' in text
    )
    twice = head.post(f"{base}linh-vuc/", {**GIVEN, "name": "ho tich", "prefix": "b"}).content.decode()
    assert "đang dùng cho lĩnh vực “Đất đai”" in twice and "id_name-error" in twice
    shrunk = {**GIVEN, "name": "Hộ tịch", "prefix": "X", "quota": "1"}
    text = head.post(f"{base}linh-vuc/ho-tich/", shrunk).content.decode()
    assert "Hôm nay đã phát đến số 2" in text and "Hôm nay đã phát số mang chữ A" in text
    assert any_field(hall.desk.pk, "ho-tich").prefix == "A"
    assert head.post(f"{base}linh-vuc/", {**GIVEN, "name": "a\0b", "prefix": "1"}).status_code == 422


def test_a_field_is_given_up_only_when_nobody_holds_a_number(hall: Hall, head: Client, base: str) -> None:
    visit = hall.take()
    where = f"{base}linh-vuc/ho-tich/ngung/"
    assert "Còn 1 người đang giữ số" in head.post(where, follow=True).content.decode()
    assert "nên chưa bỏ được" in head.get(f"{base}linh-vuc/ho-tich/").content.decode()
    with pytest.raises(Conflict):
        actions.retire_field(actor=hall.officers[0], field=hall.fields[0])
    actions.cancel(actor=ANONYMOUS, code=visit.code)
    assert "Đã bỏ lĩnh vực" in head.post(where, follow=True).content.decode()
    assert [field.code for field in queries.fields_of(hall.desk.pk)] == ["dat-dai"]
    assert Client().get(f"/lay-so/{hall.desk.code}/ho-tich/").status_code == 404
    assert Client().get(f"/so/{visit.code}/").status_code == 200
    head.post(where, {"viec": "dung-lai"})
    assert hall.take().label == "A002"


def test_other_hours_on_a_day_and_back(hall: Hall, head: Client, base: str, at: At) -> None:
    where = f"{base}linh-vuc/ho-tich/gio/"
    assert "07:30-11:30, 13:00-17:00" in head.get(where).content.decode()
    for wrong in ({"day": "2026-08-09", "hours": "", "note": "x"}, {"day": "2026-08-10", "hours": "7-99", "note": " "}):
        assert head.post(where, wrong).status_code == 422
    given = {"day": "2026-08-10", "hours": "7h30-8h", "note": "Họp toàn cơ quan"}
    assert head.post(where, given).status_code == 302
    at(8, 1)
    assert "Họp toàn cơ quan" in Client().get(f"/lay-so/{hall.desk.code}/").content.decode()
    assert "07:30–08:00" in head.get(base).content.decode()
    assert head.post(f"{base}linh-vuc/ho-tich/gio/hom-nay/").status_code == 404
    head.post(f"{base}linh-vuc/ho-tich/gio/2026-08-10/")
    assert queries.opening_on(hall.fields[0], clock.today()).spans == ((450, 690), (780, 1020))


def test_a_counter_leaves_nobody_behind(hall: Hall, head: Client, base: str) -> None:
    hall.take(1)
    left = head.post(f"{base}quay/1/", {"fields_served": ["ho-tich"]})
    assert left.status_code == 422 and "không quầy nào khác" in left.content.decode()
    assert head.post(f"{base}quay/", {"number": "7", "fields_served": ["dat-dai"]}).status_code == 302
    assert head.post(f"{base}quay/1/", {"fields_served": ["ho-tich"]}).status_code == 302
    served = ServiceCounter.objects.regardless("test").get(unit=hall.desk, number=7).fields.regardless("test")
    assert [field.code for field in served] == ["dat-dai"]
    assert head.get(f"{base}quay/8/").status_code == 404
    assert head.post(f"{base}quay/", {"number": "0"}).status_code == 422


def test_only_who_runs_this_desk_arranges_it(hall: Hall, head: Client, base: str) -> None:
    other = make_hall()
    assert head.get(f"/can-bo/quay/bo-tri/{other.desk.code}/").status_code == 403
    assert head.post(f"/can-bo/quay/bo-tri/{other.desk.code}/linh-vuc/", GIVEN).status_code == 403
    assert head.get("/can-bo/quay/bo-tri/khong-co/").status_code == 404
    cashier = sign_in(Client(), make_officer(hall.desk, "cashier", valid_from=LONG_AGO))
    assert cashier.get(base).status_code == 403 and Client().get(base).status_code == 302
