"""The gate before publication: the document's own JSON Schema, then what only the rules can see."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from motcua.kernel.refusals import Refusal
from motcua.procedures.queries.trials import outcomes
from motcua.procedures.rules.checking import Fault, find_faults

SCHEMA = Path(__file__).parent.parent / "document.schema.json"
MOST_FAULTS = 50
BIGGEST = 600_000


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """The validator of documents, compiled once."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def demand_sound(document: Mapping[str, Any]) -> None:
    """Refuses a document with faults, or whose own test cases come out otherwise; `fields`: a sentence for each path."""
    faults = [*schema_faults(document)] or find_faults(document)
    if faults:
        raise Refusal(
            _("Chưa công bố được: còn %(count)s chỗ cần sửa.") % {"count": len(faults)},
            fields={fault.path: fault.message for fault in reversed(faults)},
            code="unsound-document",
        )
    failed = [outcome.trial for outcome in outcomes(document) if not outcome.holds]
    if failed:
        raise Refusal(
            _("Chưa công bố được: %(count)s ca kiểm thử không đúng.") % {"count": len(failed)},
            fields={f"trials.{trial.key}": _("Kết quả khác với điều đã ghi: %s") % trial.title for trial in failed},
            code="trial-failed",
        )


def schema_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    """Where the document does not fit document.schema.json, in words."""
    try:
        size = len(json.dumps(document, allow_nan=False))
    except (TypeError, ValueError):
        yield Fault("document", "văn bản có giá trị không ghi được thành JSON")
        return
    if size > BIGGEST:
        yield Fault("document", "văn bản quá lớn")
        return
    for number, error in enumerate(validator().iter_errors(document)):
        if number >= MOST_FAULTS:
            return
        yield Fault(".".join(str(part) for part in error.absolute_path) or "document", words(error))


def words(error: ValidationError) -> str:
    """One fault of the schema in Vietnamese."""
    wanted: Any = error.validator_value
    instance: Any = error.instance
    match error.validator:
        case "required":
            return "còn thiếu: " + ", ".join(key for key in wanted if key not in instance)
        case "type":
            return f"sai kiểu dữ liệu, cần {wanted}"
        case "enum" | "const":
            return f"chỉ nhận một trong: {wanted}"
        case "additionalProperties":
            known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
            return "có mục không dùng: " + ", ".join(sorted(str(key) for key in instance if key not in known))
        case "pattern":
            return f"không đúng dạng {wanted}"
        case "minLength" | "minItems":
            return "còn trống hoặc quá ngắn"
        case "maxLength" | "maxItems" | "maxProperties":
            return f"quá dài, nhiều nhất {wanted}"
    return f"không hợp lệ ({error.validator})"
