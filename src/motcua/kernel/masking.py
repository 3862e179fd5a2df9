"""What must not stand in a public text: phones, numbers of identity, mails, plates, names after a form of address."""

import re

MARK = "[đã che]"
CAPITAL = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠ-Ỹ"
WORD = rf"[{CAPITAL}][^\W\d_]*"
PHONE = re.compile(r"(?<![\d.])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLATE = re.compile(r"(?<!\w)\d{2}[ .-]?[A-Za-zĐđ]{1,2}\d?[ .-]?(?:\d{3}[ .]?\d{2}|\d{4})(?!\w)")
FORMS = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m)"
NAME = re.compile(rf"(?<!\w)({FORMS})((?: {WORD}){{1,5}})")


def masked(text: str) -> str:
    """The text with everything that looks like personal data covered: a proposal that a person looks over."""
    for pattern in (MAIL, PHONE, IDENTITY, PLATE):
        text = pattern.sub(MARK, text)
    return NAME.sub(rf"\1 {MARK}", text)
