"""Named bad cases: ended procedures, dissolved units, officers without the duty, other units, edges of the clock."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts.factories import make_citizen, make_officer
from motcua.accounts.queries import actor_of
from motcua.dossiers import actions, jobs, queries
from motcua.dossiers.factories import (
    LONG_AGO,
    course,
    make_dossier,
    make_file,
    make_filing,
    make_house,
    monday,
    reread,
    submitted,
)
from motcua.dossiers.models import Dossier, Revision, Slip
from motcua.kernel import clock, outbox
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.queries import accesses, timeline
from motcua.notifications.models import Message
from motcua.procedures.actions.stamp import touch
from motcua.procedures.models import ProcedureVersion
from motcua.units.actions import dissolve_unit
from motcua.units.factories import make_place
from motcua.work.models import WorkItem
from motcua.worktime.factories import make_holiday

pytestmark = pytest.mark.django_db


def local(*parts):
    return datetime(*parts, tzinfo=clock.LOCAL)


def open_items(dossier):
    return WorkItem.objects.regardless("test").open().about(dossier.subject)


def test_an_ended_procedure_takes_nothing_and_loses_nothing():
    house = make_house()
    draft = actions.begin_draft(
        actor=house.person, procedure_code=house.version.procedure.code, unit_id=house.place.pk, at=monday()
    )
    actions.save_draft(actor=house.person, token=draft.token, answers=make_filing(house).answers)
    ProcedureVersion.objects.filter(pk=house.version.pk).update(state="ended", valid_until=date(2026, 8, 11))
    touch()
    with pytest.raises(Refusal) as refused:
        actions.submit(actor=house.person, token=draft.token, at=monday() + timedelta(days=2))
    assert refused.value.code == "procedure-ended" and house.place.name in str(refused.value.message)
    draft.refresh_from_db()
    assert draft.answers["name"] and draft.submitted_id is None


def test_a_dissolved_unit_names_its_successor():
    house, heir = make_house(), make_place(name="Xã Mới")
    dissolve_unit(actor=SYSTEM, unit=house.place, on=date(2026, 8, 1), successors={heir: None})
    with pytest.raises(Refusal) as refused:
        submitted(house, at=monday())
    assert refused.value.code == "unit-dissolved" and "Xã Mới" in str(refused.value.message)


def test_a_newer_version_asks_the_person_before_filing():
    house = make_house()
    draft = actions.begin_draft(
        actor=house.person, procedure_code=house.version.procedure.code, unit_id=house.place.pk, at=monday()
    )
    actions.save_draft(actor=house.person, token=draft.token, answers=make_filing(house).answers)
    from motcua.procedures.factories import make_version

    ProcedureVersion.objects.filter(pk=house.version.pk).update(state="ended", valid_until=date(2026, 8, 11))
    newer = make_version(house.version.procedure, document=house.version.document, valid_from=date(2026, 8, 11))
    with pytest.raises(Refusal) as refused:
        actions.submit(actor=house.person, token=draft.token, at=monday() + timedelta(days=2))
    assert refused.value.code == "version-changed"
    moved = actions.renew_draft(actor=house.person, token=draft.token, at=monday() + timedelta(days=2))
    assert moved.version_id == newer.pk and moved.answers["name"] == "Nguyễn Văn An"


def test_officers_without_the_duty_are_refused_and_nothing_is_written():
    house = make_house()
    dossier = submitted(house)
    for role in ("specialist", "unit_head", "clerk", "auditor"):
        with pytest.raises(NotAllowed):
            actions.accept(actor=house.actor(role), dossier_id=dossier.pk)
    retired = make_officer(house.desk, "receiver", valid_from=LONG_AGO, valid_until=clock.now() - timedelta(days=1))
    assert actor_of(retired) == ANONYMOUS
    with pytest.raises((NotAllowed, NotFound)):
        actions.accept(actor=ANONYMOUS, dossier_id=dossier.pk)
    assert reread(dossier).revision == 1 and len(timeline(dossier.subject, {"public"})) == 1


def test_other_units_dossiers_do_not_exist():
    ours, theirs = make_house(), make_house()
    dossier = make_dossier(theirs, state="processing")
    for role in ("receiver", "specialist", "unit_head"):
        with pytest.raises(NotFound):
            queries.for_desk(ours.actor(role), dossier.pk)
        with pytest.raises(NotFound):
            actions.add_note(actor=ours.actor(role), dossier_id=dossier.pk, text="Xem thử")
    assert queries.search_dossiers(ours.actor("receiver"), dossier.code).rows == []
    assert queries.search_dossiers(ours.actor("receiver"), "nguyen van an").rows == []
    assert [row.pk for row in queries.search_dossiers(theirs.actor("receiver"), "văn an").rows] == [dossier.pk]


def test_far_sight_is_no_long_arm():
    """A district head with a duty over the subtree reads the commune's dossiers but signs none of them."""
    district = make_place(level="district", name="Huyện Lớn")
    house = make_house()
    from motcua.units.models import Unit

    Unit.objects.filter(pk=house.place.pk).update(parent=district)
    for unit in Unit.objects.filter(lineage__startswith=house.place.lineage):
        Unit.objects.filter(pk=unit.pk).update(lineage=district.lineage + unit.lineage.lstrip("/"))
    from motcua.kernel import remembered

    remembered.drop_all()
    head = actor_of(make_officer(district, "unit_head", scope="subtree", valid_from=LONG_AGO))
    dossier = make_dossier(house, state="signing")
    assert queries.for_desk(head, dossier.pk).pk == dossier.pk
    with pytest.raises(NotAllowed):
        actions.sign(actor=head, dossier_id=dossier.pk)
    assert "sign" not in {action.verb for action in queries.allowed_actions(dossier, head)}


