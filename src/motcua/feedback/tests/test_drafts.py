"""A draft of an answer is called pending while it waits for the leader, and at no other time."""

import re

import pytest
from django.test import Client

from motcua.accounts.factories import sign_in
from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Report

pytestmark = pytest.mark.django_db
PENDING, UNSENT = "Câu trả lời đang trình", "Câu trả lời chưa gửi"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def desk(town: Town) -> Client:
    return sign_in(Client(), town.user("specialist"))


def card(desk: Client, report: Report) -> tuple[str, str]:
    """Heading and text of what the unit has said."""
    page = desk.get(f"/can-bo/phan-anh/{report.pk}/").text
    found = re.search(r'id="tra-loi">([^<]*)</h2><div lang="vi">(.*?)</div>', page, re.DOTALL)
    return (found[1], re.sub(r"<[^>]+>", "", found[2])) if found else ("", "")


def test_a_reopened_report_has_no_draft_of_the_round_before(town: Town, desk: Client) -> None:
    report = answered(town, make_report(town))
    actions.reopen(actor=town.person, report_id=report.pk, reason="Mưa xuống lại lún")
    assert card(desk, report) == ("", "")
    actions.accept(actor=town.actor("specialist"), report_id=report.pk)
    assert (
        card(desk, report) == ("", "")
        and "Đã vá xong." not in desk.get(f"/can-bo/phan-anh/{report.pk}/trinh-tra-loi/").text
    )
    report.refresh_from_db()
    assert report.draft_answer == "" and report.earlier_rounds[0]["answer"] == "Đã vá xong."


def test_a_draft_waits_only_in_approval_and_never_stands_under_a_refusal(town: Town, desk: Client) -> None:
    report, worker, leader = make_report(town), town.actor("specialist"), town.actor("unit_head")
    actions.accept(actor=worker, report_id=report.pk)
    actions.draft_answer(actor=worker, report_id=report.pk, answer="Sẽ vá.", handled=False)
    assert card(desk, report) == (PENDING, "Sẽ vá.")
    actions.send_back(actor=leader, report_id=report.pk, reason="Ghi rõ ngày")
    assert card(desk, report) == (UNSENT, "Sẽ vá.")
    actions.decline(actor=worker, report_id=report.pk, reason="Đường của khu công nghiệp")
    assert card(desk, report) == ("Lý do không tiếp nhận", "Đường của khu công nghiệp")
