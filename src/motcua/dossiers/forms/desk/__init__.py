"""Forms of the officers' verbs."""
