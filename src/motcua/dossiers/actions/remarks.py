"""Beside the course of things: notes among colleagues, the person's rating, the archive."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import opened
from motcua.dossiers.events import DossierRated
from motcua.dossiers.models import Dossier, Note, Rating
from motcua.dossiers.rules.states import CLOSED, FINISHED, State
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, Refusal


def add_note(
    *, actor: Actor, dossier_id: int, text: str, expected_revision: int | None = None, at: datetime | None = None
) -> Note:
    """A remark for colleagues; the person never sees it. It overtakes nobody, so the revision seen doesn't matter."""
    text = clean(text, multiline=True)[:4000]
    if not text:
        raise Refusal(_("Ghi chú đang trống."), fields={"text": _("Hãy ghi nội dung")}, code="invalid")
    with opened(dossier_id, "add_note", actor=actor, at=at) as case:
        case.keeps_revision = True
        note = Note.objects.create(dossier=case.dossier, text=text, by=actor.snapshot(), created_at=case.at)
        case.tell("dossier.note_added", {"note": note.pk}, audience="staff")
    return note


def rate(
    *, actor: Actor, dossier_id: int, score: int, comment: str = "", secret: str = "", at: datetime | None = None
) -> Rating:
    """What the person thought of it, from 1 to 5, once, when it is over."""
    if score not in range(1, 6):
        raise Refusal(_("Điểm đánh giá từ 1 đến 5."), fields={"score": _("Chọn từ 1 đến 5")}, code="invalid")
    with opened(dossier_id, "rate", actor=actor, at=at, secret=secret) as case:
        case.keeps_revision = True
        if State(case.dossier.state) not in CLOSED:
            raise Conflict(_("Đánh giá được khi hồ sơ đã có kết quả."), code="wrong-state")
        if Rating.objects.filter(dossier=case.dossier).exists():
            raise Conflict(_("Hồ sơ này đã được đánh giá."), code="rated")
        comment = clean(comment, multiline=True)[:2000]
        rating = Rating.objects.create(dossier=case.dossier, score=score, comment=comment, created_at=case.at)
        case.tell("dossier.rated", {"score": score})
        case.fact(DossierRated, score=score)
    return rating


def archive(
    *, actor: Actor, dossier_id: int, expected_revision: int | None = None, at: datetime | None = None
) -> Dossier:
    """Hands a finished dossier to the archive."""
    with opened(dossier_id, "archive", actor=actor, expected_revision=expected_revision, at=at) as case:
        if State(case.dossier.state) not in FINISHED or case.dossier.archived_at is not None:
            raise Conflict(_("Chỉ lưu trữ hồ sơ đã kết thúc và chưa lưu trữ."), code="wrong-state")
        case.dossier.archived_at = case.at
        case.tell("dossier.archived", audience="staff")
    return case.dossier
