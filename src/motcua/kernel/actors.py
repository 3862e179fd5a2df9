"""Who does a thing: a frozen snapshot that actions receive and the ledger keeps as it was called then."""

from dataclasses import dataclass, fields
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the system at work, with the names in force at that moment.

    `duty_id`, `post`, `unit_*` and `role` are set for staff only; `on_behalf_of` names the absent colleague for whom
    a substitute acts, or the citizen for whom an officer files at the counter.
    """

    kind: Literal["citizen", "staff", "system", "anonymous"]
    name: str
    user_id: int | None = None
    duty_id: int | None = None
    post: str = ""
    role: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    on_behalf_of: str = ""

    @property
    def is_staff(self) -> bool:
        """Whether an officer acts under a duty."""
        return self.kind == "staff"

    def snapshot(self) -> dict[str, Any]:
        """What the ledger keeps of the actor: only what is set."""
        kept = ((name, getattr(self, name)) for name in FIELDS)
        return {name: value for name, value in kept if value is not None and value != ""}


FIELDS = tuple(field.name for field in fields(Actor))
SYSTEM = Actor(kind="system", name="Hệ thống")
ANONYMOUS = Actor(kind="anonymous", name="")
