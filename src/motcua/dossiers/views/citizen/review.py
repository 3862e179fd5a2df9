"""Looking everything over, declaring, filing once, and the page with the receipt."""

import json
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.permissions import public, wants_json
from motcua.dossiers.actions import save_draft, submit
from motcua.dossiers.forms.citizen import DeclarationForm
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import draft_for
from motcua.dossiers.slips import printing, typeset
from motcua.dossiers.slips.builders import tracking_link
from motcua.dossiers.views.citizen.marks import draft_mark, remember
from motcua.dossiers.views.citizen.opening import CONTACT, PAPERS, REVIEW, TITLES, Way, open_way
from motcua.dossiers.views.citizen.papers import contact_form, paper_lines
from motcua.dossiers.views.citizen.renewing import brought_up_to_date, is_outdated
from motcua.kernel.refusals import NotFound, Refusal
from motcua.procedures.queries import fee_for, parse_json, shown_answers, validate, warnings
from motcua.ui.codes import qr

FILED = "the receipt of the dossier this browser or person filed"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Any, token: str) -> HttpResponse:
    """Everything on one page with a way to change it; POST files. Sent again, it answers the same receipt."""
    try:
        way = open_way(request, token)
    except NotFound:
        if wants_json(request):
            raise
        return render(request, "dossiers/citizen/no_draft.html", {"token": token}, status=404)
    if way.draft.submitted_id is not None:
        return filed_answer(request, token)
    if request.method == "POST":
        return file_it(request, way)
    if hurdle := brought_up_to_date(request, way):
        return hurdle
    return show_review(request, way, DeclarationForm(), {})


def file_it(request: Any, way: Way) -> HttpResponse:
    """Files the draft: from the page's button, or replayed from the phone's queue as form or JSON."""
    said = request.POST
    if request.content_type == "application/json":
        said = take_json(request, way)
    if is_outdated(way) and not wants_json(request):
        return HttpResponseRedirect(reverse("dossiers:draft", args=[way.draft.token]))
    form = DeclarationForm(said)
    faults = all_faults(request, way)
    if faults or not form.is_valid():
        return refuse(request, way, form, faults)
    try:
        dossier = submit(actor=request.actor, token=way.draft.token, session_key=way.mark)
    except Refusal as refusal:
        if refusal.code == "version-changed":
            return HttpResponseRedirect(reverse("dossiers:draft", args=[way.draft.token]))
        return refuse(request, way, form, dict(refusal.fields), refusal.message)
    remember(request, dossier)
    return filed_answer(request, way.draft.token, dossier)


def take_json(request: Any, way: Way) -> dict[str, Any]:
    """A whole filing typed offline: `{answers, declared, contact}` is saved into the draft before it is filed."""
    try:
        body = json.loads(request.body)
    except ValueError:
        raise Refusal(_("Dữ liệu gửi lên không đọc được.")) from None
    if not isinstance(body, dict):
        raise Refusal(_("Dữ liệu gửi lên không đọc được."))
    answers, person = body.get("answers"), body.get("contact")
    way.draft = save_draft(
        actor=request.actor,
        token=way.draft.token,
        session_key=way.mark,
        answers=parse_json(way.definition, answers) if isinstance(answers, dict) else None,
        people={"submitter": {k: str(v)[:254] for k, v in person.items()}} if isinstance(person, dict) else None,
    )
    return {"declared": body.get("declared")}


def all_faults(request: Any, way: Way) -> dict[str, Any]:
    """Every fault by its field, over all screens."""
    faults: dict[str, Any] = dict(validate(way.definition, way.draft.answers))
    for line in paper_lines(way):
        if line.kind.required and not (line.files or line.by_database or line.only_shown):
            faults[f"paper:{line.kind.key}"] = _("Tải lên: %(paper)s") % {"paper": line.kind.title}
    form = contact_form(request, way)
    if not form.is_valid():
        faults |= {name: " ".join(str(words) for words in errors) for name, errors in form.errors.items()}
    return faults


