"""Messages of a public notice, batch by batch: one transaction each, so that a killed worker goes on where it stood."""

from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.outbox import enqueue
from motcua.notices.actions.holding import held, tell
from motcua.notices.models import Notice
from motcua.notices.queries.reach import SOURCES, area_of
from motcua.notices.rules.quiet import next_sending
from motcua.notices.rules.states import State
from motcua.notifications.actions import To, send_many
from motcua.subscriptions.queries import Recipient, recipients
from motcua.ui.words import moment

BATCH = "notices.send_batch"
AT_ONCE = 500
TEMPLATE = "notice.public"


@transaction.atomic
def send_batch(*, notice_id: int, after: int) -> int:
    """Writes the messages of the next 500 and asks for the batch behind them; answers how many people they are.

    Rows, the place where it stands and the next piece of work are one transaction. A batch that was done already, or of
    a notice that was corrected meanwhile, does nothing; one that would begin in the quiet hours waits for the morning.
    """
    notice = held(notice_id)
    over = notice.state != State.PUBLISHED or notice.sent_at is not None or notice.stopped_at is not None
    if over or notice.cursor != after:
        return 0
    now = clock.local(clock.now())
    begin = next_sending(now, emergency=notice.is_emergency)
    if begin > now:
        key = f"{BATCH}:{notice.pk}:{after}:{begin.isoformat()}"
        enqueue(BATCH, key=key, run_after=begin, notice_id=notice.pk, after=after)
        return 0
    found = recipients(area_of(notice), notice.topic.key, after=after, most=AT_ONCE)
    rows = Notice.objects.regardless("the notice that is being sent").filter(pk=notice.pk)
    if not found:
        rows.update(sent_at=clock.now())
        tell(notice, "notice-sent", SYSTEM)
        return 0
    words = {language: words_for(notice, language) for language, _name in settings.LANGUAGES}
    send_many(TEMPLATE, everybody=[to(notice, each, words) for each in found], related=notice.subject)
    last = found[-1].subscription_id
    rows.update(cursor=last)
    enqueue(BATCH, key=f"{BATCH}:{notice.pk}:{last}", notice_id=notice.pk, after=last)
    return len(found)


def words_for(notice: Notice, language: str) -> dict[str, Any]:
    """What the message says in a language, Vietnamese where the unit wrote nothing else."""
    english = language == "en" and bool(notice.title_en)
    title = notice.title_en if english else notice.title
    if notice.follows_words:
        title = f"{notice.follows_words}: {title}"
    return {
        "unit": notice.unit.name,
        "title": title,
        "text": notice.text_en if english else notice.text,
        "at": moment(notice.starts_at),
        "until": moment(notice.ends_at),
    }


def to(notice: Notice, who: Recipient, words: dict[str, dict[str, Any]]) -> To:
    """What one gets; a person or mailbox is the key, so that two wishes, or a wish changed meanwhile, are one message."""
    return To(
        key=f"{notice.subject}:{who.person}",
        context=words,
        links={channel: f"/thong-bao/{notice.pk}/?tu={source}" for source, channel in SOURCES.items()},
        user_id=who.user_id,
        email=who.mail,
        language=who.language,
        unsubscribe=f"/nhan-tin/{who.token}/huy/" if who.mail else "",
        holders=who.holders,
    )
