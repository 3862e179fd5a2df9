"""What must be right before a version is published: readable, no loops, no dangling names, budgets within the limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.procedures.rules.computing import computing_faults
from motcua.procedures.rules.conditions import BadCondition, Condition, find_loop
from motcua.procedures.rules.definition import STEP_KINDS, Definition, parse_definition
from motcua.procedures.rules.expressions import read_pattern
from motcua.procedures.rules.fee_checks import fee_faults
from motcua.procedures.rules.fields import KEY, ROLES, SEARCHES, WIDGETS, Form, FormField, Section, parse_form
from motcua.procedures.rules.patterns import LONGEST_TEXT, BadPattern, regex_of_mask

UNIT = re.compile(r"desk|leader|department:[a-z][a-z0-9-]*")
BUDGET = re.compile(r"(?:working|elapsed) (\d+)([dhm])\b")
DAY = 8 * 60
MINUTES = {"d": DAY, "h": 60, "m": 1}
STAFF = ("receiver", "specialist", "department_head", "unit_head", "clerk", "cashier")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: where (dotted path in the document) and what, in words for the editor."""

    path: str
    message: str


def find_faults(document: Mapping[str, Any]) -> list[Fault]:
    """Every fault of a document; [] when it may be published."""
    try:
        definition = parse_definition(document)
    except BadCondition as error:
        return [Fault("form", str(error))]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [Fault("document", f"không đọc được văn bản của thủ tục: {type(error).__name__} {error}")]
    return [
        *_named(definition),
        *_schema(document),
        *_form(definition.form),
        *_conditions(definition),
        *_references(definition),
        *_budgets(definition),
    ]


def _named(definition: Definition) -> Iterator[Fault]:
    for key in ("code", "name", "short_name", "summary", "clock", "source", "checked_on"):
        if not getattr(definition, key):
            yield Fault(key, "còn trống")
    for name in ("steps", "results", "legal_basis", "applicants"):
        if not getattr(definition, name):
            yield Fault(name, "cần ít nhất một mục")
    for name in ("papers", "steps", "fees", "cases", "results"):
        keys = [item.key for item in getattr(definition, name)]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield Fault(f"{name}.{key}", "mã bị trùng")
    if definition.online_level == "partial" and not definition.partial_reason:
        yield Fault("partial_reason", "trực tuyến một phần phải nêu lý do (NĐ 224/2026 Điều 14)")


def _schema(document: Mapping[str, Any]) -> Iterator[Fault]:
    """What reading would silently pass over: unknown widgets, required names without a field, unknown sections."""
    form = document.get("form") or {}
    schema = form.get("schema", {})
    properties = schema.get("properties", {})
    sections = {str(section["key"]) for section in form.get("sections", ())}
    for key in schema.get("required", ()):
        if key not in properties:
            yield Fault(f"form.required.{key}", "bắt buộc một trường không có trong biểu mẫu")
    for key, data in properties.items():
        if data.get("x-widget", "text") not in WIDGETS:
            yield Fault(f"form.{key}", f"kiểu nhập không có: {data['x-widget']}")
        if sections and data.get("x-section") not in sections:
            yield Fault(f"form.{key}", f"phần không có: {data.get('x-section')}")


def _form(form: Form) -> Iterator[Fault]:
    for field in form.fields.values():
        yield from _field(field, f"form.{field.key}")
        for column in field.columns:
            yield from _field(column, f"form.{field.key}.{column.key}")
            if column.kind in ("table", "computed", "address"):
                yield Fault(f"form.{field.key}.{column.key}", "bảng không chứa được kiểu nhập này")
        if field.kind == "table" and not field.columns:
            yield Fault(f"form.{field.key}", "bảng chưa có cột")
        if field.kind == "computed":
            for words in computing_faults(form, field):
                yield Fault(f"form.{field.key}", words)
        for source in field.matches.values():
            if source not in form.fields:
                yield Fault(f"form.{field.key}", f"đối chiếu với trường không có: {source}")


