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


@dataclass(frozen=True)
class OverridePublished:
    """A unit does part of a procedure otherwise from `valid_from` on."""

    override_id: int
    code: str
    unit_id: int
    valid_from: str


@dataclass(frozen=True)
class OverrideEnded:
    """A unit does it as the city's procedure says again, or by a newer override, from `valid_until` on."""

    override_id: int
    code: str
    unit_id: int
    valid_until: str


@dataclass(frozen=True)
class OverrideMisfits:
    """The city's new version no longer has what an override changes: the unit's editor must look at it."""

    version_id: int
    code: str
    unit_id: int
    reasons: tuple[str, ...]
