"""Who may write the catalogue: editors, offerings also operators; everybody may read it."""

VERBS = {
    "procedures.edit": frozenset({"editor"}),
    "procedures.publish": frozenset({"editor"}),
    "procedures.override": frozenset({"editor", "unit_head"}),
    "procedures.offer": frozenset({"editor", "operator"}),
}
