"""Questions to the room: a person's notices, what failed, the words in force."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.kernel.remembered import Remembered
from motcua.notifications.models import Channel, Message, MessageState, TemplateVersion
from motcua.notifications.providers.registry import sms_provider


def messages_of(user_id: int) -> QuerySet[Message]:
    """The person's notices in the application, newest first."""
    return Message.objects.filter(user_id=user_id, channel=Channel.APP).order_by("-created_at", "-pk")


def unread_of(user_id: int, limit: int = 5) -> list[Message]:
    """The person's newest unread notices."""
    return list(messages_of(user_id).filter(read_at__isnull=True)[:limit])


def unread_count(user_id: int | None) -> int:
    """How many notices the person hasn't read (100 stands for more); remembered for 20 seconds."""
    if user_id is None:
        return 0
    count = cache.get(f"notifications:unread:{user_id}")
    if count is None:
        unread = Message.objects.filter(user_id=user_id, channel=Channel.APP, read_at__isnull=True)
        count = unread[:100].count()
        cache.set(f"notifications:unread:{user_id}", count, 20)
    return int(count)


def forget_unread(user_id: int) -> None:
    """Lets the next question count anew."""
    cache.delete(f"notifications:unread:{user_id}")


def related_to(subject: str) -> QuerySet[Message]:
    """All notices about a subject ("dossier:123"), newest first: what was sent, and what didn't arrive."""
    return Message.objects.filter(related=subject).order_by("-created_at", "-pk")


@dataclass(frozen=True)
class Course:
    """How messages about a subject went on one channel: left, wait, given up, without an address; read where known."""

    channel: str
    sent: int
    waiting: int
    failed: int
    read: int


def course_of(subject: str) -> list[Course]:
    """How all messages about a subject went, by channel; counts only. What is read is known in the application alone."""
    rows = Message.objects.filter(related=subject).values_list("channel")
    by_state = {state.value: Count("pk", filter=Q(state=state)) for state in (MessageState.SENT, MessageState.WAITING)}
    gone = Count("pk", filter=Q(state__in=(MessageState.FAILED, MessageState.SKIPPED)))
    found = rows.annotate(**by_state, failed=gone, read=Count("read_at")).order_by("channel")
    return [Course(*row) for row in found]


def failed() -> QuerySet[Message]:
    """Notices given up after all tries, newest first."""
    return Message.objects.filter(state=MessageState.FAILED).order_by("-failed_at")


def read_words() -> dict[tuple[str, str], TemplateVersion]:
    """The newest version of every notice in each language."""
    return {(row.code, row.language): row for row in TemplateVersion.objects.order_by("code", "language", "number")}


def newest_version() -> int | None:
    """The stamp of the words: versions are only ever added."""
    return TemplateVersion.objects.order_by("-pk").values_list("pk", flat=True).first()


WORDS = Remembered(read_words, newest_version)


def template(code: str, language: str = "vi") -> TemplateVersion | None:
    """The words in force; Vietnamese when there are none in that language."""
    known = WORDS.get()
    return known.get((code, language)) or known.get((code, "vi"))


def delivery_complaints() -> list[str]:
    """Whether there is a carrier for text messages, and whether notices were given up."""
    complaints = []
    try:
        sms_provider()
    except LookupError as error:
        complaints.append(str(error))
    count = failed().count()
    if count:
        complaints.append(_("Có %(count)s thông báo không gửi được sau nhiều lần thử.") % {"count": count})
    return complaints
