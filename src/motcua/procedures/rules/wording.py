"""Limits and fees in plain words for people."""

from __future__ import annotations

import re

from motcua.procedures.rules.definition import Definition
from motcua.procedures.rules.messages import Message, gettext_noop, ngettext_noop
from motcua.procedures.rules.tariff import Fee

LIMIT = re.compile(r"(working|elapsed) (\d+)([dhm])\b")
CUTOFF = re.compile(r"cutoff (\d{1,2}:\d{2})")
UNITS = {
    ("working", "d"): ngettext_noop("%(count)s ngày làm việc"),
    ("working", "h"): ngettext_noop("%(count)s giờ làm việc"),
    ("working", "m"): ngettext_noop("%(count)s phút làm việc"),
    ("elapsed", "d"): ngettext_noop("%(count)s ngày"),
    ("elapsed", "h"): ngettext_noop("%(count)s giờ"),
    ("elapsed", "m"): ngettext_noop("%(count)s phút"),
}


def limit_in_words(policy: str) -> Message:
    """'working 3d; pause' → '3 ngày làm việc'; a policy of another shape is shown as it stands."""
    if policy.startswith("same-day"):
        cutoff = CUTOFF.search(policy)
        if cutoff is None:
            return Message(gettext_noop("Trong ngày"))
        return Message(gettext_noop("Trong ngày; nhận sau %(time)s thì trong ngày làm việc tiếp theo"), time=cutoff[1])
    found = LIMIT.match(policy)
    if found is None:
        return Message(policy)
    return Message(UNITS[found[1], found[3]], count=int(found[2]))


def money(amount: int) -> str:
    """12000 → '12.000'."""
    return f"{amount:,}".replace(",", ".")


def fee_in_words(fee: Fee) -> Message:
    """What is paid at the counter."""
    if fee.amount is None:
        return Message(gettext_noop("Theo mức của Hội đồng nhân dân"))
    if fee.bracketed and fee.tiers:
        amounts = sorted({fee.amount, *(tier["amount"] for tier in fee.tiers)})
        return Message(gettext_noop("%(low)s đến %(high)s đồng"), low=money(amounts[0]), high=money(amounts[-1]))
    if fee.amount == 0:
        return Message(gettext_noop("Không thu"))
    if fee.unit:
        return Message(gettext_noop("%(amount)s đồng một %(unit)s"), amount=money(fee.amount), unit=fee.unit)
    return Message(gettext_noop("%(amount)s đồng"), amount=money(fee.amount))


def online_fee_in_words(fee: Fee) -> Message | None:
    """What is paid online when that differs from the counter."""
    if fee.online_amount is None or fee.online_amount == fee.amount:
        return None
    return Message(gettext_noop("%(amount)s đồng"), amount=money(fee.online_amount))


def costs_in_words(definition: Definition) -> Message:
    """One line for 'how much': the sum when it is plain, else that it depends."""
    amounts = [fee.amount for fee in definition.fees if fee.kind == "fee"]
    if not definition.fees or (amounts and all(amount == 0 for amount in amounts)):
        return Message(gettext_noop("Miễn phí"))
    main = next((fee for fee in definition.fees if fee.kind == "fee"), definition.fees[0])
    if main.online_amount == 0:
        return Message(gettext_noop("0 đồng khi nộp trực tuyến"))
    return fee_in_words(main)
