"""What the desk does when work is due soon, late or handed over: it tells the people concerned."""

from datetime import datetime
from typing import Any

from motcua.kernel.outbox import reacts_to
from motcua.notifications.actions import send
from motcua.units.queries import unit_by_id
from motcua.work.events import ItemDueSoon, ItemOverdue, ItemReassigned, ItemStillOverdue
from motcua.work.queries import moment_words


def told(fact: dict[str, Any]) -> dict[str, Any]:
    """What a notice may say of an item: its title, code, due time and unit, never a person."""
    due = datetime.fromisoformat(fact["due_at"]) if fact["due_at"] else None
    return {
        "title": fact["title"],
        "code": fact["code"],
        "due": moment_words(due),
        "unit": unit_by_id(fact["unit_id"]).name,
    }


def tell(template: str, mark: str, user_id: int, fact: dict[str, Any]) -> None:
    """Sends one notice of an item, once for each due time; `mark` keeps the notices of one item apart."""
    send(
        template,
        user_id=user_id,
        context=told(fact),
        link=fact["address"],
        related=fact["subject"],
        key=f"{mark}:{fact['item_id']}:{fact['due_at']}",
    )


@reacts_to(ItemDueSoon, name="desk.remind")
def remind(**fact: Any) -> None:
    """Reminds the officer who holds it."""
    if fact["holder_user_id"]:
        tell("work.due_soon", "due-soon", fact["holder_user_id"], fact)


@reacts_to(ItemOverdue, name="desk.tell_holder")
def tell_holder(**fact: Any) -> None:
    """Tells the officer who holds it that it is late."""
    if fact["holder_user_id"]:
        tell("work.overdue", "overdue", fact["holder_user_id"], fact)


@reacts_to(ItemOverdue, name="desk.tell_head")
def tell_head(**fact: Any) -> None:
    """Tells the head in office at opening; without one the board shows the alarm."""
    if fact["head_user_id"] and fact["head_user_id"] != fact["holder_user_id"]:
        tell("work.overdue_head", "overdue-head", fact["head_user_id"], fact)


@reacts_to(ItemStillOverdue, name="desk.tell_above")
def tell_above(**fact: Any) -> None:
    """Tells the level above that an item is still late a working day later."""
    tell("work.overdue_above", "overdue-above", fact["above_user_id"], fact)


@reacts_to(ItemReassigned, name="desk.tell_successor")
def tell_successor(subject: str, kinds: list[str], from_user_id: int, to_user_id: int, hand_over_id: int) -> None:
    """Tells the officer who got a list, once for the whole list."""
    send("work.handed_over", user_id=to_user_id, link="/can-bo/?nguoi=me", key=f"handed-over:{hand_over_id}")
