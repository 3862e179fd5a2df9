"""Before a version goes out: reasons for changed test cases, same-day publication, the limit in words, the previews."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest

from motcua.desk.tests.editing import ANSWERS, at, seen
from motcua.kernel import clock
from motcua.ledger.queries import timeline
from motcua.procedures import queries
from motcua.procedures.queries.drafting import told, tried, workbench

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 12, 4, 16, tzinfo=clock.LOCAL)


@pytest.fixture
def draft(code, editor):
    """The code of a procedure with a draft."""
    editor.post(at(code), {"begin": "1"})
    return code


def rewrite(code, change):
    """The draft as a loaded file leaves it."""
    bench = workbench(code)
    document = deepcopy(bench.draft.document)
    change(document)
    bench.draft.document = document
    bench.draft.save()


@pytest.mark.parametrize(
    "change", [lambda d: d.update(trials=[]), lambda d: d["trials"][0].update(channel="online", expect={})]
)
def test_a_test_case_changed_behind_the_screens_needs_a_reason_too(draft, editor, second, change):
    rewrite(draft, change)
    refused = editor.post(at(draft, "duyet"), {"ask": "1"})
    assert refused.status_code == 422 and "Nêu lý do ở trang ca kiểm thử: Tự làm" in refused.content.decode()
    assert "chưa nêu lý do" in editor.get(at(draft, "kiem-thu")).content.decode()
    empty = editor.post(at(draft, "kiem-thu"), {"explain": "plain", "reason": " "})
    assert empty.status_code == 422
    assert editor.post(at(draft, "kiem-thu"), {"explain": "plain", "reason": "Bỏ nộp tại quầy"}).status_code == 302
    assert editor.post(at(draft, "duyet"), {"ask": "1"}).status_code == 302
    assert "Bỏ nộp tại quầy" in second.get(at(draft, "duyet")).content.decode()


def test_a_reason_holds_for_one_state_of_a_test_case(draft, editor):
    rewrite(draft, lambda document: document["trials"][0].update(expect={}))
    editor.post(at(draft, "kiem-thu"), {"explain": "plain", "reason": "Không xét phí"})
    rewrite(draft, lambda document: document.update(trials=[]))
    assert editor.post(at(draft, "duyet"), {"ask": "1"}).status_code == 422


def test_dropping_a_test_case_keeps_the_reason_typed_and_the_draft_of_before_explains_nothing(draft, editor):
    lost = editor.post(at(draft, "kiem-thu"), {"gone": "plain", "reason": "Trùng ca khác", "seen": "old"})
    assert lost.status_code == 409 and "Trùng ca khác" in lost.content.decode()
    assert (
        editor.post(at(draft, "kiem-thu"), {"gone": "plain", "reason": "Trùng", "seen": seen(draft)}).status_code == 302
    )
    assert editor.post(at(draft), {"drop": "1"}).status_code == 302
    editor.post(at(draft), {"begin": "1"})
    rewrite(draft, lambda document: document.update(trials=[]))
    assert editor.post(at(draft, "duyet"), {"ask": "1"}).status_code == 422
    assert (
        editor.post(at(draft, "kiem-thu"), {"gone": "nothing", "reason": "x", "seen": seen(draft)}).status_code == 404
    )


def approve(code, editor, second, **more):
    assert editor.post(at(code, "duyet"), {"ask": "1", **more}).status_code == 302
    assert second.post(at(code, "duyet"), {"decide": "yes"}).status_code == 302


def test_today_needs_a_reason_that_the_second_editor_read(draft, editor, second):
    general = {**editor.get(at(draft, "chung")).context["form"].initial, "summary": "Câu khác", "seen": seen(draft)}
    assert editor.post(at(draft, "chung"), general).status_code == 302
    approve(draft, editor, second)
    today = {"valid_from": str(clock.today())}
    page = editor.get(at(draft, "cong-bo"))
    assert page.context["form"].initial["valid_from"] == clock.today() + timedelta(days=1)
    refused = editor.post(at(draft, "cong-bo"), today)
    assert refused.status_code == 422 and "Chọn từ ngày mai trở đi" in refused.content.decode()
    assert editor.post(at(draft, "duyet"), {"ask": "1", "urgent": "Luật có hiệu lực hôm nay"}).status_code == 302
    assert "Luật có hiệu lực hôm nay" in second.get(at(draft, "duyet")).content.decode()
    assert editor.post(at(draft, "cong-bo"), today).status_code == 422
    assert second.post(at(draft, "duyet"), {"decide": "yes"}).status_code == 302
    assert editor.post(at(draft, "cong-bo"), today).status_code == 302
    assert queries.definition_of(queries.version_at(draft)).summary == "Câu khác"


def limit(code, client, **more):
    shown = client.get(at(code, "thoi-han")).context["form"].initial
    boxes = {name: value for name, value in shown.items() if value is not None}
    return {**boxes, "seen": seen(code), **more}


def test_the_limit_is_chosen_in_words_with_an_example(draft, editor, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: FRIDAY - timedelta(days=4))
    page = editor.get(at(draft, "thoi-han")).content.decode()
    assert "nộp 16:00 Thứ 6 04/12/2026 → hẹn trả 17:00 Thứ 4 09/12/2026" in page
    tried_only = editor.post(
        at(draft, "thoi-han"), limit(draft, editor, kind="same-day", cutoff="15:00", **{"try": "1"})
    )
    assert "hẹn trả 17:00 Thứ 2 07/12/2026" in tried_only.content.decode()
    assert workbench(draft).document["clock"] == "working 3d; pause"
    assert told(workbench(draft)) == []
    wrong = editor.post(at(draft, "thoi-han"), limit(draft, editor, kind="same-day", cutoff="25:00"))
    assert (
        wrong.status_code == 422
        and editor.post(at(draft, "thoi-han"), limit(draft, editor, number="")).status_code == 422
    )
    bodies = limit(draft, editor, number="5", autoclose="15", days="3", silence="consent", bodies="Sở A\nSở B")
    assert editor.post(at(draft, "thoi-han"), bodies).status_code == 302
    document = workbench(draft).document
    assert document["clock"] == "working 5d; pause; autoclose 15d"
    assert document["consultation"] == {"silence": "consent", "days": 3, "bodies": ["Sở A", "Sở B"]}
    assert editor.post(at(draft, "thoi-han"), limit(draft, editor, kind="own", own="sau này")).status_code == 422
    own = limit(draft, editor, kind="own", own="elapsed 240m; closed 17:00-07:30")
    assert editor.post(at(draft, "thoi-han"), own).status_code == 302
    assert editor.get(at(draft, "thoi-han")).context["form"].initial["kind"] == "own"


def test_an_unchanged_limit_stays_as_it_was_written(draft, editor):
    for policy in ("working 3d", "same-day; cutoff 15:00", "elapsed 5d; restart", "elapsed 240m; closed 17:00-07:30"):
        rewrite(draft, lambda document, policy=policy: document.update(clock=policy))
        assert editor.post(at(draft, "thoi-han"), limit(draft, editor)).status_code == 302
        assert workbench(draft).document["clock"] == policy


def test_a_test_case_has_a_fixed_start_and_a_due_date(draft, editor):
    filled = {**ANSWERS, "case": "Nộp chiều thứ sáu", "keep": "1", "channel": "counter", "at": "2026-12-04T16:00"}
    assert editor.post(at(draft, "xem-truoc"), {**filled, "seen": seen(draft)}).status_code == 302
    case = workbench(draft).document["trials"][-1]
    assert case["expect"]["due"] == "2026-12-09T17:00:00+07:00" and case["at"] == "2026-12-04T16:00+07:00"
    assert case["expect"]["fee"] == 10000
    assert editor.post(at(draft, "thoi-han"), limit(draft, editor, number="4")).status_code == 302
    missed = [one for one in tried(workbench(draft))[0] if not one.holds]
    assert [miss.what for one in missed for miss in one.misses] == ["due"]
    assert "17:00 09/12/2026" in editor.get(at(draft, "kiem-thu")).content.decode()


def test_the_phone_shows_the_draft_screen_by_screen(draft, editor):
    rewrite(draft, lambda document: document.update(summary="Chỉ có trong bản nháp"))
    outer = editor.get(at(draft, "xem-truoc/dien-thoai")).content.decode()
    assert "<iframe" in outer
    frame = at(draft, "xem-truoc/khung")
    page = editor.get(frame)
    assert "Chỉ có trong bản nháp" in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert editor.get(at(draft, "xem-truoc/dien-thoai"))["X-Frame-Options"] == "DENY"
    first = editor.post(frame, {}).context
    assert first["section"].key == "person"
    wrong = editor.post(frame, {"muc": "person", "carried": first["carried"], "name": "123"})
    assert wrong.status_code == 422 and wrong.context["section"].key == "person"
    on = editor.post(frame, {"muc": "person", "carried": wrong.context["carried"], **ANSWERS}).context
    assert on["section"].key == "wish"
    back = editor.post(frame, {"muc": "wish", "carried": on["carried"], "purpose": "Dở dang", "back": "1"})
    assert back.context["section"].key == "person" and "Nguyễn Văn An" in back.content.decode()
    last = editor.post(frame, {"muc": "wish", "carried": on["carried"], **ANSWERS})
    text = last.content.decode()
    assert last.context["review"] and "Bổ túc hồ sơ" in text and "Giấy tờ chứng minh" in text
    broken = editor.post(frame, {"muc": "nowhere", "carried": "{not json"})
    assert broken.status_code == 200


def test_the_officers_screen_shows_a_test_cases_answers(draft, editor):
    page = editor.get(at(draft, "xem-truoc/can-bo")).content.decode()
    for words in ("Nguyễn Văn An", "Giấy tờ chứng minh", "Thẩm định"):
        assert words in page, words
    rewrite(draft, lambda document: document.update(trials=[]))
    assert "Chưa có ca kiểm thử nào" in editor.get(at(draft, "xem-truoc/can-bo")).content.decode()


def test_general_texts_know_life_events_and_the_slip(draft, editor):
    shown = editor.get(at(draft, "chung")).context["form"].initial
    sent = {**shown, "life_events": ["birth", "papers"], "slip_content": "Xác nhận", "online_level": "partial"}
    refused = editor.post(at(draft, "chung"), {**sent, "seen": seen(draft)})
    assert refused.status_code == 422 and "phải nêu lý do" in refused.content.decode()
    sent |= {"partial_reason": "Phải có mặt", "seen": seen(draft)}
    assert editor.post(at(draft, "chung"), sent).status_code == 302
    document = workbench(draft).document
    assert document["life_events"] == ["birth", "papers"] and document["slips"] == {"content": "Xác nhận"}


def test_the_ledger_says_what_a_change_was(draft, editor):
    limits = limit(draft, editor, number="4")
    editor.post(at(draft, "thoi-han"), limits)
    event = timeline(f"procedure:{draft}", {"staff"})[-1]
    assert event.kind == "draft-changed" and any("working 4d" in line for line in event.data["said"])
