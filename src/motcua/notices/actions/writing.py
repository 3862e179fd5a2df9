"""Writing a notice and changing it while it is a draft."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.notices.actions.holding import held, tell
from motcua.notices.models import Notice, Topic
from motcua.notices.permissions import demand_for
from motcua.notices.queries.reading import places_below
from motcua.notices.rules.states import KINDS, State

LONGEST = 4000
SAME = "the same press of the same form"
PLAIN = ("title", "text", "title_en", "text_en", "place", "link")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a notice says, for whom, and when it goes out; `publish_at` None is at once after approval."""

    topic: str
    title: str
    text: str
    title_en: str = ""
    text_en: str = ""
    place: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    link: str = ""
    areas: Collection[int] = ()
    is_emergency: bool = False
    publish_at: datetime | None = None


def checked(said: Said, unit_id: int) -> tuple[dict[str, Any], list[int]]:
    """The columns and the areas; refuses what is missing, and places that do not lie below the unit."""
    values: dict[str, Any] = asdict(said)
    areas = sorted(set(values.pop("areas")))
    values |= {name: clean(values[name], multiline=name.startswith("text")) for name in PLAIN}
    wrong: dict[str, Any] = {}
    if not values["title"] or len(values["title"]) > 150:
        wrong["title"] = _("Ghi tiêu đề, nhiều nhất 150 ký tự")
    if not values["text"] or len(values["text"]) > LONGEST:
        wrong["text"] = _("Ghi nội dung, nhiều nhất 4000 ký tự")
    if bool(values["title_en"]) != bool(values["text_en"]):
        wrong["text_en"] = _("Bản tiếng Anh cần cả tiêu đề và nội dung")
    if said.starts_at and said.ends_at and said.ends_at <= said.starts_at:
        wrong["ends_at"] = _("Giờ kết thúc phải sau giờ bắt đầu")
    if values["link"] and not values["link"].startswith(("https://", "http://", "/")):
        wrong["link"] = _("Địa chỉ bắt đầu bằng https://")
    topic = Topic.objects.filter(key=values.pop("topic"), is_open=True).first()
    if topic is None:
        wrong["topic"] = _("Chọn chủ đề")
    if wrong:
        raise Refusal(_("Xem lại thông báo."), fields=wrong)
    if not set(areas) <= {place.pk for place in places_below(unit_id)}:
        raise NotAllowed(_("Chỉ gửi được trong địa bàn của đơn vị mình."))
    return {**values, "topic": topic}, areas


@transaction.atomic
def write(
    *, actor: Actor, unit_id: int, said: Said, token: str, follows: int | None = None, follows_as: str = ""
) -> Notice:
    """A new draft of a place; the same `token` twice is one draft. A correction or recall is linked to what it follows."""
    demand_for(actor, "write", unit_id)
    values, areas = checked(said, unit_id)
    before = None
    if follows is not None:
        before = held(follows)
        if before.unit_id != unit_id:
            raise NotAllowed(_("Chỉ đính chính được thông báo của đơn vị mình."))
        if before.state != State.PUBLISHED or follows_as not in KINDS:
            raise Conflict(_("Chỉ đính chính hoặc thu hồi được thông báo đã đăng."), code="wrong-state")
    notice, made = Notice.objects.regardless(SAME).get_or_create(
        token=token,
        defaults={
            **values,
            "unit_id": unit_id,
            "follows": before,
            "follows_as": follows_as if before else "",
            "written_at": clock.now(),
            "written_by": actor.snapshot(),
            "written_by_user_id": actor.user_id,
        },
    )
    if made:
        notice.areas.set(areas)
        tell(notice, "notice-written", actor, title=notice.title)
    return notice


@transaction.atomic
def change(*, actor: Actor, notice_id: int, said: Said, revision: int | None = None) -> Notice:
    """Writes a draft anew; what a leader has before them, or was approved, is not changed under their eyes."""
    notice = held(notice_id, revision)
    demand_for(actor, "write", notice.unit_id)
    if notice.state != State.DRAFT:
        raise Conflict(_("Chỉ sửa được thông báo đang soạn."), code="wrong-state")
    values, areas = checked(said, notice.unit_id)
    for name, value in values.items():
        setattr(notice, name, value)
    # Who changed it last has written it: four eyes are two people's.
    notice.written_by, notice.written_by_user_id = actor.snapshot(), actor.user_id
    notice.revision += 1
    notice.save()
    notice.areas.set(areas)
    tell(notice, "notice-changed", actor, title=notice.title)
    return notice
