"""What the room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileInfected:
    """Malware was found in a file; it can't be opened any more. `kept_for` names what it belonged to, if anything."""

    file_id: str
    name: str
    kept_for: str
    owner_user_id: int | None
