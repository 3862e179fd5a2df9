"""Demo dossiers: real lives through the real verbs, at different dates, in several places of the demo city."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from motcua.accounts.models import User
from motcua.accounts.queries import acting_in, actor_of
from motcua.dossiers.actions.course import Course
from motcua.dossiers.actions.filing import Filing
from motcua.dossiers.actions.submit import submit, submit_at_counter
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.slips import typeset
from motcua.files.actions import receive_bytes
from motcua.files.models import Owner
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.folding import fold
from motcua.kernel.refusals import Refusal
from motcua.notifications.actions import ensure_templates
from motcua.procedures.queries import definition_of, open_version, papers_for
from motcua.units.models import Unit
from motcua.units.queries import unit_by_code
from motcua.worktime.queries import next_opening

FOLDER = Path(__file__).parents[1] / "demo"
PLACES: Mapping[str, tuple[str, ...]] = {
    "cu-chi-tan-thong-hoi": ("1.001193", "1.004873", "2.000815", "1.001193", "1.004873", "1.001193"),
    "cu-chi": ("1.001612", "1.013225", "1.013225", "2.000815", "1.001612"),
    "cu-chi-phuoc-vinh-an": ("1.001193", "2.000815"),
    "quan-7-tan-phong": ("1.004873", "2.000815", "1.001193"),
    "quan-7": ("1.013225", "1.001612"),
    "hoc-mon-ba-diem": ("1.001193", "1.004873"),
}
ENDS = (
    "returned", "submitted", "processing", "returned", "signing", "returned", "accepted", "supplement_before",
    "returned", "issued", "consulting", "awaiting_supplement", "returned", "processing", "refused", "returned",
    "submitted", "withdrawal_requested", "returned", "not_eligible", "late",
)  # fmt: skip
COUNT = 60
OWN_PHONES = ("+84903000001", "+84903000002")


def load_demo(*, actor: Actor) -> int:
    """About sixty dossiers in every state; answers how many. Does nothing when there are dossiers already."""
    if Dossier.objects.regardless("whether the demo was loaded").exists():
        return 0
    ensure_templates()
    maker = Maker(random.Random(2026))  # noqa: S311 - names, not secrets
    return sum(maker.make(number) for number in range(COUNT))


class Maker:
    """Makes one demo dossier after the other, always the same ones relative to the present."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.texts: dict[str, Any] = yaml.safe_load((FOLDER / "answers.yaml").read_text(encoding="utf-8"))
        lines = (FOLDER / "names.txt").read_text(encoding="utf-8").splitlines()
        self.family, self.middle, self.given = (line.split() for line in lines)
        self.scans: dict[str, bytes] = {}
        self.now = clock.now()

    def make(self, number: int) -> bool:
        """Files the dossier of that number and leads it to its end; False where the place or procedure isn't there."""
        place_code = list(PLACES)[number % len(PLACES)]
        codes, end = PLACES[place_code], ENDS[number % len(ENDS)]
        code = codes[(number // len(PLACES)) % len(codes)]
        try:
            place = unit_by_code(place_code)
            filed_at = self.moment(place, number, end)
            version = open_version(code, place.pk, clock.local(filed_at).date())
        except Refusal:
            return False
        if version is None:
            return False
        dossier = self.file(number, place, code, definition_of(version.pk), filed_at)
        score = number % 5 + 1 if number % 2 else 0
        course = Course(dossier, self.officers(place), person=ANONYMOUS, pace=self.pace(place), score=score)
        course.lead("processing" if end == "late" else end)
        return True

    def moment(self, place: Unit, number: int, end: str) -> datetime:
        """When it was filed: finished ones some weeks ago, open ones these days, late ones before their limit."""
        ago = {"submitted": 0, "late": 20, "returned": 6 + number % 22, "issued": 5, "supplement_before": 2}.get(end, 2)
        hours = self.chance.uniform(0.3, 3.5)
        at = clock.local(self.now) - timedelta(days=ago)
        if ago:
            at = at.replace(hour=8, minute=0) + timedelta(hours=hours)
        at = min(at, self.now - timedelta(minutes=25))
        return next_opening(place.pk, at) if ago > 3 else at

    def pace(self, place: Unit) -> Callable[[datetime], datetime]:
        """Some working hours between two things, never into the future."""

        def later(at: datetime) -> datetime:
            nearly = self.now - timedelta(minutes=3)
            if at > self.now - timedelta(hours=12):
                return min(at + timedelta(minutes=3), nearly)
            return min(
                next_opening(place.pk, at + timedelta(minutes=self.chance.choice((8, 15, 20, 30, 45, 170)))), nearly
            )

        return later

    def file(self, number: int, place: Unit, code: str, definition: Any, at: datetime) -> Dossier:
        """Files it: online by a demo citizen or by somebody unknown, or at the counter."""
        online = number % 3 != 2
        citizen = User.objects.citizens().filter(phone=OWN_PHONES[number % 2]).first() if number % 4 == 0 else None
        answers = self.answers(code, place, at, citizen)
        officers = self.officers(place)
        person = actor_of(citizen) if citizen else ANONYMOUS
        mark = f"demo-{number}"
        owner = Owner(user_id=person.user_id, mark=mark)
        papers, counts = {}, {}
        for paper in papers_for(definition, answers):
            if online and paper.required and not paper.from_database and not paper.present_only:
                papers[paper.key] = [
                    str(receive_bytes(content=self.scan(paper.title), name=f"{fold(paper.key)}.pdf", owner=owner).pk)
                ]
            elif not online and paper.required:
                counts[paper.key] = {"originals": 1, "copies": paper.copy}
        filing = Filing(
            procedure_code=code,
            unit_id=place.pk,
            answers=answers,
            papers=papers,
            counts=counts,
            channel=Channel.ONLINE if online else Channel.COUNTER,
            delivery_method=("counter", "electronic", "counter", "counter")[number % 4],
        )
        token = f"demo-{number:04d}-{code}"
        if online:
            return submit(actor=person, token=token, filing=filing, session_key=mark, owner=owner, at=at)
        return submit_at_counter(actor=officers("receiver", place.pk), token=token, filing=filing, at=at)

    def answers(self, code: str, place: Unit, at: datetime, citizen: User | None) -> dict[str, Any]:
        """The answers of a procedure with invented people in them."""
        day = clock.local(at).date()
        words = {
            "a": citizen.full_name if citizen else self.person(),
            "b": self.person(),
            "c": self.person(),
            "phone": f"09{self.chance.randrange(10**7, 10**8)}" if citizen is None else f"0{(citizen.phone or '')[3:]}",
            "id": f"0791{self.chance.randrange(10**7, 10**8)}",
            "street": self.chance.choice(self.texts["streets"]),
            "ward": place.name,
            "day": (day - timedelta(days=self.chance.randrange(6, 40))).isoformat(),
            "soon": (day + timedelta(days=30)).isoformat(),
            "shop": self.chance.choice(self.texts["shops"]),
        }
        filled: dict[str, Any] = fill(self.texts[code], words)
        return filled

    def person(self) -> str:
        """An invented name."""
        return " ".join(self.chance.choice(part) for part in (self.family, self.middle, self.given))

    def scan(self, title: str) -> bytes:
        """A sheet that stands for a scanned paper; one per title."""
        if title not in self.scans:
            text = title.replace("#", "").replace("*", "").replace('"', "")[:120]
            sheet = f"#set page(width: 21cm, height: 29.7cm)\n#set text(size: 16pt)\nBản chụp mẫu\n\n= {text}\n"
            self.scans[title] = typeset.page(sheet)
        return self.scans[title]

    def officers(self, place: Unit) -> Callable[[str, int], Actor]:
        """Who holds a role at a unit, else anywhere in the place's house, as an actor."""
        known: dict[tuple[str, int], Actor] = {}

        def of(role: str, unit_id: int) -> Actor:
            if (role, unit_id) not in known:
                actor = acting_in(place.pk, role, unit_id)
                if actor is None:
                    raise Refusal(f"{place.name}: {role}?")
                known[role, unit_id] = actor
            return known[role, unit_id]

        return of


def fill(value: Any, words: Mapping[str, str]) -> Any:
    """The value with its placeholders filled in."""
    if isinstance(value, str):
        return value.format_map(words) if "{" in value else value
    if isinstance(value, dict):
        return {key: fill(item, words) for key, item in value.items()}
    return [fill(item, words) for item in value] if isinstance(value, list) else value
