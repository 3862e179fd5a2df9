"""One dossier on one screen, and its answers ready to be copied elsewhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.dossiers.queries import allowed_actions
from motcua.dossiers.queries.screen import Desk
from motcua.dossiers.views.desk.opening import opened_desk
from motcua.dossiers.views.desk.verbs import ACTS
from motcua.kernel import clock
from motcua.work.queries import left_words, light

STATE_COLOURS = {
    "supplement_before": "yellow", "awaiting_supplement": "yellow", "awaiting_payment": "yellow",
    "withdrawal_requested": "yellow", "refused": "red", "not_eligible": "red", "stopped": "red",
    "issued": "green", "returned": "green", "withdrawn": "grey",
}  # fmt: skip


def colour_of(dossier: Any, due: Any) -> str:
    """The colour of the running clock, as in the inbox."""
    start = dossier.received_at or dossier.submitted_at
    return light(due, start, clock.now()) if due else "ok"


def buttons(desk: Desk) -> list[dict[str, Any]]:
    """The verbs this officer has now, the one that moves the dossier on first."""
    allowed = {each.verb for each in allowed_actions(desk.dossier, desk.actor)}
    if not desk.proposals:
        allowed.discard("decide_correction")
    else:
        allowed.discard("propose_correction")
    offered = [act for act in ACTS.values() if act.verb in allowed]
    return [{"act": act, "url": f"{act.slug}/"} for act in sorted(offered, key=lambda act: act.group)]


@officer("dossiers.view")
@require_safe
def show(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Header with the clock, what can be done now, and everything known; that it was read is written down."""
    desk = opened_desk(request, dossier_id)
    dossier = desk.dossier
    offered = buttons(desk)
    running = dossier.due_at if dossier.received_at else dossier.answer_due_at
    return render(
        request,
        "dossiers/desk/show.html",
        {
            "desk": desk,
            "dossier": dossier,
            "main": [each for each in offered if each["act"].group < 5],
            "others": [each for each in offered if each["act"].group >= 5],
            "due": running,
            "light": colour_of(dossier, running),
            "left": left_words(dossier.unit_id, running, clock.now()),
            "proposals": [(revision, desk.changes_of(revision)) for revision in desk.proposals],
            "way": desk.way(),
            "reached": None
            if dossier.received_at is None
            else len(dossier.route)
            if dossier.closed_at
            else dossier.step,
            "state_colour": STATE_COLOURS.get(dossier.state, "blue"),
        },
    )


@officer("dossiers.view")
@require_safe
def copy_ready(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """All answers as plain lines, each easy to select, so that nobody types them twice."""
    desk = opened_desk(request, dossier_id)
    return render(request, "dossiers/desk/copy.html", {"desk": desk, "dossier": desk.dossier})
