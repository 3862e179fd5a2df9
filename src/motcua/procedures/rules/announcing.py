"""What a new version changes for citizens, before it is in force: time, money, papers, form, result, the way to file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.messages import Message, gettext_noop
from motcua.procedures.rules.wording import fee_in_words, limit_in_words, online_fee_in_words

ONLINE = {
    "full": gettext_noop("nộp trực tuyến toàn trình"), "partial": gettext_noop("nộp trực tuyến một phần"),
    "none": gettext_noop("chỉ làm tại quầy"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """One line: what (a fixed word, or `title` of the procedure's own), before and after where both say something."""

    what: Message
    title: str = ""
    before: str = ""
    after: str = ""


def news(old: Definition, new: Definition) -> tuple[News, ...]:
    """The lines, in the order people ask: how long, how much, what to bring, what to fill in, what one gets."""
    return tuple(_lines(old, new))


def _lines(old: Definition, new: Definition) -> Iterator[News]:
    before, after = limit_in_words(old.clock), limit_in_words(new.clock)
    if before != after:
        yield News(Message(gettext_noop("Thời hạn giải quyết")), "", before, after)
    if old.online_level != new.online_level:
        yield News(
            Message(gettext_noop("Cách nộp")), "", Message(ONLINE.get(old.online_level, old.online_level)),
            Message(ONLINE.get(new.online_level, new.online_level)),
        )  # fmt: skip
    yield from _fees(old, new)
    yield from _listed(old.papers, new.papers, gettext_noop("Thêm giấy tờ"), gettext_noop("Không cần nữa"))
    if _asked(old) != _asked(new):
        yield News(Message(gettext_noop("Tờ khai có câu hỏi mới hoặc đổi khác")))
    yield from _listed(old.results, new.results, gettext_noop("Thêm kết quả"), gettext_noop("Không còn kết quả"))
    if old.applicants != new.applicants:
        yield News(Message(gettext_noop("Ai được làm")), "", "; ".join(old.applicants), "; ".join(new.applicants))


def _fees(old: Definition, new: Definition) -> Iterator[News]:
    had = {fee.key: fee for fee in old.fees}
    has = {fee.key: fee for fee in new.fees}
    for key, fee in has.items():
        if key not in had:
            yield News(Message(gettext_noop("Thêm khoản thu")), fee.title, "", fee_in_words(fee))
            continue
        was = had[key]
        if fee_in_words(was) != fee_in_words(fee):
            yield News(Message(gettext_noop("Mức thu tại quầy")), fee.title, fee_in_words(was), fee_in_words(fee))
        if (was.tiers, dict(was.basis)) != (fee.tiers, dict(fee.basis)):
            yield News(Message(gettext_noop("Cách tính phí thay đổi")), fee.title)
        if was.reductions != fee.reductions:
            yield News(Message(gettext_noop("Ai được miễn, giảm thay đổi")), fee.title)
        if (was.when, was.cases) != (fee.when, fee.cases):
            yield News(Message(gettext_noop("Trường hợp phải nộp thay đổi")), fee.title)
        if _online(was) != _online(fee):
            yield News(Message(gettext_noop("Mức thu trực tuyến")), fee.title, _online(was), _online(fee))
    for key, fee in had.items():
        if key not in has:
            yield News(Message(gettext_noop("Không thu nữa")), fee.title)


def _online(fee: Any) -> str:
    return online_fee_in_words(fee) or fee_in_words(fee)


def _listed(old: Any, new: Any, added: str, removed: str) -> Iterator[News]:
    had, has = {one.key: one.title for one in old}, {one.key: one.title for one in new}
    for key, title in has.items():
        if key not in had:
            yield News(Message(added), title)
    for key, title in had.items():
        if key not in has:
            yield News(Message(removed), title)


def _asked(definition: Definition) -> Mapping[str, Any]:
    return {
        key: (field.title, field.kind, field.required, field.options, field.show_if, field.columns)
        for key, field in definition.form.fields.items()
    }
