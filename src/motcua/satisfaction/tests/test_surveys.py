"""Surveys: built by an officer, answered without anything of a person, shown only for groups; ratings of answered reports."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.feedback import actions as feedback
from motcua.feedback.factories import answered, make_report, make_town
from motcua.kernel import clock, outbox
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.satisfaction.actions import surveys as actions
from motcua.satisfaction.models import Answer, Occasion, Survey, SurveyAnswer
from motcua.satisfaction.queries.surveys import result_of
from motcua.satisfaction.rules import Tally, fault_of
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db
BASE = "/can-bo/hai-long/khao-sat"


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def desk(town) -> Client:
    return sign_in(Client(), town.user("unit_head"))


def days(first: int = 0, last: int = 10) -> dict[str, Any]:
    today = clock.today()
    return {"opens_on": today + timedelta(days=first), "closes_on": today + timedelta(days=last)}


@pytest.fixture
def survey(town) -> Survey:
    leader = town.actor("unit_head")
    made = actions.save_survey(actor=leader, title="Giờ mở cửa", intro="", **days())
    actions.add_question(actor=leader, survey_id=made.pk, kind="faces", label="Hài lòng không?", required=True)
    actions.add_question(
        actor=leader, survey_id=made.pk, kind="many", label="Buổi nào?", options=["Sáng", "Chiều", "Sáng"]
    )
    actions.add_question(actor=leader, survey_id=made.pk, kind="text", label="Điều gì khác?")
    return actions.publish_survey(actor=leader, survey_id=made.pk)


def fields(survey: Survey, face: str = "3", *, sessions: tuple[str, ...] = ("Sáng",), text: str = "") -> dict[str, Any]:
    first, second, third = survey.questions.all()
    return {f"q{first.pk}": face, f"q{second.pk}": list(sessions), f"q{third.pk}": text}


def send(survey: Survey, number: int, **said: Any) -> Any:
    return Client().post(f"/khao-sat/{survey.pk}/", {"token": f"mot-khao-sat-{number:06d}", **fields(survey, **said)})


def test_an_answer_holds_nothing_that_leads_to_a_person():
    assert {field.name for field in SurveyAnswer._meta.get_fields()} == {"id", "survey", "values"}


@pytest.mark.parametrize(
    ("kind", "given", "fault"),
    [
        ("faces", ["4"], "unknown"), ("faces", ["1", "2"], "unknown"), ("scale", ["5"], ""), ("scale", ["6"], "unknown"),
        ("choice", ["Sáng"], ""), ("choice", ["Tối"], "unknown"), ("many", ["Sáng", "Chiều"], ""), ("text", ["Gì cũng được"], ""),
        ("text", [], "missing"),
    ],
)  # fmt: skip
def test_what_fits_a_question(kind, given, fault):
    assert fault_of(kind, ["Sáng", "Chiều"], True, given) == fault
    assert fault_of(kind, ["Sáng", "Chiều"], False, []) == ""


def test_an_officer_builds_one_in_the_browser(town, desk: Client):
    said = {name: f"{value:%Y-%m-%d}" for name, value in days().items()}
    wrong = desk.post(f"{BASE}/moi/", {"title": "Giờ", "opens_on": said["closes_on"], "closes_on": said["opens_on"]})
    assert wrong.status_code == 422 and "Xem lại ngày cuối" in wrong.text
    page = desk.post(f"{BASE}/moi/", {"title": "Giờ mở cửa", **said}).headers["Location"]
    assert desk.post(f"{page}them/", {"kind": "choice", "label": "Buổi nào?", "options": "Sáng"}).status_code == 422
    desk.post(f"{page}them/", {"kind": "choice", "label": "Buổi nào?", "options": "Sáng\nChiều"})
    desk.post(f"{page}them/", {"kind": "text", "label": "Thừa"})
    made = Survey.objects.regardless("test").get()
    desk.post(f"{page}bo/{made.questions.get(label='Thừa').pk}/")
    assert Client().get(f"/khao-sat/{made.pk}/").status_code == 404
    desk.post(f"{page}cong-khai/")
    assert "Buổi nào?" in Client().get(f"/khao-sat/{made.pk}/").text
    assert (
        "Buổi nào?" in desk.get(page).text and "<svg" in desk.get(page).text and made.title in desk.get(f"{BASE}/").text
    )
    assert desk.post(f"{page}them/", {"kind": "text", "label": "Muộn"}).status_code == 409
    assert sign_in(Client(), make_officer(make_place(), "unit_head")).get(page).status_code == 404
    assert sign_in(Client(), town.user("specialist")).get(page).status_code == 403


def test_results_wait_for_the_smallest_group(survey, desk: Client):
    for number in range(4):
        assert send(survey, number, text="Mở thứ bảy").status_code == 302
    assert result_of(survey).questions == () and "Mở thứ bảy" not in desk.get(f"{BASE}/{survey.pk}/").text
    send(survey, 3, text="Mở thứ bảy")
    assert result_of(survey).answers == 4
    send(survey, 4, face="1", sessions=("Sáng", "Chiều"))
    result = result_of(survey)
    faces, sessions, texts = result.questions
    assert [(number, share) for _words, number, share in faces.shares] == [(4, 80.0), (0, 0.0), (1, 20.0)]
    assert [(words, number) for words, number, _share in sessions.shares] == [("Sáng", 5), ("Chiều", 1)]
    # Four people wrote something: too few to be shown.
    assert texts.answered == 4 and texts.texts == ()
    send(survey, 5, text="Thêm ghế")
    assert result_of(survey).questions[2].texts == ("Mở thứ bảy",) * 4 + ("Thêm ghế",)
    assert "Thêm ghế" in desk.get(f"{BASE}/{survey.pk}/").text


def test_what_is_missing_is_said_and_nothing_is_lost(survey):
    wrong = send(survey, 1, face="", text="Vẫn còn đây")
    assert wrong.status_code == 422 and "Trả lời câu này" in wrong.text and "Vẫn còn đây" in wrong.text
    assert send(survey, 2, face="9").status_code == 422
    assert not SurveyAnswer.objects.exists()


def test_it_is_answered_only_in_its_days(town, survey, monkeypatch):
    later = clock.now() + timedelta(days=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Khảo sát nhận trả lời từ" in Client().get(f"/khao-sat/{survey.pk}/").text
    late = send(survey, 1, text="Vẫn còn đây")
    assert late.status_code == 422 and "vừa kết thúc" in late.text and "Vẫn còn đây" in late.text
    leader = town.actor("unit_head")
    kept = actions.save_survey(actor=leader, survey_id=survey.pk, title="Khác", intro="", **days(-11, 5))
    assert kept.title == "Giờ mở cửa" and send(survey, 1).status_code == 302


def test_who_may_build(town):
    with pytest.raises(NotAllowed):
        actions.save_survey(actor=town.actor("specialist"), title="Giờ", intro="", **days())
    leader = town.actor("unit_head")
    empty = actions.save_survey(actor=leader, title="Giờ", intro="", **days())
    with pytest.raises(Refusal):
        actions.publish_survey(actor=leader, survey_id=empty.pk)
    for number in range(20):
        actions.add_question(actor=leader, survey_id=empty.pk, kind="text", label=f"Câu {number}")
    with pytest.raises(Conflict):
        actions.add_question(actor=leader, survey_id=empty.pk, kind="text", label="Câu thừa")


def test_an_answered_report_is_an_occasion_and_its_rating_counts_once(town):
    report = answered(town, make_report(town))
    outbox.drain()
    for solved in (False, True):
        feedback.rate(actor=town.person, report_id=report.pk, solved=solved)
    outbox.drain()
    occasion = Occasion.objects.regardless("test").get()
    kept = Answer.objects.regardless("test").get()
    assert (occasion.rated, occasion.unit_id, kept.source, kept.face) == (True, town.place.pk, "report", 1)
    feedback.reopen(actor=town.person, report_id=report.pk, reason="Chưa vá")
    answered(town, report)
    outbox.drain()
    assert Occasion.objects.regardless("test").count() == 2


def test_how_many_are_missing_to_the_target():
    assert (
        Tally(occasions=8, rated=6).missing == 2 and Tally(occasions=3, rated=3).missing == 0 and Tally().missing == 0
    )
