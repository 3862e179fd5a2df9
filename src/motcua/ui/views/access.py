"""Marks this room's views as open to all. The mark is the one the permission test reads; rooms above use accounts' decorators."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Says that anybody may call the view."""
    view.access = "public"  # type: ignore[attr-defined]
    return view
