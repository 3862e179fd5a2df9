"""Pure decisions of the room: what a valid number looks like, when a duty holds, how far it sees, how a code may be used."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class RoleName(StrEnum):
    """The roles, as verbs name them."""

    RECEIVER = "receiver"
    SPECIALIST = "specialist"
    DEPARTMENT_HEAD = "department_head"
    UNIT_HEAD = "unit_head"
    CLERK = "clerk"
    CASHIER = "cashier"
    EDITOR = "editor"
    AUDITOR = "auditor"
    OPERATOR = "operator"


class DutyScope(StrEnum):
    """How far a duty sees: its unit's own house, or all units below as well."""

    UNIT = "unit"
    SUBTREE = "subtree"


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `start` (included) until `end` (excluded; None means open)."""

    start: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the moment lies inside."""
        return self.start <= at and (self.end is None or at < self.end)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a moment."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)


CODE_LIFE = timedelta(minutes=10)
CODE_ATTEMPTS = 5
REPEAT_GRACE = timedelta(seconds=60)
LONGEST_ABSENCE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class CodeState:
    """What is known of a one-time code when somebody types one."""

    expires_at: datetime
    attempts: int
    used_at: datetime | None


class CodeVerdict(StrEnum):
    """What becomes of a typed code."""

    GOOD = "good"
    WRONG = "wrong"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"
    USED = "used"


def judge_code(state: CodeState, *, matches: bool, at: datetime) -> CodeVerdict:
    """A code counts once, for ten minutes, in five attempts.

    The same right code sent again within a minute of its use is the same sign-in (double click, lost answer).
    """
    if state.attempts >= CODE_ATTEMPTS:
        return CodeVerdict.EXHAUSTED
    if state.used_at is not None:
        return CodeVerdict.GOOD if matches and at - state.used_at <= REPEAT_GRACE else CodeVerdict.USED
    if at >= state.expires_at:
        return CodeVerdict.EXPIRED
    return CodeVerdict.GOOD if matches else CodeVerdict.WRONG


PERSONAL_NUMBER = re.compile(r"[0-9]{12}")
TAX_CODE = re.compile(r"([0-9]{10})(-[0-9]{3})?")
TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def personal_number_complaint(number: str, *, birth_date: date | None = None, sex: str = "") -> str:
    """What doesn't fit in a 12-digit personal number (NĐ 137/2015 Art. 13): "", "form", "sex" or "year".

    "sex" and "year" are for a gentle warning only: the card itself may have been issued with an error. The province
    code is not checked, since it names the provinces as they were before 2025.
    """
    if not PERSONAL_NUMBER.fullmatch(number):
        return "form"
    century, female = divmod(int(number[3]), 2)
    if sex and (sex == "female") != bool(female):
        return "sex"
    if birth_date and (birth_date.year // 100 - 19, birth_date.year % 100) != (century, int(number[4:6])):
        return "year"
    return ""


def is_tax_code(code: str) -> bool:
    """Ten digits with their check digit and an optional branch, or the 12-digit number of a person or household (from 2025-07-01)."""
    if PERSONAL_NUMBER.fullmatch(code):
        return True
    match = TAX_CODE.fullmatch(code)
    if not match:
        return False
    digits = [int(char) for char in match[1]]
    return 10 - sum(w * d for w, d in zip(TAX_WEIGHTS, digits, strict=False)) % 11 == digits[9]


INNER_LEVELS = frozenset({"desk", "department"})


def house_root(unit_id: int, *, level: str, parent_id: int | None) -> int:
    """The authority whose one-stop desk or department a unit is; any other unit is its own authority."""
    return parent_id if level in INNER_LEVELS and parent_id is not None else unit_id


def mask_phone(phone: str) -> str:
    """A phone number that its owner recognises and others don't learn: "+84903000001" → "090****001"."""
    local = "0" + phone.removeprefix("+84") if phone.startswith("+84") else phone
    return f"{local[:3]}****{local[-3:]}"


def mask_email(email: str) -> str:
    """An address that its owner recognises: "nguyen.an@example.vn" → "n***n@example.vn"."""
    name, _, host = email.partition("@")
    return f"{name[0]}***{name[-1] if len(name) > 1 else ''}@{host}"
