"""Taking over what a place below proposes: its piece is shown here too, under the name of who wrote it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Conflict, NotFound
from motcua.pages.actions.flow import note
from motcua.pages.actions.tree import changed
from motcua.pages.actions.writing import site_of
from motcua.pages.models import Entry, UnitSite
from motcua.pages.permissions import demand_on
from motcua.pages.queries.sharing import TAKEN, UP, answering_to


@transaction.atomic
def decide_proposal(*, actor: Actor, unit_site: UnitSite, entry_id: int, take: bool) -> None:
    """A leader of the place above takes a proposal over, or declines it. Refuses what isn't proposed to this site."""
    demand_on(actor, "pages.approve", unit_site)
    entry = Entry.objects.select_for_update(of=("self",)).filter(pk=entry_id).first()
    if entry is None or entry.unit_site_id not in answering_to(unit_site.unit_id):
        raise NotFound(_("Không tìm thấy bài."))
    if entry.shared != UP or not entry.live:
        raise Conflict(_("Đề nghị này đã được trả lời."))
    entry.shared = TAKEN if take else ""
    Entry.objects.filter(pk=entry.pk).update(shared=entry.shared)
    note(entry, site_of(entry), "taken-over" if take else "declined", actor)
    changed(unit_site.pk)
