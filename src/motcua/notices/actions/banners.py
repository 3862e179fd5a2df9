"""The emergency banner: asked for by a leader, let up by a second person, or by one alone in a danger that can't wait."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.ledger.actions import Entry, append
from motcua.notices.models import Banner, BannerState, BannersVersion
from motcua.notices.permissions import demand_for
from motcua.notices.queries import BANNER
from motcua.notices.queries.banners import BANNERS
from motcua.notices.rules.banners import span_is_usable
from motcua.units.models import Unit
from motcua.work import actions as work

LOCKED = "the banner that the verb is about, locked"
SECOND = _("Người đề nghị không tự xác nhận được: cần người thứ hai.")


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a banner says, where and how long; `alone_reason` lets it up at once."""

    text: str
    ends_at: datetime
    starts_at: datetime | None = None
    text_en: str = ""
    link: str = ""
    below: bool = False
    alone_reason: str = ""


def changed() -> None:
    """A banner changed in this transaction: everybody reads anew after it."""
    BannersVersion.grow()
    BANNERS.forget()


def tell(banner: Banner, kind: str, actor: Actor, **data: Any) -> None:
    """Writes down what happened; everybody may read who let it up."""
    append(banner.subject, Entry(kind, actor, "public", data, unit_id=banner.unit_id))


def held_banner(banner_id: int) -> Banner:
    """The banner, locked until commit."""
    rows = Banner.objects.regardless(LOCKED).select_for_update(of=("self",)).select_related("unit")
    found: Banner | None = rows.filter(pk=banner_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy băng khẩn cấp."))
    return found


def ask_second(banner: Banner) -> None:
    """Puts it before a second person."""
    title = _("Đọc lại băng khẩn cấp đã hiện") if banner.alone_reason else _("Xác nhận băng khẩn cấp")
    work.open_item(
        kind=BANNER,
        subject=banner.subject,
        title=str(title),
        detail=banner.text[:200],
        unit_id=banner.unit_id,
        holder_role="unit_head",
        address=reverse("notices:banner", args=[banner.pk]),
        due_at=banner.ends_at,
    )


def checked(line: Line, now: datetime) -> dict[str, Any]:
    """The columns of what was said; refuses what is missing or too long."""
    text, english = clean(line.text), clean(line.text_en)
    starts = max(line.starts_at or now, now)
    wrong: dict[str, Any] = {}
    if not text or len(text) > 300:
        wrong["text"] = _("Ghi một câu, nhiều nhất 300 ký tự")
    if not span_is_usable(starts, line.ends_at, now):
        wrong["ends_at"] = _("Băng phải tự hết sau giờ bắt đầu, nhiều nhất ba ngày")
    if line.link and not line.link.startswith(("https://", "http://", "/")):
        wrong["link"] = _("Địa chỉ bắt đầu bằng https://")
    if wrong:
        raise Refusal(_("Xem lại băng khẩn cấp."), fields=wrong)
    return {
        "text": text,
        "text_en": english[:300],
        "link": line.link,
        "below": line.below,
        "starts_at": starts,
        "ends_at": line.ends_at,
        "alone_reason": clean(line.alone_reason)[:300],
    }


@transaction.atomic
def raise_banner(*, actor: Actor, unit: Unit, line: Line, token: str) -> Banner:
    """A leader asks for a banner; with a reason, in a danger that can't wait, it is up at once and read afterwards.

    The same `token` twice is one banner.
    """
    demand_for(actor, "banner", unit.pk)
    if line.alone_reason:
        demand_for(actor, "banner-alone", unit.pk)
    now = clock.now()
    values = checked(line, now)
    alone = bool(values["alone_reason"])
    banner, made = Banner.objects.regardless(LOCKED).get_or_create(
        token=token,
        defaults={
            **values,
            "unit": unit,
            "state": BannerState.STANDING if alone else BannerState.ASKED,
            "asked_at": now,
            "asked_by": actor.snapshot(),
            "asked_by_user_id": actor.user_id,
        },
    )
    if made:
        ask_second(banner)
        tell(banner, "banner-alone" if alone else "banner-asked", actor, text=banner.text, reason=banner.alone_reason)
        changed()
    return banner


@transaction.atomic
def confirm_banner(*, actor: Actor, banner_id: int) -> Banner:
    """A second person lets it up, or has read what one put up alone; confirming again changes nothing."""
    banner = held_banner(banner_id)
    demand_for(actor, "banner-confirm", banner.unit_id)
    if actor.kind != "system" and actor.user_id == banner.asked_by_user_id:
        raise NotAllowed(SECOND)
    if banner.state == BannerState.STANDING and not banner.is_unread:
        return banner
    if banner.state == BannerState.REFUSED or banner.ends_at <= clock.now():
        raise Conflict(_("Băng này không còn chờ xác nhận."), code="wrong-state")
    kind = "banner-read" if banner.is_unread else "banner-confirmed"
    banner.state = BannerState.STANDING
    banner.decided_at, banner.decided_by = clock.now(), actor.snapshot()
    banner.save()
    work.close_items(subject=banner.subject, kinds=[BANNER])
    tell(banner, kind, actor, text=banner.text)
    changed()
    return banner


@transaction.atomic
def take_down(*, actor: Actor, banner_id: int, reason: str) -> Banner:
    """Refuses a banner that is asked for, or takes one down before its time; the history stays."""
    reason = clean(reason)[:300]
    if not reason:
        raise Refusal(_("Cần ghi lý do."), fields={"reason": _("Ghi lý do")})
    banner = held_banner(banner_id)
    demand_for(actor, "banner-confirm", banner.unit_id)
    if banner.ended_at is not None or banner.state == BannerState.REFUSED or banner.ends_at <= clock.now():
        raise Conflict(_("Băng này đã hết."), code="wrong-state")
    asked = banner.state == BannerState.ASKED
    banner.state = BannerState.REFUSED if asked else banner.state
    banner.ended_at, banner.ended_by, banner.end_reason = clock.now(), actor.snapshot(), reason
    banner.save()
    work.close_items(subject=banner.subject, kinds=[BANNER])
    tell(banner, "banner-refused" if asked else "banner-ended", actor, reason=reason)
    changed()
    return banner


@transaction.atomic
def forget_over() -> int:
    """Takes out of the inbox what nobody can confirm any more: requests whose time is over; answers how many."""
    rows = Banner.objects.regardless("the end of banners").filter(ends_at__lte=clock.now(), ended_at=None)
    over = list(rows.filter(state=BannerState.ASKED))
    for banner in over:
        rows.filter(pk=banner.pk).update(state=BannerState.REFUSED)
        work.close_items(subject=banner.subject, kinds=[BANNER])
        tell(banner, "banner-expired", SYSTEM)
    return len(over)
