"""A clock policy: how long something may take and how that is counted, written as one line of text."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["elapsed", "working-time", "working-days", "same-day"]
MINUTES = {"m": 1, "h": 60, "d": 1440}
AMOUNT = re.compile(r"(\d{1,6})([mhd])")
WINDOW = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")


class PolicyError(ValueError):
    """The text is no policy; the message says in Vietnamese what is wrong."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How a limit is counted. Times of day are minutes after midnight.

    elapsed      wall time; a start inside `closed` (strictly after its beginning, before its end) waits for its end;
                 `working_mornings`: starts only on working days; `pause_closed`: wall time inside `closed` doesn't count.
    working-time minutes inside working intervals (`unit` "m" or "h").
    working-days whole working days: day 1 is the first one after the day of complete reception; due at closing.
    same-day     due at closing of the day when received by `cutoff` on a working day, else of the next working day.
    `supplement` says what the time a citizen needs for a supplement does: "pause" (also when left out) is not counted,
    "restart" begins the whole limit anew. `autoclose` working days without a supplement close the dossier.
    """

    kind: Kind
    amount: int = 1
    unit: Literal["m", "h", "d", ""] = ""
    closed: tuple[int, int] | None = None
    working_mornings: bool = False
    pause_closed: bool = False
    cutoff: int | None = None
    supplement: Literal["", "pause", "restart"] = ""
    autoclose: int | None = None

    @property
    def restarts(self) -> bool:
        """Whether a supplement begins the limit anew."""
        return self.supplement == "restart"

    @property
    def minutes(self) -> int:
        """The limit in minutes (elapsed and working-time policies)."""
        return self.amount * MINUTES[self.unit]

    def __str__(self) -> str:
        head = {
            "elapsed": f"elapsed {self.amount}{self.unit}",
            "working-time": f"working {self.amount}{self.unit}",
            "working-days": f"working {self.amount}d",
            "same-day": "same-day",
        }[self.kind]
        parts = [head]
        if self.closed is not None:
            parts.append(f"closed {hhmm(self.closed[0])}-{hhmm(self.closed[1])}")
        if self.cutoff is not None:
            parts.append(f"cutoff {hhmm(self.cutoff)}")
        parts += ["working-mornings"] * self.working_mornings + ["pause-closed"] * self.pause_closed
        parts += [self.supplement] * bool(self.supplement)
        if self.autoclose is not None:
            parts.append(f"autoclose {self.autoclose}d")
        return "; ".join(parts)


def hhmm(minute: int) -> str:
    """450 → "07:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of(text: str) -> int:
    """ "07:30" → 450; "24:00" is the end of a day. Raises PolicyError on anything else."""
    match = re.fullmatch(r"(\d{2}):(\d{2})", text)
    minute = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else -1
    if not 0 <= minute <= 1440:
        raise PolicyError(f"“{text}” không phải là giờ trong ngày (hh:mm).")
    return minute


def parse_head(text: str) -> dict[str, object]:
    """The first part: "elapsed 240m", "working 3d", "same-day"."""
    if text == "same-day":
        return {"kind": "same-day"}
    word, _space, size = text.partition(" ")
    match = AMOUNT.fullmatch(size)
    if word not in ("elapsed", "working") or match is None or int(match[1]) == 0:
        raise PolicyError(f"Không hiểu “{text}”. Viết ví dụ: “working 3d”, “working 240m”, “elapsed 240m”, “same-day”.")
    kind = "elapsed" if word == "elapsed" else "working-days" if match[2] == "d" else "working-time"
    return {"kind": kind, "amount": int(match[1]), "unit": match[2]}


def parse_part(text: str) -> dict[str, object]:
    """One part after the first: "closed 17:00-07:30", "cutoff 15:00", "pause", "restart", "autoclose 15d", a switch."""
    word, _space, value = text.partition(" ")
    if text in ("pause", "restart"):
        return {"supplement": text}
    if text in ("working-mornings", "pause-closed"):
        return {text.replace("-", "_"): True}
    if word == "cutoff":
        return {"cutoff": minute_of(value)}
    if word == "closed" and (window := WINDOW.fullmatch(value)):
        return {"closed": (minute_of(window[1]), minute_of(window[2]))}
    if word == "autoclose" and (days := AMOUNT.fullmatch(value)) and days[2] == "d" and int(days[1]) > 0:
        return {"autoclose": int(days[1])}
    raise PolicyError(f"Không hiểu “{text}” trong quy tắc thời hạn.")


def check(policy: Policy) -> None:
    """Refuses parts that mean nothing for the kind."""
    elapsed = policy.kind == "elapsed"
    if not elapsed and (policy.closed is not None or policy.working_mornings or policy.pause_closed):
        raise PolicyError("“closed”, “working-mornings” và “pause-closed” chỉ dùng với “elapsed”.")
    if policy.pause_closed and policy.closed is None:
        raise PolicyError("“pause-closed” cần có “closed hh:mm-hh:mm”.")
    if policy.closed is not None and policy.closed[0] == policy.closed[1]:
        raise PolicyError("Khoảng “closed” không được rỗng.")
    if (policy.kind == "same-day") != (policy.cutoff is not None):
        raise PolicyError("“same-day” cần có “cutoff hh:mm”, các loại khác thì không dùng.")


@lru_cache(maxsize=1024)
def parse_policy(text: str) -> Policy:
    """The policy written as text; `str(policy)` writes it back. Raises PolicyError with what is wrong."""
    head, *parts = [part.strip() for part in " ".join(text.split()).split(";")]
    fields = parse_head(head)
    for part in parts:
        more = parse_part(part)
        if fields.keys() & more.keys():
            raise PolicyError(f"“{part}” được viết hai lần hoặc mâu thuẫn với phần khác.")
        fields |= more
    policy = Policy(**fields)  # type: ignore[arg-type]
    check(policy)
    return policy
