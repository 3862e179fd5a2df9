"""Lines of an explanation."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in Vietnamese: a template (also the key of its translation) and what is filled in; `at` for order."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    at: datetime | None = None

    def __str__(self) -> str:
        return self.template % self.values
