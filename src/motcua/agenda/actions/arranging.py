"""Whether what an officer wants to plan can stand: texts, times, people, offices, room; and what it clashes with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.queries import house_of
from motcua.agenda.actions.holding import hold
from motcua.agenda.models import MeetingRoom
from motcua.agenda.queries.choices import Seat, seats_by_duty
from motcua.agenda.queries.clashes import Clash, absences, people_clashes, room_clashes
from motcua.agenda.rules.weeks import Week
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.kernel.scoping import Scope

TOO_LONG = gettext_lazy("Ghi ngắn lại, không quá %(most)d ký tự")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What an officer wants to plan. People and chair are named by duties of the house, offices by their units.

    `clash_reason` says why people are planned although they are taken, `clashes_seen` which entries the officer saw when
    giving it: another clash that appeared meanwhile is shown first.
    """

    day: date
    starts: time
    ends: time
    title: str
    room_id: int | None = None
    place: str = ""
    chair: int | None = None
    people: Sequence[int] = ()
    departments: Sequence[int] = ()
    prepared_by: int | None = None
    guests: str = ""
    private: bool = False
    clash_reason: str = ""
    clashes_seen: frozenset[int] = frozenset()


class Taken(Refusal):
    """The room or a person is taken; `clashes` are the entries to show, `refused` says whether no reason helps."""

    status = 409

    def __init__(self, message: Any, clashes: Sequence[Clash], *, refused: bool, fields: dict[str, Any]) -> None:
        super().__init__(message, fields=fields, code="room-taken" if refused else "person-taken")
        self.clashes, self.refused = list(clashes), refused


@dataclass(frozen=True)
class Arranged:
    """A wish that can stand, cleaned, with its moments and its people, the chair first."""

    wish: Wish
    starts_at: datetime
    ends_at: datetime
    seats: tuple[Seat, ...]

    @property
    def columns(self) -> dict[str, Any]:
        """What the entry's row says."""
        wish = self.wish
        return {
            "day": wish.day, "starts_at": self.starts_at, "ends_at": self.ends_at, "title": wish.title,
            "room_id": wish.room_id, "place": wish.place, "prepared_by_id": wish.prepared_by, "guests": wish.guests,
            "private": wish.private, "clash_reason": wish.clash_reason,
        }  # fmt: skip


def tidy(wish: Wish) -> Wish:
    """The wish with one spelling of its texts."""
    texts: dict[str, Any] = {name: clean(getattr(wish, name)) for name in ("title", "place", "guests", "clash_reason")}
    return replace(
        wish, **texts, people=tuple(dict.fromkeys(wish.people)), departments=tuple(sorted({*wish.departments}))
    )


def faults_of(wish: Wish, unit_id: int) -> dict[str, Any]:
    """What is wrong with the wish, by field."""
    faults: dict[str, Any] = {}
    if not wish.title:
        faults["title"] = _("Ghi nội dung công việc")
    for name, most in (("title", 300), ("place", 200), ("guests", 500), ("clash_reason", 300)):
        if len(getattr(wish, name)) > most:
            faults[name] = str(TOO_LONG) % {"most": most}
    if wish.ends <= wish.starts:
        faults["ends"] = _("Giờ kết thúc phải sau giờ bắt đầu; việc qua nửa đêm ghi thành hai việc")
    if not Week.of(wish.day).may_change(clock.today()):
        faults["day"] = _("Chọn một ngày từ tuần này đến một năm sau; tuần đã qua giữ nguyên như đã làm")
    house = house_of(unit_id)
    if not set(wish.departments) <= house or (wish.prepared_by is not None and wish.prepared_by not in house):
        faults["departments"] = _("Chọn bộ phận của đơn vị")
    return faults


def room_of(unit_id: int, room_id: int | None, kept: int | None) -> str:
    """What is wrong with the room, empty when it may be booked; one that is booked already may be kept after closing."""
    if room_id is None:
        return ""
    rows = MeetingRoom.objects.within(Scope.of({unit_id})).filter(pk=room_id)
    room = rows.first()
    return "" if room is not None and (room.is_open or room_id == kept) else _("Chọn phòng đang dùng của đơn vị")


def seated(unit_id: int, wish: Wish) -> tuple[Seat, ...]:
    """The people of a wish, the chair first, each once; refuses who has no duty in the house."""
    wanted = list(dict.fromkeys([*([wish.chair] if wish.chair else []), *wish.people]))
    seats = {seat.duty_id: seat for seat in seats_by_duty(unit_id, wanted)} if wanted else {}
    if wish.chair and wish.chair not in seats:
        raise Refusal(_("Người chủ trì không còn giữ nhiệm vụ này."), fields={"chair": _("Chọn lại người chủ trì")})
    if len(seats) < len(wanted):
        raise Refusal(_("Có người không còn giữ nhiệm vụ tại đơn vị."), fields={"people": _("Chọn lại người tham dự")})
    by_person: dict[int, Seat] = {}
    for duty_id in wanted:
        by_person.setdefault(seats[duty_id].user_id, seats[duty_id])
    return tuple(by_person.values())


def arranged(
    *, actor: Actor, unit_id: int, wish: Wish, but: int | None = None, kept_room: int | None = None
) -> Arranged:
    """Checks a wish, holds its room and people until commit, and refuses what clashes.

    A room is booked once at a time. A person who is taken is a warning: with a reason, given in sight of all clashes,
    the entry stands.
    """
    wish = tidy(wish)
    faults = faults_of(wish, unit_id)
    if words := room_of(unit_id, wish.room_id, kept_room):
        faults["room"] = words
    if faults:
        raise Refusal(_("Có chỗ cần sửa."), fields=faults)
    seats = seated(unit_id, wish)
    starts, ends = (datetime.combine(wish.day, at, clock.LOCAL) for at in (wish.starts, wish.ends))
    found = Arranged(wish, starts, ends, seats)
    hold(room_ids=[wish.room_id], user_ids=[seat.user_id for seat in seats])
    demand_free(actor, found, but)
    return found if clash_stands(actor, found, but) else replace(found, wish=replace(wish, clash_reason=""))


def clash_stands(actor: Actor, found: Arranged, but: int | None) -> bool:
    """Whether the reason still has something to explain."""
    return bool(found.wish.clash_reason) and bool(busy(actor, found, but))


def busy(actor: Actor, found: Arranged, but: int | None) -> list[Clash]:
    """Entries in which people of this one are taken, and absences that say that somebody is away."""
    people = [seat.user_id for seat in found.seats]
    taken = people_clashes(actor, people, found.starts_at, found.ends_at, but)
    return [*taken, *absences(found.seats, found.starts_at, found.ends_at)]


def demand_free(actor: Actor, found: Arranged, but: int | None) -> None:
    """Refuses a room that is taken, and people who are taken without a reason that was given in sight of it."""
    rooms = room_clashes(actor, found.wish.room_id, found.starts_at, found.ends_at, but)
    people = busy(actor, found, but)
    if rooms:
        words = _("Phòng đã có người đặt trong giờ này")
        raise Taken(words, [*rooms, *people], refused=True, fields={"room": words})
    unseen = {clash.entry_id for clash in people} - found.wish.clashes_seen
    if people and (unseen or not found.wish.clash_reason):
        words = _("Có người đã có lịch trong giờ này. Nếu vẫn xếp, ghi lý do")
        raise Taken(words, people, refused=False, fields={"clash_reason": words})
