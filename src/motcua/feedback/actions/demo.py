"""Demo reports: through the real verbs, with pictures drawn by the machine that say so, at different moments."""

import io
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from motcua.accounts.models import User
from motcua.accounts.queries import actor_of, holders, house_of
from motcua.feedback.actions.categories import load_tree
from motcua.feedback.actions.handling import accept, approve, draft_answer
from motcua.feedback.actions.publishing import publish
from motcua.feedback.actions.submit import Reported, submit
from motcua.feedback.actions.tree import starter
from motcua.feedback.models import Category, Report
from motcua.feedback.rules.boxes import Box
from motcua.files.actions import receive_bytes
from motcua.files.models import Owner
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.masking import masked
from motcua.kernel.refusals import NotFound, Refusal
from motcua.notifications.actions import ensure_templates
from motcua.units.models import Unit
from motcua.units.queries import areas_below, unit_by_code

FOLDER = Path(__file__).parents[1] / "demo"
ENDS = ("published", "published", "handling", "submitted", "approval", "published")
MARK = "demo-report-picture"
PER_PLACE = 7
STEP = 4
"""How far apart the places begin in the list of stories, so that no two tell the same ones."""


def load_demo(*, actor: Actor) -> int:
    """Categories of the five places and some reports in every state; answers how many reports were made."""
    document = yaml.safe_load((FOLDER / "categories.yaml").read_text(encoding="utf-8"))
    places = []
    nodes = starter()["nodes"]
    for code, clocks in document["units"].items():
        try:
            unit = unit_by_code(code)
        except NotFound:
            continue
        if load_tree(unit=unit, nodes=nodes, clocks=clocks):
            places.append(unit)
    ensure_templates()
    stories = yaml.safe_load((FOLDER / "reports.yaml").read_text(encoding="utf-8"))
    return sum(
        tell(unit, number, stories[(STEP * turn + number) % len(stories)])
        for turn, unit in enumerate(places)
        for number in range(PER_PLACE)
    )


def tell(unit: Unit, number: int, story: dict[str, Any]) -> bool:
    """One story at one place, led to its end; False where nobody could do the next thing."""
    end = ENDS[(number + unit.pk) % len(ENDS)]
    now = clock.now()
    days = {"submitted": 0, "handling": 0, "approval": 1}.get(end, 2 + number)
    start = clock.local(now) - timedelta(days=days, minutes=40 + 7 * number + unit.pk % 13)
    if days:
        start = start.replace(hour=8 + number % 7)
    category = Category.objects.regardless("the demo's own tree").get(unit=unit, key=story["category"])
    owner = Owner(mark=MARK)
    picture = receive_bytes(content=drawing(number), name="anh-minh-hoa.jpg", owner=owner)
    said = Reported(
        category=category, description=story["text"], address=story["address"], point=somewhere(unit.pk, number),
        photos=[str(picture.pk)], anonymous=True,
    )  # fmt: skip
    report = submit(actor=ANONYMOUS, token=f"demo-{unit.code}-{number:04d}-report", said=said, uploads=owner, at=start)
    try:
        lead(report, end, story, start)
    except Refusal:
        return False
    return True


def somewhere(unit_id: int, number: int) -> tuple[float, float] | None:
    """A place in one of the unit's communes; None where no boundary is known."""
    below = areas_below(unit_id)
    return below[(5 * number) % len(below)].middle if below else None


def lead(report: Report, end: str, story: dict[str, Any], start: datetime) -> None:
    """Accepts, answers, approves and publishes, as far as the end says."""
    if end == "submitted":
        return
    worker, leader = officer(report, "specialist"), officer(report, "unit_head")
    if worker is None or leader is None:
        return
    late = timedelta(hours=6) if story.get("late") else timedelta(minutes=90)
    accept(actor=worker, report_id=report.pk, at=start + timedelta(minutes=12))
    if end == "handling":
        return
    at = start + late
    draft_answer(actor=worker, report_id=report.pk, answer=story["answer"], handled=True, at=at)
    if end == "approval":
        return
    approve(actor=leader, report_id=report.pk, answer=story["answer"], at=at + timedelta(minutes=20))
    photos: dict[int, list[Box]] = {photo.pk: [] for photo in report.photos.all()}
    publish(
        actor=leader, report_id=report.pk, text=masked(story["text"]), answer=masked(story["answer"]),
        address=story["address"], photos=photos, at=at + timedelta(minutes=45),
    )  # fmt: skip


def officer(report: Report, role: str) -> Actor | None:
    """Who holds a role at the unit in charge, or in its house."""
    for unit_id in (report.holder_unit_id, report.unit_id, *sorted(house_of(report.unit_id))):
        found = holders(unit_id, role)
        if found:
            return actor_of(User.objects.get(pk=found[0].user_id))
    return None


def drawing(number: int) -> bytes:
    """A picture that is plainly drawn, with the words that it is one."""
    chance = random.Random(number)  # noqa: S311 - colours, not secrets
    picture = Image.new("RGB", (960, 720), (196, 214, 226))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 960, 720), fill=(120, 120, 124))
    for _each in range(14):
        x, y, size = chance.randint(60, 860), chance.randint(440, 640), chance.randint(20, 90)
        draw.ellipse((x, y, x + size, y + size // 2), fill=tuple(chance.randint(60, 160) for _c in range(3)))
    draw.rectangle((0, 0, 960, 56), fill=(255, 255, 255))
    draw.text((20, 12), "ANH MINH HOA (du lieu mau)", fill=(0, 0, 0), font_size=28)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
