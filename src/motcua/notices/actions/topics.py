"""Topics are data: an operator adds, names and closes them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import demand
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.ledger.actions import Entry, append
from motcua.notices.models import Topic
from motcua.notices.queries.topics import TOPICS


@transaction.atomic
def put_topic(*, actor: Actor, key: str, name: str, name_en: str = "", order: int = 100, is_open: bool = True) -> Topic:
    """Adds a topic or changes the one with this key; notices and subscriptions keep theirs."""
    demand(actor, "notices.topics")
    if not clean(name) or not key.replace("-", "").isalnum() or not key.isascii():
        raise Refusal(_("Chủ đề cần tên, và mã chỉ gồm chữ không dấu, số và dấu gạch ngang."))
    about = {"name": clean(name)[:120], "name_en": clean(name_en)[:120], "order": order, "is_open": is_open}
    topic, _made = Topic.objects.update_or_create(key=key, defaults=about)
    append(f"notice-topic:{key}", Entry("topic-put", actor, data=about))
    TOPICS.forget()
    return topic
