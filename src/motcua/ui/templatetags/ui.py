"""Tags and filters every room's templates may use; one line each, the words and the work stand in the room's modules."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.ui import banners, controls, frame, words
from motcua.ui.assets import asset_url, head_assets
from motcua.ui.paging import PageLinks, links_of
from motcua.ui.surroundings import drawn

register = template.Library()

register.filter("moment", words.moment)
register.filter("day", words.day)
register.filter("duration", words.duration)
register.filter("elapsed", words.elapsed)
register.filter("dong", words.dong)
register.filter("dialled", words.dialled)
register.simple_tag(asset_url, name="asset")
register.simple_tag(head_assets, name="head_assets")

COLOURS = frozenset({"grey", "green", "teal", "blue", "purple", "pink", "red", "orange", "yellow"})


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; with a label it is spoken, without it is decoration."""
    return silent_icon(name) if not label else drawn_icon(name, label)


@lru_cache(maxsize=200)
def silent_icon(name: str) -> SafeString:
    """An icon without words; most are, so each is drawn once."""
    return drawn_icon(name, "")


def drawn_icon(name: str, label: str) -> SafeString:
    """The icon's markup."""
    speech = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="mc-icon" {} focusable="false"><use href="{}#{}"></use></svg>',
        speech,
        asset_url("icons.svg", "ui/"),
        name,
    )


@register.simple_tag
def tag(text: Any, colour: str = "") -> SafeString:
    """A coloured label of a state; the words carry the meaning, the colour only helps."""
    css = f" govuk-tag--{colour}" if colour in COLOURS else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', css, text)


@register.inclusion_tag("ui/parts/control.html")
def field(bound: BoundField, **said: Any) -> dict[str, Any]:
    """A whole form group for a form's field: label, hint, error, input. See `controls.from_bound` for what may be said."""
    return {"control": controls.from_bound(bound, **said)}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(source: Any) -> dict[str, Any]:
    """The box at the top that lists what is wrong, each linked to its control; from a form or a dict {id: message}."""
    if isinstance(source, forms.BaseForm):
        items = [(bound.auto_id, f"{bound.label}: {message}") for bound in source for message in bound.errors]
        return {"items": [("", message) for message in source.non_field_errors()] + items}
    return {"items": list(source.items()) if isinstance(source, Mapping) else []}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, name: str = "trang") -> dict[str, PageLinks]:
    """Links to the neighbours of a page; keeps the other parameters of the address."""
    return {"links": links_of(page, context["request"].GET if "request" in context else {}, name)}


@register.simple_tag(takes_context=True)
def page_frame(context: template.Context) -> frame.Frame:
    """What stands around every page: names, menus, person, counts."""
    return frame.frame_for(context.get("request"))


@register.simple_tag(takes_context=True)
def surroundings(context: template.Context, name: str, *parts: str) -> SafeString:
    """Header, menu or footer, drawn once for what the frame's `parts` say; see `motcua.ui.surroundings`."""
    return drawn(context, name, *parts)


@register.inclusion_tag("ui/parts/emergency.html", takes_context=True)
def emergency(context: template.Context, unit_id: int | None = None) -> dict[str, Any]:
    """The emergency banners of a place's pages; without a place those of the common door and of the chosen unit."""
    around = frame.frame_for(context.get("request"))
    cookies = around.request.COOKIES if around.request else {}
    here = unit_id if unit_id is not None else around.place["unit_id"]
    return {"banners": banners.shown(cookies, here, common=unit_id is None), "path": around.path}


@register.inclusion_tag("ui/parts/steps.html")
def steps(number: int, total: int, title: Any = "") -> dict[str, Any]:
    """Progress through a form: 'Bước 2/5', with a bar."""
    return {"number": number, "total": total, "title": title}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first as given: items with at, title, text, who (dicts or objects)."""
    return {"events": list(events)}


@register.inclusion_tag("ui/parts/clock.html")
def clock(
    due: Any, seconds: Any = None, state: str = "", late_after: int = 0, soon_after: int = 86_400
) -> dict[str, Any]:
    """A due time with what remains; colour ok, soon or late (given, or from the seconds that remain)."""
    if not state and seconds is not None:
        state = "late" if seconds < late_after else "soon" if seconds < soon_after else "ok"
    return {"due": due, "seconds": seconds, "state": state or "ok"}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: Any, text: Any = "", href: str = "", action: Any = "", icon: str = "inbox") -> dict[str, Any]:
    """What to show where a list has nothing: why, and what one can do."""
    return {"title": title, "text": text, "href": href, "action": action, "icon": icon}


@register.inclusion_tag("ui/parts/upload.html")
def upload(
    name: str,
    label: Any,
    *,
    id: str = "",
    hint: Any = "",
    error: Any = "",
    files: Iterable[Any] = (),
    multiple: bool = True,
    accept: str = "",
    kept_for: str = "",
    later: bool = False,
) -> dict[str, Any]:
    """Choosing files: plain input without JavaScript; with it each file is sent at once and its id kept in a hidden input `name`.

    `files` are those already there: items with id, name, size (bytes), state, message. The plain input is named `<name>_files`.
    `later`: the page shows pictures only after the job that makes them anew, so the upload needs not wait for it.
    """
    return {
        "name": name,
        "label": label,
        "id": id or f"id_{name}",
        "hint": hint,
        "error": error,
        "files": list(files),
        "multiple": multiple,
        "accept": accept,
        "kept_for": kept_for,
        "later": later,
    }


@register.simple_tag
def attributes(values: Mapping[str, Any]) -> SafeString:
    """HTML attributes from a mapping; True gives a bare attribute, None and False none."""
    said = [(name, value) for name, value in values.items() if value is not None and value is not False]
    return format_html_join("", ' {}="{}"', ((name, "" if value is True else value) for name, value in said))
