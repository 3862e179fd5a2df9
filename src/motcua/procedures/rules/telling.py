"""A difference of two documents in sentences an editor reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from motcua.procedures.rules.difference import ADDED, CHANGED, MOVED, REMOVED, Change, Difference, Part
from motcua.procedures.rules.fee_words import condition_in_words, reduction_in_short
from motcua.procedures.rules.tariff import BRACKET, MODES
from motcua.procedures.rules.validation import plain
from motcua.procedures.rules.wording import money

PLACES = {
    "fields": "câu hỏi",
    "columns": "cột",
    "sections": "phần",
    "cases": "trường hợp",
    "papers": "giấy tờ",
    "steps": "bước",
    "fees": "khoản phí",
    "results": "kết quả",
    "legal_basis": "căn cứ pháp lý",
}
VERBS = {ADDED: "Thêm", REMOVED: "Bỏ", MOVED: "Đổi chỗ"}
NAMES = {
    "name": "tên", "short_name": "tên ngắn", "aliases": "tên thường gọi", "summary": "tóm tắt", "clock": "thời hạn",
    "clock_note": "ghi chú về thời hạn", "answer_clock": "hạn trả lời hồ sơ trực tuyến", "applicants": "ai được làm",
    "notes": "lưu ý", "source": "nguồn", "checked_on": "ngày đối chiếu", "verified": "đã kiểm chứng",
    "unverified": "điều chưa kiểm chứng", "online_level": "mức trực tuyến", "trials": "ca kiểm thử", "amount": "mức thu",
    "online_amount": "mức thu khi nộp trực tuyến", "exemptions": "trường hợp miễn, giảm", "note": "ghi chú",
    "title": "tên gọi", "original": "số bản chính", "copy": "số bản sao", "required": "bắt buộc",
    "from_database": "khai thác từ cơ sở dữ liệu", "x-hint": "hướng dẫn", "x-missing": "câu báo thiếu",
    "x-show-if": "điều kiện hiện", "x-section": "phần", "x-widget": "cách nhập", "oneOf": "các lựa chọn",
    "pattern": "dạng của câu trả lời", "x-mask": "mẫu", "x-fits": "ví dụ đúng", "x-misfit": "ví dụ sai",
    "maxLength": "độ dài nhiều nhất", "minLength": "độ dài ít nhất", "budget": "thời gian của bước", "role": "người làm",
    "unit": "nơi làm", "when": "điều kiện", "cap": "mức thu cao nhất", "tiers": "bậc thu", "basis": "cách tính",
    "reductions": "miễn, giảm theo điều kiện", "cases": "trường hợp áp dụng", "x-computed": "cách tự tính", "slips": "lời in trên phiếu",
    "x-prefill": "điền sẵn", "effective": "ngày có hiệu lực", "date": "ngày ban hành", "life_events": "việc trong đời",
}  # fmt: skip
MONEY = frozenset({"amount", "online_amount", "cap"})
LONG = 120
NOTHING: tuple[Any, ...] = (None, "", [])
"""What says nothing, written in whatever way."""


def sentences(found: Difference) -> Iterator[str]:
    """One sentence a change, in the order of the document."""
    for change in found.changes:
        yield from sentence(change, found.asked)


def sentence(change: Change, asked: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What one change says; a changed thing has a sentence for each of its properties."""
    place = PLACES.get(change.place, "")
    if change.kind in VERBS and change.place != "procedure":
        yield f"{VERBS[change.kind]} {place} “{change.title}”."
    elif change.kind == CHANGED or change.place == "procedure":
        for part in (one for one in change.parts if one.before not in NOTHING or one.after not in NOTHING):
            if part.name == "trials":
                yield from cases(part)
                continue
            where = f"{place.capitalize()} “{change.title}”, {name_of(part)}" if place else name_of(part).capitalize()
            yield f"{where}: {between(part, asked or {})}."


