"""The parts every control is made of. Every text passes through `esc`; what these functions answer is finished HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from motcua.procedures.rules.fields import FormField
from motcua.procedures.rules.messages import Message

WORDS = (
    gettext_noop("(không bắt buộc)"),
    gettext_noop("Lỗi:"),
    gettext_noop("Ngày"),
    gettext_noop("Tháng"),
    gettext_noop("Năm"),
    gettext_noop("Có"),
    gettext_noop("Không"),
    gettext_noop("Chọn"),
    gettext_noop("Dòng"),
    gettext_noop("Thêm dòng"),
    gettext_noop("Xóa"),
    gettext_noop("Số nhà, đường, ấp, khu phố"),
    gettext_noop("Xã, phường và tỉnh, thành phố"),
    gettext_noop("Hệ thống tự ghi khi lưu"),
)


def esc(value: Any) -> str:
    """Text made safe between tags and inside quoted attributes."""
    return escape(str(value), quote=True)


def own_language() -> str:
    """The attribute that says an element's words are Vietnamese, '' on a page that is."""
    return "" if get_language() == "vi" else ' lang="vi"'


def own_words(text: str) -> str:
    """Words of the procedure itself, which are Vietnamese: said to be so on a page in another language."""
    language = own_language()
    return f"<span{language}>{esc(text)}</span>" if language else esc(text)


def say(message: str) -> str:
    """A sentence of the rules in the reader's language."""
    if isinstance(message, Message):
        count = message.values.get("count")
        template = _(message.template) if count is None else ngettext(message.template, message.template, count)
        return template % message.values if message.values else template
    return message


@dataclass
class Drawing:
    """What one screen is drawn from, and the fixed words in the reader's language."""

    answers: Mapping[str, Any]
    errors: Mapping[str, str]
    extra: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def word(self, text: str) -> str:
        """One of `WORDS`, translated once per screen."""
        if text not in self.words:
            self.words[text] = esc(_(text))
        return self.words[text]

    def error(self, path: str) -> str:
        """The escaped sentence at a path, '' when there is none."""
        message = self.errors.get(path)
        return esc(say(message)) if message else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a control stands: its path in the answers, its HTML name and id."""

    path: str
    name: str

    @property
    def id(self) -> str:
        """The id of the first input."""
        return f"f-{self.name}"

    def part(self, key: str) -> Place:
        """A part of it: `residence` → `residence.street`, `residence-street`."""
        return Place(f"{self.path}.{key}", f"{self.name}-{key}")


def optional_mark(drawing: Drawing, asked: FormField) -> str:
    """Words behind the label of a question that may stay empty."""
    return "" if asked.required else f' <span class="mc-optional">{drawing.word("(không bắt buộc)")}</span>'


def hint_html(place: Place, hint: str) -> str:
    """The hint, or nothing."""
    return f'<div id="{place.id}-hint" class="govuk-hint">{own_words(hint)}</div>' if hint else ""


def error_html(drawing: Drawing, place: Place, error: str) -> str:
    """The error message with its id, or nothing."""
    if not error:
        return ""
    spoken = drawing.word("Lỗi:")
    return (
        f'<p id="{place.id}-error" class="govuk-error-message">'
        f'<span class="govuk-visually-hidden">{spoken}</span> {error}</p>'
    )


def described_by(place: Place, hint: str, error: str) -> str:
    """The attribute that ties hint and error to the control."""
    ids = [f"{place.id}-hint"] * bool(hint) + [f"{place.id}-error"] * bool(error)
    return f' aria-describedby="{" ".join(ids)}"' if ids else ""


def attributes(**said: Any) -> str:
    """Attributes that have a value; underscores become hyphens."""
    return "".join(f' {name.replace("_", "-")}="{esc(value)}"' for name, value in said.items() if value)


def input_html(place: Place, value: Any, *, css: str = "", error: str = "", described: str = "", **said: Any) -> str:
    """One text-like input."""
    wrong = " govuk-input--error" if error else ""
    invalid = ' aria-invalid="true"' if error else ""
    kind = said.pop("type", "text")
    return (
        f'<input class="govuk-input{css}{wrong}" id="{place.id}" name="{esc(place.name)}" type="{kind}"'
        f' value="{esc("" if value is None else value)}"{described}{invalid}{attributes(**said)}>'
    )


def label_html(drawing: Drawing, place: Place, asked: FormField) -> str:
    """The label of a single control."""
    return (
        f'<label class="govuk-label" for="{place.id}">{own_words(asked.title)}{optional_mark(drawing, asked)}</label>'
    )


def fieldset_html(drawing: Drawing, place: Place, asked: FormField, error: str, inner: str, role: str = "") -> str:
    """A group of controls under one question."""
    said = described_by(place, asked.hint, error)
    group = f' role="{role}"' if role else ""
    return (
        f'<fieldset class="govuk-fieldset"{group}{said}>'
        f'<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">'
        f"{own_words(asked.title)}{optional_mark(drawing, asked)}</legend>"
        f"{hint_html(place, asked.hint)}{error_html(drawing, place, error)}{inner}</fieldset>"
    )
