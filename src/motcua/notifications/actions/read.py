"""Reading notices."""

from collections.abc import Collection

from motcua.kernel import clock
from motcua.notifications import queries
from motcua.notifications.models import Channel, Message


def mark_read(*, user_id: int, message_ids: Collection[int] | None = None) -> int:
    """Marks the person's own notices as read, all of them when none are named; answers how many were unread."""
    unread = Message.objects.filter(user_id=user_id, channel=Channel.APP, read_at__isnull=True)
    if message_ids is not None:
        unread = unread.filter(pk__in=list(message_ids))
    count = unread.update(read_at=clock.now())
    queries.forget_unread(user_id)
    return count