def test_reading_leaves_one_trace_a_day_that_the_person_sees():
    house = make_house()
    dossier = submitted(house)
    for _ in range(3):
        queries.for_desk(house.actor("receiver"), dossier.pk)
    assert [trace.name for trace in accesses(dossier.subject)] == [house.user("receiver").full_name]
    assert reread(dossier).revision == 1


def test_wrong_codes_and_wrong_secrets_cost_the_same_questions():
    dossier = make_dossier()
    counts = []
    for code, secret in ((dossier.code, "AAAAAA"), ("H29.999-260101-0001", "AAAAAA"), ("'; --", "x"), ("", "x")):
        with CaptureQueriesContext(connection) as asked:
            assert queries.public_progress(code, secret) is None
        counts.append(len(asked))
    assert counts == [1, 1, 1, 1]
    with CaptureQueriesContext(connection) as asked:
        assert queries.public_progress(f"https://x.vn/tra-cuu/{dossier.code.lower()}").code == dossier.code
    assert len(asked) == 1


def test_midnight_and_new_year_begin_new_numbers_and_the_clock_skips_the_holiday():
    house = make_house()
    before = submitted(house, at=local(2026, 12, 31, 23, 59, 59))
    after = submitted(house, at=local(2027, 1, 1, 0, 0, 1))
    later = submitted(house, at=local(2027, 1, 1, 0, 0, 2))
    assert [code.rsplit("-", 2)[1:] for code in (before.code, after.code, later.code)] == [
        ["261231", "0001"], ["270101", "0001"], ["270101", "0002"],
    ]  # fmt: skip
    for dossier in (before, after):
        answer = clock.local(dossier.answer_due_at)
        assert answer.date() > date(2027, 1, 3) and (answer.hour, answer.minute) == (17, 0)
    accepted = actions.accept(actor=house.actor("receiver"), dossier_id=before.pk, at=local(2026, 12, 31, 16, 50))
    assert clock.local(accepted.due_at) == local(2027, 1, 6, 17, 0)
    assert any("01/01/2027" in line or "1/1" in line for line in accepted.clock["explanation"]) or len(
        accepted.clock["explanation"]
    )


