"""Counter mode: the officer files for a person who sits at the desk and needs no account."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.permissions import officer
from motcua.dossiers import actions
from motcua.dossiers.forms.desk.counter import PaperForm, PersonForm
from motcua.dossiers.permissions import house
from motcua.files.actions import receive_whole
from motcua.files.permissions import owner_of
from motcua.files.queries import files_by_id
from motcua.kernel import ids
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal
from motcua.procedures.queries import (
    catalogue,
    definition_of,
    open_version,
    papers_for,
    parse_form,
    search,
    sections,
)

CHANGED_COURSE = "cap-nhat"


@dataclass
class Line:
    """A paper of the checklist on the counter's page."""

    kind: Any
    form: PaperForm
    name: str
    files: list[dict[str, Any]] = field(default_factory=list)
    error: Any = ""


@dataclass
class Counter:
    """What was typed so far; nothing of it is lost when something is wrong."""

    request: Any
    unit_id: int
    definition: Any
    answers: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def data(self) -> Any:
        """The posted fields, None for a fresh page."""
        return self.request.POST if self.request.method == "POST" else None

    def read(self) -> None:
        """Takes the answers of every section and the papers with their scans."""
        if self.data is not None:
            for section in self.definition.form.sections:
                self.answers |= parse_form(section, self.data)
        self.lines = [self.line(kind) for kind in papers_for(self.definition, self.answers)]

    def line(self, kind: Any) -> Line:
        """One paper: its counts, the scans sent now, and those sent before."""
        name = f"giay-{kind.key}"
        line = Line(kind, PaperForm(self.data, prefix=name), name)
        if self.data is None:
            return line
        dropped = set(self.data.getlist(f"{name}_bo"))
        kept = [file for file in self.data.getlist(name) if file not in dropped]
        try:
            for upload in self.request.FILES.getlist(f"{name}_files"):
                owner = owner_of(self.request, create=True)
                kept.append(receive_whole(upload=upload, name=upload.name, owner=owner).token)
        except Refusal as refusal:
            line.error = self.errors[f"id_{name}"] = refusal.message
        known = files_by_id([file for file in kept if is_file_id(file)])
        line.files = [
            {"id": key, "name": file.name, "size": file.size, "message": file.reason} for key, file in known.items()
        ]
        return line

    def filing(self, person: PersonForm) -> actions.Filing:
        """The whole filing."""
        given = person.cleaned_data
        counts = {line.kind.key: line.form.counted() for line in self.lines if line.form.is_valid()}
        return actions.Filing(
            procedure_code=self.definition.code,
            unit_id=self.unit_id,
            answers={key: value for key, value in self.answers.items() if value is not None},
            papers={line.kind.key: [file["id"] for file in line.files] for line in self.lines if line.files},
            counts=counts,
            people={"submitter": person.submitter()} if person.submitter() else {},
            channel=given["channel"],
            delivery_method=given["delivery_method"],
            delivery_address=given["delivery_address"],
        )


def is_file_id(text: str) -> bool:
    """Whether a posted file id has the shape of one."""
    return len(text) == 36 and all(char in "0123456789abcdef-" for char in text)


def seat_of(actor: Actor) -> int:
    """The people's committee whose desk the officer sits at; 404 for somebody without one."""
    seat = house(actor.unit_id)
    if seat is None:
        raise Http404
    return seat


@officer("dossiers.submit_at_counter")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The procedures this desk takes, with a search box."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    unit_id = seat_of(actor)
    text = clean(request.GET.get("tim", ""))[:100]
    hits = [(hit.code, hit.name) for hit in search(text, unit_id=unit_id, limit=20)] if text else []
    entries = [] if text else [(entry.code, entry.name) for entry in catalogue(unit_id)]
    return render(request, "dossiers/desk/counter_choose.html", {"text": text, "found": hits or entries})


@officer("dossiers.submit_at_counter")
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, procedure_code: str) -> HttpResponse:
    """Form, person and papers on one page; sent twice it is one dossier."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    unit_id = seat_of(actor)
    version = open_version(procedure_code, unit_id)
    if version is None:
        raise Http404
    counter = Counter(request, unit_id, definition_of(version.pk))
    counter.read()
    person = PersonForm(counter.data)
    token = request.POST.get("khoa", "")[:60] or ids.token()
    if CHANGED_COURSE in request.POST:
        return page(request, counter, PersonForm(initial=request.POST.dict()), token)
    if request.method != "POST":
        return page(request, counter, person, token)
    if not person.is_valid() or counter.errors:
        counter.errors |= {str(bound.auto_id): message for bound in person for message in bound.errors}
        return page(request, counter, person, token, status=422)
    try:
        dossier = actions.submit_at_counter(actor=actor, token=token, filing=counter.filing(person))
    except Refusal as refusal:
        take_faults(counter, person, refusal)
        return page(request, counter, person, token, status=refusal.status)
    messages.success(
        request, _("Đã nhập hồ sơ %(code)s. Kiểm tra giấy tờ rồi tiếp nhận để in giấy hẹn.") % {"code": dossier.code}
    )
    return redirect("dossiers:desk-accept", dossier.pk)


def take_faults(counter: Counter, person: PersonForm, refusal: Refusal) -> None:
    """Puts each fault where it belongs: an answer, the person, a paper, or the top of the page."""
    counter.faults = {
        path: str(words)
        for path, words in refusal.fields.items()
        if path in counter.definition.form.fields or "." in path
    }
    own = {"submitter": "name", "delivery_method": "delivery_method", "delivery_address": "delivery_address"}
    for path, words in refusal.fields.items():
        if path in own:
            person.add_error(own[path], words)
            counter.errors[f"id_{own[path]}"] = words
    if not counter.faults and not counter.errors:
        counter.errors[""] = refusal.message


def page(request: HttpRequest, counter: Counter, person: PersonForm, token: str, status: int = 200) -> HttpResponse:
    """The counter's page."""
    context = {
        "definition": counter.definition,
        "sections": sections(counter.definition, counter.answers),
        "counter": counter,
        "person": person,
        "token": token,
    }
    return render(request, "dossiers/desk/counter.html", context, status=status)
