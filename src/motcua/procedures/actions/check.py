"""The gate before publication: the document's own schema, then what only the rules can see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.refusals import Refusal
from motcua.procedures.rules.checking import find_faults


def demand_sound(document: Mapping[str, Any]) -> None:
    """Refuses a document with faults; `fields` carries one sentence for each path."""
    faults = find_faults(document)
    if faults:
        raise Refusal(
            _("Chưa công bố được: còn %(count)s chỗ cần sửa.") % {"count": len(faults)},
            fields={fault.path: fault.message for fault in faults},
            code="unsound-document",
        )
