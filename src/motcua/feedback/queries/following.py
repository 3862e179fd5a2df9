"""Who follows what."""

from motcua.feedback.models import Follower, Report
from motcua.kernel.actors import Actor

OWN = "the reports that somebody follows"
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
