"""Numbers have no gap and no duplicate, whoever asks and however many at once."""

import threading

import pytest
from django.db import connection, transaction

from motcua.kernel.numbers import next_number


@pytest.mark.django_db
def test_numbers_start_at_one_and_each_series_counts_by_itself() -> None:
    with transaction.atomic():
        assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        next_number("a")


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_number_is_given_again() -> None:
    with pytest.raises(ValueError), transaction.atomic():
        next_number("a")
        raise ValueError
    with transaction.atomic():
        assert next_number("a") == 1


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_leave_no_gap_and_no_duplicate() -> None:
    taken: list[int] = []

    def take() -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    number = next_number("busy")
                taken.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 161))
