"""Taking a number: what was typed, limits and opening first, then the number itself; giving it up and rating the visit."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean, fold
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import Refusal
from motcua.queueing.actions.holders import tell_who_is_near
from motcua.queueing.actions.issuing import COUNTER, Order, Wish
from motcua.queueing.actions.moving import locked as locked_visit
from motcua.queueing.actions.moving import move, stamp
from motcua.queueing.events import VisitRated
from motcua.queueing.models import PRIORITY_WORDS, Channel, ServiceField, Visit
from motcua.queueing.permissions import demand_at
from motcua.queueing.queries.visits import dossier_by_code, missed_before, person_hash, places_left, visit_by_code
from motcua.queueing.rules import limits
from motcua.queueing.rules.calling import LIVE


def take(*, actor: Actor, field: ServiceField, wish: Wish) -> Visit:
    """Gives a number of today; the same key gives the same one. Refuses with the reason and when it is possible again."""
    try:
        phone, dossier = checked(actor, field, wish)
        person = person_hash(phone) if phone else ""
        if wish.channel == Channel.ONLINE:
            demand_no_pause(person)
        order = Order(actor, field, wish, phone, person, dossier, places_left(field, clock.now()))
        return COUNTER.ask(field.pk, order)
    except Refusal:
        # A press that was answered before is answered in the same way, whatever happened since.
        if found := by_key(wish.key):
            return found
        raise
    except IntegrityError:
        # Somebody pressed twice at the same moment, or holds a live number: nothing was written, no number is lost.
        if found := by_key(wish.key):
            return found
        if found := live_of(field, person):
            return own(found, wish)
        raise


def checked(actor: Actor, field: ServiceField, wish: Wish) -> tuple[str, Dossier | None]:
    """The telephone number and the dossier of a wish; refuses what is wrong at its field."""
    if wish.channel == Channel.DESK:
        demand_at(actor, "queueing.call", field.unit_id)
    faults = {}
    phone = limits.mobile(wish.phone)
    if wish.channel == Channel.ONLINE and not clean(wish.name):
        faults["name"] = _("Ghi họ tên người sẽ đến, vì số gắn với người đó")
    if (wish.phone or wish.channel == Channel.ONLINE) and not phone:
        faults["phone"] = _("Ghi số điện thoại di động, ví dụ 0903 000 001")
    if wish.priority not in PRIORITY_WORDS:
        faults["priority"] = _("Chọn một trong các trường hợp ưu tiên")
    dossier = dossier_by_code(clean(wish.dossier_code).upper()) if wish.dossier_code else None
    if wish.dossier_code and dossier is None:
        faults["dossier_code"] = _("Không tìm thấy hồ sơ có mã này. Xem lại mã in dưới mã vạch")
    if faults:
        raise Refusal(_("Có chỗ cần sửa trước khi lấy số."), fields=faults)
    return phone, dossier


def demand_no_pause(person: str) -> None:
    """Refuses who let three called numbers lapse within a month."""
    now = clock.now()
    if until := limits.paused_until(missed_before(person, now), now):
        day = f"{clock.local(until):%d/%m/%Y}"
        raise Refusal(
            _(
                "Số điện thoại này đã ba lần không đến khi được mời hoặc theo hẹn. Đến ngày %(day)s mới lấy số,"
                " đặt lịch hẹn trên mạng được; tại chỗ vẫn lấy số được."
            )
            % {"day": day},
            code="paused",
        )


def by_key(key: str) -> Visit | None:
    """The visit that this press made before."""
    return Visit.objects.regardless("the press's own key").select_related("field").filter(key=key).first()


def live_of(field: ServiceField, person: str) -> Visit | None:
    """The live online number of a person in a field today."""
    if not person:
        return None
    rows = Visit.objects.regardless("a person's own live number").select_related("field")
    return rows.filter(
        issued_field=field, person=person, day=clock.today(), channel=Channel.ONLINE, state__in=LIVE
    ).first()


def own(visit: Visit, wish: Wish) -> Visit:
    """The live number of a telephone, for who gives the same name; a stranger who knows the telephone gets none."""
    if fold(clean(wish.name)) == fold(visit.name):
        return visit
    words = _(
        "Số điện thoại này đang giữ một số ở lĩnh vực này. Hãy ghi đúng họ tên như lần trước, hoặc tìm lại số đã lấy"
    )
    raise Refusal(words, fields={"phone": words}, code="held")


@transaction.atomic
def cancel(*, actor: Actor, code: str) -> Visit:
    """The person does not come: the place goes to the next."""
    visit = locked_visit(visit_by_code(code).pk)
    now = clock.now()
    move(visit, "cancel", at=now, actor=actor)
    tell_who_is_near(visit.field, now)
    stamp(visit.unit_id)
    return visit


@transaction.atomic
def rate(*, actor: Actor, code: str, score: int, remark: str = "") -> Visit:
    """One to five stars and a word after the visit; once."""
    visit = locked_visit(visit_by_code(code).pk)
    if visit.state != "done" or visit.score is not None:
        raise Refusal(_("Chỉ đánh giá được một lần, sau khi đã được phục vụ."), code="not-now")
    if score not in range(1, 6):
        raise Refusal(_("Chọn từ 1 đến 5."), fields={"score": _("Chọn từ 1 đến 5")})
    visit.score, visit.remark = score, clean(remark)[:500]
    visit.save(update_fields=["score", "remark"])
    announce(VisitRated(visit.pk, visit.unit_id, visit.changed_at.isoformat(), score))
    return visit
