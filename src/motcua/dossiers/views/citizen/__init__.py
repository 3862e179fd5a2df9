"""Pages for citizens: filing step by step, tracking, the owner's dossier. Everything works without JavaScript."""
