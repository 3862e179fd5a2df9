"""The form engine for other rooms: the pure rules with this house's text cleaning and calendar day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.kernel import clock, folding
from motcua.procedures.rules import carrying, fees, reading, settling, showing, validation
from motcua.procedures.rules.definition import Definition, PaperKind, Step
from motcua.procedures.rules.definition import papers_for as rule_papers_for
from motcua.procedures.rules.definition import steps_for as rule_steps_for
from motcua.procedures.rules.fee_words import reason
from motcua.procedures.rules.fields import Section, visible_fields, visible_sections
from motcua.procedures.rules.settling import Persons

Answers = Mapping[str, Any]


def sections(definition: Definition, answers: Answers) -> tuple[Section, ...]:
    """The screens of the form, in order, for these answers."""
    return visible_sections(definition.form, answers)


def visible(definition: Definition, answers: Answers) -> frozenset[str]:
    """Keys of the fields that are asked for these answers."""
    return visible_fields(definition.form, answers)


def parse_form(section: Section, posted: Any) -> dict[str, Any]:
    """One section's answers from request.POST; None marks a field left empty. Merge with `merge_answers`."""
    return reading.parse_form(section, posted, folding.clean)


def parse_json(definition: Definition, data: Answers) -> dict[str, Any]:
    """All answers from an API client's JSON object: cleaned, unknown keys not read, types as sent."""
    values: dict[str, Any] = {}
    for section in definition.form.sections:
        values |= reading.parse_json(section, data, folding.clean)
    return {key: value for key, value in values.items() if value is not None}


def merge_answers(answers: Answers, values: Answers) -> dict[str, Any]:
    """A draft's answers with one section's values on top."""
    return settling.merge(answers, values)


def validate(
    definition: Definition, answers: Answers, section: str | None = None, *, today: date | None = None
) -> dict[str, str]:
    """Faults by path ("child_name", "residence.street", "members.0.name"), in words; {} when all is well."""
    return validation.validate(definition.form, answers, section, today=today or clock.today())


def warnings(definition: Definition, answers: Answers, *, today: date | None = None) -> dict[str, str]:
    """Gentle hints by field key; they stop nobody."""
    return settling.warnings(definition.form, answers, today=today or clock.today())


def settle(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The answers a dossier keeps: shown fields only, computed ones filled in."""
    return settling.settle(definition.form, answers)


def prefilled(definition: Definition, profile: Answers) -> dict[str, Any]:
    """First answers of a draft from a profile: full_name, birth_date, sex, id_number, phone, email, address, …"""
    return settling.prefilled(definition.form, profile)


def search_columns(definition: Definition, answers: Answers) -> dict[str, str]:
    """Answers for search columns by their `x-search` name: owner_name, id_number, phone, email, address, number."""
    return settling.search_columns(definition.form, answers)


def persons_of(definition: Definition, answers: Answers) -> Persons:
    """Submitter, owner, representative and how to reach them."""
    return settling.persons_of(definition.form, answers)


def papers_for(definition: Definition, answers: Answers) -> tuple[PaperKind, ...]:
    """The papers this case needs; `from_database` ones are satisfied without the person."""
    return rule_papers_for(definition, settle(definition, answers))


def steps_for(definition: Definition, answers: Answers) -> tuple[Step, ...]:
    """The steps this dossier passes through."""
    return rule_steps_for(definition, answers)


def fee_for(definition: Definition, answers: Answers, channel: str) -> fees.Charge:
    """What it costs through 'online', 'counter' or 'post'."""
    return fees.fee_for(definition, settle(definition, answers), channel)


def why_less(one: Any) -> str:
    """'Được miễn vì: …' for a reduction as the rule answers it, or as a dossier kept it."""
    kept = one if isinstance(one, Mapping) else {name: getattr(one, name) for name in ("kind", "value", "title")}
    return reason(str(kept.get("kind")), int(kept.get("value") or 0), str(kept.get("title", "")))


def shown_answers(definition: Definition, answers: Answers) -> tuple[showing.ShownSection, ...]:
    """Answers as people read them, section by section: for the review page, the officer's screen and print."""
    return showing.shown_answers(definition.form, answers)


def carry(
    old: Definition, new: Definition, answers: Answers, aside: tuple[carrying.SetAside, ...] = ()
) -> carrying.Carried:
    """Unsent answers moved to another version: kept, to look at again, set aside."""
    return carrying.carry(old.form, new.form, answers, aside)


def answer_in_words(definition: Definition, key: str, value: Any) -> str:
    """One answer as a person reads it, the rows of a table on one line each."""
    field = definition.form.fields.get(key)
    if field is None:
        return str(value)
    if field.kind != "table":
        return showing.in_words(field, value)
    rows = showing.table_rows(field, value)
    return "\n".join("; ".join(f"{title}: {text}" for title, text in row if text) for row in rows)
