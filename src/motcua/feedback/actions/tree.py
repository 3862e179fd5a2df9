"""Changing a place's tree of categories; reports keep the name and the clocks under which they were sent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.feedback.actions.arrangement import changed
from motcua.feedback.actions.categories import load_tree
from motcua.feedback.models import Category
from motcua.feedback.permissions import demand_rules
from motcua.feedback.queries.categories import all_of, category_here, clocks_of, path_of
from motcua.feedback.rules.clocks import LAST
from motcua.feedback.rules.limits import MILESTONES
from motcua.feedback.rules.questions import MOST, Question, from_lines, unused
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean, fold
from motcua.kernel.refusals import Conflict, Refusal
from motcua.ledger.actions import Entry, append
from motcua.units.queries import unit_by_id
from motcua.worktime.queries import policy_of

STARTER = Path(__file__).parents[1] / "starter" / "categories.yaml"
MOST_LEVELS = 6


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A category as it is to be; `questions` are lines, `clocks` maps milestones to policies (none: as above)."""

    name: str
    parent_id: int | None = None
    hint: str = ""
    questions: str = ""
    clocks: Mapping[str, str] = field(default_factory=dict)
    anonymous: bool = False
    to_leader: bool = False
    stop_message: str = ""
    radius: int = 100
    is_open: bool = True


def starter() -> Any:
    """The tree with which a place can begin."""
    return yaml.safe_load(STARTER.read_text(encoding="utf-8"))


@transaction.atomic
def start_tree(*, actor: Actor, unit_id: int) -> int:
    """Gives a place without categories the starting tree; answers how many categories there are now."""
    demand_rules(actor, unit_id)
    document = starter()
    made = load_tree(unit=unit_by_id(unit_id), nodes=document["nodes"], clocks=document["clocks"])
    if not made:
        raise Conflict(_("Nơi này đã có nhóm phản ánh."))
    append(f"categories:{unit_id}", Entry("categories.started", actor, "staff", {"made": made}, None, unit_id))
    return made


@transaction.atomic
def save_category(*, actor: Actor, unit_id: int, wanted: Wanted, category_id: int | None = None) -> Category:
    """Makes a category or changes one. Its key never changes, so links, rules and figures stay."""
    demand_rules(actor, unit_id)
    known = all_of(unit_id)
    category = category_here(unit_id, category_id) if category_id else Category(unit_id=unit_id, order=len(known) + 1)
    questions = from_lines(wanted.questions, category.questions, slug)
    faults = faults_of(wanted, questions, category, {each.pk: each for each in known})
    if faults:
        raise Refusal(_("Nhóm phản ánh chưa đúng."), fields=faults)
    if category.pk is None:
        category.key = unused(slug(wanted.name) or "nhom", {each.key for each in known})
    for name, value in asdict(wanted).items():
        setattr(category, name, clean(value, multiline=True) if isinstance(value, str) else value)
    category.questions, category.clocks = questions, dict(wanted.clocks)
    if not category.stop_message and LAST not in clocks_of(category):
        raise Refusal(_("Nhóm phản ánh chưa đúng."), fields={LAST: _("Cần thời hạn trả lời, ở đây hoặc ở nhóm trên")})
    category.save()
    changed()
    data = {"category": category.pk, "key": category.key, **asdict(wanted), "questions": questions}
    append(f"categories:{unit_id}", Entry("categories.saved", actor, "staff", data, None, unit_id))
    return category


def slug(text: str) -> str:
    """A name as a part of an address."""
    return fold(text).replace(" ", "-")[:50].strip("-")


def faults_of(
    wanted: Wanted, questions: list[Question], category: Category, known: Mapping[int, Category]
) -> dict[str, Any]:
    """What can not stay as it is, by field."""
    faults: dict[str, Any] = {}
    if not clean(wanted.name):
        faults["name"] = _("Ghi tên nhóm")
    if len(questions) > MOST:
        faults["questions"] = _("Nhiều nhất %(most)d câu hỏi") % {"most": MOST}
    parent = known.get(wanted.parent_id) if wanted.parent_id else None
    above = path_of(parent) if parent else []
    if wanted.parent_id and parent is None:
        faults["parent_id"] = _("Nhóm này không còn")
    elif category.pk is not None and category.pk in {each.pk for each in above}:
        faults["parent_id"] = _("Không đặt một nhóm vào chính nó")
    elif len(above) >= MOST_LEVELS:
        faults["parent_id"] = _("Cây quá sâu")
    elif parent is not None and parent.stop_message:
        faults["parent_id"] = _("Nhóm đó chỉ để chỉ đường khác, không chứa nhóm con")
    if clean(wanted.stop_message) and any(each.parent_id == category.pk for each in known.values()):
        faults["stop_message"] = _("Nhóm có nhóm con thì không chỉ đường khác được")
    for milestone, policy in wanted.clocks.items():
        try:
            policy_of(policy)
        except Refusal as refusal:
            faults[milestone] = refusal.message
        if milestone not in MILESTONES:
            faults[milestone] = _("Không có mốc này")
    return faults


@transaction.atomic
def move_category(*, actor: Actor, unit_id: int, category_id: int, by: int) -> None:
    """Moves a category up (-1) or down (+1) among those beside it; at the end it stays."""
    demand_rules(actor, unit_id)
    category = category_here(unit_id, category_id)
    beside = [each for each in all_of(unit_id) if each.parent_id == category.parent_id]
    place = next(place for place, each in enumerate(beside) if each.pk == category.pk)
    other = max(0, min(len(beside) - 1, place + (1 if by > 0 else -1)))
    if other == place:
        return
    beside[place], beside[other] = beside[other], beside[place]
    for number, each in enumerate(beside, 1):
        each.order = number
        each.save(update_fields=["order"])
    changed()
    data = {"category": category.pk, "place": other + 1}
    append(f"categories:{unit_id}", Entry("categories.moved", actor, "staff", data, None, unit_id))