def test_pauses_move_the_due_date_keep_the_first_one_and_stand_in_the_ledger():
    house = make_house()
    dossier = submitted(house, at=monday())
    way = course(house, dossier)
    way.lead("awaiting_supplement")
    paused = reread(dossier)
    first = paused.original_due_at
    assert paused.progress["paused"] and open_items(dossier).get().due_at is None
    answered_at = paused.submitted_at + timedelta(days=2)
    actions.answer_supplement(actor=house.person, dossier_id=dossier.pk, answer="Đã bổ sung", at=answered_at)
    again = reread(dossier)
    assert again.original_due_at == first and again.due_at == local(2026, 8, 17, 17, 0)
    assert again.state == "processing" and open_items(dossier).get().kind == "dossier.supplement_check"
    resumed = next(event for event in timeline(dossier.subject, {"applicant"}) if event.kind == "dossier.resumed")
    assert resumed.data["due"] > resumed.data["due_before"]


def test_a_second_supplement_needs_a_leader_with_a_reason():
    house = make_house()
    dossier = submitted(house, at=monday())
    course(house, dossier).lead("awaiting_supplement")
    actions.answer_supplement(actor=house.person, dossier_id=dossier.pk, at=monday(11))
    asked = {"dossier_id": dossier.pk, "items": [{"text": "Thêm giấy"}], "reason": "Còn thiếu giấy", "at": monday(14)}
    with pytest.raises(Refusal) as refused:
        actions.request_supplement(actor=house.actor("specialist"), **asked)
    assert refused.value.code == "second-supplement"
    with pytest.raises(Refusal):
        actions.request_supplement(actor=house.actor("department_head"), **asked)
    actions.request_supplement(actor=house.actor("department_head"), leader_reason="Phát sinh sau thẩm định", **asked)
    assert reread(dossier).supplement_count == 2


def test_an_unanswered_supplement_closes_the_dossier_and_silence_is_consent():
    house = make_house(consultation={"days": 2, "silence": "consent"})
    quiet = submitted(house, at=monday())
    course(house, quiet).lead("supplement_before")
    asked = submitted(house, at=monday())
    course(house, asked).lead("consulting")
    jobs.close_unanswered()
    jobs.take_silence()
    assert reread(quiet).state == "stopped" and Slip.objects.filter(dossier=quiet, kind=5).exists()
    answered = asked.consultations.get()
    assert answered.verdict == "silence" and reread(asked).state == "processing"
    jobs.close_unanswered()
    jobs.take_silence()
    assert Slip.objects.filter(dossier=quiet, kind=5).count() == 1


def test_late_is_drafted_by_the_job_signed_by_the_head_once_and_judged_by_the_law():
    house = make_house()
    dossier = submitted(house, at=monday())
    way = course(house, dossier)
    way.lead("processing")
    jobs.draft_apologies()
    jobs.draft_apologies()
    draft = Slip.objects.get(dossier=dossier, kind=4)
    assert draft.issued_at is None and draft.data["new_due"] > draft.data["first_due"]
    assert open_items(dossier).filter(kind="dossier.apologise").count() == 1
    first, new = reread(dossier).due_at, clock.now() + timedelta(days=3)
    given = {"dossier_id": dossier.pk, "reason": "Chờ xác minh ở nơi khác", "new_due": new}
    with pytest.raises(NotAllowed):
        actions.apologise(actor=house.actor("specialist"), **given)
    with pytest.raises(Refusal):
        actions.apologise(actor=house.actor("unit_head"), **{**given, "new_due": first})
    actions.apologise(actor=house.actor("unit_head"), **given)
    changed = reread(dossier)
    assert changed.due_at == new and changed.original_due_at == first and changed.rescheduled
    with pytest.raises(Conflict):
        actions.apologise(actor=house.actor("unit_head"), **{**given, "new_due": new + timedelta(days=1)})
    way.at = clock.now()
    way.do(actions.complete_step)
    way.do(actions.sign)
    way.do(actions.issue)
    assert reread(dossier).verdict == "late"
    way.do(actions.hand_over, "receiver")
    assert reread(dossier).state == "returned" and reread(dossier).verdict == "late"


