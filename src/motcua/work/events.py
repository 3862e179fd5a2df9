"""What the inbox tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ItemFact:
    """What is told of an open item; `due_at` is ISO 8601."""

    item_id: int
    kind: str
    subject: str
    code: str
    title: str
    address: str
    unit_id: int
    holder_user_id: int | None
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ItemDueSoon(ItemFact):
    """An open item entered its warning time; told once, in working hours."""


@dataclass(frozen=True, kw_only=True)
class ItemOverdue(ItemFact):
    """An open item passed its due time; told once, in working hours. Without `head_user_id` nobody answers: an alarm."""

    head_user_id: int | None


@dataclass(frozen=True, kw_only=True)
class ItemStillOverdue(ItemFact):
    """An item is still open one working day after it was late; told once, in working hours, to the level above the head."""

    above_user_id: int


@dataclass(frozen=True)
class ItemReassigned:
    """Items of a subject went to another officer by a hand-over of a whole list."""

    subject: str
    kinds: list[str]
    from_user_id: int
    to_user_id: int
    hand_over_id: int
