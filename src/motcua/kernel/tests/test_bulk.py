"""Rows inserted in bulk read back as if the ORM had written them."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.kernel.bulk import catch_up_sequence, insert_rows, next_key
from motcua.kernel.models import OutboxMessage

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, 4, 5, 678901, tzinfo=UTC)


def test_rows_come_back_whole_and_the_next_key_is_free() -> None:
    first = next_key(OutboxMessage)
    columns = ["id", "topic", "payload", "created_at", "run_after", "attempts", "last_error", "done_at"]
    rows = [(first + n, "topic", {"tên": "Đỗ", "số": n}, AT, AT, 0, "", None if n else AT) for n in range(3)]
    with transaction.atomic():
        insert_rows(OutboxMessage, columns, rows)
        catch_up_sequence(OutboxMessage)
    read = list(OutboxMessage.objects.order_by("pk"))
    assert [row.payload["số"] for row in read] == [0, 1, 2]
    assert read[0].created_at == AT and read[0].done_at == AT and read[1].done_at is None
    added = OutboxMessage.objects.create(topic="next", created_at=AT, run_after=AT)
    assert added.pk == first + 3
