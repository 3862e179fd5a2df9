"""Demo notices through the real verbs: some places told their residents something, one was corrected, one is in draft."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from motcua.accounts.models import Duty, User
from motcua.accounts.queries import actor_of, house_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotFound
from motcua.notices.actions.flow import approve, submit
from motcua.notices.actions.writing import Said, write
from motcua.notices.models import Notice, Topic
from motcua.notices.queries.reading import place_called
from motcua.units.models import Unit

FILE = Path(__file__).parents[1] / "demo" / "notices.yaml"


def load_demo(*, actor: Actor) -> int:
    """The notices of the file, as far as their places were loaded and have officers; answers how many."""
    if Notice.objects.regardless("whether the demo was loaded").exists() or not Topic.objects.exists():
        return 0
    lines = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return sum(told(number, line, None) for number, line in enumerate(lines))


def told(number: int, line: dict[str, Any], follows: Notice | None) -> int:
    """One notice of the file, sent unless it is a draft, and the one that corrects it."""
    try:
        unit = place_called(line["unit"])
        areas = [place_called(code).pk for code in line.get("areas", ())]
    except NotFound:
        return 0
    clerk, leader = (officer_of(unit, name) for name in ("vanthu", "chutich"))
    if clerk is None or leader is None:
        return 0
    linked: dict[str, Any] = {"follows": follows.pk, "follows_as": "correction"} if follows else {}
    said = said_in(line, areas)
    token = f"demo-{number}{'-sua' if follows else ''}"
    notice = write(actor=clerk, unit_id=unit.pk, said=said, token=token, **linked)
    if not line.get("draft"):
        submit(actor=clerk, notice_id=notice.pk)
        approve(actor=leader, notice_id=notice.pk)
    later = line.get("corrected")
    return 1 + (told(number, {**line, **later, "corrected": None}, notice) if later else 0)


def said_in(line: dict[str, Any], areas: list[int]) -> Said:
    """What a line says; `day` counts from today, `from` and `until` are hours of that day."""
    day = clock.today() + timedelta(days=line["day"])
    moments: dict[str, Any] = {
        name: datetime.combine(day, time.fromisoformat(line[key]), tzinfo=clock.LOCAL)
        for name, key in (("starts_at", "from"), ("ends_at", "until"))
        if key in line
    }
    plain = {name: line[name] for name in ("topic", "title", "text", "title_en", "text_en", "place") if name in line}
    return Said(**plain, **moments, areas=areas)


def officer_of(unit: Unit, name: str) -> Actor | None:
    """An officer of a demo place by the first part of the username."""
    duties = Duty.objects.in_force(clock.now()).filter(
        unit_id__in=house_of(unit.pk), user__username__startswith=f"{name}."
    )
    duty = duties.order_by("pk").first()
    return actor_of(User.objects.get(pk=duty.user_id)) if duty is not None else None
