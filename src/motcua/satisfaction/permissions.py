"""Which roles see how people were served."""

VERBS: dict[str, frozenset[str]] = {
    "satisfaction.view": frozenset({"receiver", "department_head", "unit_head", "auditor"}),
}
