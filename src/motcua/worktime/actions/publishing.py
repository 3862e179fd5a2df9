"""Publish the edited calendar."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock, outbox
from motcua.kernel.actors import Actor
from motcua.kernel.numbers import next_number
from motcua.kernel.refusals import Refusal
from motcua.worktime.events import CalendarPublished
from motcua.worktime.models import CalendarStamp, CalendarVersion
from motcua.worktime.permissions import demand_manage
from motcua.worktime.queries.calendars import LAYERS
from motcua.worktime.queries.drafts import document_of, newest_version


@transaction.atomic
def publish_version(*, actor: Actor, unit_id: int | None, field: str = "", source: str = "") -> CalendarVersion:
    """Freezes the edited layer as its next version; it counts at once, and rooms with open clocks hear of it.

    Without a change the version that counts already is answered. Ask `preview_change` first: a due date that was
    promised is not moved later without a notice.
    """
    demand_manage(actor, unit_id)
    document, newest = document_of(unit_id, field), newest_version(unit_id, field)
    if newest is not None and newest.document == document:
        return newest
    if newest is None and unit_id is None and not field and not any(document["weekly"].values()):
        raise Refusal(_("Lịch chung chưa có giờ làm việc nào trong tuần."), code="no-hours")
    version = CalendarVersion.objects.create(
        unit_id=unit_id,
        field=field,
        number=next_number(f"calendar:{unit_id or 'all'}:{field}"),
        document=document,
        source=source,
        created_at=clock.now(),
        created_by=actor.snapshot(),
    )
    CalendarStamp.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(8)})
    LAYERS.forget()
    outbox.announce(CalendarPublished(version_id=version.pk, unit_id=unit_id, field=field))
    return version
