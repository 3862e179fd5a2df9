"""Letting a sender through, or saying in words why not yet: limits per phone and per address, proof of work, blocks."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, limits
from motcua.kernel.prepared import Prepared, insert
from motcua.kernel.refusals import NotAllowed, TooMany
from motcua.moderation.models import SenderBlock, SenderTrace
from motcua.moderation.queries.challenges import Sender, digest_of, proves
from motcua.units.queries import ancestors_of

WINDOW = 600
FREE = 5
"""How often an address may send in ten minutes without proving work: a family, a class, a browser without scripts."""
MOST = 20
MOST_SIGNED_IN = 200
"""The same for people who proved a phone: an office or a mobile network behind one address is many people."""
PHONE_TEN_MINUTES, PHONE_DAY = 10, 40
KEPT = timedelta(days=30)
ANY_PLACE = "blocks of the place that is written to and of all above it"
BLOCKED: Prepared[SenderBlock] = Prepared(
    lambda digest: SenderBlock.objects.regardless(ANY_PLACE).filter(digest=digest), mark="?"
)
"""Whether a sender was ever blocked anywhere: for nearly all the only question."""
SLOW_DOWN = _("Đã gửi quá nhiều từ địa chỉ mạng này. Xin thử lại sau ít phút; việc khẩn cấp hãy gọi 113, 114, 115.")
PHONE_SLOW_DOWN = _("Số điện thoại này đã gửi quá nhiều. Xin thử lại sau; việc khẩn cấp hãy gọi 113, 114, 115.")
PROVE = _("Địa chỉ mạng này vừa gửi nhiều lần. Đăng nhập bằng số điện thoại để gửi ngay, hoặc thử lại sau ít phút.")


def admit(*, kind: str, sender: Sender, unit_id: int) -> None:
    """Counts one sending of a kind ("feedback.send") and refuses with TooMany or NotAllowed; others are never touched."""
    demand_unblocked(sender, unit_id)
    times = getattr(settings, "REPORTS_PER_TEN_MINUTES", MOST)
    if sender.phone:
        who = digest_of(sender.phone, "phone")
        limits.demand(f"{kind}.phone", who, times=PHONE_TEN_MINUTES, seconds=WINDOW, message=PHONE_SLOW_DOWN)
        limits.demand(f"{kind}.phone-day", who, times=PHONE_DAY, seconds=86_400, message=PHONE_SLOW_DOWN)
        times = MOST_SIGNED_IN
    limits.demand(kind, f"{bool(sender.phone)}:{sender.address}", times=times, seconds=WINDOW, message=SLOW_DOWN)
    if sender.phone or limits.allow(f"{kind}.free", sender.address, times=FREE, seconds=WINDOW):
        return
    if not proves(sender.proof):
        raise TooMany(PROVE, retry_after=WINDOW)


def demand_unblocked(sender: Sender, unit_id: int) -> None:
    """Refuses whom the place, or a unit above it, has blocked."""
    digests = [digest_of(sender.address, "address")]
    if sender.phone:
        digests.append(digest_of(sender.phone, "phone"))
    if all(BLOCKED.first(digest) is None for digest in digests):
        return
    rows = SenderBlock.objects.regardless(ANY_PLACE).standing(clock.now())
    found = rows.filter(digest__in=digests, unit_id__in=[unit_id, *ancestors_of(unit_id)]).order_by("-until").first()
    if found is not None:
        words = _(
            "Đến %(until)s mới gửi lại được đến nơi này. Lý do: %(reason)s. Nếu có nhầm lẫn, hãy đến hoặc gọi cơ quan."
        )
        said = {"until": f"{clock.local(found.until):%H:%M %d/%m/%Y}", "reason": found.reason.rstrip(". ")}
        raise NotAllowed(words % said, code="blocked")


def trace(*, subject: str, sender: Sender, unit_id: int) -> None:
    """Notes from where a thing came, in the caller's transaction; twice is once. Somebody with a phone is known by that alone."""
    by_phone = bool(sender.phone)
    fresh = SenderTrace(
        unit_id=unit_id,
        subject=subject,
        phone_digest=digest_of(sender.phone, "phone") if by_phone else "",
        address_digest="" if by_phone else digest_of(sender.address, "address"),
        at=clock.now(),
    )
    insert(SenderTrace, [fresh], once=True)


def forget_traces() -> int:
    """Takes traces of more than 30 days away; answers how many."""
    return int(SenderTrace.objects.regardless("nightly").filter(at__lt=clock.now() - KEPT).delete()[0])
