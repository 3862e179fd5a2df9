"""Where an opinion can be, and what may be done with it there."""

import re
from enum import StrEnum

BARE = re.compile(r"GY(\d{6})(\d{4,7})")


class State(StrEnum):
    """Where an opinion or a reply of its author stands."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REFUSED = "refused"
    HIDDEN = "hidden"


FITS: dict[str, frozenset[State]] = {
    # Before anybody reads it an officer looks it over.
    "publish": frozenset({State.WAITING, State.HIDDEN}),
    # Always with a reason that the author reads.
    "refuse": frozenset({State.WAITING}),
    # Only what everybody reads is answered in public.
    "answer": frozenset({State.PUBLISHED}),
    "hide": frozenset({State.PUBLISHED}),
    "add": frozenset({State.PUBLISHED}),
}


def fits(verb: str, state: State) -> bool:
    """Whether a verb may be done in a state."""
    return state in FITS[verb]


def code_of(day: str, number: int) -> str:
    """The printed form: 'GY-261130-0001'."""
    return f"GY-{day}-{number:04d}"


def tidy(typed: str) -> str:
    """The code in its printed form however it was typed; '' when it can't be one."""
    match = BARE.fullmatch(re.sub(r"[^0-9A-Z]", "", typed.upper()[:60]))
    return f"GY-{match[1]}-{match[2]}" if match else ""