def test_a_correction_is_seen_by_the_person_who_agrees_or_disputes():
    house = make_house()
    dossier = make_dossier(house, state="processing")
    propose = {"actor": house.actor("specialist"), "dossier_id": dossier.pk, "note": "Sai tên đệm"}
    revision = actions.propose_correction(answers={"name": "Nguyễn Văn Ân"}, **propose)
    assert queries.current_revision(dossier.pk).answers["name"] == "Nguyễn Văn An"
    with pytest.raises(Conflict):
        actions.propose_correction(answers={"name": "Khác"}, **propose)
    with pytest.raises(NotFound):
        stranger = actor_of(make_citizen("Người Lạ"))
        actions.decide_correction(actor=stranger, dossier_id=dossier.pk, number=revision.number, agree=True)
    actions.decide_correction(actor=house.person, dossier_id=dossier.pk, number=revision.number, agree=True)
    assert queries.current_revision(dossier.pk).answers["name"] == "Nguyễn Văn Ân"
    assert reread(dossier).owner_name == "Nguyễn Văn Ân"
    assert queries.search_dossiers(house.actor("receiver"), "van ân").rows
    assert Revision.objects.filter(dossier=dossier).count() == 2


def test_withdrawal_freely_before_by_request_after():
    house = make_house()
    fresh = submitted(house)
    with pytest.raises(NotFound):
        actions.withdraw(actor=ANONYMOUS, dossier_id=fresh.pk, secret="AAAAAA")
    assert actions.withdraw(actor=ANONYMOUS, dossier_id=fresh.pk, secret=fresh.secret).state == "withdrawn"
    dossier = make_dossier(house, state="withdrawal_requested")
    with pytest.raises(NotAllowed):
        actions.withdraw(actor=house.person, dossier_id=dossier.pk)
    actions.decline_withdrawal(actor=house.actor("department_head"), dossier_id=dossier.pk, reason="Đã ký kết quả")
    assert reread(dossier).state == "processing"
    actions.request_withdrawal(actor=house.person, dossier_id=dossier.pk, reason="Không cần nữa")
    actions.withdraw(actor=house.actor("department_head"), dossier_id=dossier.pk, reason="Đồng ý")
    assert reread(dossier).state == "withdrawn" and not open_items(dossier).exists()


def test_a_financial_duty_needs_its_notice_and_stops_the_clock_until_paid():
    house = make_house()
    dossier = make_dossier(house, state="processing", at=monday())
    with pytest.raises(Refusal) as refused:
        actions.demand_payment(actor=house.actor("specialist"), dossier_id=dossier.pk, amount=0, title="", document="")
    assert set(refused.value.fields) == {"amount", "title", "document"}
    given = {"amount": 700_000, "title": "Lệ phí trước bạ", "document": "12/TB-CCT", "at": monday(10)}
    actions.demand_payment(actor=house.actor("specialist"), dossier_id=dossier.pk, **given)
    assert reread(dossier).state == "awaiting_payment" and reread(dossier).national == 6
    actions.record_payment(
        actor=house.actor("cashier"),
        dossier_id=dossier.pk,
        document="BL 000123",
        at=monday() + timedelta(days=1, hours=2),
    )
    paid = reread(dossier)
    assert paid.state == "processing" and paid.payment_state == "paid" and paid.due_at > dossier.due_at
    assert open_items(dossier).get().kind == "dossier.step"


FEE = {"key": "copy", "title": "Lệ phí bản sao", "amount": 8000, "online_amount": 8000, "kind": "fee"}


def test_a_fee_still_due_is_settled_when_the_result_is_given():
    house = make_house(fees=[FEE])
    dossier = make_dossier(house, state="issued")
    assert dossier.fee == 8000 and dossier.payment_state == "due"
    with pytest.raises(Refusal) as refused:
        actions.hand_over(actor=house.actor("receiver"), dossier_id=dossier.pk, receiver="An")
    assert set(refused.value.fields) == {"fee_document"} and reread(dossier).state == "issued"
    with pytest.raises(NotAllowed):
        actions.hand_over(actor=house.actor("clerk"), dossier_id=dossier.pk, fee_document="BL 000124")
    actions.hand_over(actor=house.actor("receiver"), dossier_id=dossier.pk, receiver="An", fee_document="BL 000124")
    given = reread(dossier)
    assert given.state == "returned" and given.payment_state == "paid" and not open_items(dossier).exists()
    recorded = [event for event in timeline(dossier.subject, {"applicant"}) if event.kind == "dossier.payment_recorded"]
    assert [event.data["document"] for event in recorded] == ["BL 000124"]


