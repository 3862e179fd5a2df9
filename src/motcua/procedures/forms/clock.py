"""The time limit of a procedure in words: how long, until when of a day, what a supplement does to it; consultation too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.worktime.queries import due_at, policy_of

SIMPLE = re.compile(r"(working|elapsed) (\d+)([dhm])")
SAME_DAY = re.compile(r"same-day; cutoff (\d{1,2}:\d{2})")
AUTOCLOSE = re.compile(r"autoclose (\d+)d")
KINDS = {
    "working d": _("Ngày làm việc"), "working h": _("Giờ làm việc"), "working m": _("Phút làm việc"),
    "elapsed d": _("Ngày liên tục, kể cả ngày nghỉ"), "elapsed h": _("Giờ liên tục, kể cả ngày nghỉ"),
    "same-day": _("Trong ngày"), "own": _("Quy tắc viết riêng"),
}  # fmt: skip
SUPPLEMENT = {
    "pause": _("Thời gian chờ bổ sung không tính"), "restart": _("Bổ sung xong thì tính lại từ đầu"),
}  # fmt: skip
SILENCE = {"none": _("Phải chờ trả lời"), "consent": _("Im lặng coi như đồng ý")}
EXAMPLES = ((4, time(16)), (0, time(8)))
"""Friday at four in the afternoon, Monday at eight: the two cases people ask about."""


def in_boxes(policy: str) -> dict[str, Any]:
    """A policy as the form's boxes; one that says more than they can is kept as it is written."""
    head, *more = [part.strip() for part in policy.split(";")]
    boxes: dict[str, Any] = {"own": policy, "supplement": "restart" if "restart" in more else "pause"}
    if head == "same-day" and more and (found := SAME_DAY.fullmatch(f"{head}; {more[0]}")):
        boxes |= {"kind": "same-day", "cutoff": found[1]}
        more = more[1:]
    elif (found := SIMPLE.fullmatch(head)) and f"{found[1]} {found[3]}" in KINDS:
        boxes |= {"kind": f"{found[1]} {found[3]}", "number": int(found[2])}
    else:
        return {**boxes, "kind": "own"}
    for part in more:
        if closing := AUTOCLOSE.fullmatch(part):
            boxes["autoclose"] = int(closing[1])
        elif part not in SUPPLEMENT:
            return {"kind": "own", "own": policy, "supplement": "pause"}
    return boxes


