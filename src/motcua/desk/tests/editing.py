"""What the tests of the editors' screens share."""

from motcua.procedures.queries.drafting import workbench

ANSWERS = {"name": "Nguyễn Văn An", "phone": "0909123456", "id_number": "079190001234", "purpose": "Bổ túc hồ sơ"}
TRIAL = {"key": "plain", "title": "Tự làm", "answers": ANSWERS, "expect": {"fee": 10000}, "channel": "counter"}


def at(code, *parts):
    """The address of an editor's screen."""
    return "/".join(["/can-bo/thu-tuc", code, *parts]) + "/"


def seen(code):
    """The hash of the draft as it stands."""
    return workbench(code).seen


def shown_if(field, value, operator="equals", number="1", prefix="show"):
    """One line of a condition as a browser sends it."""
    return {f"{prefix}-field{number}": field, f"{prefix}-operator{number}": operator, f"{prefix}-value{number}": value}