def test_an_exempted_fee_holds_nothing_up():
    house = make_house(fees=[FEE])
    dossier = make_dossier(house, state="issued")
    actions.record_payment(
        actor=house.actor("cashier"), dossier_id=dossier.pk, document="Hộ nghèo, QĐ 3/2026", exempt=True
    )
    actions.hand_over(actor=house.actor("clerk"), dossier_id=dossier.pk, receiver="An")
    assert reread(dossier).state == "returned" and reread(dossier).payment_state == "exempt"


def test_a_step_is_done_by_its_role_in_its_department_and_by_whom_it_was_given():
    house = make_house()
    dossier = make_dossier(house, state="processing")
    other = make_officer(house.department, "specialist", valid_from=LONG_AGO)
    elsewhere = make_officer(house.desk, "specialist", valid_from=LONG_AGO)
    for user in (other, elsewhere):
        with pytest.raises(NotAllowed):
            actions.complete_step(actor=actor_of(user), dossier_id=dossier.pk)
    with pytest.raises(Refusal) as refused:
        actions.assign(actor=house.actor("department_head"), dossier_id=dossier.pk, user_id=house.user("receiver").pk)
    assert refused.value.code == "not-candidate"
    actions.assign(actor=house.actor("department_head"), dossier_id=dossier.pk, user_id=other.pk)
    actions.complete_step(actor=actor_of(other), dossier_id=dossier.pk)
    back = {"actor": house.actor("unit_head"), "dossier_id": dossier.pk}
    with pytest.raises(Refusal):
        actions.return_to_step(reason=" ", **back)
    actions.return_to_step(reason="Thiếu căn cứ pháp lý", **back)
    returned = reread(dossier)
    assert (returned.state, returned.step, returned.holder_unit_id) == ("processing", 0, house.department.pk)


def test_notices_say_the_code_and_nothing_personal():
    house = make_house()
    dossier = make_dossier(house, state="returned")
    messages = Message.objects.filter(related=dossier.subject)
    assert messages.filter(channel="app").count() == 4
    for message in messages:
        assert dossier.code in message.body and "Nguyễn" not in message.body + message.subject
        assert dossier.secret not in message.body


def test_counter_filing_keeps_three_organisations_and_needs_no_account():
    house = make_house()
    receiver = house.actor("receiver")
    filing = make_filing(house, channel="counter", counts={"proof": {"originals": 1}}, competent_unit_id=None)
    dossier = actions.submit_at_counter(actor=receiver, token="quay-so-0001", filing=filing)
    assert dossier.applicant_id is None and dossier.channel == "counter"
    assert dossier.seat_unit_id == dossier.unit_id == dossier.competent_unit_id == house.place.pk
    again = actions.submit_at_counter(actor=receiver, token="quay-so-0001", filing=filing)
    assert again.pk == dossier.pk and Dossier.objects.regardless("test").count() == 1
    with pytest.raises(NotAllowed):
        actions.submit_at_counter(actor=house.actor("specialist"), token="quay-so-0002", filing=filing)


def test_unicode_tricks_in_names_are_cleaned():
    house = make_house()
    dossier = submitted(house, answers={"name": "Nguyễn\u202e Văn\u200b An"})
    assert dossier.owner_name == "Nguyễn Văn An"
    assert queries.search_dossiers(house.actor("receiver"), "Nguyễn văn an").rows[0].pk == dossier.pk


