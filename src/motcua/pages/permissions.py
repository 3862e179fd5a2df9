"""Who may write, edit, approve and set up sites. A site belongs to its unit: an officer of one ward never reaches another's.

Author, editor and leader are duties (NĐ 224/2026/NĐ-CP Điều 9: the head of the unit answers for its site). Nobody approves
what they wrote themselves.
"""

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import covers, demand, holds
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.pages.models import Entry, UnitSite

VERBS = {
    "pages.write": frozenset({"editor", "clerk", "specialist", "receiver", "department_head", "unit_head"}),
    "pages.edit": frozenset({"editor", "clerk", "department_head", "unit_head"}),
    "pages.approve": frozenset({"unit_head"}),
    "pages.set-up": frozenset({"operator", "editor", "clerk", "unit_head"}),
    "pages.create-site": frozenset({"operator", "editor"}),
    "pages.watch": frozenset({"unit_head", "auditor", "operator", "editor"}),
}
OWN_WORDS = _("Không được tự duyệt bài do mình viết. Xin để người khác duyệt.")


def demand_on(actor: Actor, verb: str, unit_site: UnitSite) -> None:
    """Refuses with NotAllowed unless the actor holds the verb and the site's unit is within their reach."""
    demand(actor, verb, unit_site.unit_id)


def may(actor: Actor, verb: str, unit_site: UnitSite) -> bool:
    """The same as a question."""
    return holds(actor, verb) and covers(actor, unit_site.unit_id)


def demand_not_author(actor: Actor, entry: Entry) -> None:
    """Four eyes: refuses when the actor wrote the entry."""
    if actor.user_id is not None and actor.user_id == entry.written_by:
        raise NotAllowed(OWN_WORDS)
