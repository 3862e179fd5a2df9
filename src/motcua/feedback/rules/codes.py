"""Codes of reports as people type them: any case, with spaces, without dashes or the first two letters."""

import re

BARE = re.compile(r"(?:PA)?(\d{6})(\d{4}|[1-9]\d{4,6})", re.ASCII)
"""A number of more than four digits never begins with a zero: who typed one too many is not led to another's report."""
LOOK_ALIKE = str.maketrans("OIL", "011")
"""Letters that stand in no code, and the digits they were read from."""


def code_of(day: str, number: int) -> str:
    """The printed form: 'PA-261127-0001'."""
    return f"PA-{day}-{number:04d}"


def tidy(typed: str) -> str:
    """The code in its printed form; '' when it can't be one."""
    match = BARE.fullmatch(re.sub(r"[^0-9A-Z]", "", typed.upper()[:60]).translate(LOOK_ALIKE))
    return f"PA-{match[1]}-{match[2]}" if match else ""
