"""Handing a whole list over before an absence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.desk.forms import HandOverForm
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.ui.refusing import put_on
from motcua.work.actions import hand_over_list
from motcua.work.permissions import LEADERS
from motcua.work.queries import colleagues, loads


@officer("work.hand_over")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Chooses giver, taker and reason; the answer says how many items went over."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    people = colleagues(actor)
    givers = people if actor.role in LEADERS else [person for person in people if person.user_id == actor.user_id]
    form = HandOverForm(request.POST or None, givers=givers, takers=people, initial={"from_user": actor.user_id})
    status = 200
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            record = hand_over_list(
                actor=actor, from_user_id=chosen["from_user"], to_user_id=chosen["to_user"], reason=chosen["reason"]
            )
        except Refusal as refusal:
            status = put_on(form, refusal)
        else:
            messages.success(
                request, _("Đã bàn giao %(n)d việc cho %(who)s.") % {"n": record.items, "who": record.to_user}
            )
            return redirect("desk:home")
    numbers = loads({person.unit_id for person in people})
    busy = {person.user_id: (person, numbers.get(person.user_id, 0)) for person in people}
    return render(request, "desk/hand_over.html", {"form": form, "busy": busy.values()}, status=status)
