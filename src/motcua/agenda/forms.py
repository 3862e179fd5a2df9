"""What officers type: an entry, a room, a reason."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.agenda.actions import Wish
from motcua.agenda.models import WorkEntry
from motcua.agenda.queries.choices import offices_of, rooms_of, seats_of
from motcua.kernel import clock
from motcua.kernel.folding import clean

ID = re.compile(r"-?[0-9]{1,18}")
OTHER = _("Nơi khác (ghi ở ô dưới)")
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
TIME_FORMATS = ["%H:%M", "%Hh%M", "%Hh", "%H:%M:%S"]


class Words(forms.CharField):
    """A text in one spelling of Vietnamese letters, without control characters."""

    def to_python(self, value: Any) -> str:
        """Cleans what was typed."""
        return clean(super().to_python(value) or "", multiline=isinstance(self.widget, forms.Textarea))


def words(label: Any, *, most: int, required: bool = True, rows: int = 0, **more: Any) -> forms.CharField:
    """A field of text; the action has the last word on it."""
    widget: forms.Widget = (
        forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    )
    return Words(label=label, max_length=most, required=required, widget=widget, **more)


def time_field(label: Any) -> forms.TimeField:
    """A time of day, typed or picked."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    wrong = {"invalid": _("Ghi giờ theo dạng 08:00"), "required": _("Ghi giờ theo dạng 08:00")}
    return forms.TimeField(label=label, input_formats=TIME_FORMATS, widget=widget, error_messages=wrong)


def number_or_none(value: str) -> int | None:
    """The id of a choice, None for the empty one."""
    return int(value) if value else None


class EntryForm(forms.Form):
    """An entry of the plan; carries the version the officer saw and the clashes that were shown."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    day = forms.DateField(
        label=_("Ngày"), input_formats=DAY_FORMATS, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Ghi ngày theo dạng 23/11/2026"), "required": _("Chọn ngày")},
    )  # fmt: skip
    starts = time_field(_("Từ"))
    ends = time_field(_("Đến"))
    title = words(_("Nội dung công việc"), most=300, rows=2, error_messages={"required": _("Ghi nội dung công việc")})
    chair = forms.TypedChoiceField(label=_("Chủ trì"), coerce=number_or_none, empty_value=None, required=False)
    people = forms.TypedMultipleChoiceField(
        label=_("Lãnh đạo tham dự"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    more_people = forms.TypedMultipleChoiceField(
        label=_("Cán bộ khác tham dự"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    departments = forms.TypedMultipleChoiceField(
        label=_("Bộ phận tham dự"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = words(
        _("Khách mời ngoài đơn vị"), most=500, required=False, help_text=_("Mọi người đọc được trên trang công khai")
    )
    room = forms.TypedChoiceField(label=_("Phòng"), coerce=number_or_none, empty_value=None, required=False)
    place = words(_("Địa điểm"), most=200, required=False)
    prepared_by = forms.TypedChoiceField(
        label=_("Đơn vị chuẩn bị"), coerce=number_or_none, empty_value=None, required=False
    )
    private = forms.BooleanField(label=_("Việc nội bộ: không công khai, không vào lịch điện tử"), required=False)
    clash_reason = words(_("Lý do vẫn xếp"), most=300, required=False)

    def __init__(self, *args: Any, unit_id: int, whole: bool, entry: WorkEntry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.unit_id = entry, unit_id
        seats = seats_of(unit_id)
        kept = {(person.duty_id, str(person)) for person in entry.people.all()} if entry else set()
        known = {seat.duty_id for seat in seats}
        leaders = [(seat.duty_id, seat.words) for seat in seats if seat.leads]
        others = [(seat.duty_id, seat.words) for seat in seats if not seat.leads]
        others += sorted((duty_id, name) for duty_id, name in kept if duty_id not in known)
        offices = [(unit.pk, unit.short_name or unit.name) for unit in offices_of(unit_id)]
        rooms = [(room.pk, self.room_words(room)) for room in rooms_of(unit_id)]
        if entry is not None and entry.room and not entry.room.is_open:
            rooms.append((entry.room.pk, str(entry.room)))
        self.choose("people", leaders)
        self.choose("more_people", others)
        self.choose("chair", [("", "–"), *leaders, *others])
        self.choose("departments", offices[1:])
        self.choose("room", [("", OTHER), *rooms])
        self.choose("prepared_by", [("", "–"), *offices])
        if not whole:
            del self.fields["prepared_by"]
        # It is shown only where it is needed, and then nobody should read that it may be left out.
        self.fields["clash_reason"].one_of_several = True  # type: ignore[attr-defined]

    def choose(self, name: str, choices: list[Any]) -> None:
        """Fills a field's choices."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def room_words(room: Any) -> str:
        """A room with its seats."""
        return f"{room} ({room.seats} {_('chỗ')})" if room.seats else str(room)

    @property
    def more_open(self) -> bool:
        """Whether somebody is ticked in the folded part."""
        return bool(self["more_people"].value())

    def seen_ids(self) -> frozenset[int]:
        """The clashes that were shown with the form."""
        return frozenset(int(each) for each in self.cleaned_data["seen"].split(",") if ID.fullmatch(each))

    def known(self) -> dict[str, Any]:
        """What is known of time, room and people: as typed, however incomplete, else as the form begins."""
        given = self.cleaned_data if self.is_bound else self.initial
        return {**given, "people": [*given.get("people", ()), *given.get("more_people", ())]}

    def wish(self) -> Wish:
        """What the officer wants to plan."""
        given = self.cleaned_data
        plain = {
            name: given[name]
            for name in (
                "day",
                "starts",
                "ends",
                "title",
                "chair",
                "departments",
                "guests",
                "place",
                "private",
                "clash_reason",
            )
        }
        return Wish(
            **plain,
            room_id=given["room"],
            people=[*given["people"], *given["more_people"]],
            prepared_by=given.get("prepared_by"),
            clashes_seen=self.seen_ids(),
        )


