"""The ten national status codes of the public service portal, mapped from our finer states."""

from collections.abc import Mapping
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
