"""Facts of the catalogue that higher rooms may react to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VersionPublished:
    """A version was published; dates as ISO text."""

    version_id: int
    code: str
    number: int
    valid_from: str


@dataclass(frozen=True)
class VersionEnded:
    """A version stopped being offered for new dossiers from `valid_until` on; dossiers under way keep it."""

    version_id: int
    code: str
    number: int
    valid_until: str
