"""Tags for pages that show a procedure's form or answers; every room's templates may load them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from motcua.procedures import forms
from motcua.procedures.queries import shown_answers, why_less
from motcua.procedures.rules.computing import with_computed
from motcua.procedures.rules.course import picture_of
from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.fields import Section
from motcua.procedures.rules.messages import Message
from motcua.procedures.rules.questions import question_form
from motcua.procedures.rules.validation import shown

register = template.Library()
register.filter("why_less", why_less)


@register.simple_tag
def form_section(
    definition: Definition,
    section: Section | str,
    answers: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    extra: str = "",
) -> SafeString:
    """The controls of one section (row or key), filled with the answers; put it inside the page's own <form>."""
    found = definition.form.section(section) if isinstance(section, str) else section
    values = with_computed(definition.form, answers or {})
    return forms.draw_section(found, values, errors or {}, extra) if found else SafeString("")


@register.simple_tag
def form_errors(definition: Definition, errors: Mapping[str, str] | None = None) -> dict[str, str]:
    """{control id: sentence} for `{% error_summary %}`: `{% form_errors definition errors as links %}`."""
    return forms.error_links(definition.form, errors or {})


@register.simple_tag
def case_errors(section: Section, errors: Mapping[str, str]) -> dict[str, str]:
    """{control id: sentence} for the questions before filing."""
    return forms.error_links(question_form(section), errors)


@register.inclusion_tag("procedures/citizen/answers.html")
def answers_summary(
    definition: Definition, answers: Mapping[str, Any] | None = None, change: str = "", level: int = 2
) -> dict[str, Any]:
    """All answers as people read them; `change` is the address of the draft, section keys are put behind it."""
    return {"sections": shown_answers(definition, answers or {}), "change": change, "level": level}


@register.inclusion_tag("procedures/parts/course.html")
def step_picture(
    definition: Definition, route: Sequence[str] | None = None, at: int | None = None, open: bool = False
) -> dict[str, Any]:
    """The steps as a picture with a list beside it; with a dossier's `route` and the place `at` where it stands."""
    return {"picture": picture_of(definition, route, at), "open": open}


@register.filter
def in_language(text: str) -> str:
    """A fixed word or sentence of the rules ("Có", "3 ngày làm việc") in the reader's language."""
    if isinstance(text, Message):
        return forms.say(text)
    return gettext(text) if text else ""


@register.filter
def answer_words(text: str) -> SafeString:
    """An answer: a fixed word in the reader's language, anything else as it was given, marked as Vietnamese."""
    known = in_language(text)
    return conditional_escape(known) if known != text else own_words(text)


@register.filter
def own_words(text: str) -> SafeString:
    """Words of a procedure, marked as Vietnamese on a page in another language."""
    return mark_safe(forms.own_words(text)) if text else SafeString("")  # noqa: S308 - escaped there


@register.filter
def iso_day(text: str) -> str:
    """An ISO day of a document as people write it."""
    return shown(text)
