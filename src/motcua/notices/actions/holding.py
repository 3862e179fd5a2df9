"""A notice, locked, as the person saw it; and what is written down of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, NotFound
from motcua.ledger.actions import Entry, append
from motcua.notices.models import Notice
from motcua.notices.rules.states import ForbiddenMove, State, target_of

LOCKED = "the notice that the verb is about, locked"
SEEN = _("Thông báo vừa được người khác thay đổi. Xin xem lại.")


def held(notice_id: int, revision: int | None = None) -> Notice:
    """The notice, locked until commit; refuses when it is not the revision that was seen."""
    rows = Notice.objects.regardless(LOCKED).select_for_update(of=("self",)).select_related("unit", "topic", "follows")
    notice: Notice | None = rows.filter(pk=notice_id).first()
    if notice is None:
        raise NotFound(_("Không tìm thấy thông báo."))
    if revision is not None and notice.revision != revision:
        raise Conflict(SEEN)
    return notice


def move(notice: Notice, verb: str) -> None:
    """Leads a locked notice along an edge; refuses with Conflict where there is none."""
    try:
        notice.state = target_of(verb, State(notice.state)).value
    except ForbiddenMove:
        words = _("Thông báo đang ở trạng thái “%(state)s” nên không thực hiện được việc này.")
        raise Conflict(words % {"state": notice.state_words}, code="wrong-state") from None
    notice.revision += 1


def tell(notice: Notice, kind: str, actor: Actor, **data: Any) -> None:
    """Writes down what happened."""
    append(notice.subject, Entry(kind, actor, data={"revision": notice.revision, **data}, unit_id=notice.unit_id))
