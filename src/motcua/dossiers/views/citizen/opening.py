"""Opening a draft: whose it is, which screens it has, where the person stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions import claim_drafts
from motcua.dossiers.models import Channel, Draft
from motcua.dossiers.queries import draft_for, drafts_of
from motcua.dossiers.views.citizen.marks import draft_mark
from motcua.kernel.actors import ANONYMOUS
from motcua.procedures.queries import definition_of, papers_for, sections

PAPERS, CONTACT, REVIEW = "giay-to", "lien-he", "kiem-tra"
TITLES = {PAPERS: _("Giấy tờ"), CONTACT: _("Liên hệ và nhận kết quả"), REVIEW: _("Kiểm tra và nộp")}


@dataclass(frozen=True)
class Screen:
    """One screen of the way."""

    key: str
    title: Any


class Way:
    """A draft with its definition and the screens these answers lead through."""

    def __init__(self, draft: Draft, mark: str) -> None:
        self.draft, self.mark = draft, mark
        self.definition = definition_of(draft.version_id)

    def sections(self, answers: Mapping[str, Any] | None = None) -> tuple[Any, ...]:
        """The form's own screens."""
        return sections(self.definition, self.draft.answers if answers is None else answers)

    def papers(self) -> tuple[Any, ...]:
        """The papers of this case that the person shows, brings or uploads; the form itself is not one of them."""
        return tuple(paper for paper in papers_for(self.definition, self.draft.answers) if not paper.form)

    def screens(self) -> list[Screen]:
        """All screens in order."""
        own = [Screen(section.key, section.title) for section in self.sections()]
        last = [PAPERS, CONTACT, REVIEW] if self.papers() else [CONTACT, REVIEW]
        return own + [Screen(key, TITLES[key]) for key in last]

    def place(self, key: str) -> tuple[int, int]:
        """'Bước 2/6': the number of a screen and how many there are."""
        keys = [screen.key for screen in self.screens()]
        return (keys.index(key) + 1 if key in keys else 1), len(keys)

    def address(self, key: str) -> str:
        """The address of a screen."""
        return reverse("dossiers:draft-section", args=[self.draft.token, key])

    @property
    def papers_address(self) -> str:
        """The address of the papers screen."""
        return self.address(PAPERS)

    @property
    def contact_address(self) -> str:
        """The address of the contact screen."""
        return self.address(CONTACT)

    def following(self, key: str) -> str:
        """The address of the screen after this one."""
        keys = [screen.key for screen in self.screens()]
        place = keys.index(key) if key in keys else -1
        return self.address(keys[min(place + 1, len(keys) - 1)])

    def before(self, key: str) -> str:
        """The address of the screen before this one, '' on the first."""
        keys = [screen.key for screen in self.screens()]
        place = keys.index(key) if key in keys else 0
        return self.address(keys[place - 1]) if place > 0 else ""

    def shown(self, key: str, title: Any) -> dict[str, Any]:
        """What every screen's template needs."""
        number, total = self.place(key)
        return {
            "way": self,
            "draft": self.draft,
            "definition": self.definition,
            "section_key": key,
            "section_title": title,
            "number": number,
            "total": total,
            "back": self.before(key),
            "moved": moved_notice(self),
        }


@dataclass(frozen=True)
class Moved:
    """The notice on top of every screen after the form changed: since when, what to look at, what was set aside."""

    since: date | None
    again: tuple[tuple[str, str], ...]
    aside: tuple[Mapping[str, Any], ...]
    papers: tuple[Mapping[str, Any], ...]
    news: tuple[str, ...]


def moved_notice(way: Way) -> Moved | None:
    """None for a draft that never moved, or moved without a word to say."""
    said = way.draft.moved
    if not said:
        return None
    homes = {field.key: section for section in way.sections() for field in section.fields}
    again = [(way.definition.form.fields[key].title, homes[key].key) for key in said.get("again", []) if key in homes]
    since = date.fromisoformat(said["on"]) if said.get("on") else None
    links = tuple((title, f"{way.address(section)}") for title, section in again)
    return Moved(since, links, tuple(said["aside"]), tuple(said["papers"]), tuple(said["news"]))


def open_way(request: Any, token: str) -> Way:
    """The person's own draft; refuses with NotFound, whether there is none or it is somebody else's."""
    mark = draft_mark(request)
    return Way(draft_for(actor=request.actor, token=token, session_key=mark), mark)


def drafts_here(request: Any) -> list[Draft]:
    """What the person has begun and not filed, drafts of this browser from before signing in included."""
    mark = draft_mark(request)
    if mark and request.actor.kind == "citizen":
        claim_drafts(actor=request.actor, session_key=mark)
    found = drafts_of(request.actor, mark) if request.actor.kind != "staff" else drafts_of(ANONYMOUS, mark)
    return [draft for draft in found if draft.channel == Channel.ONLINE]