def entry_values(entry: WorkEntry, leaders: set[int]) -> dict[str, Any]:
    """An entry as values of the form; `leaders` are the duties that stand in the first list."""
    people = list(entry.people.all())
    others = [person.duty_id for person in people if not person.chairs]
    return {
        "sequence": entry.sequence,
        "day": entry.day,
        "starts": clock.local(entry.starts_at).time(),
        "ends": clock.local(entry.ends_at).time(),
        "title": entry.title,
        "chair": next((person.duty_id for person in people if person.chairs), None),
        "people": [duty_id for duty_id in others if duty_id in leaders],
        "more_people": [duty_id for duty_id in others if duty_id not in leaders],
        "departments": [unit.pk for unit in entry.departments.all()],
        "guests": entry.guests,
        "room": entry.room_id,
        "place": entry.place,
        "prepared_by": entry.prepared_by_id,
        "private": entry.private,
        "clash_reason": entry.clash_reason,
    }


class CancelForm(forms.Form):
    """Why an entry is called off."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    reason = words(_("Lý do hủy"), most=300, rows=2, error_messages={"required": _("Ghi lý do hủy")})


class SendBackForm(forms.Form):
    """What must be changed before the plan is approved."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    reason = words(_("Điều cần sửa"), most=1000, rows=3, error_messages={"required": _("Ghi điều phải sửa")})


class RoomForm(forms.Form):
    """A room that may be booked."""

    name = words(_("Tên phòng"), most=120, error_messages={"required": _("Ghi tên phòng")})
    address = words(_("Ở đâu"), most=200, required=False)
    seats = forms.IntegerField(label=_("Số chỗ"), required=False, min_value=1, max_value=5000)
    is_open = forms.BooleanField(label=_("Đang dùng, cho đặt"), required=False, initial=True)