def _field(field: FormField, path: str) -> Iterator[Fault]:
    if not KEY.fullmatch(field.key):
        yield Fault(path, "mã trường chỉ gồm chữ thường không dấu, số và gạch dưới")
    if field.kind in ("choice", "choices") and not field.options:
        yield Fault(path, "chưa có lựa chọn nào")
    if field.search and field.search not in SEARCHES:
        yield Fault(path, f"x-search không có: {field.search}")
    if field.role and field.role not in ROLES:
        yield Fault(path, f"x-role không có: {field.role}")
    if field.pattern or field.mask:
        yield from _shape(field, path)


def _shape(field: FormField, path: str) -> Iterator[Fault]:
    """The pattern can be taken, says the same as its mask, and its examples bear it out."""
    try:
        pattern = read_pattern(field.pattern)
        if field.mask and regex_of_mask(field.mask) != field.pattern:
            yield Fault(path, "mẫu (x-mask) và pattern không nói cùng một điều")
    except BadPattern as fault:
        yield Fault(path, str(fault))
        return
    if field.longest > LONGEST_TEXT:
        yield Fault(path, f"câu có mẫu dài nhiều nhất {LONGEST_TEXT} chữ")
    if field.fits and not pattern.fits(field.fits):
        yield Fault(path, f"ví dụ đúng không khớp mẫu: {field.fits}")
    if field.misfit and pattern.fits(field.misfit):
        yield Fault(path, f"ví dụ sai lại khớp mẫu: {field.misfit}")


def _all_conditions(definition: Definition) -> Iterator[tuple[str, Condition]]:
    for section in definition.form.sections:
        if section.show_if:
            yield f"form.sections.{section.key}", section.show_if
    for field in definition.form.fields.values():
        if field.show_if:
            yield f"form.{field.key}", field.show_if
    for name in ("cases", "papers", "steps", "fees"):
        for item in getattr(definition, name):
            if item.when and not getattr(item, "proves", False):
                yield f"{name}.{item.key}", item.when
    for fee in definition.fees:
        for one in fee.reductions:
            if one.when:
                yield f"fees.{fee.key}.{one.key}", one.when


def _conditions(definition: Definition) -> Iterator[Fault]:
    """Names of fields that are not (or no longer) in the form, and circles of conditions."""
    form = definition.form
    for path, condition in _all_conditions(definition):
        for name in sorted(set(condition.fields()) - form.fields.keys()):
            yield Fault(path, f"điều kiện hỏi trường không có trong biểu mẫu: {name}")
    for field in form.fields.values():
        names = {column.key for column in field.columns}
        for column in field.columns:
            for name in sorted(set(column.show_if.fields() if column.show_if else ()) - names):
                yield Fault(f"form.{field.key}.{column.key}", f"điều kiện hỏi cột không có trong bảng: {name}")
        for path, condition in ((path, one) for path, one in _all_conditions(definition) if field.key in one.fields()):
            yield from _answerable(path, condition, field)
    yield from _early(form)
    circle = find_loop(_dependencies(form))
    if circle:
        yield Fault(f"form.{circle[0]}", "điều kiện hiển thị đi vòng tròn: " + " → ".join(circle))


def _early(form: Form) -> Iterator[Fault]:
    """What is worked out from the answers is not known while one decides what to ask."""
    parts: list[Section | FormField] = [*form.sections, *form.fields.values()]
    for part in parts:
        for name in part.show_if.fields() if part.show_if else ():
            if name in form.fields and form.fields[name].kind == "computed":
                yield Fault(
                    f"form.{part.key}", f"điều kiện hiện không hỏi được câu tự tính “{form.fields[name].title}”"
                )


