"""Verbs of the place: look over, publish or refuse, answer, take down."""

from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Conflict, NotFound
from motcua.opinions.actions.case import ANSWER, MODERATE, close_work, open_work, opened, tell, words, write_to
from motcua.opinions.events import OpinionAnswered
from motcua.opinions.models import Opinion, OpinionReply
from motcua.opinions.rules.states import State


def publish(*, actor: Actor, opinion_id: int, title: str, text: str, revision: int | None = None) -> Opinion:
    """Makes an opinion public in these words; from now on an answer is owed."""
    title = words(title, "title", _("Ghi tiêu đề công khai"), 150)
    text = words(text, "text", _("Viết nội dung công khai"))
    with opened(opinion_id, "publish", actor=actor, revision=revision) as opinion:
        first = opinion.published_at is None
        opinion.state, opinion.public_title, opinion.public_text = State.PUBLISHED, clean(title), text
        opinion.published_at = opinion.published_at or clock.now()
        close_work(opinion, MODERATE)
        if first:
            open_work(opinion, ANSWER)
            write_to(opinion, "opinion.published")
        tell(opinion, "opinion.published", actor)
    return opinion


def refuse(*, actor: Actor, opinion_id: int, reason: str, revision: int | None = None) -> Opinion:
    """Does not publish an opinion; the author reads why."""
    reason = words(reason, "reason", _("Ghi lý do để người góp ý hiểu"), 1000)
    with opened(opinion_id, "refuse", actor=actor, revision=revision) as opinion:
        opinion.state, opinion.refusal, opinion.closed_at = State.REFUSED, reason, clock.now()
        close_work(opinion, MODERATE)
        write_to(opinion, "opinion.refused")
        tell(opinion, "opinion.refused", actor, {"reason": reason}, "applicant")
    return opinion


def answer(*, actor: Actor, opinion_id: int, text: str, revision: int | None = None) -> OpinionReply:
    """A leader answers in public, under the name of the post; may be done again, below what the author added."""
    text = words(text, "text", _("Viết câu trả lời"))
    with opened(opinion_id, "answer", actor=actor, revision=revision) as opinion:
        now = clock.now()
        reply = OpinionReply.objects.create(
            opinion=opinion,
            of_unit=True,
            state=State.PUBLISHED,
            text=text,
            public_text=text,
            by=actor.snapshot(),
            at=now,
        )
        opinion.answered_at = opinion.answered_at or now
        close_work(opinion, ANSWER)
        write_to(opinion, "opinion.answered")
        tell(opinion, "opinion.answered", actor, {"answer": text}, "public")
        announce(OpinionAnswered(opinion.pk, opinion.code, opinion.unit_id, now.isoformat()))
    return reply


def hide(*, actor: Actor, opinion_id: int, reason: str, revision: int | None = None) -> Opinion:
    """Takes an opinion with all below it off the public page; its code still tells where it stands."""
    reason = words(reason, "reason", _("Ghi lý do gỡ"), 1000)
    with opened(opinion_id, "hide", actor=actor, revision=revision) as opinion:
        opinion.state, opinion.refusal = State.HIDDEN, reason
        close_work(opinion, ANSWER)
        tell(opinion, "opinion.hidden", actor, {"reason": reason}, "applicant")
    return opinion


def publish_reply(*, actor: Actor, opinion_id: int, reply_id: int, text: str) -> OpinionReply:
    """Makes what the author added public in these words; an answer is owed again."""
    text = words(text, "text", _("Viết nội dung công khai"), 2000)
    with opened(opinion_id, "publish", actor=actor, on_reply=True) as opinion:
        reply = waiting(opinion, reply_id)
        reply.state, reply.public_text = State.PUBLISHED, text
        reply.save()
        settle(opinion)
        close_work(opinion, ANSWER)
        open_work(opinion, ANSWER)
        tell(opinion, "opinion.added_published", actor)
    return reply


def refuse_reply(*, actor: Actor, opinion_id: int, reply_id: int) -> OpinionReply:
    """Does not publish what the author added."""
    with opened(opinion_id, "refuse", actor=actor, on_reply=True) as opinion:
        reply = waiting(opinion, reply_id)
        reply.state = State.REFUSED
        reply.save()
        settle(opinion)
        tell(opinion, "opinion.added_refused", actor)
    return reply


def waiting(opinion: Opinion, reply_id: int) -> OpinionReply:
    """A reply nobody has looked over. Refuses when there is none, or somebody was quicker."""
    reply = opinion.replies.filter(pk=reply_id, of_unit=False).first()
    if reply is None:
        raise NotFound(_("Không tìm thấy ý kiến này."))
    if reply.state != State.WAITING:
        raise Conflict(_("Ý kiến này vừa được người khác xem xét."), code="overtaken")
    return reply


def settle(opinion: Opinion) -> None:
    """Nothing more to look over: the item is done."""
    if not opinion.replies.filter(of_unit=False, state=State.WAITING).exists():
        close_work(opinion, MODERATE)
