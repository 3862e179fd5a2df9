"""What the pages around need to know of the person."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.accounts import queries


def around_citizen(request: Any) -> dict[str, Any]:
    """The citizen's name in the header."""
    if request is None or request.actor.kind != "citizen":
        return {}
    actor = request.actor
    return {"user_name": actor.on_behalf_of or actor.name}


def around_desk(request: Any) -> dict[str, Any]:
    """The officer's name, unit and duties in the header."""
    if request is None or not request.user.is_authenticated or not request.user.is_staff or request.staff_locked:
        return {}
    actor = request.actor
    duties = [
        {"id": held.duty_id, "title": duty_line(held), "current": held.duty_id == actor.duty_id}
        for held in queries.duties_of(request.user)
    ]
    return {"user_name": request.user.full_name, "unit_name": actor.unit_name, "duties": duties}


def duty_line(held: queries.Held) -> str:
    """Post and unit in one line; a substitute's line names the absent colleague."""
    line = f"{held.post} – {held.unit_name}"
    return _("%(line)s (thay mặt %(name)s)") % {"line": line, "name": held.for_name} if held.for_name else line