def _answerable(path: str, condition: Condition, field: FormField) -> Iterator[Fault]:
    """A condition that waits for a choice nobody can make any more is never fulfilled: it must be seen, not found out."""
    for part in condition.parts:
        yield from _answerable(path, part, field)
    if condition.field != field.key or field.kind not in ("choice", "choices"):
        return
    values = condition.value if condition.operator in ("in", "not_in") else (condition.value,)
    known = [option.value for option in field.options]
    if condition.operator in ("equals", "not_equals", "in", "not_in", "contains"):
        for value in (value for value in values if value not in known):
            yield Fault(path, f"điều kiện chờ câu trả lời không có trong câu “{field.title}”: {value}")


def circle_of(form: Mapping[str, Any]) -> list[str]:
    """Titles of the questions of a form whose conditions wait for each other, [] when none do or it can't be read."""
    try:
        read = parse_form(form)
    except (BadCondition, KeyError, TypeError, ValueError, AttributeError):
        return []
    return [read.fields[key].title for key in find_loop(_dependencies(read))]


def _dependencies(form: Form) -> dict[str, set[str]]:
    depends: dict[str, set[str]] = {}
    for section in form.sections:
        shared = set(section.show_if.fields()) if section.show_if else set()
        for field in section.fields:
            depends[field.key] = shared | (set(field.show_if.fields()) if field.show_if else set())
    return depends


def _references(definition: Definition) -> Iterator[Fault]:
    cases, steps = {case.key for case in definition.cases}, {step.key for step in definition.steps}
    for paper in definition.papers:
        for name in sorted(set(paper.cases) - cases):
            yield Fault(f"papers.{paper.key}", f"trường hợp không có: {name}")
    for step in definition.steps:
        if step.role not in STAFF:
            yield Fault(f"steps.{step.key}", f"vai trò không có: {step.role}")
        if step.kind not in STEP_KINDS:
            yield Fault(f"steps.{step.key}", f"loại bước không có: {step.kind}")
        if not UNIT.fullmatch(step.unit):
            yield Fault(f"steps.{step.key}", f"nơi làm không có: {step.unit}")
        if step.returns_to and step.returns_to not in steps:
            yield Fault(f"steps.{step.key}", f"bước quay lại không có: {step.returns_to}")
    for fee in definition.fees:
        for name in sorted(set(fee.cases) - cases):
            yield Fault(f"fees.{fee.key}", f"trường hợp không có: {name}")
        for words in fee_faults(fee, definition.form):
            yield Fault(f"fees.{fee.key}", words)


def minutes_of(policy: str) -> int | None:
    """Working minutes of 'working 3d', 'working 4h', 'same-day; …' (one day); None when it can't be read."""
    if policy.startswith("same-day"):
        return DAY
    found = BUDGET.match(policy)
    return int(found[1]) * MINUTES[found[2]] if found else None


def time_of_steps(document: Mapping[str, Any]) -> tuple[float, float] | None:
    """(hours of all steps, hours of the limit), None while either can't be read."""
    limit = minutes_of(str(document.get("clock", "")))
    spent = [minutes_of(str(step.get("budget", ""))) for step in document.get("steps") or ()]
    known = [one for one in spent if one is not None]
    return (sum(known) / 60, limit / 60) if limit is not None and len(known) == len(spent) else None


def _budgets(definition: Definition) -> Iterator[Fault]:
    """Budgets of the steps every dossier passes must fit into the limit."""
    limit, total = minutes_of(definition.clock), 0
    if limit is None:
        yield Fault("clock", f"không đọc được thời hạn: {definition.clock}")
    for step in definition.steps:
        minutes = minutes_of(step.budget)
        if minutes is None:
            yield Fault(f"steps.{step.key}", f"không đọc được thời gian: {step.budget}")
        else:
            total += minutes
    if limit is not None and total > limit:
        yield Fault("steps", f"tổng thời gian các bước ({total / 60:g} giờ) vượt thời hạn ({limit / 60:g} giờ)")
