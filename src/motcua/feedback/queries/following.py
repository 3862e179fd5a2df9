"""Who follows what, and who sent what."""

from collections.abc import Sequence

from django.db.models import Q

from motcua.feedback.models import Follower, Report
from motcua.kernel.actors import Actor

OWN = "the reports that somebody follows or sent"
MOST = 50


def follows(actor: Actor, report: Report) -> bool:
    """Whether this person hears of the report's milestones."""
    if actor.kind != "citizen" or actor.user_id is None:
        return False
    return Follower.objects.filter(report=report, user_id=actor.user_id).exists()


def followed_by(actor: Actor) -> list[Report]:
    """What somebody follows, the newest first."""
    if actor.kind != "citizen" or actor.user_id is None:
        return []
    rows = Report.objects.regardless(OWN).filter(followers__user_id=actor.user_id)
    return list(rows.order_by("-followers__id")[:MOST])


def sent_by(actor: Actor, codes: Sequence[str], most: int = 10) -> list[Report]:
    """What somebody sent, the newest first: under the own account, and what this browser has the receipt of."""
    own = Q(code__in=list(codes))
    if actor.kind == "citizen" and actor.user_id is not None:
        own |= Q(reporter_id=actor.user_id)
    elif not codes:
        return []
    return list(Report.objects.regardless(OWN).filter(own).order_by("-id")[:most])
