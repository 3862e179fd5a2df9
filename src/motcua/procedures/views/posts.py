"""A unit's leader or editor: who performs the roles of steps here, since when, and where nobody was named."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.permissions import covers, officer
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures import actions
from motcua.procedures.forms.posts import PostForm
from motcua.procedures.queries import posts as queries
from motcua.procedures.rules.posts import COLUMNS
from motcua.units import queries as units
from motcua.units.models import Unit

VERB = queries.VERB


def place_for(request: Any) -> Unit:
    """The people's committee that `?don-vi=` names within the actor's reach, else that of the duty."""
    code = request.GET.get("don-vi", "")
    unit = units.unit_by_code(code) if code else units.place_of(request.actor.unit_id)
    if unit is None or unit.level not in queries.PLACES or not covers(request.actor, unit.pk):
        raise NotFound(_("Không có đơn vị này trong phạm vi của nhiệm vụ hiện tại."))
    return unit


def back(unit: Unit) -> HttpResponseRedirect:
    """To the unit's list."""
    return HttpResponseRedirect(f"{reverse('procedures-desk:posts')}?don-vi={unit.code}")


@officer(VERB)
@require_safe
def listing(request: Any) -> HttpResponse:
    """The roles that the unit's steps name: who performs them; those nobody can do come first."""
    unit = place_for(request)
    rows = queries.roles_at(request.actor, unit.pk)
    places = [one for one in units.active_units(levels=queries.PLACES) if covers(request.actor, one.pk)]
    shown = {
        "unit": unit, "places": places if len(places) > 1 else [],
        "empty": [row for row in rows if not row.people], "gaps": [row for row in rows if row.people and not row.now],
        "named": [row for row in rows if row.people and row.now],
    }  # fmt: skip
    return render(request, "procedures/desk/posts.html", shown)


@officer(VERB)
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: Any, place: str, role: str) -> HttpResponse:
    """One role at the unit: who performs it now, and the form for the next word."""
    unit = place_for(request)
    row = next(
        (one for one in queries.roles_at(request.actor, unit.pk) if (one.place, one.role) == (place, role)), None
    )
    if row is None:
        raise NotFound(_("Không có vai trò này trong các bước."))
    form = PostForm(request.POST or None, choices=queries.candidates(unit.pk, role))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.assign_post(
                actor=request.actor, unit_id=unit.pk, place=place, role=role, choice=form.chosen(),
                valid_from=given["valid_from"], valid_until=given["valid_until"], reason=given["reason"],
            )  # fmt: skip
        except Refusal as refusal:
            for name, words in refusal.fields.items():
                form.add_error(name if name in form.fields else None, str(words))
        else:
            messages.success(request, _("Đã lưu. Áp dụng từ ngày %(day)s.") % {"day": f"{made.valid_from:%d/%m/%Y}"})
            return back(unit)
    shown = {"unit": unit, "row": row, "form": form}
    return render(request, "procedures/desk/post.html", shown, status=422 if form.errors else 200)


@officer(VERB)
@require_POST
def end(request: Any, step_post_id: int) -> HttpResponse:
    """Ends one from today on."""
    row = actions.end_post(actor=request.actor, step_post_id=step_post_id)
    messages.success(request, _("Đã kết thúc phân công. Bước được giao như trước khi có phân công."))
    return back(units.unit_by_id(row.unit_id))


@officer(VERB)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: Any) -> HttpResponse:
    """Takes a file for the unit: all lines or none."""
    unit = place_for(request)
    faults: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            done = actions.import_posts(actor=request.actor, content=file.read() if file else b"", unit_id=unit.pk)
        except Refusal as refusal:
            faults = [str(words) for words in refusal.fields.values()]
        else:
            messages.success(request, _("Đã ghi %(count)s phân công.") % {"count": done})
            return back(unit)
    shown = {"unit": unit, "faults": faults, "columns": ", ".join(COLUMNS)}
    return render(request, "procedures/desk/posts_load.html", shown, status=422 if faults else 200)


@officer(VERB)
@require_safe
def download(request: Any) -> HttpResponse:
    """The unit's words as a file that may be changed and taken again; gaps stand in it with the office of today."""
    unit = place_for(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="phan-cong-{unit.code}.csv"'
    answer.write("\ufeff")
    sheet = csv.writer(answer)
    sheet.writerow(COLUMNS)
    sheet.writerows(queries.sheet_of(request.actor, unit))
    return answer
