"""Topics: what notices are about."""

from motcua.kernel.remembered import Remembered
from motcua.notices.models import Topic


def load() -> list[Topic]:
    """All topics in their order."""
    return list(Topic.objects.all())


TOPICS = Remembered(
    load, lambda: tuple(Topic.objects.values_list("pk", "name", "name_en", "order", "is_open")), seconds=5
)


def topics() -> list[Topic]:
    """Topics that take notices and subscriptions."""
    return [topic for topic in TOPICS.get() if topic.is_open]


def topic_names() -> dict[str, str]:
    """Keys and names of all topics, for the rooms below that keep keys only."""
    return {topic.key: str(topic) for topic in TOPICS.get()}
