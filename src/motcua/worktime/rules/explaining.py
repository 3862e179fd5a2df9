"""A due date in words: what counted, what did not, and why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from motcua.worktime.rules.calendars import Calendar
from motcua.worktime.rules.policies import Policy, hhmm

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
MOST_DAYS_NAMED = 12
ONE_DAY = timedelta(days=1)
Value = str | int | date | datetime | tuple[date, ...]
Values = Mapping[str, Value]


def gettext_noop(message: str) -> str:
    """Marks a sentence for the translators; this module itself knows Vietnamese only."""
    return message


def same(message: str) -> str:
    """The sentence as it is."""
    return message


def in_vietnamese(value: Value) -> str:
    """17:30 thứ Hai 17/08/2026; thứ Hai 17/08/2026; several days parted by commas."""
    if isinstance(value, datetime):
        seconds = f":{value:%S}" if value.second or value.microsecond else ""
        return f"{value:%H:%M}{seconds} {in_vietnamese(value.date())}"
    if isinstance(value, date):
        return f"{WEEKDAYS[value.weekday()]} {value:%d/%m/%Y}"
    if isinstance(value, tuple):
        named = ", ".join(in_vietnamese(day) for day in value[:MOST_DAYS_NAMED])
        return named if len(value) <= MOST_DAYS_NAMED else f"{named}… ({len(value)} ngày)"
    return str(value)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: a Vietnamese template, which is also the key of its translation, and the values it names."""

    template: str
    values: Values = field(default_factory=dict)

    def words(self, translate: Callable[[str], str] = same, show: Callable[[Value], str] = in_vietnamese) -> str:
        """The sentence in the language of `translate`, its moments and days shown by `show`."""
        return translate(self.template) % {name: show(value) for name, value in self.values.items()}

    def __str__(self) -> str:
        return self.words()


@dataclass(frozen=True, slots=True)
class Facts:
    """What an explanation is made of; all times +07:00."""

    policy: Policy
    calendar: Calendar
    start: datetime
    begin: datetime
    due: datetime | None
    closes: datetime | None
    pauses: Sequence[tuple[datetime, datetime | None]]


LIMITS = {
    "m": (
        gettext_noop("Thời hạn %(amount)s phút trong giờ làm việc, tính từ %(begin)s."),
        gettext_noop("Thời hạn %(amount)s phút tính liên tục, kể cả ngoài giờ làm việc, từ %(begin)s."),
        gettext_noop("Thời hạn %(amount)s phút tính từ %(begin)s, không tính khoảng %(from)s–%(to)s."),
    ),
    "h": (
        gettext_noop("Thời hạn %(amount)s giờ trong giờ làm việc, tính từ %(begin)s."),
        gettext_noop("Thời hạn %(amount)s giờ tính liên tục, kể cả ngoài giờ làm việc, từ %(begin)s."),
        gettext_noop("Thời hạn %(amount)s giờ tính từ %(begin)s, không tính khoảng %(from)s–%(to)s."),
    ),
    "d": (
        gettext_noop("Thời hạn %(amount)s ngày làm việc, ngày thứ nhất là %(day)s (sau ngày tiếp nhận)."),
        gettext_noop("Thời hạn %(amount)s ngày (mỗi ngày 24 giờ) tính liên tục từ %(begin)s."),
        gettext_noop("Thời hạn %(amount)s ngày (mỗi ngày 24 giờ) từ %(begin)s, không tính khoảng %(from)s–%(to)s."),
    ),
}  # fmt: skip


def explain(facts: Facts) -> tuple[Line, ...]:
    """The sentences in the order of time: reception, limit, days that differ, pauses, the end."""
    return (
        Line(gettext_noop("Tiếp nhận lúc %(start)s."), {"start": facts.start}),
        *limit_lines(facts),
        *day_lines(facts),
        *pause_lines(facts),
        *end_lines(facts),
    )


def limit_lines(facts: Facts) -> Iterator[Line]:
    """What the limit is and from when it is counted."""
    policy = facts.policy
    if policy.kind == "same-day":
        cutoff: Values = {"cutoff": hhmm(policy.cutoff or 0), "day": facts.begin.date()}
        if facts.begin.date() == facts.start.date():
            yield Line(
                gettext_noop("Tiếp nhận chậm nhất lúc %(cutoff)s của ngày làm việc nên trả ngay trong ngày."), cutoff
            )
        else:
            yield Line(
                gettext_noop("Tiếp nhận sau %(cutoff)s, sau giờ làm việc hoặc vào ngày nghỉ nên tính sang %(day)s."),
                cutoff,
            )
        return
    shifted = policy.kind == "elapsed" and facts.begin > facts.start and not facts.pauses
    if shifted and policy.closed is not None:
        window: Values = {"from": hhmm(policy.closed[0]), "to": hhmm(policy.closed[1]), "begin": facts.begin}
        yield Line(
            gettext_noop("Tiếp nhận ngoài giờ (%(from)s–%(to)s) hoặc vào ngày nghỉ nên tính từ %(begin)s."), window
        )
    yield Line(
        LIMITS[policy.unit or "d"][0 if policy.kind != "elapsed" else 2 if policy.pause_closed else 1],
        {
            "amount": policy.amount,
            "begin": facts.begin,
            "day": facts.begin.date(),
            "from": hhmm(policy.closed[0]) if policy.closed else "",
            "to": hhmm(policy.closed[1]) if policy.closed else "",
        },
    )


