"""Which roles see how people were served."""

VERBS: dict[str, frozenset[str]] = {
    "satisfaction.survey": frozenset({"unit_head", "department_head", "clerk"}),
    "satisfaction.view": frozenset({"receiver", "department_head", "unit_head", "auditor"}),
}
