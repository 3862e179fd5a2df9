"""Public texts of all rooms, by kind and code: each room that publishes registers under the section "public-texts"."""

from dataclasses import dataclass
from typing import Any

from motcua.kernel.registry import registry


@dataclass(frozen=True)
class PublicText:
    """A text that everybody may read: its subject in the ledger, the place that published it, its title and address."""

    subject: str
    unit_id: int
    title: str
    address: str


def public_text(kind: str, code: str) -> PublicText | None:
    """The text that a kind ("phan-anh") and a code name; None when none is public under them."""
    for find in registry.sections.get("public-texts", ()):
        found: Any = find(kind, code)
        if found is not None:
            return found
    return None
