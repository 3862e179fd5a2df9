"""One page per verb: GET shows the form, POST calls the action once; a refusal keeps what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import officer
from motcua.dossiers.forms.desk.base import ActForm
from motcua.dossiers.queries.screen import Desk
from motcua.dossiers.views.desk.opening import done_already, opened_desk
from motcua.kernel.refusals import Conflict, Refusal

Run = Callable[[Desk, dict[str, Any], int], Any]


@dataclass(frozen=True, kw_only=True)
class Act:
    """A verb as officers meet it. `events`: kinds of ledger events it leaves, to recognise a double click.

    `look`: primary, secondary or warning; `group` orders the buttons; `template` for forms with a face of their own.
    """

    verb: str
    slug: str
    title: Any
    button: Any
    done: Any
    form: type[ActForm]
    run: Run
    events: frozenset[str] = frozenset()
    look: str = "secondary"
    template: str = "dossiers/desk/act.html"
    group: int = 5

    @property
    def url_name(self) -> str:
        """The name of its address."""
        return f"desk-{self.verb.replace('_', '-')}"


def page_for(act: Act) -> Callable[..., HttpResponse]:
    """The view of a verb, open to those whose role holds it."""

    @officer(f"dossiers.{act.verb}")
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest, dossier_id: int) -> HttpResponse:
        desk = opened_desk(request, dossier_id)
        if request.method != "POST":
            asked = {"section": request.GET["phan"]} if "phan" in request.GET else {}
            return shown(request, act, desk, act.form(desk=desk, initial=asked))
        form = act.form(request.POST, request.FILES, desk=desk)
        if not form.is_valid():
            return shown(request, act, desk, form, status=422)
        try:
            act.run(desk, form.arguments(), form.cleaned_data["revision"])
        except Conflict as conflict:
            if done_already(desk, act.events):
                return finished(request, act, desk)
            return overtaken(request, act, desk, conflict)
        except Refusal as refusal:
            return refused(request, act, desk, form, refusal)
        return finished(request, act, desk)

    page.__name__ = act.verb
    page.__doc__ = f"The page of the verb {act.verb}."
    return page


def finished(request: HttpRequest, act: Act, desk: Desk) -> HttpResponse:
    """Says it is done and goes back to the dossier."""
    messages.success(request, act.done)
    return redirect("dossiers:desk-show", desk.dossier.pk)


def overtaken(request: HttpRequest, act: Act, desk: Desk, conflict: Conflict) -> HttpResponse:
    """What a colleague did meanwhile, above the form with everything that was typed; it may be sent again."""
    fresh = opened_desk(request, desk.dossier.pk)
    data = request.POST.copy()
    data["revision"] = str(fresh.dossier.revision)
    form = act.form(data, desk=fresh)
    return shown(request, act, fresh, form, status=409, conflict=conflict, news=fresh.timeline[:3])


def refused(request: HttpRequest, act: Act, desk: Desk, form: ActForm, refusal: Refusal) -> HttpResponse:
    """The action's own words, at the field they are about."""
    named = {name: words for name, words in refusal.fields.items() if name in form.fields}
    for name, words in named.items():
        form.add_error(name, words)
    if not named:
        form.add_error(None, refusal.message)
        form.take_faults(refusal.fields)
    return shown(request, act, desk, form, status=refusal.status)


def shown(request: HttpRequest, act: Act, desk: Desk, form: ActForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page with the form."""
    context = {"act": act, "desk": desk, "dossier": desk.dossier, "form": form, "problem": problem(form), **more}
    return render(request, act.template, context, status=status)


def problem(form: ActForm) -> dict[str, Any]:
    """The error summary: {id of the control: message}, general messages without id."""
    if not form.is_bound:
        return {}
    found: dict[str, Any] = {}
    for number, message in enumerate(form.non_field_errors()):
        found["act-form" if number == 0 else f"act-form-{number}"] = message
    for bound in form:
        for message in bound.errors:
            found[str(bound.auto_id)] = message if bound.name != "revision" else _("Hãy tải lại trang.")
    return found
