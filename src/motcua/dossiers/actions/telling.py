"""Words that leave the room: notices to the person, and what to say to an officer who was overtaken."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import EVENT_WORDS, Dossier
from motcua.kernel import clock
from motcua.kernel.refusals import Conflict
from motcua.ledger.queries import STAFF, timeline
from motcua.notifications.actions import send


def overtaken(dossier: Dossier) -> Conflict:
    """The refusal of an action on an outdated page: names what happened since, who did it and when."""
    last = next((event for event in reversed(timeline(dossier.subject, STAFF)) if event.audience != "public"), None)
    if last is None:
        return Conflict(_("Hồ sơ đã thay đổi. Hãy tải lại trang."))
    return Conflict(
        _("Hồ sơ vừa được cập nhật: %(what)s, %(who)s, lúc %(when)s. Xem lại trước khi tiếp tục.")
        % {
            "what": EVENT_WORDS.get(last.kind, last.kind),
            "who": last.actor.get("name") or _("hệ thống"),
            "when": f"{clock.local(last.at):%H:%M %d/%m/%Y}",
        }
    )


def spoken(context: Mapping[str, Any]) -> dict[str, str]:
    """Values as a notice says them: moments on the local clock, amounts in đồng."""
    words = {}
    for name, value in context.items():
        if isinstance(value, datetime):
            words[name] = f"{clock.local(value):%H:%M %d/%m/%Y}"
        elif isinstance(value, int):
            words[name] = f"{value:,} đồng".replace(",", ".")
        elif value is not None:
            words[name] = str(value)
    return words


def send_letters(dossier: Dossier, letters: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Sends each notice to the applicant's account, else to the address given; the receipt code is all it names."""
    for template, context in letters:
        send(
            template,
            user_id=dossier.applicant_id,
            email=dossier.email,
            phone=dossier.phone,
            language=dossier.language,
            context={"code": dossier.code, "procedure": dossier.procedure_name, **spoken(context)},
            link=f"/tra-cuu/{dossier.code}",
            related=dossier.subject,
            key=f"{template}:{dossier.pk}:{dossier.revision}",
        )
