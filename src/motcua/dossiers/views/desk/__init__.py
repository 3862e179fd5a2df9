"""Officers' pages about dossiers."""
