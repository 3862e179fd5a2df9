"""Rows inserted in bulk read back as if the ORM had written them."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.kernel.bulk import insert_rows, reserve_keys
from motcua.kernel.models import OutboxMessage

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, 4, 5, 678901, tzinfo=UTC)


def test_rows_come_back_whole_and_the_next_key_is_free() -> None:
    columns = ["id", "topic", "payload", "created_at", "run_after", "attempts", "last_error", "done_at"]
    with transaction.atomic():
        keys = reserve_keys(OutboxMessage, 3)
        rows = [(key, "topic", {"tên": "Đỗ", "số": n}, AT, AT, 0, "", None if n else AT) for n, key in enumerate(keys)]
        insert_rows(OutboxMessage, columns, rows)
    read = list(OutboxMessage.objects.order_by("pk"))
    assert [row.payload["số"] for row in read] == [0, 1, 2]
    assert read[0].created_at == AT and read[0].done_at == AT and read[1].done_at is None
    added = OutboxMessage.objects.create(topic="next", created_at=AT, run_after=AT)
    assert added.pk not in keys
