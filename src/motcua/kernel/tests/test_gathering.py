"""Orders that come while another transaction is under way are worked together; each caller gets the own outcome."""

import threading
import time
from collections.abc import Sequence

import pytest

from motcua.kernel.gathering import Gathering


def test_who_comes_meanwhile_is_worked_together_and_gets_the_own_outcome() -> None:
    batches: list[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def together(orders: Sequence[int]) -> list[str | Exception]:
        batches.append(list(orders))
        begun.set()
        assert go_on.wait(10)
        return [ValueError(str(order)) if order == 3 else f"number {order}" for order in orders]

    gathering: Gathering[int, str] = Gathering(together)
    answers: dict[int, str] = {}

    def ask(order: int) -> None:
        try:
            answers[order] = gathering.ask("series", order)
        except ValueError as error:
            answers[order] = f"refused {error}"

    threads = [threading.Thread(target=ask, args=[order]) for order in (1, 2, 3, 4)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    line = gathering._lines["series"]
    while len(line.orders) < 3:
        time.sleep(0.001)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert batches[0] == [1] and sorted(batches[1]) == [2, 3, 4] and len(batches) == 2
    assert answers == {1: "number 1", 2: "number 2", 3: "refused 3", 4: "number 4"}


def test_what_breaks_the_transaction_is_told_to_everybody_and_the_next_one_is_not_stuck() -> None:
    def together(orders: Sequence[str]) -> list[str | Exception]:
        if "bad" in orders:
            raise RuntimeError("the disk is full")
        return list(orders)

    gathering: Gathering[str, str] = Gathering(together)
    with pytest.raises(RuntimeError, match="disk"):
        gathering.ask(1, "bad")
    assert gathering.ask(1, "good") == "good"
