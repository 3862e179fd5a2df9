"""Leads a dossier through the verbs to a state: for demo dossiers and test data, always by those who may."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from motcua.dossiers.actions.consulting import consult
from motcua.dossiers.actions.ending import request_withdrawal, stop, withdraw
from motcua.dossiers.actions.finishing import hand_over, issue, sign
from motcua.dossiers.actions.paying import demand_payment, record_payment
from motcua.dossiers.actions.reception import accept, refuse, reject_as_ineligible
from motcua.dossiers.actions.remarks import rate
from motcua.dossiers.actions.steps import assign, complete_step
from motcua.dossiers.actions.supplements import request_supplement
from motcua.dossiers.models import Dossier, PaymentState
from motcua.dossiers.queries.desk import step_of
from motcua.dossiers.rules.states import State
from motcua.kernel.actors import Actor

Officer = Callable[[str, int], Actor]
Pace = Callable[[datetime], datetime]
REASONS = {
    "supplement": "Bản chụp giấy tờ bị mờ, không đọc được số và ngày cấp.",
    "refuse": "Thủ tục này thuộc thẩm quyền của Ủy ban nhân dân nơi cư trú.",
    "reject": "Thông tin trong hồ sơ không khớp với cơ sở dữ liệu hộ tịch điện tử.",
    "withdraw": "Tôi muốn bổ sung thêm giấy tờ rồi nộp lại.",
    "stop": "Có văn bản của cơ quan có thẩm quyền yêu cầu dừng giải quyết.",
}
ITEMS = [{"text": "Tải lại bản chụp rõ nét, đủ bốn góc."}]


def ten_minutes(at: datetime) -> datetime:
    """Ten minutes later."""
    return at + timedelta(minutes=10)


class Course:
    """One dossier on its way. `officer(role, unit_id)` answers who does a thing, `pace` when the next thing is done."""

    def __init__(
        self, dossier: Dossier, officer: Officer, *, person: Actor, pace: Pace = ten_minutes, score: int = 0
    ) -> None:
        self.pk, self.secret, self.at = dossier.pk, dossier.secret, dossier.submitted_at
        self.officer, self.person, self.pace, self.score = officer, person, pace, score

    @property
    def dossier(self) -> Dossier:
        """As the database has it now."""
        return Dossier.objects.regardless("the dossier led through its course").get(pk=self.pk)

    def do(self, verb: Callable[..., Any], role: str = "", **given: Any) -> Any:
        """One verb by whoever holds the role at the dossier's holding unit; without a role by the present step's."""
        self.at = self.pace(self.at)
        dossier = self.dossier
        step = step_of(dossier)
        role = role or (step.role if step is not None else "receiver")
        actor = self.officer(role, dossier.holder_unit_id)
        return verb(actor=actor, dossier_id=self.pk, at=self.at, **given)

    def by_person(self, verb: Callable[..., Any], **given: Any) -> Any:
        """One verb by the person, with the receipt's secret."""
        self.at = self.pace(self.at)
        return verb(actor=self.person, dossier_id=self.pk, secret=self.secret, at=self.at, **given)

    def lead(self, end: str) -> None:
        """To a state, on the shortest way."""
        before: dict[str, Callable[[], Any]] = {
            "submitted": lambda: None,
            "supplement_before": lambda: self.ask("receiver"),
            "refused": lambda: self.do(refuse, "receiver", reason=REASONS["refuse"]),
            "withdrawn": lambda: self.by_person(withdraw),
            "accepted": lambda: self.do(accept, "receiver"),
            "signing": lambda: self.work_until(State.SIGNING),
            "issued": lambda: self.work_until(State.ISSUED),
            "returned": self.to_the_end,
        }
        if end in before:
            before[end]()
            return
        self.begin()
        after: dict[str, Callable[[], Any]] = {
            "processing": lambda: None,
            "awaiting_supplement": lambda: self.ask(""),
            "awaiting_payment": self.demand,
            "consulting": lambda: self.do(consult, bodies=["Công an xã"], question="Đề nghị cho biết ý kiến."),
            "withdrawal_requested": lambda: self.by_person(request_withdrawal, reason=REASONS["withdraw"]),
            "stopped": lambda: self.do(stop, "unit_head", reason=REASONS["stop"]),
            "not_eligible": lambda: self.do(reject_as_ineligible, reason=REASONS["reject"]),
        }
        after[end]()

    def begin(self) -> None:
        """Received, and in the hands of who does the first step."""
        self.do(accept, "receiver")
        self.take()

    def take(self) -> None:
        """Whoever does the present step takes it."""
        dossier = self.dossier
        step = step_of(dossier)
        assert step is not None
        self.do(assign, user_id=self.officer(step.role, dossier.holder_unit_id).user_id)

    def work_until(self, state: State) -> None:
        """Step by step until the dossier is in that state."""
        if self.dossier.state == State.SUBMITTED:
            self.begin()
        while (dossier := self.dossier).state != state:
            step = step_of(dossier)
            assert step is not None
            if step.kind == "sign":
                self.do(sign)
            elif step.kind == "issue":
                self.do(issue, number=f"{dossier.pk}/{dossier.submitted_at.year}")
            else:
                self.do(complete_step, note="Hồ sơ đủ điều kiện, đề nghị giải quyết.")

    def to_the_end(self) -> None:
        """Fee paid, result handed over, rated when a score was given."""
        self.work_until(State.ISSUED)
        if self.dossier.payment_state == PaymentState.DUE:
            self.do(record_payment, "cashier", document=f"BL-{self.pk:06d}")
        self.do(hand_over, "receiver")
        if self.score:
            self.by_person(rate, score=self.score)

    def ask(self, role: str) -> None:
        """Asks for a supplement."""
        self.do(request_supplement, role, items=ITEMS, reason=REASONS["supplement"])

    def demand(self) -> None:
        """Asks for a financial duty."""
        self.do(demand_payment, amount=500_000, title="Lệ phí trước bạ", document="Thông báo 12/TB-CCT")
