"""Questions to the room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.moderation.queries import PublicText
from motcua.opinions.queries.reading import by_code
from motcua.opinions.rules.states import State

WORK_KINDS: dict[str, Any] = {"opinions.moderate": _("Duyệt góp ý"), "opinions.answer": _("Trả lời góp ý")}


def work_kinds() -> dict[str, Any]:
    """The kinds of work with their names, for the inbox's filter."""
    return WORK_KINDS


def public_text(kind: str, code: str) -> PublicText | None:
    """A published opinion, for who wants to say that something is wrong with it."""
    opinion = by_code(code) if kind == "gop-y" else None
    if opinion is None or opinion.state != State.PUBLISHED:
        return None
    return PublicText(opinion.subject, opinion.unit_id, opinion.public_title, f"/gop-y/{opinion.code}")
