"""The ten national status codes of the public service portal, mapped from our finer states."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from motcua.dossiers.rules.states import State

NATIONAL: Mapping[State, int] = MappingProxyType(
    {
        State.SUBMITTED: 1,
        State.ACCEPTED: 2,
        State.REFUSED: 3,
        State.NOT_ELIGIBLE: 3,
        State.PROCESSING: 4,
        State.CONSULTING: 4,
        State.SIGNING: 4,
        State.SUPPLEMENT_BEFORE: 5,
        State.AWAITING_SUPPLEMENT: 5,
        State.AWAITING_PAYMENT: 6,
        State.WITHDRAWAL_REQUESTED: 7,
        State.WITHDRAWN: 7,
        State.STOPPED: 8,
        State.ISSUED: 9,
        State.RETURNED: 10,
    }
)
NATIONAL_WORDS: Mapping[int, str] = MappingProxyType(
    {
        1: "Mới đăng ký",
        2: "Được tiếp nhận",
        3: "Không được tiếp nhận",
        4: "Đang xử lý",
        5: "Yêu cầu bổ sung giấy tờ",
        6: "Yêu cầu thực hiện nghĩa vụ tài chính",
        7: "Công dân yêu cầu rút hồ sơ",
        8: "Dừng xử lý",
        9: "Đã xử lý xong",
        10: "Đã trả kết quả",
    }
)


def national_code(state: str) -> int:
    """The national code (1–10) of a state."""
    return NATIONAL[State(state)]


REPORTED = frozenset({"state", "step", "holder_unit_id", "received_at", "due_at", "returned_at", "payment_state"})
"""Columns whose change the national portal is told of."""
CHANNELS: Mapping[str, int] = MappingProxyType({"counter": 1, "online": 2, "post": 3})


@dataclass(frozen=True, slots=True)
class Difference:
    """A dossier the two systems tell differently of: national codes here and there, None where it is unknown."""

    code: str
    here: int | None
    there: int | None


def differences(here: Mapping[str, int], there: Mapping[str, int]) -> list[Difference]:
    """What a reconciliation finds, by code."""
    codes = sorted(here.keys() | there.keys())
    return [Difference(code, here.get(code), there.get(code)) for code in codes if here.get(code) != there.get(code)]
