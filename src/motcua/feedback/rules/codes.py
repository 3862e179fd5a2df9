"""Codes of reports as people type them: any case, with spaces or without dashes."""

import re

BARE = re.compile(r"PA(\d{6})(\d{4,7})")


def code_of(day: str, number: int) -> str:
    """The printed form: 'PA-261127-0001'."""
    return f"PA-{day}-{number:04d}"


def tidy(typed: str) -> str:
    """The code in its printed form; '' when it can't be one."""
    match = BARE.fullmatch(re.sub(r"[^0-9A-Z]", "", typed.upper()[:60]))
    return f"PA-{match[1]}-{match[2]}" if match else ""
