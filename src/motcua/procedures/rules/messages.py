"""Sentences for people, kept with their template so that the page can show them in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def gettext_noop(text: str) -> str:
    """Marks a sentence for the translation catalogue; the page translates it when it is shown."""
    return text


def ngettext_noop(text: str) -> str:
    """Marks a sentence whose value `count` decides between singular and plural in the reader's language."""
    return text


class Message(str):
    """A Vietnamese sentence that remembers its template and values: `gettext(m.template) % m.values` says it in English."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, **values: Any) -> Message:
        """The finished sentence."""
        sentence = super().__new__(cls, template % values if values else template)
        sentence.template = template
        sentence.values = values
        return sentence


def lower_first(title: str) -> str:
    """A field's title inside a sentence: 'Họ và tên' → 'họ và tên', but 'CCCD' stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