def test_a_house_asked_for_its_opinion_sees_the_dossier_and_answers_only_its_own_question():
    house, asked, stranger = make_house(), make_house(), make_house()
    dossier = make_dossier(house, state="processing")
    question = {"dossier_id": dossier.pk, "question": "Có vướng quy hoạch không?"}
    (theirs,) = actions.consult(actor=house.actor("specialist"), unit_ids=[asked.department.pk], **question)
    (others,) = actions.consult(actor=house.actor("specialist"), bodies=["Công an xã"], **question)
    assert queries.for_desk(asked.actor("specialist"), dossier.pk).pk == dossier.pk
    with pytest.raises(NotFound):
        queries.for_desk(stranger.actor("specialist"), dossier.pk)
    with pytest.raises(NotAllowed):
        actions.complete_step(actor=asked.actor("specialist"), dossier_id=dossier.pk)
    with pytest.raises(NotAllowed):
        actions.answer_consultation(actor=asked.actor("specialist"), consultation_id=others.pk, answer="Không")
    actions.answer_consultation(actor=asked.actor("specialist"), consultation_id=theirs.pk, answer="Không vướng")
    assert reread(dossier).state == "consulting"
    assert [item.unit_id for item in open_items(dossier).filter(kind="dossier.consult")] == [house.department.pk]
    with pytest.raises(NotFound):
        queries.for_desk(asked.actor("specialist"), dossier.pk)
    actions.answer_consultation(actor=house.actor("specialist"), consultation_id=others.pk, answer="Không có ý kiến")
    assert reread(dossier).state == "processing"
    assert {item.kind for item in open_items(dossier)} == {"dossier.step"}


def test_several_bodies_are_asked_in_one_act_and_the_last_answer_gives_the_step_back():
    house = make_house()
    dossier = make_dossier(house, state="processing")
    officer = house.actor("specialist")
    question = {"actor": officer, "dossier_id": dossier.pk, "question": "Có vướng quy hoạch không?"}
    bodies = ["Công an xã", " Công an  xã ", "Mặt trận Tổ quốc"]
    before = dossier.revision
    asked = actions.consult(unit_ids=[house.desk.pk], bodies=bodies, **question)
    assert [one.body for one in asked] == ["Công an xã", "Mặt trận Tổ quốc", house.desk.name]
    assert reread(dossier).revision == before + 1
    with pytest.raises(Refusal) as again:
        actions.consult(bodies=["công an xã", "Sở Xây dựng"], **question)
    assert again.value.code == "asked" and "Công an xã".casefold() in str(again.value.message).casefold()
    with pytest.raises(Refusal):
        actions.consult(bodies=[f"Cơ quan {number}" for number in range(21)], **question)
    states = []
    for one in asked:
        actions.answer_consultation(actor=officer, consultation_id=one.pk, answer="Không vướng")
        states.append(reread(dossier).state)
    assert states == ["consulting", "consulting", "processing"]


def test_a_changed_calendar_moves_open_dates_and_tells_the_person_of_later_ones():
    house = make_house()
    dossier = make_dossier(house, state="processing", at=monday())
    closed = make_dossier(house, state="issued", at=monday())
    before = dossier.due_at
    make_holiday(date(2026, 8, 12), unit_id=house.place.pk, note="Mất điện toàn xã")
    outbox.drain()
    moved = reread(dossier)
    assert moved.due_at == before + timedelta(days=1) and moved.original_due_at == before
    assert open_items(dossier).get().due_at == moved.due_at
    assert Message.objects.filter(related=dossier.subject, template_code="dossier.resumed").exists()
    assert "dossier.rescheduled" in [event.kind for event in timeline(dossier.subject, {"public"})]
    assert reread(closed).due_at == closed.due_at
    assert actions.recount(dossier_id=dossier.pk) is False
    assert reread(dossier).revision == moved.revision


def test_drafts_left_alone_are_let_go_of_with_their_files():
    house = make_house()
    code = house.version.procedure.code
    old = actions.begin_draft(actor=house.person, procedure_code=code, unit_id=house.place.pk, at=monday())
    new = actions.begin_draft(actor=house.person, procedure_code=code, unit_id=house.place.pk)
    file = make_file(house.citizen, kept_for=f"draft:{old.token}")
    jobs.drop_stale_drafts()
    assert [draft.pk for draft in queries.drafts_of(house.person)] == [new.pk]
    file.refresh_from_db()
    assert file.kept_for == ""
