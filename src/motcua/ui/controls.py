"""One form control as the templates see it: made from a Django bound field or from plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "text": "govuk-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
}


@dataclass(frozen=True)
class Option:
    """One choice of a group of radios, checkboxes or a select."""

    value: str
    label: Any
    checked: bool = False
    hint: Any = ""
    id: str = ""


@dataclass(frozen=True)
class Control:
    """Everything a control's template needs; `widget` is the ready element where Django renders it."""

    kind: str
    id: str
    name: str
    label: Any = ""
    hint: Any = ""
    error: Any = ""
    value: Any = ""
    required: bool = True
    legend_size: str = "s"
    options: Sequence[Option] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)
    widget: SafeString | str = ""
    css: str = ""
    small: bool = False
    inline: bool = False

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        return " ".join([f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.error))


def kind_of(widget: forms.Widget) -> str:
    """The kind of control a Django widget is."""
    return next((kind for known, kind in KINDS if isinstance(widget, known)), "text")


def css_for(kind: str, error: Any, width: Any = "", extra: str = "") -> str:
    """The classes of an input, with its error state and its width in characters (2, 3, 4, 5, 10, 20, 30)."""
    name = CLASSES.get(kind, "")
    parts = [name, f"{name}--error" if error else "", f"govuk-input--width-{width}" if width else "", extra]
    return " ".join(part for part in parts if part)


def from_bound(bound: BoundField, **said: Any) -> Control:
    """The control of a form's field.

    `said` may give hint, label, width, legend_size, small, inline, css; anything else becomes an attribute (`data_mc` → data-mc).
    """
    kind = kind_of(bound.field.widget)
    own = {name: said.pop(name) for name in ("label", "hint", "legend_size", "small", "inline") if name in said}
    error = " ".join(str(message) for message in bound.errors)
    css = css_for(kind, error, said.pop("width", ""), said.pop("css", ""))
    control = Control(
        kind=kind,
        id=str(bound.id_for_label or bound.auto_id or bound.html_name),
        name=bound.html_name,
        # One of several fields may do: a form then says so itself, and none of them is called optional.
        required=bound.field.required or getattr(bound.field, "one_of_several", False),
        error=error,
        css=css,
        **{"label": bound.label, "hint": bound.help_text, **own},
    )
    if kind in ("radios", "checkboxes"):
        return Control(**{**control.__dict__, "id": str(bound.auto_id), "options": options_of(bound)})
    attrs = {name.replace("_", "-"): value for name, value in said.items()} | {"class": css}
    if kind == "checkbox":
        attrs["class"] = "govuk-checkboxes__input"
    if control.described_by:
        attrs["aria-describedby"] = control.described_by
    if error:
        attrs["aria-invalid"] = "true"
    return Control(**{**control.__dict__, "widget": bound.as_widget(attrs=attrs)})


def options_of(bound: BoundField) -> list[Option]:
    """The choices of a bound group; the first one carries the field's id so that the error summary can jump to it."""
    return [
        Option(
            value=str(part.data["value"]),
            label=part.choice_label,
            checked=bool(part.data["selected"]),
            id=str(bound.auto_id) if place == 0 else f"{bound.auto_id}-{place}",
        )
        for place, part in enumerate(bound.subwidgets)
    ]
