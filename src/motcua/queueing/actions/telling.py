"""Notices about appointments: where, when and a link; never a name or a question."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.sealing import unseal
from motcua.notifications.actions import send
from motcua.queueing.models import Advice, Appointment, Visit
from motcua.units.queries import tree


def language_of(about: Visit | Advice) -> str:
    """The language the person chose, when the installation speaks it."""
    return about.language if about.language in dict(settings.LANGUAGES) else "vi"


def desk_words(unit_id: int) -> str:
    """The place a desk belongs to."""
    node = tree().nodes[unit_id]
    place = tree().nodes.get(node.parent_id) if node.parent_id else None
    return place.name if place else node.name


def when_words(appointment: Appointment, language: str) -> str:
    """08:30 ngày 11/08/2026."""
    local = clock.local(appointment.begins)
    with translation.override(language):
        return _("%(hour)s ngày %(day)s") % {"hour": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}


def tell(template: str, appointment: Appointment, key: str, **more: object) -> None:
    """A notice about an appointment to whom it belongs; the same key is one notice."""
    visit = appointment.visit
    if not (visit.contact or visit.user_id):
        return
    language = language_of(visit)
    send(
        template,
        user_id=visit.user_id,
        phone=unseal(visit.contact, purpose="queue-contact") if visit.contact else "",
        context={
            "code": appointment.reference,
            "at": when_words(appointment, language),
            "unit": desk_words(visit.unit_id),
            "link": reverse("queueing:appointment", args=[visit.code]),
            **more,
        },
        key=key,
        language=language,
    )
