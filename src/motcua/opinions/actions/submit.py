"""Giving an opinion, and adding to it below an answer."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.numbers import next_number
from motcua.kernel.refusals import Conflict, NotFound, Refusal
from motcua.moderation.actions import admit, trace
from motcua.moderation.queries import Sender
from motcua.opinions.actions.case import LOCKED, MODERATE, close_work, open_work, tell, words, write_to
from motcua.opinions.models import Opinion, OpinionReply
from motcua.opinions.permissions import NO_SUCH, is_author
from motcua.opinions.queries.reading import places, public_draft
from motcua.opinions.rules.states import State, code_of, fits

EXACTLY_ONCE = "the opinion that this very form already made"
MOST_REPLIES = 10


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says, to a place or on one of its drafts."""

    unit_id: int
    title: str
    text: str
    draft_id: int | None = None
    name: str = ""
    show_name: bool = False
    language: str = "vi"


def submit(*, actor: Actor, token: str, said: Said, sender: Sender | None = None) -> Opinion:
    """Takes an opinion; the same `token` again answers the one it already made. Nobody reads it before an officer did."""
    known = Opinion.objects.regardless(EXACTLY_ONCE).filter(token=token).first()
    if known is not None:
        return known
    check(said)
    if sender is not None:
        admit(kind="opinions.send", sender=sender, unit_id=said.unit_id)
    now = clock.now()
    day = clock.local(now).strftime("%y%m%d")
    citizen = actor.kind == "citizen"
    name = clean(said.name)[:120] or (actor.name if citizen and said.show_name else "")
    with transaction.atomic():
        opinion = Opinion.objects.create(
            code=code_of(day, next_number(f"opinions:{day}")),
            secret=ids.readable_secret(6),
            token=token,
            unit_id=said.unit_id,
            draft_id=said.draft_id,
            author_id=actor.user_id if citizen else None,
            author_name=name,
            show_name=said.show_name and bool(name),
            language=said.language,
            title=clean(said.title)[:150],
            text=clean(said.text, multiline=True)[:4000],
            submitted_at=now,
        )
        # Who wrote it stays out of the ledger: the thread there is read by many.
        tell(opinion, "opinion.submitted", Actor(kind="anonymous", name=""), {"code": opinion.code}, "applicant")
        open_work(opinion, MODERATE, now)
        if sender is not None:
            trace(subject=opinion.subject, sender=sender, unit_id=opinion.unit_id)
        write_to(opinion, "opinion.submitted")
    return opinion


def check(said: Said) -> None:
    """Refuses what can't be taken, each fault at its field."""
    faults: dict[str, Any] = {}
    if said.unit_id not in {unit.pk for unit in places()}:
        raise NotFound(_("Không tìm thấy đơn vị."))
    if said.draft_id is not None:
        draft = public_draft(said.draft_id)
        if draft.unit_id != said.unit_id:
            raise NotFound(_("Không tìm thấy dự thảo."))
        if not draft.is_asking(clock.today()):
            raise Refusal(
                _("Dự thảo này vừa hết hạn góp ý. Nội dung đã viết vẫn còn; có thể gửi thành góp ý chung."),
                code="closed",
            )
    if len(clean(said.title)) < 5:
        faults["title"] = _("Ghi ngắn gọn góp ý về việc gì")
    if len(clean(said.text)) < 10:
        faults["text"] = _("Viết nội dung góp ý")
    if faults:
        raise Refusal(_("Góp ý còn thiếu thông tin."), fields=faults)


@transaction.atomic
def add(*, actor: Actor, opinion_id: int, text: str, secret: str = "", sender: Sender | None = None) -> OpinionReply:
    """The author says more below a public opinion; looked over first, like the opinion itself."""
    text = words(text, "text", _("Viết ý kiến thêm"), 2000)
    opinion = Opinion.objects.regardless(LOCKED).filter(pk=opinion_id).first()
    if opinion is None or not is_author(actor, opinion, secret):
        raise NotFound(NO_SUCH)
    if not fits("add", State(opinion.state)):
        raise Conflict(_("Góp ý chưa công khai nên chưa thêm ý kiến được."), code="wrong-state")
    last = opinion.replies.order_by("id").last()
    if last is not None and not last.of_unit and last.text == text:
        return last
    if opinion.replies.filter(of_unit=False).count() >= MOST_REPLIES:
        raise Conflict(_("Góp ý này đã có đủ 10 ý kiến thêm. Hãy gửi một góp ý mới."), code="enough")
    if sender is not None:
        admit(kind="opinions.send", sender=sender, unit_id=opinion.unit_id)
    reply = OpinionReply.objects.create(opinion=opinion, of_unit=False, state=State.WAITING, text=text, at=clock.now())
    tell(opinion, "opinion.added", Actor(kind="anonymous", name=""))
    close_work(opinion, MODERATE)
    open_work(opinion, MODERATE)
    return reply