DUE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
EXPECTED = {"errors": "câu bị báo lỗi", "papers": "giấy tờ", "fee": "phí", "reductions": "miễn, giảm", "due": "hẹn trả"}


def cases(part: Part) -> Iterator[str]:
    """What became of each test case: a second reader must see when one was made to expect something else."""
    before, after = ({str(case["key"]): case for case in side or []} for side in (part.before, part.after))
    for key, case in after.items():
        old, title = before.get(key), f"ca kiểm thử “{case['title']}”"
        big = title[0].upper() + title[1:]
        if old is None:
            yield f"Thêm {title}."
            continue
        if old.get("answers") != case.get("answers"):
            yield f"{big}: câu trả lời đã đổi."
        was, now = old.get("expect") or {}, case.get("expect") or {}
        for name, words in EXPECTED.items():
            if was.get(name) != now.get(name):
                yield f"{big}, phải ra {words}: từ {wanted(name, was.get(name))} thành {wanted(name, now.get(name))}."
    for key, case in before.items():
        if key not in after:
            yield f"Bỏ ca kiểm thử “{case['title']}”."


def wanted(name: str, value: Any) -> str:
    """What a test case expects, as it is read."""
    if value is None or value == []:
        return "không nêu"
    if name == "fee" and isinstance(value, int):
        return f"{value:,}".replace(",", ".") + " đ"
    if name == "due" and DUE.fullmatch(str(value)):
        day, hour = str(value).split("T")
        return f"{hour[:5]} ngày {'/'.join(reversed(day.split('-')))}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def name_of(part: Part) -> str:
    """What people call a property."""
    return NAMES.get(part.name, part.name)


CONDITIONS = frozenset({"when", "x-show-if", "show_if"})


def between(part: Part, asked: Mapping[str, Any]) -> str:
    """From what to what; lists say what came and what went."""
    before, after = part.before, part.after
    if isinstance(before or [], list) and isinstance(after or [], list):
        came = [shown(part, one, asked) for one in after or [] if one not in (before or [])]
        went = [shown(part, one, asked) for one in before or [] if one not in (after or [])]
        told = [f"thêm {', '.join(came)}"] if came else []
        told += [f"bỏ {', '.join(went)}"] if went else []
        return "; ".join(told) or "đổi thứ tự"
    return f"từ {shown(part, before, asked)} thành {shown(part, after, asked)}"


def shown(part: Part, value: Any, asked: Mapping[str, Any]) -> str:
    """A value as it is read: money in đồng, yes and no, texts in quotation marks and not too long."""
    if value is None or value == "":
        return "chưa xác định" if part.name in MONEY else "để trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if part.name in MONEY and isinstance(value, int):
        return f"{value:,}".replace(",", ".") + " đ"
    if isinstance(value, Mapping):
        return mapping_in_words(part.name, value, asked)
    text = str(value)
    return text if isinstance(value, int | float) else f"“{text[:LONG]}{'…' if len(text) > LONG else ''}”"


def mapping_in_words(name: str, value: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """Conditions, tiers, bases and reductions as they are read; anything else by its title."""
    if name in CONDITIONS:
        return f"“{condition_in_words(value, asked)}”"
    if name == "reductions":
        return f"“{reduction_in_short(value, asked)}”"
    if name == "tiers":
        start = f"trên {plain(value['above'])}" if "above" in value else f"từ {value.get('from')}"
        online = value.get("online_amount")
        return f"“{start}: {money(value['amount'])} đ{'' if online is None else f', trực tuyến {money(online)} đ'}”"
    if name in ("basis", "x-computed"):
        named = [one for part in value.values() for one in (part if isinstance(part, list) else [part])]
        titles = [str((asked.get(str(one)) or {}).get("title", one)) for one in named if one not in MODES]
        return f"“{', '.join(titles)}{' (theo khoảng)' if value.get('mode') == BRACKET else ''}”"
    return f"“{value.get('title') or value.get('const') or 'mới'}”"
