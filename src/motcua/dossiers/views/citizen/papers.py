"""The papers screen and the screen for contact and delivery."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.accounts.permissions import public
from motcua.dossiers.actions import save_draft
from motcua.dossiers.actions.attaching import attach_papers
from motcua.dossiers.forms.citizen import ContactForm, faults_of
from motcua.dossiers.rules.names import local_phone
from motcua.dossiers.views.citizen.opening import CONTACT, PAPERS, TITLES, Way
from motcua.dossiers.views.citizen.wizard import LATER, current_way, next_after, saved_for_later
from motcua.files.actions import receive_whole
from motcua.files.permissions import owner_of
from motcua.files.queries import files_by_id
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries import persons_of


@dataclass
class PaperLine:
    """A paper with the files already there and what is wrong with it."""

    kind: Any
    name: str
    files: list[dict[str, Any]] = field(default_factory=list)
    error: Any = ""

    @property
    def by_database(self) -> bool:
        """Whether the office looks it up itself."""
        return bool(self.kind.from_database)

    @property
    def only_shown(self) -> bool:
        """Whether the original is only shown at the counter."""
        return bool(self.kind.present_only)

    @property
    def need_nothing(self) -> bool:
        """Whether the person need not upload anything."""
        return self.by_database or self.only_shown


def field_name(key: str) -> str:
    """The HTML name of a paper's upload control."""
    return f"giay-{key}"


def paper_lines(way: Way, errors: dict[str, Any] | None = None) -> list[PaperLine]:
    """The checklist with its files, in one query."""
    known = files_by_id(file for files in way.draft.papers.values() for file in files)
    return [
        PaperLine(
            kind=paper,
            name=field_name(paper.key),
            files=[
                {"id": file_id, "name": file.name, "size": file.size, "message": file.reason}
                for file_id in way.draft.papers.get(paper.key, ())
                if (file := known.get(file_id)) is not None
            ],
            error=(errors or {}).get(paper.key, ""),
        )
        for paper in way.papers()
    ]


@public
@require_http_methods(["GET", "HEAD", "POST"])
@current_way
def papers(request: Any, way: Way) -> HttpResponse:
    """Each paper: upload it, have it looked up, or bring it to the counter."""
    errors: dict[str, Any] = {}
    if request.method == "POST":
        errors = take_papers(request, way)
        if LATER in request.POST:
            return saved_for_later(request, way)
        if not errors:
            return HttpResponseRedirect(next_after(request, way, PAPERS))
    lines = paper_lines(way, errors)
    shown = way.shown(PAPERS, TITLES[PAPERS]) | {
        "lines": lines,
        "spared": (spared := [line for line in lines if line.need_nothing]),
        "spared_open": any(line.files or line.error for line in spared),
        "errors": {f"id_{line.name}": line.error for line in lines if line.error},
    }
    return render(request, "dossiers/citizen/papers.html", shown, status=422 if errors else 200)


def take_papers(request: Any, way: Way) -> dict[str, Any]:
    """Takes what was chosen, paper by paper: a file that is refused loses none of the others."""
    errors: dict[str, Any] = {}
    owner = owner_of(request, create=True)
    for paper in way.papers():
        name = field_name(paper.key)
        dropped = set(request.POST.getlist(f"{name}_bo"))
        ids = [file for file in request.POST.getlist(name) if file not in dropped]
        try:
            for upload in request.FILES.getlist(f"{name}_files"):
                ids.append(str(receive_whole(upload=upload, name=upload.name, owner=owner).pk))
        except Refusal as refusal:
            errors[paper.key] = refusal.message
        try:
            way.draft = attach_papers(
                actor=request.actor,
                token=way.draft.token,
                session_key=way.mark,
                papers={paper.key: ids},
                owner=owner,
                section=PAPERS,
            )
        except Refusal as refusal:
            errors[paper.key] = refusal.message
    return errors


def contact_initial(request: Any, way: Way) -> dict[str, Any]:
    """What is known of the person already: said before, in the form, or from the account."""
    stated = way.draft.people.get("submitter") or {}
    named = persons_of(way.definition, way.draft.answers)
    user = request.user if request.actor.kind == "citizen" else None
    return {
        "name": stated.get("name") or named.submitter_name or (user.full_name if user else ""),
        "phone": stated.get("phone") or named.phone or (local_phone(user.phone or "") if user else ""),
        "email": stated.get("email") or named.email or ((user.email or "") if user else ""),
        "delivery_method": way.draft.delivery_method,
        "delivery_address": way.draft.delivery_address or named.address,
    }


def name_needed(way: Way) -> bool:
    """Whether the form's own questions leave open who files."""
    return not persons_of(way.definition, way.draft.answers).submitter_name


def contact_form(request: Any, way: Way, data: Any = None) -> ContactForm:
    """The contact form; without data it checks what the draft holds."""
    return ContactForm(data if data is not None else contact_initial(request, way), name_needed=name_needed(way))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@current_way
def contact(request: Any, way: Way) -> HttpResponse:
    """Who to reach, and how the result comes."""
    form = ContactForm(initial=contact_initial(request, way), name_needed=name_needed(way))
    if request.method == "POST":
        form = contact_form(request, way, request.POST)
        right = form.is_valid()
        keep_contact(request, way, form.cleaned_data if right else form.typed())
        if LATER in request.POST:
            return saved_for_later(request, way)
        if right:
            return HttpResponseRedirect(next_after(request, way, CONTACT))
    shown = way.shown(CONTACT, TITLES[CONTACT]) | {"form": form, "faults": faults_of(form)}
    return render(request, "dossiers/citizen/contact.html", shown, status=422 if form.errors else 200)


def keep_contact(request: Any, way: Way, typed: dict[str, Any]) -> None:
    """Saves what was typed, right or wrong."""
    person = {name: typed.get(name, "") for name in ("name", "phone", "email")}
    way.draft = save_draft(
        actor=request.actor,
        token=way.draft.token,
        session_key=way.mark,
        people={"submitter": {name: value for name, value in person.items() if value}},
        delivery_method=typed.get("delivery_method") or way.draft.delivery_method,
        delivery_address=typed.get("delivery_address", ""),
        section=CONTACT,
    )