def links_to(way: Way, faults: dict[str, Any]) -> list[tuple[str, Any]]:
    """Each fault with the address where it is put right."""
    homes = {field.key: section.key for section in way.definition.form.sections for field in section.fields}
    found = []
    for path, words in faults.items():
        key = path.split(".", 1)[0]
        if path.startswith("paper:"):
            where = f"{way.address(PAPERS)}?tu={REVIEW}#id_giay-{path.removeprefix('paper:')}"
        elif key in homes:
            where = f"{way.address(homes[key])}?tu={REVIEW}#{anchor(way.definition.form.fields[key].kind, path)}"
        else:
            where = f"{way.address(CONTACT)}?tu={REVIEW}#id_{key}"
        found.append((where, words))
    return found


def anchor(kind: str, path: str) -> str:
    """The id of the control of an answer, as the form's screens draw it."""
    ending = {"date": "-day", "partial-date": "-day", "address": "-street"}.get(kind, "") if "." not in path else ""
    return f"f-{path.replace('.', '-')}{ending}"


def refuse(request: Any, way: Way, form: DeclarationForm, faults: dict[str, Any], words: Any = "") -> HttpResponse:
    """Shows what is missing; nothing is lost."""
    if wants_json(request):
        said = {key: str(value) for key, value in faults.items()} | {
            key: " ".join(str(one) for one in errors) for key, errors in form.errors.items()
        }
        message = str(words) or _("Hồ sơ còn chỗ cần sửa.")
        return JsonResponse({"code": "invalid", "message": message, "fields": said}, status=422)
    return show_review(request, way, form, faults, words, status=422)


def show_review(
    request: Any, way: Way, form: DeclarationForm, faults: dict[str, Any], words: Any = "", status: int = 200
) -> HttpResponse:
    """The page itself."""
    contact = contact_form(request, way)
    contact.is_valid()
    shown = way.shown(REVIEW, TITLES[REVIEW]) | {
        "sections": shown_answers(way.definition, way.draft.answers),
        "lines": paper_lines(way),
        "contact": contact_rows(contact),
        "charge": fee_for(way.definition, way.draft.answers, "online"),
        "form": form,
        "faults": links_to(way, faults),
        "words": words,
        "hints": links_to(way, warnings(way.definition, way.draft.answers)),
        "back_here": f"?tu={REVIEW}",
    }
    return render(request, "dossiers/citizen/review.html", shown, status=status)


def contact_rows(form: Any) -> list[tuple[Any, Any]]:
    """Label and value of each contact detail that was given."""
    rows = []
    for bound in form:
        value = bound.value()
        if bound.name == "delivery_method":
            value = dict(bound.field.choices).get(value, value)
        if bound.name == "delivery_address" and form["delivery_method"].value() != "post":
            continue
        if value:
            rows.append((bound.label, value))
    return rows


def filed_answer(request: Any, token: str, dossier: Dossier | None = None) -> HttpResponse:
    """To the receipt; a script gets the code and the address."""
    address = reverse("dossiers:filed", args=[token])
    if wants_json(request):
        found = dossier or filed_dossier(request, token)
        return JsonResponse({"code": found.code, "address": address, "tracking": tracking_link(found.code)})
    return HttpResponseRedirect(address, status=303)


def filed_dossier(request: Any, token: str) -> Dossier:
    """The dossier a draft of this person or browser became; refuses with NotFound."""
    draft = draft_for(actor=request.actor, token=token, session_key=draft_mark(request))
    if draft.submitted_id is None:
        raise NotFound(_("Không tìm thấy giấy xác nhận này trên thiết bị đang dùng."))
    rows = Dossier.objects.regardless(FILED).select_related("unit")
    return rows.get(pk=draft.submitted_id)


@public
@require_GET
def filed(request: Any, token: str) -> HttpResponse:
    """The receipt: code, QR, secret, what happens next and until when an answer comes."""
    dossier = filed_dossier(request, token)
    remember(request, dossier)
    shown = {
        "dossier": dossier,
        "token": token,
        "qr": mark_safe(qr(tracking_link(dossier.code))),  # noqa: S308
        "link": tracking_link(dossier.code),
        "signed_in": request.actor.kind == "citizen",
    }
    return render(request, "dossiers/citizen/filed.html", shown)


@public
@require_GET
def filed_pdf(request: Any, token: str) -> HttpResponse:
    """The confirmation as a paper to keep."""
    dossier = filed_dossier(request, token)
    return paper(typeset.pdf(printing.confirmation(dossier)), f"xac-nhan-{dossier.code}.pdf")


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser, kept by no cache on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
