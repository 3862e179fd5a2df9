"""Answering a supplement request: a form of just what was asked for."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import public
from motcua.dossiers.actions import answer_supplement
from motcua.dossiers.models import Dossier, Supplement
from motcua.dossiers.queries import current_revision, person_view
from motcua.dossiers.views.citizen.marks import secret_for
from motcua.dossiers.views.citizen.own import back_to, owned
from motcua.dossiers.views.citizen.papers import field_name
from motcua.files.actions import receive_whole
from motcua.files.permissions import owner_of
from motcua.files.queries import files_by_id
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries import Section, definition_of, merge_answers, parse_form, validate

ANSWER = "tra-loi"


@dataclass
class AskedPaper:
    """A paper that was asked for."""

    key: str
    title: str
    name: str
    text: str
    error: Any = ""


class Asked:
    """What a request asks for, tied to the form's questions and to papers; a request in words alone opens all papers."""

    def __init__(self, dossier: Dossier, supplement: Supplement) -> None:
        self.dossier, self.supplement = dossier, supplement
        self.definition = definition_of(dossier.version_id)
        self.answers = dict(current_revision(dossier.pk).answers)
        wanted = [item["field"] for item in supplement.items if item.get("field")]
        fields = tuple(field for key, field in self.definition.form.fields.items() if key in wanted)
        self.section = Section(key="bo-sung", title="", fields=fields)
        texts = {item["paper"]: item.get("text", "") for item in supplement.items if item.get("paper")}
        everything = any(not item.get("paper") and not item.get("field") for item in supplement.items)
        self.papers = [
            AskedPaper(paper.key, paper.title, field_name(paper.key), texts.get(paper.key, ""))
            for paper in dossier.papers.order_by("order")
            if everything or paper.key in texts
        ]

    @property
    def notes(self) -> list[str]:
        """What was asked about the answers, or about nothing in particular."""
        return [item.get("text", "") for item in self.supplement.items if not item.get("paper")]


@public
@require_http_methods(["GET", "HEAD", "POST"])
@owned
def supplement(request: Any, dossier: Dossier) -> HttpResponse:
    """Shows what is missing; POST completes the dossier, and the clock goes on."""
    waiting = person_view(dossier).supplement
    if waiting is None:
        messages.info(request, _("Hồ sơ không còn yêu cầu bổ sung nào chờ trả lời."))
        return back_to(dossier)
    asked = Asked(dossier, waiting)
    if request.method != "POST":
        return show(request, asked, {}, "")
    values = parse_form(asked.section, request.POST)
    typed = merge_answers(asked.answers, values)
    faults = validate(asked.definition, typed)
    errors = {path: words for path, words in faults.items() if path.split(".", 1)[0] in values}
    files = take_files(request, asked)
    answer = clean(request.POST.get(ANSWER, ""), multiline=True)[:4000]
    if not (values or any(files.values()) or answer) and not errors:
        return show(request, asked, {}, answer, _("Chưa có nội dung nào được bổ sung."))
    if errors or any(paper.error for paper in asked.papers):
        asked.answers = typed
        return show(request, asked, errors, answer, files=files)
    try:
        answer_supplement(
            actor=request.actor,
            dossier_id=dossier.pk,
            answers=values,
            papers=files,
            answer=answer,
            secret=secret_for(request, dossier.code),
            uploads=owner_of(request),
        )
    except Refusal as refusal:
        asked.answers = typed
        return show(request, asked, dict(refusal.fields), answer, str(refusal.message), files)
    messages.success(request, _("Đã gửi bổ sung. Bộ phận một cửa sẽ xem lại hồ sơ."))
    return back_to(dossier)


def take_files(request: Any, asked: Asked) -> dict[str, list[str]]:
    """Ids of files by paper: sent on their own before, or with this form."""
    owner = owner_of(request, create=True)
    found: dict[str, list[str]] = {}
    for paper in asked.papers:
        dropped = set(request.POST.getlist(f"{paper.name}_bo"))
        ids = [file for file in request.POST.getlist(paper.name) if file not in dropped]
        try:
            for upload in request.FILES.getlist(f"{paper.name}_files"):
                ids.append(str(receive_whole(upload=upload, name=upload.name, owner=owner).pk))
        except Refusal as refusal:
            paper.error = refusal.message
        if ids:
            found[paper.key] = ids
    return found


def show(
    request: Any,
    asked: Asked,
    errors: dict[str, Any],
    answer: str,
    words: str = "",
    files: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """The page; files that were sent already stay chosen."""
    known = files_by_id(file for ids in (files or {}).values() for file in ids)
    shown = {
        "asked": asked,
        "dossier": asked.dossier,
        "definition": asked.definition,
        "errors": errors,
        "paper_errors": {f"id_{paper.name}": paper.error for paper in asked.papers if paper.error},
        "answer": answer,
        "words": words,
        "papers": [
            (paper, [known[f] for f in (files or {}).get(paper.key, ()) if f in known]) for paper in asked.papers
        ],
    }
    return render(request, "dossiers/citizen/supplement.html", shown, status=422 if errors or words else 200)