def days_told(facts: Facts) -> tuple[date, date]:
    """The first and last day whose difference from an ordinary day matters; reversed when none does."""
    policy, start = facts.policy, facts.start.date()
    if policy.kind == "elapsed" and not policy.working_mornings:
        return start, start - ONE_DAY
    if policy.kind == "elapsed" and not policy.pause_closed:
        return start, facts.begin.date()
    last = facts.due or max(facts.begin, facts.pauses[-1][0] if facts.pauses else facts.begin)
    return start + ONE_DAY if policy.kind == "working-days" else start, last.date()


def day_lines(facts: Facts) -> Iterator[Line]:
    """Days between reception and due date that are not worked, or differ from their weekday."""
    calendar = facts.calendar
    weekly: list[date] = []
    named: dict[tuple[str, str], list[date]] = {}
    day, last = days_told(facts)
    while day <= last:
        own, usual = calendar.days.get(day), calendar.weekly[day.weekday()]
        if not (usual if own is None else own):
            if own is None or not usual:
                weekly.append(day)
            else:
                named.setdefault(("off", calendar.notes.get(day, "")), []).append(day)
        elif own is not None and own != usual:
            named.setdefault(("half" if usual else "extra", calendar.notes.get(day, "")), []).append(day)
        day += ONE_DAY
    if weekly:
        yield Line(gettext_noop("Không tính ngày nghỉ hằng tuần: %(days)s."), {"days": tuple(weekly)})
    for (kind, note), days in named.items():
        yield Line(DIFFERENT[kind][bool(note)], {"days": tuple(days), "note": note})


DIFFERENT = {
    "off": (gettext_noop("Không tính ngày nghỉ: %(days)s."), gettext_noop("Không tính %(days)s: %(note)s.")),
    "half": (
        gettext_noop("Giờ làm việc khác thường: %(days)s."),
        gettext_noop("Giờ làm việc khác thường %(days)s: %(note)s."),
    ),
    "extra": (gettext_noop("Có tính ngày làm bù: %(days)s."), gettext_noop("Có tính %(days)s: %(note)s.")),
}  # fmt: skip
PAUSED = {
    "elapsed": gettext_noop("Tạm dừng từ %(from)s đến %(to)s để chờ bổ sung, không tính vào thời hạn."),
    "working-time": gettext_noop("Tạm dừng từ %(from)s đến %(to)s để chờ bổ sung, không tính vào thời hạn."),
    "working-days": gettext_noop("Tạm dừng từ %(from)s đến %(to)s để chờ bổ sung; những ngày có tạm dừng trong giờ làm việc không tính."),
    "same-day": gettext_noop("Tạm dừng từ %(from)s đến %(to)s để chờ bổ sung; bổ sung lúc nào thì tính như tiếp nhận lúc đó."),
}  # fmt: skip


def pause_lines(facts: Facts) -> Iterator[Line]:
    """What each pause did; pauses that began after the clock ran out did nothing."""
    for begins, ends in facts.pauses:
        if facts.due is not None and begins >= facts.due:
            continue
        if ends is None:
            yield Line(
                gettext_noop("Đang tạm dừng từ %(from)s để chờ bổ sung; có hạn trả mới khi nhận đủ bổ sung."),
                {"from": begins},
            )
        elif facts.policy.restarts:
            yield Line(
                gettext_noop("Yêu cầu bổ sung lúc %(from)s, nhận bổ sung lúc %(to)s: thời hạn tính lại từ đầu."),
                {"from": begins, "to": ends},
            )
        else:
            yield Line(PAUSED[facts.policy.kind], {"from": begins, "to": ends})


def end_lines(facts: Facts) -> Iterator[Line]:
    """When it is due, or when it is closed for want of a supplement."""
    if facts.due is not None:
        yield Line(gettext_noop("Hạn trả: %(due)s."), {"due": facts.due})
    elif facts.closes is not None:
        yield Line(gettext_noop("Nếu không bổ sung, hồ sơ được đóng lúc %(closes)s."), {"closes": facts.closes})
