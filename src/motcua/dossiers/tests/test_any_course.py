"""Whatever officers and people try in whatever order, allowed or not: the invariants of a dossier hold."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from motcua.dossiers import actions
from motcua.dossiers.factories import make_house, monday, submitted
from motcua.dossiers.models import Consultation, Dossier, Slip
from motcua.dossiers.permissions import PERSON_VERBS, VERBS
from motcua.dossiers.rules import CLOSED, FINISHED, TRANSITIONS, State, may_go, verbs_from
from motcua.kernel.refusals import Refusal
from motcua.ledger.models import Event
from motcua.ledger.queries import verify
from motcua.work.models import WorkItem

HOLDERS = {"dossier.receive", "dossier.step", "dossier.supplement_check", "dossier.sign", "dossier.return"}
ROLES = ("receiver", "specialist", "department_head", "unit_head", "clerk", "cashier", "auditor", "person")
WHY = {"reason": "Lý do đủ rõ ràng"}
GIVEN = {
    "accept": {},
    "refuse": WHY,
    "request_supplement": {**WHY, "items": [{"text": "Thêm giấy"}], "leader_reason": "Phát sinh thêm"},
    "answer_supplement": {},
    "complete_step": {},
    "return_to_step": WHY,
    "consult": {"bodies": ["Công an xã"], "question": "Ý kiến?"},
    "demand_payment": {"amount": 1000, "title": "Thuế", "document": "1/TB"},
    "record_payment": {"document": "BL1"},
    "reject_as_ineligible": WHY,
    "request_withdrawal": WHY,
    "withdraw": {},
    "decline_withdrawal": WHY,
    "stop": WHY,
    "sign": {},
    "issue": {},
    "hand_over": {},
    "archive": {},
    "add_note": {"text": "Ghi chú"},
    "rate": {"score": 4},
}
ENDINGS = {"withdraw", "refuse", "stop", "reject_as_ineligible"}
pytestmark = pytest.mark.django_db


class AnyCourse(RuleBasedStateMachine):
    """One dossier, and everybody trying everything."""

    @initialize()
    def file(self):
        self.house = make_house()
        self.dossier = submitted(self.house, at=monday())
        self.at = monday()
        self.state, self.moves = State.SUBMITTED, 0
        self.verdict = ""
        self.events = self.count_events()
        self.numbers: set[str] = set()

    def count_events(self):
        return Event.objects.filter(stream__subject=self.dossier.subject).count()

    def actor(self, role):
        return self.house.person if role == "person" else self.house.actor(role)

    def attempt(self, verb, role, **given):
        """Tries a verb; a refusal leaves no trace, a success follows an edge of the table."""
        self.at += timedelta(minutes=37)
        name = (
            {"consultation_id": given["consultation_id"]}
            if "consultation_id" in given
            else {"dossier_id": self.dossier.pk}
        )
        try:
            getattr(actions, verb)(actor=self.actor(role), at=self.at, **{**name, **given})
        except Refusal:
            after = Dossier.objects.regardless("test").get(pk=self.dossier.pk)
            assert after.state == self.state and self.count_events() == self.events
            return
        after = Dossier.objects.regardless("test").get(pk=self.dossier.pk)
        if after.state != self.state or verb in verbs_from(self.state):
            assert may_go(verb, self.state, State(after.state)), (verb, self.state, after.state)
        assert self.count_events() > self.events
        self.moves += 1
        self.state, self.events = State(after.state), self.count_events()

    @rule(verb=st.sampled_from(sorted(GIVEN.keys() - ENDINGS)), role=st.sampled_from(ROLES))
    def anybody_tries_anything(self, verb, role):
        self.attempt(verb, role, **GIVEN[verb])

    @precondition(lambda self: self.moves > 7)
    @rule(verb=st.sampled_from(sorted(ENDINGS)), role=st.sampled_from(ROLES))
    def somebody_ends_it(self, verb, role):
        self.attempt(verb, role, **GIVEN[verb])

    @rule(role=st.sampled_from(ROLES), to=st.sampled_from(ROLES[:6]))
    def somebody_assigns(self, role, to):
        self.attempt("assign", role, user_id=self.house.user(to).pk)

    @rule(data=st.data())
    def the_right_one_goes_on(self, data):
        """Without this, random walks hardly leave the desk."""
        verbs = sorted({edge.verb for edge in TRANSITIONS if self.state in edge.sources} & (GIVEN.keys() - ENDINGS))
        if verbs:
            verb = data.draw(st.sampled_from(verbs))
            roles = sorted(VERBS.get(f"dossiers.{verb}", ())) + ["person"] * (verb in PERSON_VERBS)
            self.attempt(verb, data.draw(st.sampled_from(roles)), **GIVEN[verb])

    @precondition(lambda self: self.state == State.CONSULTING)
    @rule(role=st.sampled_from(("specialist", "department_head", "receiver")))
    def the_body_answers(self, role):
        open_one = Consultation.objects.filter(dossier=self.dossier, answered_at=None).first()
        self.attempt("answer_consultation", role, consultation_id=open_one.pk, answer="Đồng ý")

    @precondition(lambda self: self.state in (State.PROCESSING, State.SIGNING))
    @rule(later=st.integers(1, 40))
    def the_head_apologises(self, later):
        self.attempt("apologise", "unit_head", new_due=self.at + timedelta(days=10 + later), **WHY)

    @invariant()
    def all_is_sound(self):
        if not hasattr(self, "dossier"):
            return
        dossier = Dossier.objects.regardless("test").get(pk=self.dossier.pk)
        items = list(WorkItem.objects.regardless("test").open().about(dossier.subject))
        assert sum(item.kind in HOLDERS for item in items) == (0 if dossier.state in FINISHED else 1)
        assert dossier.state not in FINISHED or items == []
        assert (dossier.closed_at is not None) == (dossier.state in CLOSED)
        assert dossier.due_at is None or dossier.due_at >= dossier.received_at
        assert dossier.original_due_at is None or dossier.due_at >= dossier.original_due_at
        assert not self.verdict or dossier.verdict == self.verdict
        self.verdict = dossier.verdict
        assert dossier.progress["state"] == dossier.state
        numbers = [slip.number for slip in Slip.objects.filter(dossier=dossier, issued_at__isnull=False)]
        assert len(numbers) == len(set(numbers))

    def teardown(self):
        if hasattr(self, "dossier"):
            assert verify([self.dossier.subject]).ok


AnyCourse.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestAnyCourse(AnyCourse.TestCase, TestCase):
    """The machine inside Django's transaction per example."""
