"""Questions about appointments: one of them, a person's own, a desk's day, the waiting list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.queueing.models import Appointment, ServiceField, SlotPlan, Standby, StandbyState, Visit
from motcua.queueing.queries.visits import person_hash
from motcua.queueing.rules.calling import PLANNED, State

OWN = "found by a code that can't be guessed"
WANTED = (StandbyState.WAITING, StandbyState.OFFERED)


def appointment_by_code(code: str) -> Appointment:
    """The appointment under its visit's unguessable code; refuses with NotFound."""
    rows = Appointment.objects.select_related("visit__field__plan", "visit__advice__topic", "slot")
    found = rows.filter(visit__code=code).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lịch hẹn này."))
    return found


def appointment_of(visit_id: int) -> Appointment | None:
    """The appointment of a visit, None for a number taken without one."""
    return Appointment.objects.select_related("visit", "slot").filter(visit_id=visit_id).first()


def appointment_at(unit_id: int, typed: str) -> Appointment | None:
    """A desk's appointment by what is typed or scanned: its reference, its code, or the address of its page."""
    word = typed.strip().rstrip("/").rsplit("/", 1)[-1][:60]
    rows = Appointment.objects.select_related("visit__field").filter(visit__unit_id=unit_id)
    return rows.filter(Q(reference=word.upper()) | Q(visit__code=word)).first()


def own_appointments(actor: Actor, phone: str, codes: Sequence[str]) -> list[Appointment]:
    """The appointments to come of a person: those this browser keeps, and those of the signed-in citizen."""
    mine = Q(visit__code__in=list(codes)[:20])
    if actor.kind == "citizen":
        mine |= Q(visit__user_id=actor.user_id)
        if phone:
            mine |= Q(visit__person=person_hash(phone))
    rows = Appointment.objects.filter(mine, visit__state__in=PLANNED, visit__day__gte=clock.today())
    return list(rows.select_related("visit__field").order_by("begins")[:20])


def booked_by(field: ServiceField, person: str) -> Appointment | None:
    """The live appointment of a person in a field."""
    if not person:
        return None
    rows = Appointment.objects.select_related("visit")
    return rows.filter(visit__issued_field=field, visit__person=person, visit__state=State.BOOKED).first()


@dataclass(frozen=True)
class DeskDay:
    """A desk's appointments of one day, in order of time."""

    day: date
    appointments: list[Appointment]
    expected: int
    arrived: int


def desk_day(unit_id: int, day: date) -> DeskDay:
    """Who is expected, who is here, who did not come; reserved places without a name are left out."""
    rows = Appointment.objects.filter(visit__unit_id=unit_id, visit__day=day).exclude(
        visit__state__in=[State.RESERVED, State.CANCELLED], visit__label=""
    )
    found = list(
        rows.select_related("visit__field", "visit__advice__topic")
        .exclude(visit__state=State.EXPIRED, visit__name="")
        .order_by("begins", "pk")
    )
    expected = sum(each.visit.state == State.BOOKED for each in found)
    arrived = sum(bool(each.visit.label) for each in found)
    return DeskDay(day, found, expected, arrived)


def plans_of(unit_id: int) -> list[SlotPlan]:
    """How the fields of a desk give appointments, in order of the fields."""
    rows = SlotPlan.objects.select_related("field").filter(field__unit_id=unit_id)
    return list(rows.order_by("field__order", "field_id"))


def desks_with_plans(code: str = "") -> frozenset[int]:
    """Ids of the desks that give appointments, for one field's code or at all."""
    rows = SlotPlan.objects.filter(is_open=True)
    rows = rows.filter(field__code=code) if code else rows
    return frozenset(rows.values_list("field__unit_id", flat=True))


def matters() -> list[tuple[str, str]]:
    """(code, name) of each field for which appointments are given somewhere, each once."""
    rows = SlotPlan.objects.filter(is_open=True).order_by("field__order", "field__code", "field_id")
    return list(dict(rows.values_list("field__code", "field__name")).items())


def standby_by_code(code: str) -> Standby:
    """A place on the waiting list under its own code; refuses with NotFound."""
    found: Standby | None = Standby.objects.regardless(OWN).select_related("field", "visit").filter(code=code).first()
    if found is None:
        raise NotFound(_("Không tìm thấy chỗ trong danh sách chờ."))
    return found


def before_in_line(place: Standby) -> int:
    """How many people stand before somebody on the waiting list."""
    rows = Standby.objects.regardless("how many, without names")
    return rows.filter(field_id=place.field_id, day=place.day, state=StandbyState.WAITING, pk__lt=place.pk).count()


def standby_count(field: ServiceField, day: date) -> int:
    """How many people wait for a place of a day."""
    rows = Standby.objects.regardless("how many, without names")
    return rows.filter(field=field, day=day, state__in=WANTED).count()


def somebody_waits(field: ServiceField) -> bool:
    """Whether anybody is on a waiting list of a field from today on."""
    rows = Standby.objects.regardless("how many, without names")
    return rows.filter(field=field, day__gte=clock.today(), state=StandbyState.WAITING).exists()


def standby_of(field: ServiceField, person: str) -> Standby | None:
    """The live place of a person on a field's waiting list."""
    rows = Standby.objects.regardless("a person's own place").select_related("field")
    found: Standby | None = rows.filter(field=field, person=person, state__in=WANTED).first()
    return found


def fields_booked_within(unit_ids: frozenset[int] | None, at: datetime) -> list[int]:
    """Ids of the fields of these units (None: of all) that hold appointments from a moment on."""
    rows = Visit.objects.regardless("a calendar changed").filter(
        state__in=[State.BOOKED, State.RESERVED], day__gte=clock.local(at).date()
    )
    rows = rows if unit_ids is None else rows.filter(unit_id__in=unit_ids)
    return sorted(rows.values_list("issued_field_id", flat=True).distinct())
