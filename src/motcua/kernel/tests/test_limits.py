"""Limits per person and window."""

import pytest

from motcua.kernel.limits import allow, demand
from motcua.kernel.refusals import TooMany


def test_one_person_s_tries_do_not_count_for_another() -> None:
    assert all(allow("try", "a", times=3, seconds=600) for _ in range(3))
    assert not allow("try", "a", times=3, seconds=600)
    assert allow("try", "b", times=3, seconds=600)


def test_the_refusal_says_when_to_come_back() -> None:
    demand("try", "a", times=1, seconds=600, message="chậm lại")
    with pytest.raises(TooMany) as refused:
        demand("try", "a", times=1, seconds=600, message="chậm lại")
    assert 0 < refused.value.retry_after <= 600