class ClockForm(forms.Form):
    """When the result is due, when an online dossier is answered, what consulted bodies and citizens have time for."""

    kind = forms.ChoiceField(label=_("Thời hạn giải quyết tính theo"), choices=list(KINDS.items()))
    number = forms.IntegerField(label=_("Bao nhiêu"), min_value=1, max_value=999, required=False)
    cutoff = forms.CharField(
        label=_("Giờ chốt trong ngày"), required=False, max_length=5, help_text=_("Chỉ cho “Trong ngày”, ví dụ 15:00.")
    )
    own = forms.CharField(
        label=_("Quy tắc viết riêng"), required=False, max_length=200,
        help_text=_("Chỉ cho “Quy tắc viết riêng”, ví dụ: elapsed 240m; closed 17:00-07:30"),
    )  # fmt: skip
    supplement = forms.ChoiceField(label=_("Khi người dân phải bổ sung"), choices=list(SUPPLEMENT.items()))
    autoclose = forms.IntegerField(
        label=_("Tự đóng hồ sơ nếu không bổ sung sau (ngày làm việc)"), min_value=1, max_value=400, required=False
    )
    clock_note = forms.CharField(
        label=_("Ghi chú về thời hạn"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    answer_hours = forms.IntegerField(
        label=_("Hồ sơ trực tuyến được trả lời trong (giờ làm việc)"), min_value=1, max_value=400
    )
    most = forms.IntegerField(label=_("Được yêu cầu bổ sung nhiều nhất (lần)"), min_value=0, max_value=9)
    days = forms.IntegerField(
        label=_("Cơ quan được lấy ý kiến trả lời trong (ngày làm việc)"), min_value=0, max_value=90, required=False
    )
    silence = forms.ChoiceField(label=_("Quá hạn mà chưa trả lời ý kiến"), choices=list(SILENCE.items()))
    bodies = forms.CharField(
        label=_("Các cơ quan được lấy ý kiến"), help_text=_("Mỗi dòng một cơ quan, hỏi cùng lúc."), required=False,
        max_length=6000, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        self.document = document
        asked, more = document.get("consultation") or {}, document.get("supplement") or {}
        answer = SIMPLE.fullmatch(str(document.get("answer_clock") or "working 8h"))
        kwargs["initial"] = {
            **in_boxes(str(document.get("clock", ""))),
            "clock_note": document.get("clock_note", ""),
            "answer_hours": int(answer[2]) if answer and answer[1] == "working" and answer[3] == "h" else None,
            "most": more.get("most", 1),
            "days": asked.get("days"),
            "silence": asked.get("silence", "none"),
            "bodies": "\n".join(asked.get("bodies") or ()),
        }
        super().__init__(*args, **kwargs)

    def beside(self, document: Mapping[str, Any]) -> ClockForm:
        """The same screen of another state of the draft."""
        return ClockForm(document=document)

    def clean(self) -> dict[str, Any]:
        """A limit that can be counted."""
        given = super().clean() or {}
        kind = given.get("kind", "")
        needed = {"same-day": "cutoff", "own": "own"}.get(kind, "number")
        if kind and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Cần ghi cho cách tính đã chọn"))
        elif kind and not self.errors:
            try:
                policy_of(self.policy())
            except Refusal as refusal:
                self.add_error(needed, str(refusal.message))
        return given

    def policy(self) -> str:
        """The limit as the document keeps it."""
        given = self.cleaned_data
        if given["kind"] == "own":
            return clean(given["own"])
        unit = given["kind"].split()
        head = (
            f"same-day; cutoff {clean(given['cutoff'])}" if len(unit) == 1 else f"{unit[0]} {given['number']}{unit[1]}"
        )
        parts = [head, given["supplement"]]
        if given.get("autoclose"):
            parts.append(f"autoclose {given['autoclose']}d")
        made, standing = "; ".join(parts), str(self.document.get("clock", ""))
        return standing if {**in_boxes(standing), "own": ""} == {**in_boxes(made), "own": ""} else made

    def changes(self) -> dict[str, Any]:
        """The properties for the document; what the screen does not show of them stays."""
        given = self.cleaned_data
        bodies = [clean(line) for line in given["bodies"].splitlines() if clean(line)]
        asked = {**(self.document.get("consultation") or {}), "silence": given["silence"]}
        asked |= {"days": given.get("days") or 0, "bodies": bodies}
        found: dict[str, Any] = {
            "clock": self.policy(),
            "answer_clock": f"working {given['answer_hours']}h",
            "supplement": {**(self.document.get("supplement") or {}), "most": given["most"]},
        }
        if bodies or given.get("days") or self.document.get("consultation"):
            found["consultation"] = asked
        if given["clock_note"] or self.document.get("clock_note"):
            found["clock_note"] = clean(given["clock_note"], multiline=True)
        return found


def examples(policy: str) -> list[tuple[str, str]]:
    """(handed in, due) in words for the next Friday afternoon and the next Monday morning; [] when it can't be counted."""
    today = clock.today()
    found = []
    for weekday, hour in EXAMPLES:
        day = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
        start = datetime.combine(day, hour, tzinfo=clock.LOCAL)
        try:
            due = due_at(policy, None, start).due
        except Refusal:
            return []
        if due is not None:
            found.append((said(start), said(clock.local(due))))
    return found


def said(at: datetime) -> str:
    """'16:00 Thứ Sáu 04/12/2026'."""
    return f"{at:%H:%M} {date_format(at, 'l')} {at:%d/%m/%Y}"
