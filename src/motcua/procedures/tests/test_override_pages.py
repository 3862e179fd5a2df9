"""The screens of a unit's editor: see what differs, change it from a day, end it; never another unit's."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.procedures import actions, queries
from motcua.procedures.factories import make_document, make_version
from motcua.units.factories import make_place, make_unit

pytestmark = pytest.mark.django_db
CODE, BASE = "9.000001", "/can-bo/quy-dinh-rieng/"


@pytest.fixture
def third():
    place = make_place()
    make_version(document=make_document(code=CODE), units=[place, make_place()])
    return place


@pytest.fixture
def editor(third):
    return sign_in(Client(), make_officer(third, "editor"))


def given(**more):
    return {
        "desk_name": "Quầy số 3", "hours": "Sáng thứ bảy: 7 giờ 30 – 11 giờ 30", "days": "3", "note": "Mang bản chính",
        "fee-fee": "8000", "unit-process": "desk", "role-process": "receiver", "step_title": "Kiểm tra thực tế",
        "step_after": "process", "step_role": "specialist", "step_unit": "desk", "step_hours": "1",
        "reason": "Quyết định 12/QĐ-UBND", "valid_from": f"{clock.today():%Y-%m-%d}", **more,
    }  # fmt: skip


def test_the_whole_way_of_a_units_editor(editor, third) -> None:
    assert CODE in editor.get(BASE).content.decode()
    page = editor.get(f"{BASE}{CODE}/").content.decode()
    assert "Không khác gì" in page and "Thủ tục chung: 10.000" in page
    answer = editor.post(f"{BASE}{CODE}/", given())
    assert answer.status_code == 302, answer.content.decode()
    own = queries.definition_of(queries.version_at(CODE, third.pk))
    assert (own.desk_name, own.fees[0].amount, own.clock) == ("Quầy số 3", 8000, "working 3d; pause")
    assert [(step.key, step.unit, step.role) for step in own.steps][:2] == [
        ("process", "desk", "receiver"), ("own_step", "desk", "specialist"),
    ]  # fmt: skip
    page = editor.get(answer["Location"]).content.decode()
    for words in ("10.000 → 8.000", "Thêm: Kiểm tra thực tế", "Quầy số 3", "Đang áp dụng từ ngày", 'value="8000"'):
        assert words in page, words
    filing = Client().get("/nop-ho-so/", {"thu-tuc": CODE, "don-vi": third.code}).content.decode()
    assert "Quầy số 3" in filing
    row = queries.overrides_of(SYSTEM, third.pk)[0]
    again = editor.post(
        f"{BASE}{CODE}/", given(valid_from=f"{clock.today() + timedelta(days=1):%Y-%m-%d}", **{"fee-fee": "7000"})
    )
    assert again.status_code == 302 and "Đến trước ngày" in editor.get(BASE).content.decode()
    later = queries.overrides_of(SYSTEM, third.pk)[0]
    assert editor.post(f"{BASE}ket-thuc/{later.id}/").status_code == 302
    assert [one.id for one in queries.overrides_of(SYSTEM, third.pk)] == [row.id]


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(editor) -> None:
    for more, words in (
        ({"reason": ""}, "Căn cứ"),
        ({"days": "2"}, "vượt thời hạn"),
        ({"days": "9"}, "dài hơn thời hạn của thủ tục chung"),
        ({"valid_from": "2020-01-01"}, "Chọn từ hôm nay trở đi"),
        ({"step_hours": ""}, "Cần điền khi thêm một bước"),
        ({"step_hours": "300"}, "vượt thời hạn"),
        ({"fee-fee": "-5"}, "0"),
    ):
        answer = editor.post(f"{BASE}{CODE}/", given(**more))
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and "Mang bản chính" in page, more


def test_an_editor_above_chooses_the_place_first() -> None:
    above = make_unit(code="thanh-pho", level="city")
    ward = make_place(parent=above)
    make_version(document=make_document(code=CODE), units=[ward])
    client = sign_in(Client(), make_officer(above, "editor", scope="subtree"))
    assert f'value="{ward.code}"' in client.get(BASE).content.decode()
    assert CODE in client.get(BASE, {"don-vi": ward.code}).content.decode()


def test_another_units_editor_is_shown_nothing(third) -> None:
    row = actions.publish_override(
        actor=SYSTEM, code=CODE, unit_id=third.pk, reason="QĐ", valid_from=clock.today(),
        changes=[{"place": "fees", "key": "fee", "name": "amount", "value": 1}],
    )  # fmt: skip
    fourth = make_place()
    stranger = sign_in(Client(), make_officer(fourth, "editor"))
    clerk = sign_in(Client(), make_officer(third, "clerk"))
    for address in (f"{BASE}?don-vi={third.code}", f"{BASE}{CODE}/?don-vi={third.code}"):
        assert stranger.get(address).status_code == 404 and clerk.get(address).status_code == 403
    assert stranger.post(f"{BASE}{CODE}/?don-vi={third.code}", given()).status_code == 404
    assert stranger.post(f"{BASE}ket-thuc/{row.pk}/").status_code == 404
    assert queries.overrides_of(SYSTEM, third.pk)[0].running


def test_what_the_form_has_no_control_for_stays(editor, third) -> None:
    kept = [
        {"place": "fees", "key": "fee", "name": "online_amount", "value": 5000},
        {"place": "papers", "key": "proof", "name": "copy", "value": 2},
        {"place": "procedure", "name": "answer_clock", "value": "working 4h"},
        {"place": "notes", "add": "Lưu ý thứ nhất"},
        {"place": "papers", "add": {"key": "own_paper", "title": "Giấy của phường", "original": 1}},
    ]
    before = [
        *kept,
        {"place": "notes", "add": "Lưu ý thứ hai"},
        {"place": "fees", "key": "fee", "name": "amount", "value": 9000},
    ]
    actions.publish_override(
        actor=SYSTEM, code=CODE, unit_id=third.pk, reason="QĐ 1", valid_from=clock.today(), changes=before
    )
    page = editor.get(f"{BASE}{CODE}/")
    first = {name: value for name, value in page.context["form"].initial.items() if name in page.context["form"].fields}
    tomorrow = clock.today() + timedelta(days=1)
    again = {**first, "fee-fee": "7000", "reason": "QĐ 2", "valid_from": f"{tomorrow:%Y-%m-%d}"}
    assert editor.post(f"{BASE}{CODE}/", again).status_code == 302
    row = queries.overrides_of(SYSTEM, third.pk)[0]
    changes = list(row.changes)
    assert all(one in changes for one in kept)
    assert {"place": "notes", "add": "Lưu ý thứ hai"} in changes and len(changes) == len(before)
    assert {"place": "fees", "key": "fee", "name": "amount", "value": 7000} in changes
