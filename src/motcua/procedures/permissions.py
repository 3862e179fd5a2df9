"""Who may write the catalogue: editors, offerings also operators; everybody may read it."""

VERBS = {
    "procedures.edit": frozenset({"editor"}),
    "procedures.publish": frozenset({"editor"}),
    "procedures.offer": frozenset({"editor", "operator"}),
}
