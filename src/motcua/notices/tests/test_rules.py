"""Quiet hours to the second, on every day of the year."""

from datetime import datetime

import pytest

from motcua.kernel.clock import LOCAL
from motcua.notices.rules.quiet import next_sending
from motcua.notices.rules.states import EDGES, ForbiddenMove, State, target_of


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("2026-08-10 20:59:59", "2026-08-10 20:59:59"),
        ("2026-08-10 21:00:00", "2026-08-11 07:00:00"),
        ("2026-08-11 00:00:00", "2026-08-11 07:00:00"),
        ("2026-08-11 06:59:59", "2026-08-11 07:00:00"),
        ("2026-08-11 07:00:00", "2026-08-11 07:00:00"),
        ("2026-12-31 23:30:00", "2027-01-01 07:00:00"),
        # The last evening of the lunar year and the first morning of Tết Đinh Mùi: no night is an exception.
        ("2027-02-05 22:00:00", "2027-02-06 07:00:00"),
        ("2027-02-06 00:00:00", "2027-02-06 07:00:00"),
    ],
)
def test_nobody_is_told_at_night(at: str, sent: str) -> None:
    assert next_sending(moment(at), emergency=False) == moment(sent)
    assert next_sending(moment(at), emergency=True) == moment(at)


def test_what_went_out_is_not_taken_back_silently() -> None:
    assert {verb for verb, state in EDGES if state == State.PUBLISHED} == set()
    with pytest.raises(ForbiddenMove):
        target_of("publish", State.SUBMITTED)
